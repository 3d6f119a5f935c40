"""A claim that was found, held against the arithmetic: what it says, how it comes out, whether it may be told.

A doubtful claim that fails says nothing, unless one of the numbers that the family calls
mistypeable makes it hold once two of its digits are exchanged or its point is moved.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from nianbao.checks.engine import judge, judge_relation
from nianbao.checks.kind import kinds
from nianbao.checks.localisation import substituted
from nianbao.checks.outcome import Outcome, Verdict
from nianbao.checks.typo import mistypings
from nianbao.extraction.claims import Doubtful
from nianbao.facts.cell import Cell
from nianbao.facts.interval import Interval
from nianbao.facts.kept import kept
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.quickly_made import quickly_made
from nianbao.facts.relation import Reading, Relation

MOST_MEMBERS = 60  # of a reading in which a slip is looked for: among more, some slip nearly always fits


@quickly_made
@dataclass(frozen=True)
class Judged:
    """A relation with the reading that was judged.

    ``is_doubtful`` where a failure would have said nothing, ``is_mistyped`` where it says no more than the
    slip that explains it.
    """

    relation: Relation
    outcome: Outcome
    reading: Reading
    is_doubtful: bool = False
    is_mistyped: bool = False


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
    return Judged(relation, judge(meant), meant, is_mistyped=True) if meant is not None else None


# Kinds that say of one number every value with which they would hold, but for habits of rounding.
_SOLVED = frozenset(("sum", "share", "ratio"))
_HABITS = 12  # times the room that rounding to the nearest leaves; no rung of the ladder reaches as far


def wanted_value(reading: Reading, key: str) -> Interval | None:
    """Values of one number beyond which no habit of rounding lets the reading hold; None where that is not known."""
    known = _wanted_values(reading)
    if key not in known:
        known[key] = _wanted_value(reading, key)
    return known[key]


@kept
def _wanted_values(reading: Reading) -> dict[str, Interval | None]:
    """Those that were asked for, by key: several repairs of one number ask again."""
    return {}


def _wanted_value(reading: Reading, key: str) -> Interval | None:
    is_pair = reading.kind == "same" and len(reading.members()) == 2
    solve = kinds()[reading.kind].solve if reading.kind in _SOLVED or is_pair else None
    if solve is None or any(member.cell.text is not None for member in reading.members()):
        return None
    if reading.kind == "ratio" and any(
        claim.cell.number and claim.cell.number.is_count for claim in reading.operands["ratio"]
    ):
        # 320 people a course was rounded, although people are counted.
        return None
    try:
        found = solve(reading, key)
    except ArithmeticError:
        return None
    if found is None or not (found.low.is_finite() and found.high.is_finite()):
        return None
    slack = found.width * _HABITS
    return Interval(found.low - slack, found.high + slack)


def may_stand_for(number: PrintedNumber, digits: Decimal, wanted: Interval) -> bool:
    """True where what the digits may stand for reaches into ``wanted``."""
    place = Decimal(1).scaleb(min(0, int(digits.as_tuple().exponent)))
    value, slack = digits * number.scale, place * number.scale * _HABITS
    return wanted.low - slack <= value <= wanted.high + slack


def _mistyped(relation: Relation, slips: Collection[str]) -> Reading | None:
    """The reading that holds once one number is typed right; None where no slip explains the failure."""
    for reading in relation.readings:
        if len(reading.members()) > MOST_MEMBERS:
            continue
        for operand in reading.members():
            number = operand.cell.number
            if operand.key not in slips or number is None or number.hedge is not Hedge.NONE:
                continue
            wanted = wanted_value(reading, operand.key)
            for digits in mistypings(number.digits):
                if wanted is not None and not may_stand_for(number, digits, wanted):
                    continue
                meant = {operand.key: Cell.of_number(PrintedNumber(f"{digits:f}", digits, number.scale, number.unit))}
                if judge(substituted(reading, meant)).verdict is Verdict.PASS:
                    return reading
    return None
