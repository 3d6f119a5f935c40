from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.facts.interval import INFINITY, Interval, Rounding, total

numbers = st.decimals(min_value=-10_000, max_value=10_000, places=6)
positive = st.decimals(min_value="0.000001", max_value=10_000, places=6)
places = st.integers(min_value=0, max_value=4)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(numbers), draw(numbers)))
    if low == high:
        return Interval.point(low)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


@st.composite
def intervals_with_member(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    interval = draw(intervals())
    if interval.is_point:
        return interval, interval.low
    share = draw(st.decimals(min_value="0.01", max_value="0.99", places=2))
    return interval, interval.low + (interval.high - interval.low) * share


@given(numbers, places, st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_a_rounded_number_still_allows_the_true_one(true: Decimal, printed_places: int, habit: str) -> None:
    ulp = Decimal(1).scaleb(-printed_places)
    printed = true.quantize(ulp, rounding=habit)

    assert Interval.around(printed, ulp, Rounding.NEAREST).contains(true)


@given(numbers, places)
def test_a_cut_off_number_still_allows_the_true_one(true: Decimal, printed_places: int) -> None:
    ulp = Decimal(1).scaleb(-printed_places)
    printed = true.quantize(ulp, rounding=ROUND_DOWN)

    assert Interval.around(printed, ulp, Rounding.TRUNCATED).contains(true)


@given(intervals_with_member(), intervals_with_member())
def test_arithmetic_on_intervals_covers_arithmetic_on_members(
    left: tuple[Interval, Decimal], right: tuple[Interval, Decimal]
) -> None:
    (a, x), (b, y) = left, right

    assert (a + b).contains(x + y)
    assert (a - b).contains(x - y)
    product = a * b
    assert product.low <= x * y <= product.high


@given(intervals_with_member(), positive, positive)
def test_quotients_are_covered_where_the_divisor_cannot_be_zero(
    left: tuple[Interval, Decimal], one: Decimal, other: Decimal
) -> None:
    dividend, x = left
    divisor = Interval(min(one, other), max(one, other))
    quotient = dividend.divided_by(divisor)

    assert quotient is not None
    slack = Decimal("1e-18")
    assert quotient.low - slack <= x / one <= quotient.high + slack


def test_division_by_what_may_be_zero_is_refused() -> None:
    assert Interval.point(Decimal(1)).divided_by(Interval(Decimal(-1), Decimal(1))) is None
    assert Interval.point(Decimal(1)).divided_by(Interval.point(Decimal(0))) is None


def test_a_quotient_that_ends_is_exact() -> None:
    for above, below, quotient in ((27, 30, "0.9"), (3, 24, "0.125"), (49, 56, "0.875")):
        found = Interval.point(Decimal(above)).divided_by(Interval.point(Decimal(below)))
        assert found == Interval.point(Decimal(quotient))


def test_dividing_by_an_unbounded_number_approaches_zero() -> None:
    quotient = Interval.point(Decimal(10)).divided_by(Interval(Decimal(5), INFINITY))

    assert quotient == Interval(Decimal(0), Decimal(2), low_open=True)


@given(intervals(), intervals())
def test_intersection_and_overlap_agree_and_do_not_depend_on_order(a: Interval, b: Interval) -> None:
    common = a.intersection(b)

    assert common == b.intersection(a)
    assert a.overlaps(b) is (common is not None)
    assert (a.distance_to(b) == 0) or common is None


def test_open_ends_that_only_touch_do_not_overlap() -> None:
    below = Interval(Decimal(0), Decimal(1), high_open=True)
    above = Interval(Decimal(1), Decimal(2))

    assert not below.overlaps(above)
    assert Interval(Decimal(0), Decimal(1)).overlaps(above)


def test_the_sum_of_nothing_is_zero() -> None:
    assert total([]) == Interval.point(Decimal(0))


def test_an_interval_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="backwards"):
        Interval(Decimal(2), Decimal(1))
