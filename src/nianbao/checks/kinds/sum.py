"""The parts add up to the total.

Blank or unreported parts leave the verdict open, unless the known parts already
exceed the total. 无 is zero where things are counted; 不适用 drops out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from nianbao.checks.kind import Figures, Role, Shortcut, adder
from nianbao.checks.measure import (
    all_but,
    at_precision_of,
    compare,
    counts_things,
    interval_of,
    is_absent,
    joined,
    number_of,
    obstacle,
    obstacles,
    plus,
    present,
    printed,
    total_of,
)
from nianbao.checks.outcome import Outcome, Verdict, not_applicable, unknown
from nianbao.facts.interval import Interval, Rounding
from nianbao.facts.relation import Reading

LABEL = "各分项相加等于合计"
FAULT = "sum"
DETAILS = ("low", "high", "computed")
COMPARABLE = True
ROLES = (Role("total", "合计"), Role("parts", "各分项", most=None))


def evaluate(reading: Reading) -> Outcome:
    """Parts against total; see the module for cells without a number."""
    total, parts = reading.operands["total"][0], present(reading.operands["parts"])
    if is_absent(total):
        return not_applicable(total.label)
    if not parts:
        return not_applicable(reading.operands["parts"][0].label)
    counted = counts_things(reading.members())
    blocked = obstacle(total, counted)
    if blocked is not None:
        return unknown(blocked)
    reasons = obstacles(parts, counted)
    if not reasons:
        if all(part.cell.number is not None and part.cell.number.is_count for part in parts):
            whole = total_of(parts)  # whatever the habit of rounding
            return compare(total, lambda _: whole, lambda: plus(parts))
        return compare(total, lambda rounding: total_of(parts, rounding), lambda: plus(parts))
    known = [part for part in parts if obstacle(part, counted) is None]
    floor, claimed = total_of(known), number_of(total)
    ceiling = max(claimed.interval().high, claimed.interval(Rounding.TRUNCATED).high)
    # A count that was left out can only add; a negative amount could still bring the sum down.
    if floor.low > ceiling and all(number_of(part).value >= 0 for part in known):
        least = at_precision_of(claimed, floor.low)
        left = plus(known) if len(known) == 1 else f"{plus(known)} = {least}"
        return Outcome(
            Verdict.FAIL,
            formula=f"{left} > {printed(total)}",
            reported=printed(total),
            expected=f"≥ {least}",
            difference=claimed.value - floor.low,
            suspects=(total.key,),
            details=MappingProxyType({"low": least, "high": least, "computed": f"≥ {least}"}),
        )
    return unknown(joined(reasons))


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """Plain figures in one unit that add up exactly."""
    total, parts = roles["total"][0], tuple(roles["parts"])
    if len({factors[key] for key in (total, *parts)}) > 1:
        return None
    add_parts = adder(parts)

    def holds(figures: Figures) -> bool:
        try:
            return add_parts(figures) == figures[total]
        except KeyError:
            return False

    return holds


def solve(reading: Reading, key: str) -> Interval | None:
    """The total that the parts make, or what is left of the total for one part."""
    total, parts = reading.operands["total"][0], present(reading.operands["parts"])
    others = all_but(parts, key)
    if total.key == key:
        return total_of(parts) if len(others) == len(parts) else None
    return interval_of(total) - total_of(others) if len(others) == len(parts) - 1 else None
