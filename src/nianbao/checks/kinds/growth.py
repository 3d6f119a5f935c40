"""A growth rate is the change over the old value.

With ``signed`` false the claim is a size only and a word such as 下降 carries the
sign. An old value of zero has no growth rate: the verdict stays open, as for blanks.
"""

from __future__ import annotations

from decimal import Decimal

from nianbao.checks.kind import Parameter, Role
from nianbao.checks.measure import (
    compare,
    have_mixed_units,
    interval_of,
    joined,
    number_of,
    obstacles,
    present,
    printed,
)
from nianbao.checks.outcome import Outcome, Reason, broken, not_applicable, unknown
from nianbao.facts.interval import ZERO, Interval, Rounding
from nianbao.facts.relation import Reading

LABEL = "增长率等于变动除以原数"
FAULT = "growth"
DETAILS = ("low", "high", "computed")
ROLES = (Role("rate", "增长率"), Role("new", "后来的数"), Role("old", "原来的数"))
PARAMETERS = (
    Parameter("signed", "flag", "增长率带正负号"),
    Parameter("word", "word", "所说的方向", ("up", "down")),
)
ZERO_OLD = Reason("zero-divisor", "原来的数为 0，没有增长率", "the old value is 0, so there is no growth rate")
ONE = Interval.point(Decimal(1))


def evaluate(reading: Reading) -> Outcome:
    """Change over old against the printed rate; see the module for cells without a number."""
    claim, new, old = (reading.operands[role][0] for role in ("rate", "new", "old"))
    for operand in (claim, new, old):
        if not present([operand]):
            return not_applicable(operand.label)
    mixed = have_mixed_units((new, old))
    if mixed is not None:
        return broken("unit-mismatch", f"「{mixed[0]}」与「{mixed[1]}」之间没有增长率",
                      f"there is no growth from “{mixed[0]}” to “{mixed[1]}”")  # fmt: skip
    reasons = obstacles([claim], none_is_zero=False) + obstacles((new, old))
    if reasons:
        return unknown(joined(reasons))
    signed = reading.parameters.get("signed", True)

    def rate(rounding: Rounding) -> Interval | None:
        quotient = interval_of(new, rounding).divided_by(interval_of(old, rounding))
        if quotient is None:
            return None
        found = quotient - ONE
        if signed or found.low >= 0:
            return found
        return -found if found.high <= 0 else Interval(ZERO, max(-found.low, found.high))

    if rate(Rounding.NEAREST) is None:
        return unknown(ZERO_OLD)
    first, second = (new, old) if signed or number_of(new).value >= number_of(old).value else (old, new)
    return compare(claim, rate, lambda: f"({printed(first)} − {printed(second)}) ÷ {printed(old)}", is_measured=True)


def solve(reading: Reading, key: str) -> Interval | None:
    """The rate, or the one of the two values that makes it; the word gives the sign, else the values do."""
    claim, new, old = (reading.operands[role][0] for role in ("rate", "new", "old"))
    if [claim.key, new.key, old.key].count(key) != 1:
        return None
    later, earlier, rate = interval_of(new), interval_of(old), interval_of(claim)
    word = reading.parameters.get("word")
    falls = not reading.parameters.get("signed", True) and (
        word == "down" if word is not None and key != claim.key else later.high < earlier.low
    )
    if key == claim.key:
        quotient = later.divided_by(earlier)
        if quotient is None:
            return None
        return ONE - quotient if falls else quotient - ONE
    factor = ONE - rate if falls else ONE + rate
    return earlier * factor if key == new.key else later.divided_by(factor)
