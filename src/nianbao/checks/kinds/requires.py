"""Where one thing is so, another must be so.

``when`` and ``then`` are positive, zero, present or absent and speak of ``condition`` and
``consequence``; several conditions hold when one of them does, several consequences must
all hold. ``both_ways`` adds the converse (items are zero exactly where hours are). 无 is
zero, 不适用 is neither positive nor present; a blank leaves the verdict open, and so does 0.0,
which may be a little that was rounded away. A bare 0 is nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Figures, Parameter, Role, Shortcut
from nianbao.checks.measure import interval_of, joined, obstacle, printed
from nianbao.checks.outcome import Grade, Outcome, Reason, Verdict, unknown
from nianbao.facts.cell import CellState
from nianbao.facts.interval import Rounding
from nianbao.facts.relation import Operand, Reading

LABEL = "有此必有彼"
FAULT = "logic"
DETAILS = ("premise", "result", "expected_en")
STATES = ("positive", "zero", "present", "absent")
ROLES = (
    Role("condition", "前提", most=None),
    Role("consequence", "结论", most=None),
)
PARAMETERS = (
    Parameter("when", "word", "前提为何", STATES),
    Parameter("then", "word", "结论应为何", STATES),
    Parameter("both_ways", "flag", "反过来也成立"),
)
WORDS = {"positive": ("大于 0", "more than 0"), "zero": ("0", "0"), "present": ("已填", "filled in"),
         "absent": ("无或不适用", "none or not applicable")}  # fmt: skip


def evaluate(reading: Reading) -> Outcome:
    """Condition against consequence, and back where asked; see the module for cells without a number."""
    when, then = reading.parameters.get("when", "positive"), reading.parameters.get("then", "positive")
    conditions, consequences = reading.operands["condition"], reading.operands["consequence"]
    first = _implies(conditions, when, consequences, then)
    if not reading.parameters.get("both_ways") or first.verdict is Verdict.FAIL:
        return first
    back = _implies(consequences, then, conditions, when)
    if back.verdict is Verdict.FAIL:
        return back
    return first if first.verdict is Verdict.UNKNOWN else back


def _implies(conditions: Sequence[Operand], when: str, consequences: Sequence[Operand], then: str) -> Outcome:
    premises = [_is(operand, when) for operand in conditions]
    results = [_is(operand, then) for operand in consequences]
    if all(premise is False for premise in premises) or all(result is True for result in results):
        return Outcome(Verdict.PASS, Grade.EXACT, _shown(conditions, consequences))
    failed = [operand for operand, result in zip(consequences, results, strict=True) if result is False]
    if failed and any(premise is True for premise in premises):
        proven = next(operand for operand, premise in zip(conditions, premises, strict=True) if premise is True)
        zh, en = WORDS[then]
        return Outcome(
            Verdict.FAIL,
            formula=f"{proven.label} {printed(proven)}，而{failed[0].label} {printed(failed[0])}",
            reported=printed(failed[0]),
            expected=zh,
            suspects=tuple(operand.key for operand in failed),
            details={"expected_en": en, "premise": f"{proven.label} {printed(proven)}",
                     "result": f"{failed[0].label} {printed(failed[0])}"},
        )  # fmt: skip
    states = [(operand, known) for operand, known in (*zip(conditions, premises, strict=True),
                                                      *zip(consequences, results, strict=True))]  # fmt: skip
    reasons = [obstacle(operand) or _vague(operand) for operand, known in states if known is None]
    return unknown(joined(reasons))


def _is(operand: Operand, wanted: str) -> bool | None:
    state = operand.cell.state
    if wanted == "present":
        return state is CellState.VALUE or state is CellState.NONE or (None if state is CellState.MISSING else False)
    if wanted == "absent":
        if state is CellState.VALUE:
            return False
        return True if state in (CellState.NONE, CellState.NOT_APPLICABLE) else None
    if state is CellState.NOT_APPLICABLE:
        # Nothing of it: that is no positive amount, and no false zero either.
        return wanted == "zero"
    if obstacle(operand) is not None:
        return None
    number = operand.cell.number
    # A bare 0 says nothing of it; 0.0 may be a little that was rounded away.
    amount = interval_of(operand, Rounding.EXACT if number is not None and not number.places else Rounding.NEAREST)
    if wanted == "positive":
        return True if amount.low > 0 else False if amount.high <= 0 else None
    return True if amount.low == amount.high == 0 else False if amount.low > 0 or amount.high < 0 else None


def _vague(operand: Operand) -> Reason:
    return Reason("rounded", f"「{operand.label}」四舍五入后为 {printed(operand)}，不能断定是否为 0",
                  f"“{operand.label}” is {printed(operand)} after rounding and may or may not be 0")  # fmt: skip


def _shown(conditions: Sequence[Operand], consequences: Sequence[Operand]) -> str:
    return "，".join(f"{operand.label} {printed(operand)}" for operand in (*conditions, *consequences))


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """Conditions and consequences in plain figures."""
    conditions, consequences = tuple(roles["condition"]), tuple(roles["consequence"])
    when, then = parameters.get("when", "positive"), parameters.get("then", "positive")
    if not {when, then} <= {"positive", "zero"}:
        return None
    when_positive, then_positive, both = when == "positive", then == "positive", parameters.get("both_ways", False)
    if when_positive and then_positive and len(conditions) == len(consequences) == 1:
        return _both_positive(conditions[0], consequences[0], both)

    def holds(figures: Figures) -> bool:
        try:
            first = [figures[key] for key in conditions]
            second = [figures[key] for key in consequences]
        except KeyError:
            return False
        # A rounded 0.0 may be a little more than nothing: only an unrounded one is decided here.
        if any(not value and value.as_tuple().exponent for value in (*first, *second)):
            return False
        premises = [value > 0 if when_positive else not value for value in first]
        results = [value > 0 if then_positive else not value for value in second]
        if any(premises) and not all(results):
            return False
        return not both or not any(results) or all(premises)

    return holds


def _both_positive(condition: str, consequence: str, both: bool) -> Shortcut:
    """The common case in as few steps as it takes: something here, then something there."""

    def holds(figures: Figures) -> bool:
        try:
            first, second = figures[condition], figures[consequence]
        except KeyError:
            return False
        if first > 0 and second > 0:
            return True
        if first or (second and both) or second < 0:
            return False
        # Nothing there: a rounded 0.0 may be a little more than that.
        return not first.as_tuple().exponent and (bool(second) or not second.as_tuple().exponent)

    return holds
