"""Body tables that a copy left one cell to a line."""

from __future__ import annotations

import pytest

from nianbao.documents.document import Certainty
from nianbao.documents.lines.cell_rows import cell_rows
from nianbao.documents.lines.line import lines_from
from nianbao.documents.lines.written_text import pieces_of
from nianbao.documents.passage import Grid


def grids(*words: str) -> list[list[list[str]]]:
    text = "\n".join(("各校情况如下，与上年相当。", *" ".join(words).split(), "以上各项，均有据可查。"))
    return [
        [[cell.text if cell else "" for cell in row] for row in piece.rows()]
        for piece in pieces_of(lines_from(text.split("\n"), "a.txt"), [])
        if isinstance(piece, Grid) and piece.certainty is not Certainty.UNREAD
    ]


def test_numbered_rows_and_their_sum() -> None:
    (table,) = grids("序号 课程名称 学生数 课时 1 钳工 88 64 2 面点 60 72 3 插花 41 36 合计 189 172")
    assert table == [
        ["序号", "课程名称", "学生数", "课时"],
        ["1", "钳工", "88", "64"],
        ["2", "面点", "60", "72"],
        ["3", "插花", "41", "36"],
        ["", "合计", "189", "172"],
    ]


def test_labels_around_their_figures() -> None:
    (table,) = grids(
        "专业 招生数 在校生数 新能源汽车检 40 118 测与维修 会计事务 35 99 智慧健康养老 28 80 服务与管理 护理 50 151"
    )
    assert [row[0] for row in table] == ["专业", "新能源汽车检测与维修", "会计事务", "智慧健康养老服务与管理", "护理"]


def test_a_cell_in_two_lines_goes_to_its_column() -> None:
    (table,) = grids(
        "序号 培训项目 培训对象 期数 人次 1 电工取证 企业职工 4 210 2 家政服务员初级 社区居民 3 96",
        "退役军人 3 茶艺 2 61 家属 4 电工复审 在岗青年 5 188",
    )
    assert table[3] == ["3", "茶艺", "退役军人家属", "2", "61"]


def test_names_of_the_head_in_two_lines_each() -> None:
    (table,) = grids("招生 在校 毕业 年份 人数 人数 人数 2019年 310 905 288 2020年 322 931 290 2021年 305 940 301")
    assert table[0] == ["年份", "招生人数", "在校人数", "毕业人数"]


def test_groups_over_the_same_names() -> None:
    (table,) = grids(
        "学校 招生数 毕业生数 2021年 2022年 2021年 2022年 城东校 110 120 98 101 城西校 80 86 77 70 城南校 65 60 58 66"
    )
    assert table[:2] == [["学校", "招生数", "", "毕业生数", ""], ["", "2021年", "2022年", "2021年", "2022年"]]


def test_groups_of_rows_that_end_in_their_sum() -> None:
    (table,) = grids(
        "学校 专业 计划数 报到数 城东校 钳工 40 38 焊工 30 30 小计 70 68 城西校 面点 45 41 烘焙 25 24 小计 70 65"
    )
    assert [row[:2] for row in table[1:]] == [
        ["城东校", "钳工"],
        ["", "焊工"],
        ["", "小计"],
        ["城西校", "面点"],
        ["", "烘焙"],
        ["", "小计"],
    ]


def test_labels_beside_the_middle_of_their_rows_are_proven_by_sums() -> None:
    (table,) = grids(
        "类别 项目 人数 占比 研究生 10 10.00 学历 本科 70 70.00 专科 20 20.00 高级 30 30.00",
        "职称 中级 45 45.00 初级 25 25.00",
    )
    assert [row[0] for row in table[1:]] == ["学历", "", "", "职称", "", ""]


@pytest.mark.parametrize(
    "words",
    [
        # of which group a name is, nothing tells
        "学校 年级 性别 合计 一年级 二年级 男 女 城东校 90 80 99 71 170 "
        "城西校 60 66 70 56 126 城南校 40 41 45 36 81 全部 190 187 214 163 377",
        # a figure is missing
        "专业 招生数 在校生数 毕业生数 钳工 40 118 37 会计 35 99 护理 50 151 48 面点 20 66 19",
    ],
)
def test_what_is_not_certain_stays_unread(words: str) -> None:
    assert grids(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "城东校 城西校 城南校 城北校 联系电话 6123 传真 6124 邮编 100010 地址 新街 12 号 网址 见后",
        "目录 办学规模 3 师资队伍 7 学生发展 12 校企合作 18 社会服务 25 政策落实 31 特色创新 36",
    ],
)
def test_addresses_and_contents_are_no_tables(words: str) -> None:
    lines = lines_from(words.split(), "a.txt")
    assert cell_rows(lines, ["prose"] * len(lines)) == []
