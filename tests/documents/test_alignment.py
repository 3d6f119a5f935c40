from __future__ import annotations

from nianbao.documents.alignment import Fragment, FragmentLine, align
from nianbao.documents.running_text import text_at
from nianbao.facts.place import Place


def lines(*rows: tuple[float, list[tuple[float, float, str]]]) -> list[FragmentLine]:
    return [FragmentLine(y, [Fragment(a, b, text_at(t, Place())) for a, b, t in row]) for y, row in rows]


def texts(aligned) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text.text for cell in aligned.grid.cells if cell.text.text}


def test_columns_are_what_the_rows_with_figures_cover() -> None:
    found = align(
        lines(
            (0, [(0, 40, "项目"), (100, 120, "人数"), (150, 170, "占比")]),
            (20, [(0, 60, "专任教师"), (105, 120, "120"), (145, 170, "68.2%")]),
            (40, [(0, 20, "其他"), (110, 120, "56"), (145, 170, "31.8%")]),
        ),
        10,
    )
    assert texts(found)[2, 1] == "56"
    assert found.grid.width == 3


def test_a_head_centred_over_two_columns_spans_both() -> None:
    found = align(
        lines(
            (0, [(110, 140, "数量")]),
            (14, [(0, 30, "项目")]),
            (28, [(80, 110, "2022年"), (140, 170, "2023年")]),
            (56, [(0, 40, "教师"), (85, 105, "120"), (145, 165, "125")]),
            (84, [(0, 40, "学生"), (85, 105, "958"), (145, 165, "960")]),
        ),
        10,
    )
    wide = next(cell for cell in found.grid.cells if cell.text.text == "数量")
    assert (wide.column, wide.column_span) == (1, 2)
    assert texts(found)[0, 0] == "项目"


def test_a_label_centred_beside_its_rows_is_put_to_the_first() -> None:
    found = align(
        lines(
            (0, [(0, 20, "结构"), (50, 80, "内容"), (100, 120, "人数")]),
            (20, [(50, 80, "高级"), (100, 120, "40")]),
            (40, [(0, 20, "职称"), (50, 80, "中级"), (100, 120, "53")]),
            (60, [(50, 80, "初级"), (100, 120, "32")]),
        ),
        10,
    )
    label = next(cell for cell in found.grid.cells if cell.text.text == "职称")
    assert (label.row, label.row_span) == (1, 3)


def test_a_label_wrapped_around_its_figures_is_one_label() -> None:
    found = align(
        lines(
            (0, [(0, 60, "指标"), (100, 120, "2023年")]),
            (30, [(0, 60, "毕业生面向三次")]),
            (37, [(100, 120, "12")]),
            (44, [(0, 40, "产业就业人数")]),
            (80, [(0, 60, "升学人数"), (100, 120, "30")]),
        ),
        10,
    )
    assert texts(found)[1, 0] == "毕业生面向三次产业就业人数"
    assert texts(found)[1, 1] == "12"


def test_prose_gives_no_table() -> None:
    assert align(lines((0, [(0, 400, "一行文字")]), (20, [(0, 400, "又一行文字")])), 10) is None


def test_a_unit_wider_than_its_head_comes_behind_it() -> None:
    found = align(
        lines(
            (0, [(0, 20, "专业"), (102, 122, "起薪")]),
            (15, [(97, 127, "（元/月）")]),
            (45, [(0, 20, "会计"), (105, 120, "3300")]),
            (75, [(0, 20, "旅游"), (105, 120, "3450")]),
        ),
        10,
    )
    assert texts(found)[0, 1] == "起薪（元/月）"
