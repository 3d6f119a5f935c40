"""Where there is nobody to measure, there is no measurement: the cell says 不适用 and not 0.

The check fires when every ``condition`` is zero (or 无, or 不适用) and ``value`` still holds a
number. A blank condition leaves the verdict open; a blank value is for the completeness checks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Role, Shortcut
from nianbao.checks.measure import interval_of, joined, obstacles, present, printed
from nianbao.checks.outcome import Grade, Outcome, Verdict, unknown
from nianbao.facts.cell import CellState
from nianbao.facts.relation import Reading

LABEL = "没有对象时应写不适用"
FAULT = "cell-type"
DETAILS = ("expected_en",)
ROLES = (Role("value", "可能不适用的数"), Role("condition", "为 0 时即不适用的数", most=None))


def evaluate(reading: Reading) -> Outcome:
    """The value's cell against the conditions; see the module for cells without a number."""
    value, conditions = reading.operands["value"][0], reading.operands["condition"]
    known = [c for c in present(conditions) if c.cell.number is not None]
    if any(interval_of(condition).low > 0 for condition in known):
        return Outcome(Verdict.PASS, Grade.EXACT, "，".join(f"{c.label} {printed(c)}" for c in known))
    reasons = obstacles(present(conditions))
    if reasons:
        return unknown(joined(reasons))
    if value.cell.state is CellState.BLANK or value.cell.state is CellState.MISSING:
        return unknown(joined(obstacles([value])))
    if value.cell.state is not CellState.VALUE:
        return Outcome(Verdict.PASS, Grade.EXACT, f"{value.label} {printed(value)}")
    return Outcome(
        Verdict.FAIL,
        formula=f"{conditions[0].label} {printed(conditions[0])}，而{value.label} {printed(value)}",
        reported=printed(value),
        expected="不适用",
        suspects=(value.key,),
        details={"expected_en": "not applicable (不适用)"},
    )


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """Somebody is there to measure."""
    conditions = tuple(roles["condition"])
    nobody = Decimal(0)
    # At least half a unit of the last place, so that rounding cannot have made it of nothing.
    return lambda figures: any(figures.get(condition, nobody) >= 1 for condition in conditions)
