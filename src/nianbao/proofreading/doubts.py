"""Contradictions that look more like a misreading of ours than like a slip of theirs.

Whoever copies, sums or retypes figures goes wrong in ways that leave traces: a digit changes, two change places, a
point moves, an old figure stays that is not far from the new one. Two figures that have nothing to do with each
other leave none. So a claim that fails alone, by far, and with no slip that would explain it was probably misread:
the part was taken for the whole, or a column for its neighbour. And a table in which one kind of claim fails row
after row was not understood. Neither is kept back, for now and then it is true; it is told as a hint.

What one sentence says is easily misread; what a table says by its build is not. So a contradiction that needs running
text to be understood is an alarm only where something else bears it out: a second relation that points to the same
number, or a slip of the hand that explains it. Without it, it is told as a hint too, in full.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from nianbao.checks.kind import kinds
from nianbao.checks.localisation import Knot
from nianbao.checks.typo import Slip, distance
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.relation import Operand, Reading
from nianbao.proofreading.finding import ReportFinding
from nianbao.proofreading.judging import Judged

FAR_WEIGHT = 0.3  # of the hints that come of it: measured on reports at first sight, see audit-quality.md
MANY_WEIGHT = 0.1
MANY_IN_A_TABLE = 3

# How many times the one is of the other before two figures have nothing to do with each other. Two that are only
# held to be the same fact are told at first sight as often in error as not; they need more.
_FAR = {"sum": Decimal("1.5"), "share": Decimal("1.5"), "ratio": Decimal("1.5"), "mean": Decimal("1.5"),
        "at_most": Decimal("1.5"), "same": Decimal(2)}  # fmt: skip
_POWER_SLACK = 0.04  # of the logarithm: 9.12 and 10.14 thousand million are not quite a power of ten apart
# 增长 12%: what a change was made from is named beside it, so it is seldom misread.
_CHANGE = as_pattern(r"[上下提]?[增降升减涨]|提高|下滑|回落")
# The slips that hardly any other number would do for. A digit that is another is one of nine at every place:
# it explains an error, whose cue leaves one reading, and no more than that.
_TELLING = (Slip.SWAP, Slip.POINT, Slip.SIGN)
# Words beside their two figures and numbers in a row stand where they are read; there is nothing to mistake.
_READ_IN_PLACE = frozenset(["direction", "numbering"])
_QUOTIENTS = frozenset(["share", "growth", "ratio", "mean"])
_DOUBT_SAID = "；全文没有旁证，也可能是程序读错了{what}"
_DOUBT_SAID_EN = "; nothing else in the report bears this out, so perhaps the program misread the {what}"
_FAR_SAID = "；两数相差太远，不像笔误，也可能是程序把两件事当成了一件"
_FAR_SAID_EN = "; the two are too far apart for a slip, so perhaps the program took two things for one"
_MANY_SAID = "；此表还有 {n} 处同样的问题，更可能是程序没有读懂这张表"
_MANY_SAID_EN = "; the same is seen {n} more times in this table, so the program has probably not understood it"


def is_far_off(members: Sequence[Judged], knot: Knot) -> bool:
    """True where one claim fails alone, by far, and no slip of one of its numbers explains it."""
    if len(members) != 1 or members[0].relation.is_searched:
        return False
    reading = members[0].reading
    claim = reading.members()[0]
    if reading.kind not in _FAR or _CHANGE.match(claim.label):
        return False
    if reading.kind == "at_most":
        # A column that may not be larger than another is said by its head, not by the order of words.
        # In prose a shifted point would mend any of them, so it explains none.
        if any(operand.place is not None and operand.place.table is not None for operand in reading.members()):
            return False
    elif _is_explained(knot):
        return False
    pair = _printed_and_wanted(reading, claim)
    if pair is None:
        return False
    printed, wanted = pair
    if printed == 0 or wanted == 0:
        return printed != wanted
    # A sign that is left out or turned is a slip.
    times = max(abs(printed / wanted), abs(wanted / printed))
    if times < _FAR[reading.kind]:
        return False
    if reading.kind == "at_most":
        return True
    is_copied = any(_value(other) == printed for other in reading.members()[1:]) and reading.kind != "same"
    return not is_copied and not _is_power_of_ten(times) and distance(*pair).slip is Slip.OTHER


def _is_explained(knot: Knot) -> bool:
    return any(
        change.slip is not Slip.OTHER or _is_shifted(change.printed, change.digits)
        for repair in knot.repairs
        for change in repair.changes
    )


def _is_shifted(printed: str, digits: Decimal) -> bool:
    match = as_pattern(r"-?\d[\d,]*(?:\.\d+)?").search(printed)
    value = Decimal(match[0].replace(",", "")) if match else Decimal(0)
    return value * digits > 0 and _is_power_of_ten(max(value / digits, digits / value))


def _is_power_of_ten(times: Decimal) -> bool:
    """
    >>> _is_power_of_ten(Decimal("9750")), _is_power_of_ten(Decimal("1.02")), _is_power_of_ten(Decimal(7))
    (True, False, False)
    """
    power = math.log10(times)
    return round(power) >= 1 and abs(power - round(power)) < _POWER_SLACK


def _value(operand: Operand) -> Decimal | None:
    return operand.cell.number.value if operand.cell.number is not None else None


def _printed_and_wanted(reading: Reading, claim: Operand) -> tuple[Decimal, Decimal] | None:
    """What is printed and what the others make of it; None where that is not one value."""
    printed = _value(claim)
    if printed is None:
        return None
    if reading.kind == "same":
        values = [_value(operand) for operand in reading.members()]
        return (printed, values[1]) if len(values) == 2 and values[1] is not None else None
    if reading.kind == "at_most":
        parts = [_value(operand) for operand in reading.operands["parts"]]
        whole = [_value(operand) for operand in reading.operands["whole"]]
        if any(value is None for value in (*parts, *whole)):
            return None
        return sum(filter(None, parts), Decimal(0)), sum(filter(None, whole), Decimal(0))
    solve = kinds()[reading.kind].solve
    try:
        wanted = solve(reading, claim.key) if solve is not None else None
    except ArithmeticError:
        return None
    if wanted is None or not (wanted.low.is_finite() and wanted.high.is_finite()):
        return None
    return printed, (wanted.low + wanted.high) / 2


def is_borne_out(members: Sequence[Judged], knot: Knot) -> bool:
    """True where more than one reading of one sentence speaks for a contradiction.

    Measured on 44 reports at first sight: of what is borne out nine in ten were right, of the rest one in two.
    """
    if len(members) > 1 or any(repair.satisfies > 1 for repair in knot.repairs):
        return True
    relation, reading = members[0].relation, members[0].reading
    is_error = relation.severity == "error"
    places = [operand.place for operand in reading.members()]
    if reading.kind in _READ_IN_PLACE or (not relation.is_inferred and _is_of_tables(places, is_error=is_error)):
        return True
    if _is_next_when_rounded(reading):
        return False
    slips = {change.slip for repair in knot.repairs for change in repair.changes}
    if reading.kind == "same" and (pair := _printed_and_wanted(reading, reading.members()[0])) is not None:
        slips.add(distance(*pair).slip)
    return any(slip in _TELLING or (is_error and slip is Slip.DIGIT) for slip in slips)


def _is_next_when_rounded(reading: Reading) -> bool:
    """True for 11.4 % where 11.35 % comes out.

    The last digit of a quotient is off by one where what it was made from was known more closely than it is printed.
    """
    claim = reading.members()[0]
    number = claim.cell.number
    if number is None or reading.kind not in _QUOTIENTS or (pair := _printed_and_wanted(reading, claim)) is None:
        return False
    return abs(pair[0] - pair[1]) <= number.ulp


def is_remark_borne_out(finding: ReportFinding) -> bool:
    """The same for what a family found without a relation."""
    places = [marked.place for marked in finding.places]
    return finding.kind in _READ_IN_PLACE or _is_of_tables(places, is_error=finding.severity == "error")


def _is_of_tables(places: Sequence[Place | None], *, is_error: bool) -> bool:
    """True where all stand in one table; in several, names had to be matched, so only an error's cue is enough."""
    tables = {place.table for place in places if place is not None}
    return bool(tables) and None not in tables and (len(tables) == 1 or is_error)


def as_doubted(finding: ReportFinding) -> ReportFinding:
    """The finding as a hint that is told in full and says why it is no more."""
    in_tables = all(marked.place.table is not None for marked in finding.places)
    what, what_en = ("表格", "tables") if in_tables else ("这句话", "sentence")
    return replace(
        finding,
        severity="info",
        is_doubted=True,
        message=finding.message + _DOUBT_SAID.format(what=what),
        message_en=finding.message_en + _DOUBT_SAID_EN.format(what=what_en),
    )


def as_far_hint(finding: ReportFinding) -> ReportFinding:
    """The finding as a hint that says why it is no more."""
    return replace(
        finding,
        severity="info",
        message=finding.message + _FAR_SAID,
        message_en=finding.message_en + _FAR_SAID_EN,
    )


def without_misread_tables(
    findings: Iterable[ReportFinding],
) -> tuple[list[ReportFinding], list[ReportFinding]]:
    """The findings that stand, and one hint for each table in which one kind of claim fails again and again.

    What one wrong number brings about is one finding with its consequences; such findings are not counted.
    """
    # By their order: the same figures in two tables have one id.
    alike: dict[tuple[str, str, int], dict[object, list[int]]] = defaultdict(lambda: defaultdict(list))
    all_of_them = list(findings)
    for number, finding in enumerate(all_of_them):
        if finding.is_folded or finding.consequences or not finding.places:
            continue
        suspects = frozenset(m.place.spot for m in finding.places if m.role == "suspect")
        for table in {m.place.table for m in finding.places if m.place.table is not None}:
            alike[finding.check, finding.kind, table][suspects or finding.first_place.spot].append(number)
    misread: set[int] = set()
    hints: list[ReportFinding] = []
    for found in alike.values():
        doubted = sorted({number for numbers in found.values() for number in numbers} - misread)
        if len(found) >= MANY_IN_A_TABLE and doubted:
            misread.update(doubted)
            hints.append(_as_one_hint([all_of_them[number] for number in doubted]))
    return [finding for number, finding in enumerate(all_of_them) if number not in misread], hints


def _as_one_hint(doubted: Sequence[ReportFinding]) -> ReportFinding:
    first = doubted[0]
    if len(doubted) == 1:
        return replace(first, severity="info", is_doubted=False)
    return replace(
        first,
        severity="info",
        is_doubted=False,
        message=first.message + _MANY_SAID.format(n=len(doubted) - 1),
        message_en=first.message_en + _MANY_SAID_EN.format(n=len(doubted) - 1),
        repairs=(),
    )
