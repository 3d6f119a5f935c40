"""A figure is at most, or at least, what two others give when divided.

``bound`` says which: upper (the figure is at most part over whole) or lower (it is at
least that). ``less`` is taken off the part first. Blanks, 无 in the figure and a whole of
zero leave the verdict open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Figures, Parameter, Role, Shortcut, adder
from nianbao.checks.ladder import climb_order, measured
from nianbao.checks.measure import (
    at_precision_of,
    bracketed,
    closer,
    joined,
    middle,
    number_of,
    obstacles,
    present,
    printed,
    total_of,
)
from nianbao.checks.outcome import Grade, Outcome, Reason, Verdict, not_applicable, unknown
from nianbao.facts.interval import Interval, Rounding
from nianbao.facts.relation import Reading

LABEL = "一个数不大于（不小于）另两数之商"
FAULT = "share"
DETAILS = ("limit",)
ROLES = (
    Role("value", "比率或均值"),
    Role("part", "分子", most=None),
    Role("whole", "分母", most=None),
    Role("less", "从分子中扣除的项", least=0, most=None),
)
PARAMETERS = (Parameter("bound", "word", "上限还是下限", ("upper", "lower")),)
ZERO_WHOLE = Reason("zero-divisor", "分母为 0，无法比较", "the denominator is 0, so nothing can be compared")


def doubts(parameters: Mapping[str, Any]) -> tuple[str, str] | None:
    """Without a side nothing is claimed."""
    if "bound" not in parameters:
        return "quotient_bound 要写参数 bound：upper 或 lower", "quotient_bound needs bound: upper or lower"
    return None


def evaluate(reading: Reading) -> Outcome:
    """The figure against the quotient; see the module for cells without a number."""
    value = reading.operands["value"][0]
    part, whole = present(reading.operands["part"]), present(reading.operands["whole"])
    less = present(reading.operands.get("less", ()))
    for left, role in (((value,), "value"), (part, "part"), (whole, "whole")):
        if not present(left):
            return not_applicable(reading.operands[role][0].label)
    reasons = obstacles([value], none_is_zero=False) + obstacles([*part, *whole, *less])
    if reasons:
        return unknown(joined(reasons))

    def quotient(rounding: Rounding) -> Interval | None:
        above = total_of(part, rounding) - total_of(less, rounding) if less else total_of(part, rounding)
        return above.divided_by(total_of(whole, rounding))

    limit = quotient(Rounding.NEAREST)
    if limit is None:
        return unknown(ZERO_WHOLE)
    is_upper = reading.parameters["bound"] == "upper"

    def figure(rounding: Rounding) -> Interval:
        return measured(number_of(value), rounding)

    grade = climb_order(figure, quotient) if is_upper else climb_order(quotient, figure)
    claimed, bound = number_of(value), middle(limit)
    taken = "".join(f" − {printed(operand)}" for operand in less)
    above = f"({printed(part[0])}{taken})" if less and len(part) == 1 else bracketed(part) + taken
    holds = grade is not Grade.NONE
    sign = ("≤" if holds else ">") if is_upper else ("≥" if holds else "<")
    return Outcome(
        Verdict.PASS if holds else Verdict.FAIL,
        grade,
        f"{printed(value)} {sign} {above} ÷ {bracketed(whole)} = {closer(claimed, bound)}",
        reported=printed(value),
        expected=f"{'≤' if is_upper else '≥'} {at_precision_of(claimed, bound)}",
        difference=claimed.value - bound,
        suspects=(value.key,),
        details={"limit": closer(claimed, bound)},
    )


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """Plain figures on the right side of the quotient."""
    value, part, whole, less = (
        roles["value"][0],
        tuple(roles["part"]),
        tuple(roles["whole"]),
        tuple(roles.get("less", ())),
    )
    if len({factors[key] for key in (*part, *less)}) > 1 or len({factors[key] for key in whole}) > 1:
        return None
    # value × whole against part, all in base units
    left, right = factors[value] * factors[whole[0]], factors[part[0]]
    is_upper = parameters["bound"] == "upper"
    add_part, add_whole, add_less = adder(part), adder(whole), adder(less)

    def holds(figures: Figures) -> bool:
        try:
            below = add_whole(figures)
            if below <= 0:
                return False
            above = add_part(figures) - add_less(figures)
            claimed = figures[value] * below * left
        except KeyError:
            return False
        return claimed <= above * right if is_upper else claimed >= above * right

    return holds
