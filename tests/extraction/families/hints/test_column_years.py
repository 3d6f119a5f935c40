"""The family of two periods beside a change, on tables of its own."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "column-years"
TABLE = "来源\t{}\t{}\t{}\n财政拨款\t5702\t6115\t413\n事业收入\t418\t431\t13\n其他\t12\t15\t3\n"


@pytest.mark.parametrize("change", ["增加额", "增减", "变化", "比上年"])
def test_years_two_apart_beside_a_change_are_told(change: str) -> None:
    assert failing(FAMILY, TABLE.format("2020年", "2022年", change))


def test_the_sentence_before_the_table_says_which_years() -> None:
    assert failing(FAMILY, "2021年、2022年收入如下表。\n\n" + TABLE.format("2020年", "2022年", "增减"))
    assert failing(FAMILY, "2020年、2022年收入如下表。\n\n" + TABLE.format("2020年", "2022年", "增减")) == []


@pytest.mark.parametrize(
    ("old", "new", "last"),
    [
        ("2021年", "2022年", "增减"),
        ("2020年", "2022年", "备注"),
        ("2010年", "2022年", "增减"),
        ("2019—2020学年", "2021—2022学年", "增减"),
    ],
)
def test_other_columns_are_no_pair(old: str, new: str, last: str) -> None:
    assert failing(FAMILY, TABLE.format(old, new, last)) == []


def test_a_span_of_years_is_meant() -> None:
    assert failing(FAMILY, "表3 三年累计变化\n\n" + TABLE.format("2020年", "2022年", "增减")) == []
