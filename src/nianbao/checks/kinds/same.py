"""What is said twice is said alike.

Numbers agree when the values that their digits allow have one in common; texts agree
when they are equal without spaces. Of three or more the odd one out is shown. A blank
leaves the verdict open, and 不适用 drops out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from nianbao.checks.kind import Figures, Parameter, Role, Shortcut
from nianbao.checks.measure import (
    all_but,
    compare,
    counts_things,
    interval_of,
    joined,
    number_of,
    obstacles,
    present,
    printed,
)
from nianbao.checks.outcome import RUNGS, Grade, Outcome, Verdict, Words, not_applicable, unknown
from nianbao.facts.cell import CellState
from nianbao.facts.interval import Interval
from nianbao.facts.relation import Operand, Reading

LABEL = "两处所写一致"
FAULT = "mismatch"
COMPARABLE = True
ROLES = (Role("values", "各处所写", least=2, most=None, numeric=False),)
PARAMETERS = (Parameter("ignore", "pattern", "比较文字前去掉的部分"),)


def evaluate(reading: Reading) -> Outcome:
    """Every value against the most common one; see the module for cells without a number."""
    values = present(reading.operands["values"])
    if len(values) < 2:
        return not_applicable(reading.operands["values"][0].label)
    if any(value.cell.text is not None for value in values):
        return _texts(values, reading.parameters)
    reasons = obstacles(values, counts_things(values))
    if reasons:
        return unknown(joined(reasons))
    common = Counter(number_of(value).value for value in values).most_common()
    # With two values nothing says which is right: the first stands as evidence, the later one as the claim.
    usual = next(value for value in values if number_of(value).value == common[0][0])
    # Of places that read alike one speaks for all: what is said sixty times is compared once.
    first_of: dict[object, Operand] = {}
    for other in values:
        if other is not usual:
            first_of.setdefault(other.cell, other)
    outcomes = [_pair(other, usual) for other in first_of.values()]
    return max(outcomes, key=lambda outcome: RUNGS.index(outcome.grade))


def _pair(claim: Operand, evidence: Operand) -> Outcome:
    outcome = compare(claim, lambda rounding: interval_of(evidence, rounding), lambda: printed(evidence))

    def formula() -> str:
        sign = {Grade.NONE: "≠", Grade.EXACT: "="}.get(outcome.grade, "≈")
        return f"{printed(evidence)} {sign} {printed(claim)}"

    def further() -> Words:
        return printed(claim), printed(evidence), MappingProxyType({})

    return Outcome.worded_later(
        outcome.verdict,
        outcome.grade,
        formula,
        further,
        expected_interval=outcome.expected_interval,
        difference=outcome.difference,
        suspects=(claim.key,),
    )


def _texts(values: Sequence[Operand], parameters: Mapping[str, Any]) -> Outcome:
    missing = [value for value in values if value.cell.state is not CellState.VALUE]
    if missing:
        return unknown(joined(obstacles(missing, none_is_zero=False)))
    ignore = parameters.get("ignore")

    def bare(value: Operand) -> str:
        text = "".join(str(value.cell).split())
        return ignore.sub("", text) if ignore is not None else text

    usual = Counter(bare(value) for value in values).most_common(1)[0][0]
    evidence = next(value for value in values if bare(value) == usual)
    odd = [value for value in values if bare(value) != usual]
    if not odd:
        return Outcome(Verdict.PASS, Grade.EXACT, f"「{evidence.cell}」", reported=str(evidence.cell))
    return Outcome(
        Verdict.FAIL,
        formula=f"「{evidence.cell}」≠「{odd[0].cell}」",
        reported=str(odd[0].cell),
        expected=str(evidence.cell),
        suspects=tuple(value.key for value in odd),
    )


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """Plain figures in one unit that are all equal."""
    first, *others = roles["values"]
    if len({factors.get(key) for key in (first, *others)}) > 1:
        return None

    def holds(figures: Figures) -> bool:
        try:
            value = figures[first]
            return all(figures[key] == value for key in others)
        except KeyError:
            return False

    return holds


def solve(reading: Reading, key: str) -> Interval | None:
    """What the other places agree on; None where they do not."""
    others = all_but(present(reading.operands["values"]), key)
    if not others or any(other.cell.number is None for other in others):
        return None
    agreed: Interval | None = interval_of(others[0])
    for other in others[1:]:
        agreed = agreed.intersection(interval_of(other)) if agreed is not None else None
    return agreed
