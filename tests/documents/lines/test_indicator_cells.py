"""Indicator tables that a copy left one cell to a line."""

from __future__ import annotations

import pytest

from nianbao.documents.document import Certainty
from nianbao.documents.lines.line import lines_from
from nianbao.documents.lines.written_text import pieces_of
from nianbao.documents.passage import Grid
from nianbao.documents.reading import read_document
from nianbao.proofreading.proofread import proofread


def grids(text: str) -> list[list[list[str]]]:
    return [
        [[cell.text if cell else "" for cell in row] for row in piece.rows()]
        for piece in pieces_of(lines_from(text.split("\n"), "a.txt"), [])
        if isinstance(piece, Grid) and piece.certainty is not Certainty.UNREAD
    ]


HEAD = ["序号", "指标", "单位", "2021年", "2022年"]
CANTEEN = [
    HEAD,
    ["1", "食堂座位", "个", "860", "900"],
    ["2", "食堂日均就餐人次", "人次", "1935", "2010"],
    ["", "其中：教职工", "人次", "120", "126"],
    ["3", "食堂面积", "平方米", "1480.5", "97.24"],
    ["4", "伙食满意度", "%", "91.30", "92.45"],
]


def cells(table: list[list[str]], between: str = "\n") -> str:
    return between.join(cell for row in table for cell in row if cell)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_rows_are_found_by_their_units_and_numbers(between: str) -> None:
    assert grids(f"附表2 后勤\n{cells(CANTEEN, between)}\n后勤保障有力，师生满意。") == [CANTEEN]


def test_every_figure_keeps_its_line() -> None:
    pieces = pieces_of(lines_from(cells(CANTEEN).split("\n"), "a.txt"), [])
    (grid,) = [piece for piece in pieces if isinstance(piece, Grid)]
    place = next(cell.text.spans[0].place for cell in grid.cells if cell.text.text == "1935")
    assert (place.line, place.column) == (14, 1)


@pytest.mark.parametrize(
    "rows",
    [
        # set in the middle of their cells, at their top, and in reading order
        "1 校企共建实训基 2 个 15 18 地数量 其中：校外实训基 个 9 11 地数量 3 实训工位 个 460 480",
        "1 2 校企共建实训基 个 15 18 地数量 其中：校外实训基 个 9 11 地数量 3 实训工位 个 460 480",
        "1 2 校企共建实训基 地数量 个 15 18 其中：校外实训基 地数量 个 9 11 3 实训工位 个 460 480",
    ],
)
def test_labels_in_pieces_are_put_together(rows: str) -> None:
    words = rows.split()
    words[1:1] = ["合作企业", "家", "30", "33"]
    (table,) = grids("\n".join([*HEAD, *words]))
    assert [row[1] for row in table[1:]] == ["合作企业", "校企共建实训基地数量", "其中：校外实训基地数量", "实训工位"]
    assert [row[4] for row in table[1:]] == ["33", "18", "11", "480"]


def test_a_head_said_again_and_page_numbers_are_no_rows() -> None:
    lines = cells(CANTEEN).split("\n")
    lines[15:15] = ["- 7 -", *HEAD]
    assert grids("\n".join(lines)) == [CANTEEN]


def test_numbers_and_a_label_that_stand_elsewhere() -> None:
    rows = [
        "1",
        "馆藏图书",
        "册",
        "5200",
        "册",
        "310",
        "3",
        "阅览座位",
        "个",
        "160",
        "电子阅览室机位",
        "个",
        "48",
        "当年新增图书",
        "2",
    ]
    (table,) = grids("\n".join(["序号", "指标", "单位", "2022年", *rows]))
    assert table == [
        ["指标", "单位", "2022年"],
        ["馆藏图书", "册", "5200"],
        ["当年新增图书", "册", "310"],
        ["阅览座位", "个", "160"],
        ["电子阅览室机位", "个", "48"],
    ]


def test_values_that_stand_behind_their_units() -> None:
    rows = ["1", "馆藏图书", "册", "2", "阅览座位", "个", "3", "年开放时间", "天", "5200", "160", "240"]
    (table,) = grids("\n".join(["序号", "指标", "单位", "2022年", *rows]))
    assert [row[3] for row in table[1:]] == ["5200", "160", "240"]


def test_words_beside_figures_keep_their_column() -> None:
    head = ["序号", "指标", "单位", "2022年", "调查人次", "调查方式"]
    rows = [
        ["1", "住宿满意度", "%", "88.20", "310", "电话访谈"],
        ["2", "社团满意度", "%", "93.10", "275", "纸质问卷"],
        ["3", "安全满意度", "%", "95.05", "402", "网络问卷"],
    ]
    assert grids(cells([head, *rows])) == [[head, *rows]]


def test_one_name_of_the_head_in_two_lines() -> None:
    words = "调查人 序号 指标 单位 2022年 调查方式 次 1 住宿满意度 % 88.20 310 电话 2 社团满意度 % 93.10 275 纸质"
    (table,) = grids("\n".join([*words.split(), "3", "安全满意度", "%", "95.05", "402", "网络"]))
    assert table[0] == ["序号", "指标", "单位", "2022年", "调查人次", "调查方式"]


@pytest.mark.parametrize(
    "lost",
    ["1935", "2010", "126"],  # a value; its number then stands where a value belongs
)
def test_a_lost_value_leaves_the_table_unread(lost: str) -> None:
    lines = [line for line in cells(CANTEEN).split("\n") if line != lost]
    assert grids("\n".join(lines)) == []


def test_lists_of_names_are_no_tables() -> None:
    names = ["一、单位名单", "序号", "指标", "单位", "城东职校", "城西职校", "城南职校", "联系人", "电话", "010-1234"]
    assert grids("\n".join(names)) == []


def test_a_slip_in_such_a_table_is_found() -> None:
    head = ["序号", "指标", "单位", "2022年"]
    rows = [
        ["1", "毕业生面向三次产业就业人数", "人", "300"],
        ["", "其中：面向第一产业", "人", "10"],
        ["", "面向第二产业", "人", "90"],
        ["", "面向第三产业", "人", "220"],
        ["2", "自主创业率", "%", "1.50"],
    ]
    text = f"学校质量年度报告（2022年度）\n\n附表1 计分卡\n\n{cells([head, *rows])}\n"
    found = proofread(read_document(text.encode(), name="a.txt")).findings
    assert any("300" in finding.message for finding in found if finding.group == "contradiction")
