"""Exact arithmetic for totals: fractions inside, decimal digits only at the very end.

Where a district's figure is rounded is decided here and nowhere else: once, half up
(四舍五入), at the places the form asks for, and from the unrounded figure.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from nianbao.facts.printed_number import PrintedNumber
from nianbao.facts.unit import Unit


def round_half_up(exact: Fraction, places: int) -> Decimal:
    """The decimal with ``places`` places that 四舍五入 makes of ``exact``; a tie moves away from zero.

    >>> round_half_up(Fraction(1, 8), 2), round_half_up(Fraction(-1, 8), 2), round_half_up(Fraction(5), 1)
    (Decimal('0.13'), Decimal('-0.13'), Decimal('5.0'))
    """
    scaled = abs(exact) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    negative = exact < 0 and whole > 0
    return Decimal((1 if negative else 0, tuple(map(int, str(whole))), -places))


def as_decimal(exact: Fraction) -> Decimal | None:
    """The fraction as a decimal that ends, or None where it never does.

    >>> as_decimal(Fraction(13, 8)), as_decimal(Fraction(1, 3))
    (Decimal('1.625'), None)
    """
    rest, places = exact.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    return round_half_up(exact, places) if rest == 1 else None


def approximately(exact: Fraction, digits: int = 28) -> Decimal:
    """The fraction to ``digits`` significant digits, for showing what rounding took away.

    >>> approximately(Fraction(2, 3), 5)
    Decimal('0.66667')
    """
    context = Context(prec=digits, rounding=ROUND_HALF_UP)
    return context.divide(Decimal(exact.numerator), Decimal(exact.denominator))


def plain(number: Decimal) -> str:
    """The digits of a decimal without an exponent.

    >>> plain(Decimal("1E+3")), plain(Decimal("2.50"))
    ('1000', '2.50')
    """
    return format(number, "f")


def value_in(number: PrintedNumber, unit: Unit | None) -> Fraction | None:
    """The number in the base unit of its dimension; None where its unit measures something else than ``unit``.

    A number that carries no unit is one in the form's unit: the form prints it beside the box.
    """
    if unit is None or number.unit is not None:
        if unit is not None and number.unit is not None and number.unit.dimension != unit.dimension:
            return None
        return Fraction(number.digits) * Fraction(number.scale)
    return Fraction(number.digits) * Fraction(number.scale) * Fraction(unit.factor)
