"""The family of rows that leap, on tables of its own."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "row-jumps"
YEARS = "指标\t2022年\t2023年\n在校生\t3120\t3130\n教师\t210\t212\n毕业生\t980\t1010\n{}\n"
SURVEY = "对象\t2020年\t2021年\t2022年\n学生满意度\t91.2\t92.5\t93.8\n家长满意度\t90.6\t{}\t93.1\n教职工满意度\t92.1\t92.9\t93.5\n企业满意度\t93.4\t94.1\t95.2\n"


@pytest.mark.parametrize("row", ["大型企业就业\t44\t400", "班主任人数\t92\t9", "住宿生\t2100\t210"])
def test_a_leap_in_a_steady_table_is_told(row: str) -> None:
    assert failing(FAMILY, YEARS.format(row))


@pytest.mark.parametrize(
    "row", ["培训人次\t312\t3130", "获奖人数\t4\t40", "新增设备\t30\t300", "聘请导师\t2\t20", "大型企业就业\t44\t40"]
)
def test_what_may_leap_or_is_small_is_silent(row: str) -> None:
    assert failing(FAMILY, YEARS.format(row)) == []


def test_a_table_that_moves_says_nothing_of_one_row() -> None:
    assert failing(FAMILY, "指标\t2022年\t2023年\n甲\t31\t313\n乙\t21\t212\n丙丁\t98\t1010\n戊己\t50\t300\n") == []


def test_a_school_ten_times_off_the_others_is_told() -> None:
    row = "指标\t单位\t一职\t二职\t三职\t四职\n生均设备值\t元\t24855\t17026\t{}\t20333\n"
    assert failing(FAMILY, row.format("1744"))
    assert failing(FAMILY, row.format("174440"))
    assert failing(FAMILY, row.format("17444")) == []


def test_exchanged_digits_in_a_smooth_row_are_told() -> None:
    assert failing(FAMILY, SURVEY.format("98.1"))
    assert failing(FAMILY, SURVEY.format("91.8")) == []
    assert failing(FAMILY, SURVEY.format("94.0")) == []


def test_a_column_that_most_rows_leave_empty_is_of_another_thing() -> None:
    rows = "在校生\t3120\t3120\t\n教师\t210\t210\t\n毕业生\t980\t980\t\n住宿生\t1840\t1836\t{}\n"
    assert failing(FAMILY, "指标\t合计\t本部\t分校\n" + rows.format("4")) == []
