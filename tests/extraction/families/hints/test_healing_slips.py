"""The family of quotients that heal, on sentences and tables of its own."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "healing-slips"
MONEY = "来源\t2019年\t2020年\n省级\t2240\t2415\n市县\t38620\t40374\n合计\t40860\t42789\n\n全市在校生29550人。按在校生计算，生均财政性投入{}元。\n"


@pytest.mark.parametrize(
    "text",
    [
        "全日制在校生3120人，专任教师219人，生师比为14.52:1。",
        "全日制在校生3120人，专任教师219人，生师比14.52。",
        "在校学生1186人，专任教师196人。在校生与专任教师之比为6.50:1。",
        "生师比为15.27:1。\n\n附表\n\n指标\t单位\t2023年\n生师比\t:1\t15.72\n",
    ],
)
def test_a_ratio_with_two_digits_exchanged_is_told(text: str) -> None:
    assert failing(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "全日制在校生3120人，专任教师219人，生师比为14.25:1。",
        "全日制在校生3120人，专任教师219人，生师比为13.87:1。",
        "全日制在校生3120人，专任教师219人，生师比约为14.5:1。",
        "生师比为14.52:1。",
    ],
)
def test_a_ratio_that_fits_or_fits_in_no_way_is_silent(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_a_mean_ten_times_off_behind_its_table_is_told() -> None:
    assert failing(FAMILY, MONEY.format("1448"))
    assert failing(FAMILY, MONEY.format("14480")) == []
    assert failing(FAMILY, MONEY.format("9000")) == []


def test_a_standard_is_no_mean() -> None:
    assert failing(FAMILY, MONEY.replace("生均财政性投入", "生均公用经费标准").format("1448")) == []
