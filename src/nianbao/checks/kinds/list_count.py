"""A stated number of things is how many are listed.

``at_least`` and ``at_most`` bound the items where conjunctions leave their number
open; ``open`` marks a list that ends in 等 and may be longer. Empty rows do not
count. 无 with an empty list agrees; a blank count leaves the verdict open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Figures, Parameter, Role, Shortcut
from nianbao.checks.measure import interval_of, number_of, obstacle, present, printed
from nianbao.checks.outcome import Grade, Outcome, Verdict, not_applicable, unknown
from nianbao.facts.cell import CellState
from nianbao.facts.interval import INFINITY, Interval
from nianbao.facts.relation import Reading

LABEL = "写明的个数等于列出的个数"
FAULT = "list-count"
DETAILS = ("listed", "formula_en")
ROLES = (Role("count", "写明的个数"), Role("items", "列出的各项", least=0, most=None, numeric=False))
PARAMETERS = (
    Parameter("at_least", "number", "列出的项数至少"),
    Parameter("at_most", "number", "列出的项数至多"),
    Parameter("open", "flag", "以「等」结尾，未列全"),
)


def evaluate(reading: Reading) -> Outcome:
    """Items against the stated count; see the module for cells without a number."""
    count = reading.operands["count"][0]
    if not present([count]):
        return not_applicable(count.label)
    blocked = obstacle(count)
    if blocked is not None:
        return unknown(blocked)
    items = [item for item in reading.operands.get("items", ()) if item.cell.state is CellState.VALUE]
    least = reading.parameters.get("at_least", Decimal(len(items)))
    most = (
        INFINITY
        if reading.parameters.get("open")
        else reading.parameters.get("at_most", max(least, Decimal(len(items))))
    )
    listed = Interval(min(least, most), most)
    claimed = number_of(count)
    size = f"{least}" if least == most else f"{least} 及以上" if most == INFINITY else f"{least}～{most}"
    if listed.overlaps(interval_of(count)):
        return Outcome(Verdict.PASS, Grade.EXACT, f"列出 {size} 项 = {printed(count)}", reported=printed(count))
    return Outcome(
        Verdict.FAIL,
        formula=f"列出 {size} 项 ≠ {printed(count)}",
        reported=printed(count),
        expected=size,
        expected_interval=listed,
        difference=claimed.value - (least if claimed.value < least else most),
        suspects=(count.key,),
        details={"listed": size, "formula_en": f"{size} listed ≠ {printed(count)}"},
    )


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """As many rows in one list as the plain figure says."""
    count, items = roles["count"][0], roles.get("items", ())
    if len(items) != 1 or parameters or items[0] in factors:
        return None
    listed = items[0]

    def holds(figures: Figures) -> bool:
        rows, stated = figures.rows.get(listed), figures.get(count)
        return rows is not None and stated is not None and stated == rows

    return holds
