"""A value made of others lies between the least and the greatest of them.

Rounding counts on both sides. Blanks among the others leave the verdict open unless the
known ones already enclose the value; 不适用 drops out, and 无 is no value here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Figures, Role, Shortcut
from nianbao.checks.measure import closer, interval_of, joined, number_of, obstacle, obstacles, present, printed
from nianbao.checks.outcome import Grade, Outcome, Verdict, not_applicable, unknown
from nianbao.facts.interval import Interval, Rounding
from nianbao.facts.relation import Reading

LABEL = "合成值在各分项的最低与最高之间"
FAULT = "mismatch"
DETAILS = ("low", "high")
COMPARABLE = True
ROLES = (Role("value", "由各项合成的数"), Role("others", "各项", most=None))


def evaluate(reading: Reading) -> Outcome:
    """The value against the range of the others; see the module for cells without a number."""
    value, others = reading.operands["value"][0], present(reading.operands["others"])
    if not present([value]):
        return not_applicable(value.label)
    if not others:
        return not_applicable(reading.operands["others"][0].label)
    blocked = obstacle(value, none_is_zero=False)
    if blocked is not None:
        return unknown(blocked)
    known = [other for other in others if obstacle(other, none_is_zero=False) is None]
    reasons = obstacles(others, none_is_zero=False)
    if known:
        for grade, rounding in ((Grade.EXACT, Rounding.EXACT), (Grade.NEAREST, Rounding.NEAREST),
                                (Grade.TRUNCATED, Rounding.TRUNCATED)):  # fmt: skip
            ranges = [interval_of(other, rounding) for other in known]
            if interval_of(value, rounding).overlaps(Interval(min(r.low for r in ranges), max(r.high for r in ranges))):
                return Outcome(Verdict.PASS, grade, _formula(known, value, "∈"), reported=printed(value))
    if reasons:
        return unknown(joined(reasons))
    claimed = number_of(value)
    low, high = min(number_of(o).value for o in known), max(number_of(o).value for o in known)
    return Outcome(
        Verdict.FAIL,
        formula=_formula(known, value, "∉"),
        reported=printed(value),
        expected=f"{closer(claimed, low)} ～ {closer(claimed, high)}",
        expected_interval=Interval(low, high),
        difference=claimed.value - (low if claimed.value < low else high),
        suspects=(value.key,),
        details={"low": closer(claimed, low), "high": closer(claimed, high)},
    )


def _formula(known: Sequence[Any], value: Any, sign: str) -> str:
    low, high = min(known, key=lambda o: number_of(o).value), max(known, key=lambda o: number_of(o).value)
    return f"{printed(value)} {sign} [{printed(low)}, {printed(high)}]"


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """A plain figure between plain figures of its unit."""
    key, others = roles["value"][0], tuple(roles["others"])
    if len({factors[k] for k in (key, *others)}) > 1:
        return None

    def holds(figures: Figures) -> bool:
        try:
            known = [figures[other] for other in others]
            return min(known) <= figures[key] <= max(known)
        except KeyError:
            return False

    return holds
