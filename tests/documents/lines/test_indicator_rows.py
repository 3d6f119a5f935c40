"""Indicator tables in lines without tabs: what the columns hold tells the cells apart."""

from __future__ import annotations

import pytest

from nianbao.documents.document import Certainty
from nianbao.documents.lines.line import lines_from
from nianbao.documents.lines.written_text import pieces_of
from nianbao.documents.passage import Grid, Passage


def read(text: str) -> list[Grid | Passage]:
    return pieces_of(lines_from(text.split("\n"), "a.txt"), [])


def rows(piece: Grid | Passage) -> list[list[str]]:
    assert isinstance(piece, Grid)
    return [[cell.text if cell else "" for cell in row] for row in piece.rows()]


HEAD = ["序号", "指标", "单位", "2023年"]
LIBRARY = [
    HEAD,
    ["1", "馆藏图书", "册", "5200"],
    ["", "其中：专业图书", "册", "3100"],
    ["", "电子图书", "册", "无"],
    ["2", "阅览座位", "个", "160"],
    ["4", "年开放时间", "天", "240"],
]


@pytest.mark.parametrize("gap", [" ", "    "])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_rows_are_read_from_the_right_whatever_parts_their_cells(gap: str, between: str) -> None:
    # A serial number left out (2, 4) is the author's slip and no sign of a misread table.
    (grid,) = read(between.join(gap.join(cell for cell in row if cell) for row in LIBRARY))
    assert rows(grid) == LIBRARY
    assert grid.certainty is Certainty.READ


def test_a_second_unit_of_an_indicator_has_no_name() -> None:
    (grid,) = read("序号 指标 单位 2023年\n1 教学计划内课程 门 45\n学时 1520\n2 校企合作课程 门 9\n学时 310\n")
    assert rows(grid)[2] == ["", "", "学时", "1520"]


@pytest.mark.parametrize(
    "lines",
    [
        "2 面向社会开放的实\n训基地数 个 3",  # in reading order
        "面向社会开放的实\n2 个 3\n训基地数",  # as on the page
        "2\n面向社会开放的实\n训基地数\n个 3",
    ],
)
def test_an_indicator_in_several_lines_is_whole(lines: str) -> None:
    (grid,) = read(f"序号 指标 单位 2023年\n1 校内实训基地数 个 12\n{lines}\n3 工位数 个 640\n")
    assert rows(grid)[2] == ["2", "面向社会开放的实训基地数", "个", "3"]
    assert rows(grid)[3] == ["3", "工位数", "个", "640"]
    assert grid.certainty is Certainty.GUESSED


def test_a_serial_number_beside_the_middle_of_its_rows_belongs_to_the_row_above() -> None:
    (grid,) = read("序号 指标 单位 2023年\n接待来访 人次 30\n1\n外派教师 人 2\n2 合作院校 所 4\n")
    assert [row[0] for row in rows(grid)] == ["序号", "1", "", "2"]


def test_two_tables_with_like_heads_are_two() -> None:
    found = read(
        "序号 指标 单位 2023年\n1 毕业生人数 人 301\n2 升学人数 人 120\n3 就业人数 人 170\n"
        "序号 指标 单位 2023年 调查人次 调查方式\n1 在校生满意度 % 96.2 310 问卷\n"
        "2 家长满意度 % 95.8 205 问卷\n3 教职工满意度 % 97 60 座谈\n"
    )
    assert [len(rows(grid)[0]) for grid in found] == [4, 6]
    assert rows(found[1])[3] == ["3", "教职工满意度", "%", "97", "60", "座谈"]


def test_a_page_break_within_a_row_leaves_it_whole() -> None:
    (grid,) = read(
        "序号 指标 单位 2023年\n1 毕业生人数 人 301\n2 毕业生在本市和\n"
        "序号 指标 单位 2023年\n邻近区就业人数 人 120\n3 创业人数 人 5\n"
    )
    assert rows(grid)[2] == ["2", "毕业生在本市和邻近区就业人数", "人", "120"]


def test_what_follows_the_table_is_no_row_of_it() -> None:
    grid, *rest = read(
        "指标 单位 2023年\n图书 册 5200\n座位 个 160\n开放 天 240\n\n"
        "三、服务社会\n\n学校面向社区开放图书馆，全年接待 1 人次。\n"
    )
    assert len(rows(grid)) == 4
    assert next(passage.text.text for passage in rest if isinstance(passage, Passage)) == "三、服务社会"


def test_columns_of_schools_in_heads_of_several_lines_are_left_to_others() -> None:
    found = read("项目 单位 城南职 城北职 合计\n业学校 业学校\n占地 亩 120 90 210\n图书 册 300 200 500\n")
    assert not any(isinstance(piece, Grid) and "城南职业学校" in rows(piece)[0] for piece in found)
    assert not any(isinstance(piece, Grid) and rows(piece)[0][2:3] == ["城南职"] for piece in found)


def test_a_slip_in_a_copied_table_is_not_hidden_by_the_copy() -> None:
    (grid,) = read("序号 指标 单位 2023年\n1 在校生满意度 % 网上调查\n2 家长满意度 % 95.8\n3 毕业生满意度 % 97\n")
    assert ["2", "家长满意度", "%", "95.8"] in rows(grid)


def test_heads_without_rows_take_no_longer_than_other_lines() -> None:
    # Sixty thousand of them were held against all lines behind each.
    assert not any(isinstance(piece, Grid) for piece in read("序号 指标 单位 2023年\n" * 3000))
