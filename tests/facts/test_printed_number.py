import pickle
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.facts.interval import INFINITY, Interval, Rounding
from nianbao.facts.printed_number import Hedge, PrintedNumber, read_number
from nianbao.facts.unit import unit_by_id


def number(text: str) -> PrintedNumber:
    found = read_number(text)
    assert found is not None, text
    return found


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_reading_what_was_printed_gives_the_digits_back(value: Decimal) -> None:
    assert number(f"{value:f}").digits == value
    assert number(f"{value:,f}").digits == value


@pytest.mark.parametrize(
    ("text", "value", "unit", "hedge"),
    [
        ("1,234人", "1234", "人", Hedge.NONE),
        ("１２３．５％", "1.235", "%", Hedge.NONE),
        ("约1200名", "1200", "人", Hedge.ABOUT),
        ("近50人", "50", "人", Hedge.NEARLY),
        ("300余人", "300", "人", Hedge.OVER),
        ("2万余人次", "20000", "人次", Hedge.OVER),
        ("3.5亿元", "350000000", "元", Hedge.NONE),
        ("2000人次以上", "2000", "人次", Hedge.AT_LEAST),
        ("不足30人", "30", "人", Hedge.UNDER),
        ("不低于90%", "0.9", "%", Hedge.AT_LEAST),
        ("4.9万平方米", "49000", "平方米", Hedge.NONE),
        ("5.14个百分点", "0.0514", "个百分点", Hedge.NONE),
        ("27452834.91元/生", "27452834.91", "元/生", Hedge.NONE),
        ("-3", "-3", None, Hedge.NONE),
    ],
)
def test_numbers_as_people_write_them(text: str, value: str, unit: str | None, hedge: Hedge) -> None:
    found = number(text)

    assert (found.value, found.unit.label if found.unit else None, found.hedge) == (Decimal(value), unit, hedge)


@pytest.mark.parametrize("text", ["", "网上调查", "1.2.3", "12 34", "1,23,456", "三", "12把", "1:2:3"])
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    assert read_number(text) is None


def test_trailing_zeros_are_digits_too() -> None:
    assert number("34.50").ulp == Decimal("0.01")
    assert number("34.5").ulp == Decimal("0.1")


def test_counts_are_exact_and_shares_are_not() -> None:
    assert number("172人").interval().is_point
    assert number("172").interval().is_point
    assert number("29.6%").interval() == Interval(Decimal("0.2955"), Decimal("0.2965"))
    assert number("1.2万人").interval().width == Decimal(1000)


def test_cutting_off_digits_reaches_upwards_only() -> None:
    assert number("29.6%").interval(Rounding.TRUNCATED) == Interval(Decimal("0.296"), Decimal("0.297"), high_open=True)


def test_hedges_open_the_side_that_they_name() -> None:
    assert number("2000人以上").interval() == Interval(Decimal(2000), INFINITY)
    assert number("近50人").interval().contains(Decimal(48))
    assert not number("近50人").interval().contains(Decimal(52))
    assert not number("300余人").interval().contains(Decimal(400))


def test_the_columns_unit_holds_where_the_text_names_none() -> None:
    found = read_number("330.655917", unit_by_id("ten_thousand_yuan"))

    assert found is not None
    assert found.value == Decimal("3306559.17")
    assert found.places == 6


def test_what_was_worked_out_of_one_number_is_not_kept_for_another() -> None:
    printed = number("12.50人")
    assert (printed.places, printed.ulp, printed.is_count) == (2, Decimal("0.01"), False)
    whole = replace(printed, digits=Decimal(12))
    assert (whole.places, whole.ulp, whole.is_count) == (0, Decimal(1), True)
    assert pickle.loads(pickle.dumps(printed)) == printed
    with pytest.raises(AttributeError):
        assert printed.colour  # type: ignore[attr-defined]
