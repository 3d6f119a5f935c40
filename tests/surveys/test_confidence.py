"""Intervals against published figures, and what must hold of every interval."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from nianbao.surveys.confidence import corrected_size, decimal_of, difference, wilson

RATES = st.decimals(0, 1, places=4)
SIZES = st.integers(1, 5_000).map(Decimal)


def test_wilson_agrees_with_newcombes_printed_examples() -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3."""
    for part, size, low, high in ((81, 263, "0.2553", "0.3662"), (15, 148, "0.0624", "0.1605"), (0, 20, "0", "0.1611"),
                                  (1, 29, "0.0061", "0.1718")):  # fmt: skip
        found = wilson(decimal_of(Fraction(part, size)), Decimal(size))
        assert (round(found.low, 4), round(found.high, 4)) == (Decimal(low), Decimal(high))


def test_the_difference_agrees_with_newcombes_printed_example() -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998) 873, method 10: 56/70 − 48/80."""
    a, b = decimal_of(Fraction(56, 70)), decimal_of(Fraction(48, 80))
    found = difference(a, wilson(a, Decimal(70)), b, wilson(b, Decimal(80)))

    assert (round(found.low, 4), round(found.high, 4)) == (Decimal("0.0524"), Decimal("0.3339"))


@given(RATES, SIZES)
def test_a_rate_lies_in_its_interval_and_the_interval_between_0_and_1(rate: Decimal, size: Decimal) -> None:
    found = wilson(rate, size)

    assert 0 <= found.low <= rate <= found.high <= 1


@given(RATES, SIZES)
def test_more_answers_never_widen_an_interval(rate: Decimal, size: Decimal) -> None:
    assert wilson(rate, size + 1).width <= wilson(rate, size).width


@given(st.integers(1, 500), st.integers(0, 500))
def test_the_finite_population_only_helps(asked: int, others: int) -> None:
    found = corrected_size(Decimal(asked), asked, asked + others)

    assert found is None if others == 0 else found is not None and found >= asked


def test_who_asks_everybody_is_not_in_doubt() -> None:
    assert wilson(Decimal("0.9"), corrected_size(Decimal(60), 60, 60)).width == 0


@given(RATES, SIZES, RATES, SIZES)
def test_a_difference_turns_its_sign_with_its_sides(a: Decimal, m: Decimal, b: Decimal, n: Decimal) -> None:
    here, there = wilson(a, m), wilson(b, n)
    one, other = difference(a, here, b, there), difference(b, there, a, here)

    assert abs(one.low + other.high) < Decimal("1e-20")
    assert one.low <= a - b <= one.high
