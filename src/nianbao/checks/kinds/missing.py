"""What is asked for is there.

Fails where a required cell is blank or 缺报; 无, 不适用 and zero are answers. With ``all``
set it fails only where every one of them is empty. Nothing is unknown here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Parameter, Role, Shortcut
from nianbao.checks.outcome import Grade, Outcome, Verdict
from nianbao.facts.cell import CellState
from nianbao.facts.relation import Reading

LABEL = "应填的都填了"
FAULT = "missing"
DETAILS = ("empty", "names", "asked")
ROLES = (Role("required", "应填各项", most=None, numeric=False),)
PARAMETERS = (Parameter("all", "flag", "全部为空才算缺"),)
EMPTY = (CellState.BLANK, CellState.MISSING)
_SHOWN = 5


def evaluate(reading: Reading) -> Outcome:
    """Empty cells among the required ones."""
    required = reading.operands["required"]
    empty = [operand for operand in required if operand.cell.state in EMPTY]
    filled = len(required) - len(empty)
    if not empty or (reading.parameters.get("all") and filled):
        return Outcome(Verdict.PASS, Grade.EXACT, f"应填 {len(required)} 项，已填 {filled} 项", reported=f"{filled} 项")
    names = "、".join(operand.label for operand in empty[:_SHOWN]) + ("等" if len(empty) > _SHOWN else "")
    return Outcome(
        Verdict.FAIL,
        formula=f"应填 {len(required)} 项，空 {len(empty)} 项：{names}",
        reported=str(empty[0].cell),
        expected="填写数值，或写「无」「不适用」",
        suspects=tuple(operand.key for operand in empty),
        details={"empty": str(len(empty)), "names": names, "asked": str(len(required))},
    )


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """Every required cell is answered, or one of them where one is enough."""
    keys = tuple(roles["required"])
    if parameters.get("all"):
        return lambda figures: any(figures.is_answered(key) for key in keys)
    return lambda figures: all(figures.is_answered(key) for key in keys)
