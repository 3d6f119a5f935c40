"""Two figures stand in a usual proportion to each other.

``low`` and ``high`` bound numerator over denominator in the units as declared, both
allowed. A denominator of zero says nothing and passes; blanks leave the verdict open;
无 is zero where things are counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Figures, Parameter, Role, Shortcut, adder
from nianbao.checks.measure import (
    bracketed,
    counts_things,
    joined,
    middle,
    obstacles,
    plain,
    present,
    printed,
    total_of,
)
from nianbao.checks.outcome import Grade, Outcome, Verdict, not_applicable, unknown
from nianbao.facts.interval import INFINITY, Interval, Rounding
from nianbao.facts.relation import Reading

LABEL = "两数之比在常见范围内"
FAULT = "magnitude"
DETAILS = ("quotient", "percent", "limit")
ROLES = (Role("numerator", "分子", most=None), Role("denominator", "分母", most=None))
PARAMETERS = (Parameter("low", "number", "商的下限（含）"), Parameter("high", "number", "商的上限（含）"))


def doubts(parameters: Mapping[str, Any]) -> tuple[str, str] | None:
    """Bounds that nothing can lie between, or none at all."""
    if not parameters.keys() & {"low", "high"}:
        return "proportion 要写 low 或 high", "proportion needs low or high"
    if parameters.get("low", -INFINITY) > parameters.get("high", INFINITY):
        return "下限大于上限", "the lower bound is above the upper bound"
    return None


def evaluate(reading: Reading) -> Outcome:
    """The quotient against its bounds; see the module for cells without a number."""
    above, below = present(reading.operands["numerator"]), present(reading.operands["denominator"])
    for left, role in ((above, "numerator"), (below, "denominator")):
        if not left:
            return not_applicable(reading.operands[role][0].label)
    reasons = obstacles([*above, *below], counts_things([*above, *below]))
    if reasons:
        return unknown(joined(reasons))
    quotient = total_of(above).divided_by(total_of(below))
    if quotient is None:
        return not_applicable(below[0].label)
    bounds = Interval(reading.parameters.get("low", -INFINITY), reading.parameters.get("high", INFINITY))
    exact = total_of(above, Rounding.EXACT).divided_by(total_of(below, Rounding.EXACT)) or quotient
    value = middle(exact)
    left_side = f"{bracketed(above)} ÷ {bracketed(below)} = {plain(value, 4)}"
    if quotient.overlaps(bounds):
        return Outcome(Verdict.PASS, Grade.EXACT, left_side, reported=printed(above[0]))
    too_large = quotient.low > bounds.high
    limit = bounds.high if too_large else bounds.low
    return Outcome(
        Verdict.FAIL,
        formula=f"{left_side} {'>' if too_large else '<'} {plain(limit)}",
        reported=printed(above[0]),
        expected=f"商{'≤' if too_large else '≥'} {plain(limit)}",
        difference=value - limit,
        suspects=tuple(operand.key for operand in above),
        details={"quotient": plain(value, 4), "percent": plain(value * 100, 1), "limit": plain(limit)},
    )


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """Plain figures whose quotient lies between the bounds."""
    above, below = tuple(roles["numerator"]), tuple(roles["denominator"])
    if len({factors[key] for key in above}) > 1 or len({factors[key] for key in below}) > 1:
        return None
    scale = factors[above[0]] / factors[below[0]]
    add_above, add_below = adder(above), adder(below)
    low, high = parameters.get("low", -INFINITY), parameters.get("high", INFINITY)

    def holds(figures: Figures) -> bool:
        try:
            divisor = add_below(figures)
            return divisor > 0 and low <= add_above(figures) * scale / divisor <= high
        except KeyError:
            return False

    return holds
