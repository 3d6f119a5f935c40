"""A cell says what it means in the one way that cannot be misread.

Fails for every cell of ``values`` in a state listed in ``refuse`` (none, not_applicable);
all of them make one outcome.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Parameter, Role, Shortcut
from nianbao.checks.outcome import Grade, Outcome, Verdict
from nianbao.facts.cell import CellState
from nianbao.facts.relation import Reading

LABEL = "单元格的回答没有歧义"
FAULT = "cell-type"
DETAILS = ("count", "names")
ROLES = (Role("values", "要看的各单元格", most=None, numeric=False),)
PARAMETERS = (Parameter("refuse", "words", "不接受的状态"),)
_SHOWN = 3

REFUSED = ("none",)


def doubts(parameters: Mapping[str, Any]) -> tuple[str, str] | None:
    """Only states that cells have can be refused."""
    for word in parameters.get("refuse", REFUSED):
        if word not in {str(state) for state in CellState}:
            return f"没有单元状态「{word}」", f"there is no cell state {word!r}"
    return None


def evaluate(reading: Reading) -> Outcome:
    """The cells in a refused state, all together."""
    refused = reading.parameters.get("refuse", REFUSED)
    found = [operand for operand in reading.operands["values"] if str(operand.cell.state) in refused]
    if not found:
        return Outcome(Verdict.PASS, Grade.EXACT)
    names = "、".join(operand.label for operand in found[:_SHOWN]) + ("等" if len(found) > _SHOWN else "")
    return Outcome(
        Verdict.FAIL,
        formula=f"{len(found)} 格填「{found[0].cell}」：{names}",
        reported=str(found[0].cell),
        expected="0 或 不适用",
        suspects=tuple(operand.key for operand in found),
        details={"count": str(len(found)), "names": names},
    )


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """No cell says 无, where only that is refused."""
    keys = frozenset(roles["values"])
    return (lambda figures: keys.isdisjoint(figures.none)) if parameters.get("refuse", REFUSED) == REFUSED else None
