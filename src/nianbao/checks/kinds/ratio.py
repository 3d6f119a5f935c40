"""A ratio, or a figure per head, is its numerator over its denominator.

Numerator and denominator may be of different dimensions (元 over 人) and are each
added up. ``multiplier`` scales the quotient. A blank, 无 in the ratio or a
denominator of zero leaves the verdict open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Figures, Parameter, Role, Shortcut, adder
from nianbao.checks.measure import (
    bracketed,
    compare,
    joined,
    obstacles,
    plain,
    present,
    solve_quotient,
    total_of,
    worked_out_once,
)
from nianbao.checks.outcome import Outcome, Reason, not_applicable, unknown
from nianbao.facts.interval import Interval, Rounding
from nianbao.facts.relation import Reading

LABEL = "比值或人均数等于分子除以分母"
FAULT = "ratio"
DETAILS = ("low", "high", "computed")
ROLES = (
    Role("ratio", "比值或均值"),
    Role("numerator", "分子", most=None),
    Role("denominator", "分母", most=None),
)
PARAMETERS = (Parameter("multiplier", "number", "商再乘以此数"),)
ZERO_DENOMINATOR = Reason("zero-divisor", "分母为 0，无法计算比值", "the denominator is 0, so there is no ratio")
ONE = Decimal(1)


def doubts(parameters: Mapping[str, Any]) -> tuple[str, str] | None:
    """A multiplier of zero would divide by zero when the rule is turned round."""
    if parameters.get("multiplier", ONE) == 0:
        return "乘数 multiplier 不能为 0（等于除以 0）", "the multiplier must not be 0 (that is a division by zero)"
    return None


def evaluate(reading: Reading) -> Outcome:
    """Numerator over denominator against the printed ratio; see the module for cells without a number."""
    claim = reading.operands["ratio"][0]
    above, below = present(reading.operands["numerator"]), present(reading.operands["denominator"])
    multiplier: Decimal = reading.parameters.get("multiplier", ONE)
    for left, role in (((claim,), "ratio"), (above, "numerator"), (below, "denominator")):
        if not present(left):
            return not_applicable(reading.operands[role][0].label)
    reasons = obstacles([claim], none_is_zero=False) + obstacles([*above, *below])
    if reasons:
        return unknown(joined(reasons))

    def divided(rounding: Rounding) -> Interval | None:
        found = total_of(above, rounding).divided_by(total_of(below, rounding))
        return found.times(multiplier) if found is not None else None

    quotient = worked_out_once(divided)
    if quotient(Rounding.NEAREST) is None:
        return unknown(ZERO_DENOMINATOR)
    factor = "" if multiplier == 1 else f" × {plain(multiplier)}"
    return compare(claim, quotient, lambda: f"{bracketed(above)} ÷ {bracketed(below)}{factor}", is_measured=True)


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """A plain ratio that the quotient of plain figures rounds to."""
    ratio, above, below = roles["ratio"][0], tuple(roles["numerator"]), tuple(roles["denominator"])
    if len({factors[key] for key in above}) > 1 or len({factors[key] for key in below}) > 1:
        return None
    multiplier = parameters.get("multiplier", ONE) * factors[above[0]] / (factors[below[0]] * factors[ratio])
    add_above, add_below = adder(above), adder(below)

    def holds(figures: Figures) -> bool:
        try:
            divisor, claimed = add_below(figures), figures[ratio]
            if not divisor:
                return False
            return bool((add_above(figures) * multiplier / divisor).quantize(claimed) == claimed)
        except KeyError:
            return False

    return holds


def solve(reading: Reading, key: str) -> Interval | None:
    """The ratio that numerator and denominator make, or the one of them that makes the ratio."""
    multiplier: Decimal = reading.parameters.get("multiplier", ONE)
    roles = reading.operands
    return solve_quotient(roles["ratio"][0], roles["numerator"], roles["denominator"], key, multiplier)
