"""The family of rows headed 其中, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "table-parts"
WRONG = (
    "序号\t指标\t单位\t2022年\n5\t课程总数\t门\t40\n\t其中：网络课程\t门\t45\n6\t学生数\t人\t100\n",
    "序号\t指标\t单位\t2022年\n8\t实训基地数\t个\t5\n\t其中：国家级数量\t个\t1\n\t省级数量\t个\t2\n\t校级数量\t个\t3\n",
)
RIGHT = (
    "序号\t指标\t单位\t2022年\n8\t实训基地数\t个\t6\n\t其中：国家级数量\t个\t1\n\t接入国家智慧教育平台数量\t个\t1\n\t省级数量\t个\t2\n\t校级数量\t个\t3\n",
)
NO_CLAIM = (
    "序号\t指标\t单位\t2022年\n7\t培训项目数\t项\t12\n\t其中：培训学时\t学时\t640\n\t培训人次\t人次\t3000\n",
    "序号\t指标\t单位\t2022年\n7\t在线课程数\t门\t2\n\t\t学时\t120\n\t课均学生数\t人\t300\n\t其中：国家级数量\t门\t2\n",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_part_larger_than_its_whole_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_parts_within_their_whole_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_other_units_and_other_parents_are_not_compared(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_rows_of_other_units_are_no_parts_in_any_column() -> None:
    table = "序号\t指标\t单位\t甲校\t乙校\t全区\n9\t聘请行业导师人数\t人\t31\t12\t43\n\t其中：聘请劳动模范人数\t人\t3\t0\t3\n\t年支付行业导师课酬\t万元\t37.2\t19.2\t56.4\n"
    assert failing("table-parts", table) == []


def test_a_row_without_a_number_is_no_whole_among_numbered_ones() -> None:
    table = (
        "片区\t学生数\n合计\t3826\n一、东片\t1675\n# 甲校\t146\n乙校\t270\n# 丙校\t601\n二、西片\t2151\n# 丁校\t693\n"
    )
    assert not is_contradicted("table-parts", table)


@pytest.mark.parametrize(
    "table",
    [
        "项目\t本年（万元）\t上年（万元）\n食堂结余\t-6.2\t4.8\n其中：伙食收入\t210.5\t198.0\n",
        "项目\t本年（万元）\t上年（万元）\n拨款\t800\t760\n减：上缴\t30\t28\n培训净收入\t12.5\t9.8\n其中：学费\t20.1\t17.4\n",
        "比赛\t奖金\t人数\n国际赛\t--\t9\n其中：美元\t1200\t4\n欧元\t900\t5\n",
    ],
)
def test_what_is_left_of_its_kinds_may_be_less_than_one_of_them(table: str) -> None:
    assert failing(FAMILY, table) == []


def test_a_whole_that_says_none_is_held_against_its_part() -> None:
    assert is_contradicted(
        FAMILY, "序号\t指标\t单位\t2022年\n5\t课程总数\t门\t无\n\t其中：网络课程\t门\t4\n6\t学生数\t人\t100\n"
    )


def test_parts_that_the_row_above_cannot_hold_are_those_of_an_earlier_one() -> None:
    table = "类别\t人数\n在校生\t1200\n其中：一年级\t430\n二年级\t394\n其中：女生\t508\n男生\t692\n"
    assert not is_contradicted("table-parts", table)


def test_one_part_that_is_too_large_is_told() -> None:
    table = "类别\t人数\n在校生\t1200\n其中：女生\t1508\n教师\t120\n其中：党员\t40\n"
    assert is_contradicted("table-parts", table)
