"""A cell says what it means in the one way that cannot be misread.

Fails for every cell of ``values`` in a state listed in ``refuse`` (none, not_applicable);
all of them make one outcome.
"""

from __future__ import annotations

from nianbao.checks.kind import Parameter, Role
from nianbao.checks.outcome import Grade, Outcome, Verdict, broken
from nianbao.facts.cell import CellState
from nianbao.facts.relation import Reading

FAULT = "cell-type"
DETAILS = ("count", "names")
ROLES = (Role("values", "要看的各单元格", most=None, numeric=False),)
PARAMETERS = (Parameter("refuse", "words", "不接受的状态"),)
_SHOWN = 3


def evaluate(reading: Reading) -> Outcome:
    """The cells in a refused state, all together."""
    refused = reading.parameters.get("refuse", ("none",))
    states = {str(state) for state in CellState}
    for word in refused:
        if word not in states:
            return broken("wrong-parameter", f"没有单元状态「{word}」", f"there is no cell state {word!r}")
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
