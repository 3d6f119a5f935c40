"""Things counted one by one make whole numbers, none of them negative.

无 and 不适用 are fine; blanks, unreported cells and texts leave the verdict open.
A number that was written in 万 is exact only to its last place and may pass.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from nianbao.checks.kind import Figures, Role, Shortcut
from nianbao.checks.measure import joined, obstacles, plain, present, printed
from nianbao.checks.outcome import Grade, Outcome, Verdict, not_applicable, unknown
from nianbao.facts.relation import Operand, Reading

LABEL = "计数是不小于 0 的整数"
FAULT = "cell-type"
ROLES = (Role("values", "计数的各项", most=None),)


def evaluate(reading: Reading) -> Outcome:
    """Each counted figure by itself; the first that is no whole number makes the outcome."""
    values = present(reading.operands["values"])
    if not values:
        return not_applicable(reading.operands["values"][0].label)
    wrong = [value for value in values if _is_no_count(value)]
    if wrong:
        first = wrong[0].cell.number
        assert first is not None
        near = plain(first.digits.quantize(Decimal(1), ROUND_HALF_UP)) if first.value >= 0 else plain(-first.digits)
        return Outcome(
            Verdict.FAIL,
            formula="；".join(f"{value.label} {printed(value)}" for value in wrong),
            reported=printed(wrong[0]),
            expected=near,
            suspects=tuple(value.key for value in wrong),
        )
    reasons = obstacles(values)
    if reasons:
        return unknown(joined(reasons))
    return Outcome(Verdict.PASS, Grade.EXACT, reported=printed(values[0]))


def _is_no_count(value: Operand) -> bool:
    number = value.cell.number
    if number is None:
        return False
    return number.value < 0 or number.value % 1 != 0


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """Plain figures without a fraction and without a sign."""
    keys = tuple(roles["values"])
    if any(factors[key] != 1 for key in keys):
        return None

    def holds(figures: Figures) -> bool:
        try:
            for key in keys:
                value = figures[key]
                if value < 0 or value % 1:
                    return False
        except KeyError:
            return False
        return True

    return holds
