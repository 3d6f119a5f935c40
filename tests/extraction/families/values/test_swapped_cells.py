"""What stands in a cell is of the kind that its column holds."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "swapped-cells"
PAIRS = (
    ("课程\t学时\t考核\n语文\t72\t考试\n数学\t考试\t72\n英语\t64\t考试\n体育\t36\t考查\n", "数学\t考试\t72", "数学\t72\t考试"),
    ("企业\t起始年\t人数\n甲公司\t2015\t31\n乙公司\t2018\t26\n丙公司\t19\t2019\n", "19\t2019", "2019\t19"),
    ("专业\t就业率\t人数\n护理\t98.1%\t31\n会计\t26\t97.2%\n机电\t96.0%\t19\n", "26\t97.2%", "97.2%\t26"),
    ("指标\t单位\t数值\n在校生数\t320\t人\n教职工数\t人\t40\n占地面积\t平方米\t8000\n", "320\t人", "人\t320"),
    ("学校\t招生数\n一职\t310\n二职\t2九0\n三职\t120\n四职\t88\n", "2九0", "290"),
    ("学校\t招生数\n一职\t310\n二职\tl20\n三职\t120\n四职\t88\n", "l20", "120"),
    (
        "指标\t单位\t2022年\t2023年\n就业率\t%\t98.1\t97.6\n双师比\t%\t70.2\t平方米\n生均面积\t平方米\t30.2\t31.1\n起薪\t元\t3200\t3300\n",
        "70.2\t平方米", "70.2\t71.3",
    ),
    (
        "指标\t单位\t2023年\t方式\n学生满意度\t%\t98.1\t网上问卷\n家长满意度\t网上问卷\t97\t\n教师满意度\t%\t97.2\t网上问卷\n企业满意度\t%\t98\t走访\n",
        "网上问卷\t97\t", "%\t97\t网上问卷",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("text", "wrong", "right"), PAIRS)
def test_a_cell_of_another_kind_is_seen(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text)
    assert failing(FAMILY, text.replace(wrong, right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "企业\t起始年\t人数\n甲公司\t2015\t2016\n乙公司\t2018\t26\n丙公司\t2019\t19\n",
        "学校\t负责人\t学生数\n一职\t王强\t310\n二职\t李明\t暂缺\n三职\t张丽\t120\n四职\t\t90\n",
        "班级\t人数\n机电1班\t30\nB2\t28\n一班\t25\n",
    ],
)
def test_cells_that_only_look_odd_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("企业\t合作起始年份\t接收实习\n甲\t2014\t62\n乙\t2018\t48\n丙\t{}\t36\n丁\t2020\t12\n", "高三年级", "2019"),
        ("基地\t设立时间\t面积\n甲\t2011年\t620\n乙\t2015年\t480\n丙\t{}\t360\n丁\t2020年\t120\n", "85", "在建"),
        (
            "| 班级 | 开设年份 | 人数 |\n|---|---|---|\n| 甲班 | 2019 | 40 |\n| 乙班 | 2020 | 38 |\n| 丙班 | {} | 35 |\n| 丁班 | 2022 | 30 |\n",
            "市级",
            "2021",
        ),
    ],
)
def test_words_among_years(text: str, wrong: str, right: str) -> None:
    assert failing(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []
