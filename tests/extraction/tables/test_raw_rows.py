"""Rows of tables kept as lines, taken apart."""

from __future__ import annotations

import pytest

from nianbao.documents.document import Text
from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.raw_rows import named_rows, raw_row, raw_tables, width

LINES = (
    "表 5 2022年培训情况\n序号   培训项目    期数 人次       主要内容\n1 农民技术培训 26 3120 果树管理、民宿服务\n2 职工培训 14 1586    汽修、面点\n"
    "3 退役军人培训 3 96 就业指导\n4   社区教育    48 7240 手机使用、书画\n合计        91 12042\n"
)


def row(words: str):
    return raw_row("l", Text(words, ()))


@pytest.mark.parametrize(
    ("words", "name", "figures"),
    [
        ("12 骨干专业 5 7", "骨干专业", ["5", "7"]),
        ("2019 招生 1932 2.54:1", "2019招生", ["1932", "2.54"]),
        ("2019年 1836 412", "2019年", ["1836", "412"]),
        ("变化情况 ↑ 3675.7 降低 0.05", "变化情况", ["3675.7", "0.05"]),
        ("汽车养护 12 次 1,680", "汽车养护", ["12", "1680"]),
        ("36—50岁 114 52.78%", "36—50岁", ["114", "52.78"]),
        ("编号 007 5", "编号007", ["5"]),
    ],
)
def test_a_line_is_its_name_and_its_figures(words: str, name: str, figures: list[str]) -> None:
    found = row(words)
    assert (found.name, [str(figure.digits) for figure in found.figures]) == (name, figures)


def test_directions_units_and_kinds_are_kept() -> None:
    figures = row("变化 ↑ 3.5% -4 持平 12 场").figures
    assert [(f.kind, f.direction, f.unit) for f in figures] == [
        ("%", "up", ""),
        ("", "down", ""),
        ("", "level", ""),
        ("", "", "场"),
    ]


def test_signs_of_none_and_words_are_told_apart_from_figures() -> None:
    assert row("合计 — 6378 家").kinds == "NF"
    assert row("合计 — 6378 详见附表").kinds == "NFW"


def test_only_tables_kept_as_lines_are_taken_apart() -> None:
    manuscript = Manuscript.of(read_document(LINES.encode(), name="report.txt"))
    (tables,) = [rows for _, rows in raw_tables(manuscript)]
    assert [found.name for found in tables][-2:] == ["社区教育", "合计"]
    assert tables[-1].is_total
    read = Manuscript.of(read_document("学校\t人数\n甲校\t30\n乙校\t40\n".encode(), name="report.txt"))
    assert raw_tables(read) == ()


@pytest.mark.parametrize(
    ("label", "name", "unit", "is_part"),
    [
        ("其中：发明专利授权数量* 项", "发明专利授权数量", "项", True),
        ("“双师型”教师", "双师型教师", "", False),
        ("生均教学科研仪器设备值* 元/生", "生均教学科研仪器设备值", "元/生", False),
    ],
)
def test_rows_of_read_tables_have_bare_names(label: str, name: str, unit: str, is_part: bool) -> None:
    text = f"指标\t2022年\t2023年\n{label}\t12\t13\n教职工\t120\t130\n"
    ((_, rows),) = named_rows(Manuscript.of(read_document(text.encode(), name="report.txt")))
    assert (rows[0].name, rows[0].unit, rows[0].is_part) == (name, unit, is_part)
    assert [value.printed for value in rows[0].values] == ["12", "13"]


def test_columns_of_changes_are_no_figures_of_a_row() -> None:
    text = "项目\t2022年\t2023年\t增加\n专任教师\t309\t318\t9\n"
    ((_, rows),) = named_rows(Manuscript.of(read_document(text.encode(), name="report.txt")))
    assert [value.printed for value in rows[0].values] == ["309", "318"]


def test_han_characters_take_two_columns() -> None:
    assert width("合计 12") == 7


def test_a_number_of_a_row_that_touches_its_name_is_none_of_it() -> None:
    text = "表1 各校情况\n\n" + "\n".join(
        f"{n}各校{name}总人数 人 {n}5 {n}8 {n}9" for n, name in enumerate("学教职退", 1)
    )
    found = [
        row.name for _, rows in named_rows(Manuscript.of(read_document(text.encode(), name="a.txt"))) for row in rows
    ]
    assert [name for name in found if name[:1].isdigit()] == []
