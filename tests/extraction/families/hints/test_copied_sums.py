"""The family of sums in tables kept as lines, on copies of its own."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "copied-sums"
TRAINING = (
    "表 5 2022年培训情况\n序号   培训项目    期数 人次       主要内容\n1 农民技术培训 26 3120 果树管理、民宿服务\n2 职工培训 14 1586    汽修、面点\n"
    "3 退役军人培训 3 96 就业指导\n4   社区教育    48 7240 手机使用、书画\n合计        {}\n"
)
STAFF = (
    "表 2 教师情况\n项目        2019年      2020年\n类别 内容 人数 比例 人数 比例\n专任教师    216 100% 208 100%\n研究生 31 14.35% 33 15.87%\n"
    "学历 本科 181 83.80% 172 82.69%\n专科   4 1.85% 3 1.44%\n职称 中级     92 42.59% 87 41.83%\n初级  47 21.76% 44 21.15%\n任课 公共课  94 43.52% 89 42.79%\n专业课 122 56.48% 119 {}\n"
)
CHANGES = "表 1 设备\n年度 普通高中招生（人） 中等职业学校招生（人） 普职招生比\n2019年  1836        412     4.46:1\n2020年  1902        445     4.27:1\n变化情况   {}\n"
JOBS = (
    "表5 毕业生升学就业情况\n专业大类 毕业生\n加工类 486\n信息类 412\n交通类 218\n财经类 264\n旅游类 187\n教育类\n231\n合计\n1798\n\n升学\n302\n298\n119\n201\n96\n187\n1203\n\n"
    "直接就业 未就业 对口就业 对口率\n177\n7\n159\n89.83%\n108\n6\n84\n77.78%\n97\n2\n88\n90.72%\n60\n3\n46\n76.67%\n{}\n3\n80\n90.91%\n43\n1\n41\n95.35%\n"
)


def test_a_column_that_does_not_add_up_is_told() -> None:
    assert failing(FAMILY, TRAINING.format("92 12042"))
    assert failing(FAMILY, TRAINING.format("91 12402"))
    assert failing(FAMILY, TRAINING.format("91 12042")) == []


def test_a_total_that_was_left_out_is_told() -> None:
    assert failing(FAMILY, TRAINING.format("12042"))
    assert failing(FAMILY, TRAINING.format("— 12042")) == []


def test_a_table_that_adds_up_nowhere_says_nothing() -> None:
    assert failing(FAMILY, TRAINING.format("99 99999")) == []


def test_a_share_of_another_base_is_told() -> None:
    assert failing(FAMILY, STAFF.format("56.48%"))
    assert failing(FAMILY, STAFF.format("57.21%")) == []


@pytest.mark.parametrize("change", ["↑66        ↑43      ↓0.19", "↑66        ↓33      ↓0.19", "↑66 ↑33 ↓0.91"])
def test_a_change_that_the_lines_above_do_not_give_is_told(change: str) -> None:
    assert failing(FAMILY, CHANGES.format(change))


def test_changes_that_follow_are_no_fault() -> None:
    assert failing(FAMILY, CHANGES.format("↑66        ↑33      ↓0.19")) == []
    assert failing(FAMILY, CHANGES.format("详见 正文")) == []


def test_a_word_in_a_row_of_changes_is_told() -> None:
    table = "表 3 获奖\n年度         一等奖            二等奖         三等奖       合计 等次比\n2022 年       6              12          21       39 1\n2023 年       8              17          21       46 1\n增减          2               5          {}         7 {}\n"
    assert failing(FAMILY, table.format("无变化", "0"))
    assert failing(FAMILY, table.format("0", "0")) == []


def test_quotients_at_one_distance_are_a_rule() -> None:
    assert failing(FAMILY, JOBS.format("98"))
    assert failing(FAMILY, JOBS.format("88")) == []
