from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.checks.measure import (
    at_precision_of,
    counts_things,
    have_mixed_units,
    obstacle,
    plain,
    printed,
    total_of,
    worked_out_once,
)
from nianbao.facts.cell import BLANK, read_cell
from nianbao.facts.interval import Interval, Rounding
from nianbao.facts.printed_number import PrintedNumber, read_number
from nianbao.facts.relation import Operand
from nianbao.facts.unit import find_unit


def operand(text: str | None, unit: str | None = None) -> Operand:
    return Operand("k", "月收入", BLANK if text is None else read_cell(text, find_unit(unit) if unit else None))


def number(text: str) -> PrintedNumber:
    found = read_number(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "code"),
    [("12", None), ("无", None), (None, "blank"), ("缺报", "missing"), ("不适用", "not-applicable"), ("问卷", "text")],
)
def test_why_a_cell_cannot_be_weighed(text: str | None, code: str | None) -> None:
    reason = obstacle(operand(text))

    assert (reason.code if reason else None) == code
    assert reason is None or "月收入" in reason.zh
    assert reason is None or "月收入" in reason.en


def test_none_is_nothing_where_things_are_counted_and_no_number_elsewhere() -> None:
    assert counts_things([operand("12人"), operand("无")])
    assert not counts_things([operand("12%"), operand("无")])
    assert obstacle(operand("无"), none_is_zero=False) is not None
    assert total_of([operand("12人"), operand("无")]).low == 12


def test_units_that_cannot_be_compared_are_named() -> None:
    assert have_mixed_units([operand("12人"), operand("3名"), operand("5")]) is None
    assert have_mixed_units([operand("12人"), operand("3人次")]) == ("人", "人次")
    assert have_mixed_units([operand("5%"), operand("2个百分点")]) is None


@pytest.mark.parametrize(
    ("text", "unit", "shown"),
    [
        ("29.6", "%", "29.6%"),
        ("621 人", None, "621 人"),
        ("12.5", "万元", "12.5万元"),
        ("12", "人", "12"),
        ("无", None, "无"),
    ],
)
def test_figures_are_shown_as_the_reader_wrote_them(text: str, unit: str | None, shown: str) -> None:
    assert printed(operand(text, unit)) == shown


def test_a_computed_value_takes_the_claims_unit_and_places() -> None:
    assert at_precision_of(number("1.20万元"), Decimal(12345)) == "1.23万元"
    assert at_precision_of(number("2.59:1"), Decimal("2.275")) == "2.28:1"
    assert plain(Decimal("-0.000")) == "0"
    assert plain(Decimal("Infinity")) == "∞"


def test_what_is_worked_out_once_is_not_asked_again() -> None:
    asked: list[Rounding] = []

    def compute(rounding: Rounding) -> Interval | None:
        asked.append(rounding)
        return None if rounding is Rounding.EXACT else Interval.point(Decimal(1))

    computed = worked_out_once(compute)
    assert [computed(Rounding.EXACT), computed(Rounding.EXACT)] == [None, None]
    assert computed(Rounding.NEAREST) == computed(Rounding.NEAREST) == Interval.point(Decimal(1))
    assert asked == [Rounding.EXACT, Rounding.NEAREST]
