"""The family of rows that are quotients of others, on tables of its own."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "row-laws"
RATIO = "指标\t单位\t一职\t二职\t三职\t四职\t全区\n生师比\t:1\t15.03\t{}\t14.01\t14.58\t14.47\n全日制在校生人数\t人\t3968\t3072\t2745\t3396\t13181\n专任教师总数\t人\t264\t218\t196\t233\t911\n"
VALUE = "指标\t单位\t一职\t二职\t三职\t四职\n设备值\t万元\t9862.5\t5230.4\t4788.6\t6905.3\n生均设备值\t元/生\t24855.09\t17026.04\t{}\t20333.63\n\n指标\t单位\t一职\t二职\t三职\t四职\n在校生人数\t人\t3968\t3072\t2745\t3396\n"


@pytest.mark.parametrize("value", ["14.01", "14.90", "1.41", "40.19"])
def test_a_ratio_that_its_rows_do_not_give_is_told(value: str) -> None:
    assert failing(FAMILY, RATIO.format(value))


def test_rows_of_another_table_count_too() -> None:
    assert failing(FAMILY, VALUE.format("1744.48"))
    assert failing(FAMILY, VALUE.format("17444.81")) == []


def test_a_ratio_that_follows_is_silent() -> None:
    assert failing(FAMILY, RATIO.format("14.09")) == []


def test_what_is_broken_twice_is_no_law() -> None:
    assert failing(FAMILY, RATIO.format("14.90").replace("14.01", "11.01")) == []


def test_three_columns_prove_nothing() -> None:
    text = "指标\t单位\t一职\t二职\t三职\n生师比\t:1\t15.03\t14.90\t14.01\n在校生人数\t人\t3968\t3072\t2745\n专任教师总数\t人\t264\t218\t196\n"
    assert failing(FAMILY, text) == []
