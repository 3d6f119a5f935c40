"""A difference is the new value less the old one.

With ``signed`` false the claim is a size only and a direction word carries the sign; ``word`` says
which, so that a repair follows it. The word itself is judged as a direction.
Two percentages differ by percentage points. Blanks leave the verdict open; 无 is
zero where things are counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Figures, Parameter, Role, Shortcut
from nianbao.checks.measure import compare, counts_things, interval_of, joined, number_of, obstacles, present, printed
from nianbao.checks.outcome import Outcome, not_applicable, unknown
from nianbao.facts.interval import ZERO, Interval, Rounding
from nianbao.facts.relation import Reading

LABEL = "差额等于后数减前数"
FAULT = "difference"
DETAILS = ("low", "high", "computed")
COMPARABLE = True
ROLES = (Role("difference", "差额或增量"), Role("new", "后来的数"), Role("old", "原来的数"))
PARAMETERS = (
    Parameter("signed", "flag", "差额带正负号"),
    Parameter("word", "word", "所说的方向", ("up", "down")),
)


def evaluate(reading: Reading) -> Outcome:
    """New less old against the printed difference; see the module for cells without a number."""
    claim, new, old = (reading.operands[role][0] for role in ("difference", "new", "old"))
    for operand in (claim, new, old):
        if not present([operand]):
            return not_applicable(operand.label)
    counted = counts_things((claim, new, old))
    reasons = obstacles((claim, new, old), counted)
    if reasons:
        return unknown(joined(reasons))
    signed = reading.parameters.get("signed", True)

    def gap(rounding: Rounding) -> Interval:
        found = interval_of(new, rounding) - interval_of(old, rounding)
        return found if signed else _size(found)

    # Without a sign the difference is how far the two lie apart, and reads best with the larger one first.
    first, second = (new, old) if signed or number_of(new).value >= number_of(old).value else (old, new)
    return compare(claim, gap, lambda: f"{printed(first)} − {printed(second)}")


def _size(interval: Interval) -> Interval:
    if interval.low >= 0:
        return interval
    if interval.high <= 0:
        return -interval
    return Interval(ZERO, max(-interval.low, interval.high))


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """Plain figures in one unit whose difference is printed exactly."""
    difference, new, old = roles["difference"][0], roles["new"][0], roles["old"][0]
    if len({factors[difference], factors[new], factors[old]}) > 1 or not parameters.get("signed", True):
        return None

    def holds(figures: Figures) -> bool:
        try:
            return figures[new] - figures[old] == figures[difference]
        except KeyError:
            return False

    return holds


def solve(reading: Reading, key: str) -> Interval | None:
    """The difference, or the one of the two values that makes it; the word gives the sign, else the values do."""
    claim, new, old = (reading.operands[role][0] for role in ("difference", "new", "old"))
    if [claim.key, new.key, old.key].count(key) != 1:
        return None
    gap = interval_of(new) - interval_of(old)
    if key == claim.key:
        return gap if reading.parameters.get("signed", True) else _size(gap)
    step = interval_of(claim)
    word = reading.parameters.get("word")
    if not reading.parameters.get("signed", True) and (word == "down" or (word is None and gap.high < 0)):
        step = -step
    return interval_of(old) + step if key == new.key else interval_of(new) - step
