from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.checks.ladder import climb, is_balanced, may_be_at_most, without_padding
from nianbao.facts.interval import Interval
from nianbao.facts.printed_number import PrintedNumber, read_number


def number(text: str) -> PrintedNumber:
    found = read_number(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("claimed", "computed", "grade"),
    [
        ("50%", "0.5", "exact"),
        ("34.5%", "0.3455", "nearest"),  # a tie is legal under either habit
        ("34.5%", "0.3445", "nearest"),
        ("34.5%", "0.34599", "truncated"),
        ("34.5%", "0.346", "none"),
        ("34.50%", "0.3454", "trailing_zero"),
        ("34.5%", "0.3440", "none"),
        ("300余人", "350", "nearest"),
        ("300余人", "400", "none"),
        ("近300人", "299", "nearest"),
    ],
)
def test_each_rung_is_reached_in_order(claimed: str, computed: str, grade: str) -> None:
    point = Interval.point(Decimal(computed))

    assert climb(number(claimed), lambda _: point) == grade


def test_one_padded_zero_is_forgiven_and_not_two() -> None:
    assert without_padding(number("100.00%")) == Interval(Decimal("0.9995"), Decimal("1.0005"))
    assert without_padding(number("3.65")) is None
    assert without_padding(number("120")) is None
    assert without_padding(number("0.00")) is None


def test_a_group_balances_only_when_it_makes_a_hundred() -> None:
    group = [number("33.4%"), number("33.3%"), number("33.3%")]
    third = Interval.point(Decimal(1) / 3)

    assert is_balanced(group[0], third, group)
    assert not is_balanced(number("33.5%"), third, [number("33.5%"), *group[1:]])
    assert not is_balanced(number("34.4%"), third, [number("34.4%"), number("32.3%"), number("33.3%")])


def test_open_ends_do_not_touch() -> None:
    below_two = Interval(Decimal(1), Decimal(2), high_open=True)

    assert not may_be_at_most(Interval.point(Decimal(2)), below_two)
    assert may_be_at_most(Interval.point(Decimal(1)), below_two)
