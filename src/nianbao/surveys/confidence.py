"""How far a rate from some answers may lie from everybody's: intervals, and differences that are more than noise.

Everything is at 95 %. Rates run from 0 to 1 here; percentages are made where they are printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

Z = Decimal("1.959964")
_EXACT = Context(prec=28)
_ZERO, _ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Range:
    """Both ends of a confidence interval."""

    low: Decimal
    high: Decimal

    @property
    def width(self) -> Decimal:
        return self.high - self.low


def decimal_of(exact: Fraction) -> Decimal:
    """The fraction as a decimal of 28 digits.

    >>> decimal_of(Fraction(1, 3))
    Decimal('0.3333333333333333333333333333')
    """
    return _EXACT.divide(Decimal(exact.numerator), Decimal(exact.denominator))


def corrected_size(size: Decimal, asked: int, population: int | None) -> Decimal | None:
    """The sample that would be as exact from an endless population; None where everybody has answered.

    ``size`` is the effective one, ``asked`` how many really answered out of ``population``.

    >>> corrected_size(Decimal(50), 50, None), corrected_size(Decimal(50), 50, 99), corrected_size(Decimal(9), 9, 9)
    (Decimal('50'), Decimal('100'), None)
    """
    if population is None:
        return size
    if asked >= population:
        return None
    return size * (population - 1) / (population - asked)


def wilson(rate: Decimal, size: Decimal | None) -> Range:
    """Wilson's score interval; it never leaves 0 … 1 and is honest where nobody, or everybody, says yes.

    >>> found = wilson(Decimal(1), Decimal(11))
    >>> round(found.low, 3), found.high
    (Decimal('0.741'), Decimal('1'))
    """
    if size is None:
        return Range(rate, rate)
    square = Z * Z
    bottom = 1 + square / size
    middle = (rate + square / (2 * size)) / bottom
    half = Z / bottom * (rate * (1 - rate) / size + square / (4 * size * size)).sqrt(_EXACT)
    low = _ZERO if rate == 0 else max(_ZERO, middle - half)
    high = _ONE if rate == 1 else min(_ONE, middle + half)
    # Rounding of the last of 28 digits may not put the rate outside of its own interval.
    return Range(min(low, rate), max(high, rate))


def difference(now: Decimal, now_range: Range, before: Decimal, before_range: Range) -> Range:
    """Newcombe's interval for ``now − before`` of two independent rates, from their score intervals.

    >>> a, b = Decimal("0.9"), Decimal("0.8")
    >>> found = difference(a, wilson(a, Decimal(200)), b, wilson(b, Decimal(200)))
    >>> round(found.low, 3), round(found.high, 3)
    (Decimal('0.030'), Decimal('0.170'))
    """
    down = ((now - now_range.low) ** 2 + (before_range.high - before) ** 2).sqrt(_EXACT)
    up = ((now_range.high - now) ** 2 + (before - before_range.low) ** 2).sqrt(_EXACT)
    return Range(now - before - down, now - before + up)
