from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.facts.numeral import half_width, read_numeral, read_share, read_whole, write_numeral


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_reading_what_was_written_gives_the_number_back(number: int) -> None:
    assert read_numeral(write_numeral(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("二十", 20),
        ("二十一", 21),
        ("一百零五", 105),
        ("一百一十", 110),
        ("一百一", 110),
        ("两千", 2000),
        ("一千零一十", 1010),
        ("三万五", 35_000),
        ("十二万", 120_000),
        ("一亿二千万", 120_000_000),
        ("二〇二三", 2023),
        ("两", 2),
        ("百", 100),
    ],
)
def test_everyday_spellings(text: str, number: int) -> None:
    assert read_numeral(text) == number


@pytest.mark.parametrize("text", ["", "一十百", "百千", "万", "进", "3", "二百百", "三五百"])
def test_what_spells_no_number_is_not_guessed(text: str) -> None:
    assert read_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("九成", "0.9"),
        ("九成五", "0.95"),
        ("9成", "0.9"),
        ("三分之二", None),
        ("四分之三", "0.75"),
        ("百分之百", "1"),
        ("百分之九十九点二二", "0.9922"),
        ("一半", "0.5"),
    ],
)
def test_shares_in_words(text: str, share: str | None) -> None:
    expected = Decimal(2) / 3 if share is None else Decimal(share)
    assert read_share(text) == expected


@pytest.mark.parametrize("text", ["成", "分之", "三", "百分之点五"])
def test_words_that_name_no_share(text: str) -> None:
    assert read_share(text) is None


def test_full_width_digits_keep_their_columns() -> None:
    assert half_width("共１２３人，占４５．６％") == "共123人,占45.6%"
    assert len(half_width("共１２３人")) == len("共１２３人")


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("0", 0), ("十二", 12), ("两", 2), ("", None), ("1.5", None)])
def test_whole_numbers_stand_in_digits_or_in_characters(text: str, number: int | None) -> None:
    assert read_whole(text) == number
