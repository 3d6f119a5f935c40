from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from nianbao.aggregation.exact import approximately, as_decimal, plain, round_half_up, value_in
from nianbao.facts.printed_number import PrintedNumber, read_number
from nianbao.facts.unit import unit_by_id


@given(st.decimals(-(10**9), 10**9, places=5), st.integers(0, 5))
def test_rounding_is_that_of_decimal(number: Decimal, places: int) -> None:
    expected = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

    assert round_half_up(Fraction(number), places) == expected
    assert as_decimal(Fraction(number)) == number


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**6), st.integers(0, 6))
def test_rounding_moves_by_at_most_half_of_the_last_place(above: int, below: int, places: int) -> None:
    exact = Fraction(above, below)

    assert abs(Fraction(round_half_up(exact, places)) - exact) <= Fraction(1, 2 * 10**places)


def test_a_third_never_ends() -> None:
    assert as_decimal(Fraction(1, 3)) is None
    assert plain(approximately(Fraction(1, 3), 4)) == "0.3333"


def test_a_number_without_a_unit_is_in_the_unit_of_the_form() -> None:
    percent = unit_by_id("percent")
    bare, other = PrintedNumber("96.5", Decimal("96.5")), read_number("5人")

    assert value_in(bare, percent) == Fraction("0.965")
    assert other is not None
    assert value_in(other, percent) is None
    assert value_in(other, None) == 5
