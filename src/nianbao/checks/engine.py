"""Judging: a reading, or a relation with several readings, becomes an outcome.

Whoever makes a claim — a check of the catalogue, a row of a table, a sentence —
it is judged here, so all of them get the same verdict for the same numbers.
"""

from __future__ import annotations

from decimal import Decimal, DivisionByZero, InvalidOperation

from nianbao.checks.kind import WrongParameter, kinds
from nianbao.checks.measure import have_mixed_units
from nianbao.checks.outcome import RUNGS, Grade, Outcome, Verdict, broken
from nianbao.facts.kept import kept
from nianbao.facts.relation import Reading, Relation


@kept
def judge(reading: Reading) -> Outcome:
    """What holds for one reading; a reading that makes no sense is ``broken``, never an exception.

    >>> from nianbao.facts.cell import read_cell
    >>> from nianbao.facts.relation import Operand
    >>> whole, placed, further = (Operand(x, x, read_cell(x)) for x in ("27", "12", "25"))
    >>> outcome = judge(Reading("sum", {"total": (whole,), "parts": (placed, further)}))
    >>> str(outcome.verdict), outcome.formula, outcome.expected
    ('fail', '12 + 25 = 37 ≠ 27', '37')
    """
    kind = kinds().get(reading.kind)
    if kind is None:
        return broken("unknown-kind", f"没有「{reading.kind}」这种比较方式", f"there is no kind {reading.kind!r}")
    if not kind.takes(reading.operands):
        complaint = kind.complaint_about_roles({role: len(operands) for role, operands in reading.operands.items()})
        return broken("wrong-roles", *(complaint or ("", "")))
    parameters = reading.parameters
    if parameters.get("any_units"):
        # A rule may hold a count of answers (人次) against a count of people: it says so itself.
        parameters = {name: value for name, value in parameters.items() if name != "any_units"}
    elif kind.comparable:
        units = have_mixed_units(reading.members())
        if units is not None:
            return broken("unit-mismatch", f"「{units[0]}」与「{units[1]}」不能直接比较",
                          f"“{units[0]}” and “{units[1]}” cannot be compared")  # fmt: skip
    try:
        settled = kind.settle(parameters)
    except WrongParameter as wrong:
        return broken("wrong-parameter", wrong.zh, wrong.en)
    doubt = kind.complaint_about_parameters(settled)
    if doubt is not None:
        return broken("wrong-parameter", *doubt)
    try:
        return kind.evaluate(
            reading if settled is reading.parameters else Reading(reading.kind, reading.operands, settled)
        )
    except (DivisionByZero, InvalidOperation) as error:
        return broken("arithmetic", f"无法计算：{type(error).__name__}", f"cannot be computed: {type(error).__name__}")


def judge_relation(relation: Relation) -> tuple[Outcome, Reading]:
    """The outcome of a claim with the reading that it rests on.

    One reading that holds is enough. A claim fails only when every reading fails; then
    the nearest one is shown. Where none holds and one cannot be told, nothing can be told.
    """
    outcomes: list[tuple[Outcome, Reading]] = []
    for reading in relation.readings:
        outcome = judge(reading)
        if outcome.verdict is Verdict.PASS and outcome.grade is Grade.EXACT:
            # No other reading holds more exactly, and of equals the first is shown.
            return outcome, reading
        outcomes.append((outcome, reading))
    if not outcomes:
        nothing = broken("no-reading", "没有可供比较的读法", "the claim has no reading")
        return nothing, Reading("none", {})
    for wanted in (Verdict.PASS, Verdict.UNKNOWN):
        found = [pair for pair in outcomes if pair[0].verdict is wanted]
        if found:
            return min(found, key=lambda pair: RUNGS.index(pair[0].grade))
    failed = [pair for pair in outcomes if pair[0].verdict is Verdict.FAIL]
    if failed:
        return min(failed, key=lambda pair: _distance(pair[0]))
    return outcomes[0]


def _distance(outcome: Outcome) -> Decimal:
    return abs(outcome.difference) if outcome.difference is not None else Decimal("Infinity")
