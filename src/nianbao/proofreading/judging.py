"""A claim that was found, held against the arithmetic: what it says, how it comes out, whether it may be told.

A doubtful claim that fails says nothing, unless one of the numbers that the family calls
mistypeable makes it hold once two of its digits are exchanged or its point is moved.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from nianbao.checks.engine import judge, judge_relation
from nianbao.checks.localisation import substituted
from nianbao.checks.outcome import Outcome, Verdict
from nianbao.checks.typo import mistypings
from nianbao.extraction.claims import Doubtful
from nianbao.facts.cell import Cell
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Reading, Relation

MOST_MEMBERS = 60  # of a reading in which a slip is looked for: among more, some slip nearly always fits


@dataclass(frozen=True)
class Judged:
    """A relation with the reading that was judged; ``is_doubtful`` where a failure would have said nothing."""

    relation: Relation
    outcome: Outcome
    reading: Reading
    is_doubtful: bool = False


def judge_claim(claim: Relation | Doubtful) -> Judged | None:
    """The claim judged; None where nothing can be said of it."""
    relation = claim.relation if isinstance(claim, Doubtful) else claim
    outcome, reading = judge_relation(relation)
    if outcome.verdict in (Verdict.BROKEN, Verdict.UNKNOWN):
        return None
    if not isinstance(claim, Doubtful):
        return Judged(relation, outcome, reading)
    if outcome.verdict is Verdict.PASS:
        return Judged(relation, outcome, reading, is_doubtful=True)
    meant = _mistyped(relation, claim.slips)
    return Judged(relation, judge(meant), meant) if meant is not None else None


def _mistyped(relation: Relation, slips: Collection[str]) -> Reading | None:
    """The reading that holds once one number is typed right; None where no slip explains the failure."""
    for reading in relation.readings:
        if len(reading.members()) > MOST_MEMBERS:
            continue
        for operand in reading.members():
            number = operand.cell.number
            if operand.key not in slips or number is None or number.hedge is not Hedge.NONE:
                continue
            for digits in mistypings(number.digits):
                meant = {operand.key: Cell.of_number(replace(number, raw=f"{digits:f}", digits=digits))}
                if judge(substituted(reading, meant)).verdict is Verdict.PASS:
                    return reading
    return None
