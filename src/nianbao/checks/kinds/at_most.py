"""A part is never more than its whole.

Several parts are added up, several wholes too; ``less`` is taken off the whole
first (in work ≤ placed less further study). Blanks leave the verdict open, unless
the known parts already exceed the whole; 无 is zero where things are counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Figures, Role, Shortcut, adder
from nianbao.checks.ladder import climb_order
from nianbao.checks.measure import (
    all_but,
    closer,
    counts_things,
    joined,
    number_of,
    obstacle,
    obstacles,
    plus,
    present,
    printed,
    total_of,
)
from nianbao.checks.outcome import Grade, Outcome, Verdict, not_applicable, unknown
from nianbao.facts.interval import INFINITY, Interval, Rounding
from nianbao.facts.relation import Operand, Reading

LABEL = "部分不大于整体"
FAULT = "logic"
DETAILS = ("limit", "excess")
COMPARABLE = True
ROLES = (
    Role("parts", "分项", most=None),
    Role("whole", "总项", most=None),
    Role("less", "从总项中扣除的项", least=0, most=None),
)


def evaluate(reading: Reading) -> Outcome:
    """Parts against whole less deductions; see the module for cells without a number."""
    parts, whole = present(reading.operands["parts"]), present(reading.operands["whole"])
    less = present(reading.operands.get("less", ()))
    for left, role in ((parts, "parts"), (whole, "whole")):
        if not left:
            return not_applicable(reading.operands[role][0].label)
    counted = counts_things(reading.members())
    reasons = obstacles([*whole, *less], counted)
    if reasons:
        return unknown(joined(reasons))
    reasons = obstacles(parts, counted)
    known = [part for part in parts if obstacle(part, counted) is None]

    def limit(rounding: Rounding) -> Interval:
        return total_of(whole, rounding) - total_of(less, rounding) if less else total_of(whole, rounding)

    grade = climb_order(lambda rounding: total_of(known, rounding), limit)
    if reasons and (not known or grade is not Grade.NONE or any(number_of(part).value < 0 for part in known)):
        return unknown(joined(reasons))
    if grade is not Grade.NONE:
        return Outcome(
            Verdict.PASS,
            grade,
            f"{_side(known, [])} ≤ {_side(whole, less)}",
            reported=plus(known),
            suspects=tuple(part.key for part in known),
        )
    bound, amount = limit(Rounding.EXACT).high, total_of(known, Rounding.EXACT).low
    claimed = number_of(known[0])
    return Outcome(
        Verdict.FAIL,
        grade,
        f"{_side(known, [])} > {_side(whole, less)}",
        reported=printed(known[0]) if len(known) == 1 else closer(claimed, amount),
        expected=f"≤ {closer(claimed, bound, 0)}",
        expected_interval=Interval(Decimal("-Infinity"), limit(Rounding.NEAREST).high),
        difference=amount - bound,
        suspects=tuple(part.key for part in known),
        details={"limit": closer(claimed, bound), "excess": closer(claimed, amount - bound)},
    )


def _side(added: Sequence[Operand], taken: Sequence[Operand]) -> str:
    terms = plus(added) + "".join(f" − {printed(operand)}" for operand in taken)
    if len(added) + len(taken) < 2:
        return terms
    claimed = number_of(added[0])
    value = total_of(added, Rounding.EXACT).low - total_of(taken, Rounding.EXACT).low
    return f"{terms} = {closer(claimed, value)}"


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """Plain figures of which the parts are not more."""
    parts, whole, less = tuple(roles["parts"]), tuple(roles["whole"]), tuple(roles.get("less", ()))
    if len({factors[key] for key in (*parts, *whole, *less)}) > 1:
        return _in_several_units((*parts, *less), whole, factors)
    if len(parts) == len(whole) == 1 and not less:
        part, single = parts[0], whole[0]

        def holds_singly(figures: Figures) -> bool:
            try:
                return figures[part] <= figures[single]
            except KeyError:
                return False

        return holds_singly
    add_above, add_whole = adder((*parts, *less)), adder(whole)

    def holds(figures: Figures) -> bool:
        try:
            return add_above(figures) <= add_whole(figures)
        except KeyError:
            return False

    return holds


def solve(reading: Reading, key: str) -> Interval | None:
    """How much one part may be, or how little a whole."""
    parts, whole = present(reading.operands["parts"]), present(reading.operands["whole"])
    less = present(reading.operands.get("less", ()))
    above, below = all_but([*parts, *less], key), all_but(whole, key)
    found = len(parts) + len(less) + len(whole) - len(above) - len(below)
    if found != 1:
        return None
    if len(below) == len(whole):
        return Interval(-INFINITY, (total_of(below) - total_of(above)).high)
    return Interval((total_of(above) - total_of(below)).low, INFINITY)


def _in_several_units(above: Sequence[str], below: Sequence[str], factors: Mapping[str, Decimal]) -> Shortcut:
    def holds(figures: Figures) -> bool:
        try:
            small = sum(figures[key] * factors[key] for key in above)
            return bool(small <= sum(figures[key] * factors[key] for key in below))
        except KeyError:
            return False

    return holds
