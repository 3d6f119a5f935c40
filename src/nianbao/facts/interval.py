"""How much a printed number can mean.

Rounding is decided here and nowhere else: a check never sees a bare number,
only the interval of true values that the printed digits allow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from nianbao.facts.quickly_made import quickly_made

INFINITY = Decimal("Infinity")
ZERO = Decimal(0)


class Rounding(StrEnum):
    """The habit by which a true value became the printed digits."""

    EXACT = "exact"  # a count: the digits are the value
    NEAREST = "nearest"  # half a unit of the last place to either side, ties both ways
    TRUNCATED = "truncated"  # digits beyond the last place were cut off


@quickly_made
@dataclass(frozen=True, slots=True)
class Interval:
    """A connected set of numbers, each end either reached or only approached.

    >>> Interval(Decimal(1), Decimal(2)) + Interval.point(Decimal(10))
    Interval(low=Decimal('11'), high=Decimal('12'), low_open=False, high_open=False)
    """

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"interval runs backwards: {self.low} > {self.high}")

    @classmethod
    def point(cls, value: Decimal) -> Interval:
        """The interval that holds one number."""
        return cls(value, value)

    @classmethod
    def around(cls, value: Decimal, ulp: Decimal, rounding: Rounding) -> Interval:
        """The true values that print as ``value`` when the last place is worth ``ulp``.

        >>> Interval.around(Decimal("34.5"), Decimal("0.1"), Rounding.NEAREST)
        Interval(low=Decimal('34.45'), high=Decimal('34.55'), low_open=False, high_open=False)

        Cutting digits off moves towards zero, so the far end is never reached.

        >>> Interval.around(Decimal("34.5"), Decimal("0.1"), Rounding.TRUNCATED)
        Interval(low=Decimal('34.5'), high=Decimal('34.6'), low_open=False, high_open=True)
        """
        if rounding is Rounding.EXACT or not ulp:
            return cls.point(value)
        if rounding is Rounding.NEAREST:
            # A tie (34.45 printed as 34.5 or as 34.4) is legal under either habit, hence the closed ends.
            half = ulp / 2
            return cls(value - half, value + half)
        if value < 0:
            return cls(value - ulp, value, low_open=True)
        if value == 0:
            return cls(-ulp, ulp, low_open=True, high_open=True)
        return cls(value, value + ulp, high_open=True)

    @property
    def width(self) -> Decimal:
        return self.high - self.low

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    @property
    def _is_plain(self) -> bool:
        """Nothing below zero, and both ends finite and reached: nearly every printed number."""
        return self.low >= ZERO and not self.low_open and not self.high_open and self.high < INFINITY

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def times(self, factor: Decimal) -> Interval:
        """Every member multiplied by one exact number."""
        if factor == 0:
            return Interval.point(ZERO)
        if factor < 0:
            return (-self).times(-factor)
        return Interval(self.low * factor, self.high * factor, self.low_open, self.high_open)

    def __mul__(self, other: Interval) -> Interval:
        """All products; an end is open where each way of reaching it is.

        >>> Interval(Decimal(-1), Decimal(2)) * Interval(Decimal(3), Decimal(4))
        Interval(low=Decimal('-4'), high=Decimal('8'), low_open=False, high_open=False)
        """
        corners = [
            (_product(a, b), a_open or b_open)
            for a, a_open in ((self.low, self.low_open), (self.high, self.high_open))
            for b, b_open in ((other.low, other.low_open), (other.high, other.high_open))
        ]
        low = min(value for value, _ in corners)
        high = max(value for value, _ in corners)
        return Interval(
            low,
            high,
            all(is_open for value, is_open in corners if value == low),
            all(is_open for value, is_open in corners if value == high),
        )

    def divided_by(self, other: Interval) -> Interval | None:
        """All quotients, or None where the divisor may be zero.

        >>> Interval.point(Decimal(27)).divided_by(Interval.point(Decimal(30)))
        Interval(low=Decimal('0.9'), high=Decimal('0.9'), low_open=False, high_open=False)
        """
        if other.contains(ZERO) or other.low <= 0 <= other.high:
            return None
        if self.low == self.high and other.low == other.high:
            return Interval.point(self.low / other.low)
        if self._is_plain and other._is_plain:
            return Interval(self.low / other.high, self.high / other.low)
        # Each corner is divided by itself: 27 × (1 ÷ 30) would fall short of 0.9 by its last digit.
        # Dividing by infinity gives a zero that is never reached.
        corners = [
            (_quotient(a, b), a_open or b_open or b.is_infinite())
            for a, a_open in ((self.low, self.low_open), (self.high, self.high_open))
            for b, b_open in ((other.low, other.low_open), (other.high, other.high_open))
        ]
        low = min(value for value, _ in corners)
        high = max(value for value, _ in corners)
        return Interval(
            low,
            high,
            all(is_open for value, is_open in corners if value == low),
            all(is_open for value, is_open in corners if value == high),
        )

    def contains(self, value: Decimal) -> bool:
        above = value > self.low or (value == self.low and not self.low_open)
        below = value < self.high or (value == self.high and not self.high_open)
        return above and below

    def overlaps(self, other: Interval) -> bool:
        """True where some number belongs to both."""
        if not (self.low_open or self.high_open or other.low_open or other.high_open):
            return self.low <= other.high and other.low <= self.high
        return self.intersection(other) is not None

    def intersection(self, other: Interval) -> Interval | None:
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, not_open = min((self.high, not self.high_open), (other.high, not other.high_open))
        high_open = not not_open
        if low > high or (low == high and (low_open or high_open)):
            return None
        return Interval(low, high, low_open, high_open)

    def distance_to(self, other: Interval) -> Decimal:
        """How far the nearest members stand apart; zero where the two touch or overlap."""
        if self.overlaps(other):
            return ZERO
        return max(self.low - other.high, other.low - self.high, ZERO)


def total(parts: Iterable[Interval]) -> Interval:
    """The sum of intervals; of none, zero."""
    result = Interval.point(ZERO)
    for part in parts:
        result = result + part
    return result


def _product(a: Decimal, b: Decimal) -> Decimal:
    # Infinity times zero is zero here: nobody's share of an unbounded whole is still nothing.
    return ZERO if a == 0 or b == 0 else a * b


def _quotient(a: Decimal, b: Decimal) -> Decimal:
    # Infinity over infinity is zero here too: the corners beside it reach as far as quotients can.
    return ZERO if b.is_infinite() else a / b
