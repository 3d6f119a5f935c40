"""Figures that move every time are not all the same as before.

Fails where at least ``minimum`` (5 by default) of the volatile ``values`` are filled in, not
zero, and every single one equals its counterpart in ``before`` to the last digit. With fewer
the verdict is open while cells are blank, and nothing is claimed once all are answered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Figures, Parameter, Role, Shortcut
from nianbao.checks.measure import printed
from nianbao.checks.outcome import Grade, Outcome, Reason, Verdict, broken, unknown
from nianbao.facts.cell import CellState
from nianbao.facts.relation import Reading

LABEL = "每年都变的数没有照抄上年"
FAULT = "mismatch"
DETAILS = ("count",)
ROLES = (Role("values", "本年各数", most=None), Role("before", "上年各数", most=None))
PARAMETERS = (Parameter("minimum", "number", "至少几项"),)
ENOUGH = Decimal(5)
FEW_IN_ALL = Reason("too-few", "填了数值的项太少，无从比较", "too few figures are filled in to compare")
TOO_FEW = Reason("too-few", "可比的项太少", "too few figures can be compared")


def evaluate(reading: Reading) -> Outcome:
    """How many of the comparable figures are identical."""
    values, before = reading.operands["values"], reading.operands["before"]
    if len(values) != len(before):
        return broken("wrong-roles", f"本年 {len(values)} 项，上年 {len(before)} 项，个数不同",
                      f"{len(values)} values against {len(before)} before")  # fmt: skip
    pairs = [
        (now, now.cell.number.value, then.cell.number.value)
        for now, then in zip(values, before, strict=True)
        if now.cell.number is not None and then.cell.number is not None and now.cell.number.value != 0
    ]
    if len(pairs) < reading.parameters.get("minimum", ENOUGH):
        empty = any(cell.cell.state in (CellState.BLANK, CellState.MISSING) for cell in (*values, *before))
        return unknown(TOO_FEW) if empty else Outcome(Verdict.PASS, reason=FEW_IN_ALL)
    same = [operand for operand, now, then in pairs if now == then]
    formula = f"{len(pairs)} 项中 {len(same)} 项与上年完全相同"
    if len(same) < len(pairs):
        return Outcome(Verdict.PASS, Grade.EXACT, formula)
    return Outcome(
        Verdict.FAIL,
        formula=formula,
        reported=printed(same[0]),
        expected="本年实际数",
        suspects=tuple(operand.key for operand in same),
        details={"count": str(len(same))},
    )


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """Enough plain figures, one of which has moved."""
    pairs, minimum = tuple(zip(roles["values"], roles["before"], strict=True)), parameters.get("minimum", ENOUGH)
    if any(factors[now] != factors[then] for now, then in pairs):
        return None

    def holds(figures: Figures) -> bool:
        known = [(figures[now], figures[then]) for now, then in pairs if now in figures and then in figures]
        moved = [now != then for now, then in known if now]
        return len(moved) >= minimum and any(moved)

    return holds
