from __future__ import annotations

from nianbao.documents.lines.alignment import Fragment, FragmentLine, align
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


def test_heads_over_years_that_are_said_again_share_them_evenly() -> None:
    found = align(
        lines(
            (0, [(0, 40, "项目"), (70, 85, "数量"), (170, 185, "比率")]),
            (20, [(70, 100, "2019年"), (120, 150, "2020年"), (165, 195, "2019年"), (215, 245, "2020年")]),
            (40, [(0, 40, "教师"), (75, 90, "182"), (125, 140, "178"), (165, 195, "78.8%"), (215, 245, "78.7%")]),
            (60, [(0, 40, "学生"), (75, 90, "982"), (125, 140, "978"), (165, 195, "21.2%"), (215, 245, "21.3%")]),
        ),
        10,
    )
    heads = [(cell.column, cell.column_span, cell.text.text) for cell in found.grid.cells if cell.row == 0]
    assert heads == [(0, 1, "项目"), (1, 2, "数量"), (3, 2, "比率")]


def test_numbers_behind_a_page_break_stay_with_their_rows() -> None:
    first = lines((0, [(0, 10, "8"), (30, 60, "基地数"), (100, 110, "3"), (130, 140, "4")]))
    bands = align([*first, *lines((20, [(30, 60, "省级"), (100, 110, "1"), (130, 140, "1")]))], 10).bands
    rest = align(
        lines(
            (0, [(30, 60, "校级"), (100, 110, "2"), (130, 140, "2")]),
            (20, [(30, 60, "接入"), (100, 110, "1"), (130, 140, "1")]),
            (40, [(0, 10, "9"), (30, 60, "教材数"), (100, 110, "7"), (130, 140, "7")]),
            (60, [(30, 60, "规划"), (100, 110, "5"), (130, 140, "5")]),
            (80, [(30, 60, "校企"), (100, 110, "5"), (130, 140, "5")]),
        ),
        10,
        known=bands,
    )
    assert texts(rest)[2, 0] == "9"


def test_cells_in_the_middle_of_rows_that_touch_are_whole() -> None:
    found = align(
        lines(
            (0, [(100, 130, "第一")]),
            (10, [(0, 20, "序号"), (40, 60, "指标"), (150, 170, "全区")]),
            (20, [(100, 130, "学校")]),
            (40, [(35, 65, "毕业生")]),
            (60, [(5, 10, "1"), (35, 65, "初次就"), (105, 120, "213"), (150, 165, "961")]),
            (80, [(35, 65, "业人数")]),
            (100, [(35, 65, "留在当")]),
            (110, [(105, 120, "168"), (150, 165, "747")]),
            (120, [(35, 65, "地就业")]),
        ),
        10,
        exact=True,
    )
    assert [[cell.text if cell else "" for cell in row] for row in found.grid.rows()] == [
        ["序号", "指标", "第一学校", "全区"],
        ["1", "毕业生初次就业人数", "213", "961"],
        ["", "留在当地就业", "168", "747"],
    ]


def test_one_row_below_the_heads_said_again_keeps_the_columns_of_its_table() -> None:
    heads = [(0, 40, "项目"), (60, 120, "全日制学生"), (140, 200, "业余制学生")]
    first = align(lines((0, heads), (20, [(0, 40, "招生"), (80, 95, "120"), (165, 180, "85")])), 10, exact=True)
    rest = align(
        lines((0, heads), (20, [(0, 40, "在校生")]), (30, [(80, 95, "958")]), (40, [(5, 35, "人数")])),
        10,
        known=first.bands,
        said=first.heads,
        exact=True,
    )
    assert rest.grid.width == 3
    assert texts(rest)[1, 0] == "在校生人数"
    assert texts(rest)[1, 1] == "958"


def test_a_label_that_begins_with_a_year_is_no_row_of_figures() -> None:
    found = align(
        lines(
            (0, [(10, 30, "类别"), (80, 100, "高中"), (140, 160, "职高")]),
            (20, [(0, 55, "2017招生人")]),
            (30, [(80, 100, "2280"), (140, 160, "878")]),
            (40, [(20, 30, "数")]),
            (60, [(0, 40, "变化情况"), (80, 95, "+35"), (140, 155, "+27")]),
        ),
        10,
        exact=True,
    )
    assert texts(found)[1, 0] == "2017招生人数"


def test_a_label_beside_rows_whose_names_wrap_is_put_to_the_first() -> None:
    found = align(
        lines(
            (0, [(0, 20, "系部"), (50, 80, "专业"), (100, 120, "人数")]),
            (20, [(50, 90, "旅游服务")]),
            (30, [(100, 120, "64")]),
            (40, [(0, 30, "旅游系"), (60, 80, "管理")]),
            (60, [(55, 85, "烹饪"), (100, 120, "78")]),
            (90, [(50, 90, "民族音乐")]),
            (100, [(100, 120, "34")]),
            (110, [(0, 30, "艺术系"), (60, 80, "舞蹈")]),
            (130, [(55, 85, "美术"), (100, 120, "50")]),
        ),
        10,
        exact=True,
    )
    cells = {(cell.row, cell.column): (cell.text.text, cell.row_span) for cell in found.grid.cells}
    assert cells[1, 0] == ("旅游系", 2)
    assert cells[1, 1] == ("旅游服务管理", 1)
    assert cells[3, 0] == ("艺术系", 2)


def test_figures_apart_on_a_line_are_never_put_into_one_column() -> None:
    found = align(
        lines(
            (0, [(0, 20, "系部"), (40, 60, "人数"), (80, 100, "实习"), (104, 140, "合格")]),
            (20, [(0, 20, "机械"), (40, 60, "110"), (80, 100, "108"), (110, 130, "107")]),
            (40, [(0, 20, "信息"), (40, 60, "145"), (90, 112, "140"), (120, 140, "138")]),
        ),
        10,
        exact=True,
    )
    assert found is None or found.grid.certainty == "unread" or found.grid.width == 4


def test_the_end_of_a_wrapped_head_is_no_head_of_its_own() -> None:
    found = align(
        lines(
            (0, [(80, 130, "2019年招生"), (190, 220, "在校生")]),
            (10, [(0, 20, "学校")]),
            (20, [(100, 110, "数"), (160, 190, "一年级"), (210, 240, "二年级")]),
            (40, [(0, 30, "甲职校"), (98, 113, "114"), (168, 183, "112"), (220, 230, "98")]),
            (60, [(0, 30, "乙职校"), (98, 113, "107"), (168, 183, "104"), (220, 230, "92")]),
        ),
        10,
        exact=True,
    )
    cells = {(cell.row, cell.column): (cell.text.text, cell.row_span, cell.column_span) for cell in found.grid.cells}
    assert cells[0, 1] == ("2019年招生数", 2, 1)
    assert cells[0, 2] == ("在校生", 1, 2)


def test_a_label_stands_in_the_middle_of_high_rows() -> None:
    found = align(
        lines(
            (0, [(0, 20, "项目"), (50, 80, "内容"), (100, 120, "人数")]),
            (20, [(50, 70, "专科"), (100, 120, "10")]),
            (40, [(50, 70, "高级"), (100, 120, "57")]),
            (50, [(0, 20, "职称")]),
            (60, [(50, 70, "中级"), (100, 120, "97")]),
            (80, [(50, 80, "公共课"), (100, 120, "150")]),
            (100, [(50, 80, "专业课"), (100, 120, "121")]),
            (110, [(0, 20, "任课")]),
            (120, [(50, 80, "其中双")]),
            (130, [(100, 120, "72")]),
            (140, [(50, 70, "师型")]),
        ),
        10,
        known=align(
            lines(
                (0, [(0, 20, "项目"), (50, 80, "内容"), (100, 120, "人数")]),
                (20, [(0, 20, "学历"), (50, 80, "研究生"), (100, 120, "17")]),
                (40, [(0, 20, "年龄"), (50, 80, "三十岁"), (100, 120, "18")]),
            ),
            10,
        ).bands,
        said=lines((0, [(0, 20, "项目"), (50, 80, "内容"), (100, 120, "人数")])),
        exact=True,
    )
    labels = {cell.text.text: (cell.row, cell.row_span) for cell in found.grid.cells if cell.column == 0}
    assert labels["职称"] == (2, 2)
    assert labels["任课"] == (4, 3)


def test_a_label_whose_rows_go_on_over_the_page_may_stand_at_the_top() -> None:
    rows = lines(
        (0, [(0, 20, "结构"), (50, 80, "内容"), (100, 120, "人数")]),
        (20, [(50, 80, "研究生"), (100, 120, "41")]),
        (40, [(0, 20, "学历"), (50, 80, "本科"), (100, 120, "146")]),
        (60, [(50, 80, "专科"), (100, 120, "3")]),
        (80, [(0, 20, "职称"), (50, 80, "正高级"), (100, 120, "2")]),
        (100, [(50, 80, "副高级"), (100, 120, "61")]),
        (120, [(50, 80, "中级"), (100, 120, "72")]),
    )
    found = align(rows, 10, exact=True, at_foot=True)
    labels = {cell.text.text: (cell.row, cell.row_span) for cell in found.grid.cells if cell.column == 0}
    assert (labels["学历"], labels["职称"]) == ((1, 3), (4, 3))


def test_a_label_of_two_lines_on_the_lines_of_two_rows_is_one() -> None:
    found = align(
        lines(
            (0, [(0, 20, "学校"), (50, 80, "专业"), (100, 120, "人数")]),
            (20, [(50, 90, "金融事务"), (100, 120, "42")]),
            (40, [(0, 30, "商贸学"), (50, 90, "会计事务"), (100, 120, "36")]),
            (60, [(10, 20, "校"), (50, 90, "电子商务"), (100, 120, "48")]),
            (80, [(50, 90, "小计"), (100, 120, "126")]),
        ),
        10,
        exact=True,
    )
    label = next(cell for cell in found.grid.cells if cell.text.text == "商贸学校")
    assert (label.row, label.row_span) == (1, 4)


def test_a_figure_in_the_column_of_its_label_leaves_the_table_unread() -> None:
    found = align(
        lines(
            (0, [(0, 20, "学校"), (120, 140, "招生"), (170, 200, "在校生")]),
            (20, [(0, 90, "沙峪区职业学校"), (120, 140, "371"), (170, 190, "1083")]),
            (40, [(0, 20, "合计"), (60, 80, "642"), (125, 145, "1916")]),
        ),
        10,
        exact=True,
    )
    assert found.grid.certainty == "unread"


def test_counts_that_could_be_years_are_a_row_below_the_heads() -> None:
    found = align(
        lines(
            (0, [(0, 20, "指标"), (100, 130, "2023年"), (160, 190, "2024年")]),
            (20, [(0, 40, "课程总数"), (105, 125, "1986"), (165, 185, "2034")]),
            (40, [(0, 20, "学时"), (100, 130, "148600"), (160, 190, "152350")]),
        ),
        10,
        header_edge=10,
        exact=True,
    )
    assert texts(found)[1, 0] == "课程总数"
    assert texts(found)[1, 1] == "1986"
