"""The verdict ladder: how far rounding may explain a difference.

Every kind that compares a printed number with a computed one passes through here
and nowhere else decides about tolerance. There is no constant: each rung follows
from the digits as printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from nianbao.checks.outcome import Grade
from nianbao.facts.interval import Interval, Rounding
from nianbao.facts.printed_number import Hedge, PrintedNumber

Compute = Callable[[Rounding], Interval | None]
_CUT = ((Rounding.TRUNCATED, Rounding.NEAREST), (Rounding.TRUNCATED, Rounding.TRUNCATED),
        (Rounding.NEAREST, Rounding.TRUNCATED))  # fmt: skip
HUNDRED_PERCENT = Decimal(1)


def measured(claimed: PrintedNumber, rounding: Rounding = Rounding.NEAREST) -> Interval:
    """What a computed figure such as a mean allows: 320 people per course was rounded, although people are counted.

    >>> from nianbao.facts.printed_number import read_number
    >>> measured(read_number("320人")).low, read_number("320人").interval().low
    (Decimal('319.5'), Decimal('320'))
    """
    if claimed.hedge is Hedge.NONE:
        return Interval.around(claimed.value, claimed.ulp, rounding)
    return claimed.interval(rounding)


def climb(
    claimed: PrintedNumber, compute: Compute, group: Sequence[PrintedNumber] = (), *, is_measured: bool = False
) -> Grade:
    """The first rung on which ``claimed`` agrees with what ``compute`` gives; ``Grade.NONE`` where none does.

    ``compute`` gives the interval that the other operands allow under a rounding habit.
    ``group`` is the partition that a claimed share belongs to, itself included. A claim that
    ``is_measured`` (a mean, a ratio) is a rounded figure even where its unit counts whole things.

    >>> from nianbao.facts.printed_number import read_number
    >>> seven_of_191 = lambda rounding: Interval.point(Decimal(7) / Decimal(191))
    >>> [str(climb(read_number(text), seven_of_191)) for text in ("3.66%", "3.67%", "3.6%")]
    ['nearest', 'none', 'truncated']

    With its partner 96.33% the share 3.67% makes 100, so somebody balanced the two.

    >>> str(climb(read_number("3.67%"), seven_of_191, [read_number("3.67%"), read_number("96.33%")]))
    'balanced'
    """
    exact = compute(Rounding.EXACT)
    if claimed.hedge is Hedge.NONE and exact is not None and exact.is_point and exact.low == claimed.value:
        return Grade.EXACT
    nearest = compute(Rounding.NEAREST)
    allows = partial(measured, claimed) if is_measured else claimed.interval
    if nearest is not None and allows(Rounding.NEAREST).overlaps(nearest):
        return Grade.NEAREST
    for habit, others in _CUT:
        computed = compute(others)
        if computed is not None and allows(habit).overlaps(computed):
            return Grade.TRUNCATED
    padded = without_padding(claimed)
    if padded is not None and nearest is not None and padded.overlaps(nearest):
        return Grade.TRAILING_ZERO
    if nearest is not None and is_balanced(claimed, nearest, group):
        return Grade.BALANCED
    return Grade.NONE


def without_padding(claimed: PrintedNumber) -> Interval | None:
    """What the number means when its last zero was only padding; None where it has none.

    One zero is forgiven and not more: 100.00 read as 100 would let a total be off by half.

    >>> from nianbao.facts.printed_number import read_number
    >>> without_padding(read_number("3.60")), without_padding(read_number("3.6"))
    (Interval(low=Decimal('3.55'), high=Decimal('3.65'), low_open=False, high_open=False), None)
    """
    if claimed.hedge is not Hedge.NONE or not claimed.places or claimed.digits == 0:
        return None
    if claimed.magnitude <= claimed.ulp:
        return None
    return Interval.around(claimed.value, claimed.ulp * 10, Rounding.NEAREST)


def is_balanced(claimed: PrintedNumber, computed: Interval, group: Sequence[PrintedNumber]) -> bool:
    """True where the group makes 100 % and the claimed share is one unit of its last place from the rounded one.

    >>> from nianbao.facts.printed_number import read_number
    >>> shares = [read_number(text) for text in ("99.70%", "0.26%", "0.04%")]
    >>> is_balanced(shares[0], Interval.point(Decimal("0.997136")), shares)
    True
    """
    if len(group) < 2 or sum(member.value for member in group) != HUNDRED_PERCENT:
        return False
    return Interval.point(claimed.value).distance_to(computed) * 2 <= claimed.ulp * 3


def climb_order(small: Compute, large: Compute) -> Grade:
    """The first rung on which ``small`` may be at most ``large``.

    >>> three, two = Interval.point(Decimal(3)), Interval.point(Decimal(2))
    >>> str(climb_order(lambda _: two, lambda _: three)), str(climb_order(lambda _: three, lambda _: two))
    ('exact', 'none')
    """
    for grade, habit in _ORDER:
        left, right = small(habit), large(habit)
        if left is not None and right is not None and may_be_at_most(left, right):
            return grade
    return Grade.NONE


_ORDER = ((Grade.EXACT, Rounding.EXACT), (Grade.NEAREST, Rounding.NEAREST), (Grade.TRUNCATED, Rounding.TRUNCATED))


def may_be_at_most(small: Interval, large: Interval) -> bool:
    """True where some member of the one is at most some member of the other."""
    return small.low < large.high or (small.low == large.high and not small.low_open and not large.high_open)
