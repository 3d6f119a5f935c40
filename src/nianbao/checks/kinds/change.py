"""A value does not jump from one edition to the next without a word about it.

Fails where the change exceeds ``percent`` (30 by default) of the value before. Below
``minimum`` (30 by default) percentages say nothing and the check passes; blanks and a
value before of zero leave the verdict open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Figures, Parameter, Role, Shortcut
from nianbao.checks.measure import (
    at_precision_of,
    counts_things,
    have_mixed_units,
    interval_of,
    joined,
    number_of,
    obstacles,
    plain,
    present,
    printed,
)
from nianbao.checks.outcome import Grade, Outcome, Reason, Verdict, broken, not_applicable, unknown
from nianbao.facts.relation import Reading

LABEL = "与上年相比没有无故的大变动"
FAULT = "magnitude"
DETAILS = ("percent",)
ROLES = (Role("value", "本年数"), Role("before", "上年数"))
PARAMETERS = (Parameter("percent", "number", "允许的变动百分数"), Parameter("minimum", "number", "小于此数不比较"))
ALLOWED, SMALL = Decimal(30), Decimal(30)
FROM_ZERO = Reason("zero-divisor", "上年为 0，没有变动幅度", "the value before is 0, so there is no rate of change")


def evaluate(reading: Reading) -> Outcome:
    """This value against the one before; see the module for cells without a number."""
    value, before = reading.operands["value"][0], reading.operands["before"][0]
    for operand in (value, before):
        if not present([operand]):
            return not_applicable(operand.label)
    mixed = have_mixed_units((value, before))
    if mixed is not None:
        return broken(
            "unit-mismatch", f"「{mixed[0]}」与「{mixed[1]}」不能比较", f"“{mixed[0]}” and “{mixed[1]}” differ in kind"
        )
    reasons = obstacles((value, before), counts_things((value, before)))
    if reasons:
        return unknown(joined(reasons))
    now, then = number_of(value), number_of(before)
    small = reading.parameters.get("minimum", SMALL)
    if max(abs(now.digits), abs(then.digits)) < small:
        return Outcome(Verdict.PASS, Grade.EXACT, f"{printed(before)} → {printed(value)}", reported=printed(value))
    if then.value == 0:
        return unknown(FROM_ZERO)
    allowed = abs(then.value) * reading.parameters.get("percent", ALLOWED) / 100
    percent = (now.value - then.value) / abs(then.value) * 100
    formula = f"{printed(before)} → {printed(value)}（{'+' if percent > 0 else ''}{plain(percent, 1)}%）"
    gap = interval_of(value).distance_to(interval_of(before))
    if gap <= allowed:
        return Outcome(Verdict.PASS, Grade.EXACT, formula, reported=printed(value))
    return Outcome(
        Verdict.FAIL,
        formula=formula,
        reported=printed(value),
        expected=f"{at_precision_of(now, then.value - allowed)} ～ {at_precision_of(now, then.value + allowed)}",
        difference=now.value - then.value,
        suspects=(value.key,),
        details={"percent": plain(percent, 1)},
    )


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """Plain figures in one unit that differ by little."""
    value, before = roles["value"][0], roles["before"][0]
    if factors[value] != factors[before]:
        return None
    allowed = parameters.get("percent", ALLOWED) / 100

    def holds(figures: Figures) -> bool:
        try:
            now, then = figures[value], figures[before]
        except KeyError:
            return False
        return bool(then > 0 and abs(now - then) <= then * allowed)

    return holds
