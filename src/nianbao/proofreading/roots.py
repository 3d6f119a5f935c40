"""Contradictions that one wrong number explains are one trouble, told once at its root.

Relations that fail are gathered round the number whose change would mend them. A doubtful
relation that happens to hold takes no part: it may hold because of the very slip. A failing
claim that could be meant in several ways follows a root already where one of its meanings
holds after the repair. Among equally good repairs the number that is out of line with the
others of its column comes first; nothing else in the table is of its size.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from nianbao.checks.engine import judge
from nianbao.checks.localisation import Knot, localise, substituted
from nianbao.checks.outcome import Outcome, Verdict
from nianbao.checks.repair import Change, Repair
from nianbao.checks.typo import Slip
from nianbao.facts.cell import Cell
from nianbao.facts.printed_number import PrintedNumber
from nianbao.facts.relation import Reading, Relation
from nianbao.proofreading.judging import Judged, may_stand_for, wanted_value

Mates = Callable[[str], Sequence[Decimal]]
MOST_WORK = 400_000  # figures weighed while causes are looked for; an ordinary report takes a few thousand
_ODD_BEYOND = Decimal(4)  # times the middle of the column
_RANK = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True)
class Root:
    """Failing relations with one cause, and the repairs that mend them all, likeliest first."""

    members: tuple[Judged, ...]
    knot: Knot


@dataclass(frozen=True)
class Roots:
    """The troubles found; ``is_whole`` is unset where the search for causes was ended before its end."""

    found: tuple[Root, ...]
    is_whole: bool = True


@dataclass
class _Work:
    """Judges readings and counts their figures.

    Where hundreds of failures hang together every one would be weighed against every other.
    """

    left: int

    @property
    def is_over(self) -> bool:
        return self.left <= 0

    def judge(self, reading: Reading) -> Outcome:
        self.left -= len(reading.members())
        return judge(reading)


class _Sound:
    """The relations that hold, found by their numbers."""

    def __init__(self, items: Sequence[Judged]) -> None:
        self._items = items
        self._by_key: dict[str, list[int]] = {}
        for number, item in enumerate(items):
            for key in _keys(item.reading):
                self._by_key.setdefault(key, []).append(number)

    def near(self, keys: Collection[str]) -> list[Judged]:
        """Those that hold one of the numbers, in their order."""
        return [self._items[n] for n in sorted({n for key in keys for n in self._by_key.get(key, ())})]


def roots_of(judged: Sequence[Judged], mates: Mates, *, most_work: int = MOST_WORK) -> Roots:
    """The troubles behind all relations that failed as errors or warnings.

    ``mates`` gives, for an operand's key, the other figures of its table column as printed. When ``most_work``
    is done, the failures that are left are told one by one, as they stand.
    """
    work = _Work(most_work)
    # A doubtful hint must not outvote arithmetic, neither by failing nor by holding.
    firm = [i for i in judged if not i.is_doubtful and (i.relation.severity != "info" or i.outcome.holds)]
    sound = _Sound([item for item in firm if item.outcome.holds])
    knots = localise([(item.reading, item.outcome) for item in firm], work.judge, lambda: work.is_over)
    found = [
        root for knot in knots for root in _untangled([firm[index] for index in knot.relations], knot, sound, work)
    ]
    roots = tuple(replace(root, knot=_in_order(root.knot, mates)) for root in _gathered(found, work))
    return Roots(roots, is_whole=not work.is_over)


def _untangled(members: Sequence[Judged], knot: Knot, sound: _Sound, work: _Work) -> list[Root]:
    """The roots of one knot. Relations may hang together only because a number of the one trouble stands in another."""
    if work.is_over:
        return (
            [Root((member,), Knot((0,), ())) for member in members]
            if not knot.repairs
            else [Root(tuple(members), knot)]
        )
    if not knot.repairs and not knot.is_undecided:
        knot = _localise_some(members, sound, work)
    if len(members) == 1 or (len(knot.repairs) == 1 and len(knot.repairs[0].changes) == 1):
        return [Root(tuple(members), knot)]
    best: tuple[int, int, str, list[Judged], Knot] | None = None
    if not any(len(repair.changes) == 1 for repair in knot.repairs):
        holders: dict[str, list[Judged]] = {}
        for item in members:
            for key in _keys(item.reading):
                holders.setdefault(key, []).append(item)
        for key in sorted(key for key, items in holders.items() if 2 <= len(items) < len(members)):
            chosen = holders[key]
            found = _localise_some(chosen, sound, work)
            single = [repair for repair in found.repairs if len(repair.changes) == 1 and repair.changes[0].key == key]
            if single and (best is None or (-len(chosen), single[0].cost, key) < best[:3]):
                best = (-len(chosen), single[0].cost, key, chosen, found)
    if best is None and not any(len(repair.changes) == 1 for repair in knot.repairs):
        best = _plain_slip(members, sound, work)
    if best is not None:
        chosen_ids = {item.relation.id for item in best[3]}
        rest = [item for item in members if item.relation.id not in chosen_ids]
        return [Root(tuple(best[3]), best[4]), *_untangled(rest, _localise_some(rest, sound, work), sound, work)]
    if knot.repairs and not knot.is_undecided:
        return _divided(members, knot)
    return [Root((member,), _localise_some([member], sound, work)) for member in members]


def _plain_slip(
    members: Sequence[Judged], sound: _Sound, work: _Work
) -> tuple[int, int, str, list[Judged], Knot] | None:
    """One slip of the hand that mends all errors among failures of which others only warn; None where none does.

    A warning may have a reason of its own (parts that were never meant to make up the whole).
    """
    errors = [item for item in members if item.relation.severity == "error"]
    if not 0 < len(errors) < len(members):
        return None
    found = _localise_some(errors, sound, work)
    if not found.repairs or any(len(r.changes) != 1 or not r.changes[0].explanation for r in found.repairs):
        return None
    return (-len(errors), found.repairs[0].cost, found.repairs[0].changes[0].key, errors, found)


def _divided(members: Sequence[Judged], knot: Knot) -> list[Root]:
    """A repair of two numbers is two troubles; what both numbers stand in goes with the first."""
    if len(knot.repairs) != 1 or len(knot.repairs[0].changes) < 2:
        return [Root(tuple(members), knot)]
    left = list(members)
    roots = []
    for change in knot.repairs[0].changes:
        own = [item for item in left if change.key in _keys(item.reading)]
        left = [item for item in left if item not in own]
        if own:
            repair = Repair((change,), len(own), knot.repairs[0].cost)
            roots.append(Root(tuple(own), Knot(tuple(range(len(own))), (repair,))))
    return roots if not left else [Root(tuple(members), knot)]


def _localise_some(members: Sequence[Judged], sound: _Sound, work: _Work) -> Knot:
    """What repairs these failing relations, without regard to the other failures.

    What only warns may itself fail once the number is right, so it has no veto where nothing else would do.
    """
    found = Knot(tuple(range(len(members))), ())
    numbers = set().union(*(_keys(item.reading) for item in members))
    near = sound.near(numbers)
    work.left -= len(numbers) + len(near)
    for witnesses in (near, [item for item in near if item.relation.severity == "error"]):
        knots = localise(
            [(item.reading, item.outcome) for item in (*members, *witnesses)], work.judge, lambda: work.is_over
        )
        whole = [knot for knot in knots if len(knot.relations) == len(members)]
        found = whole[0] if whole else found
        if found.repairs or found.is_undecided:
            break
    return found


def _gathered(roots: Sequence[Root], work: _Work) -> list[Root]:
    """Single failures that a repair of another root mends under any of their meanings join that root."""
    taken: set[int] = set()
    found: dict[int, Root] = {}
    severities = [_severity(root) for root in roots]
    order = sorted(range(len(roots)), key=lambda n: (-len(roots[n].members), severities[n]))
    singles = _singles_by_key(roots)
    for number in order:
        root = roots[number]
        if number in taken:
            continue
        if work.is_over:
            found[number] = root
            continue
        best: tuple[int, Repair | None, list[int]] = (0, None, [])
        for repair in root.knot.repairs if not root.knot.is_undecided else ():
            if len(repair.changes) != 1 or (mended_cell := _mended(root.members, repair.changes[0])) is None:
                continue
            mended = [
                other
                for other in singles.get(repair.changes[0].key, ())
                if other != number
                and other not in taken
                and other not in found
                and severities[other] >= severities[number]
                and _holds_after(roots[other].members[0].relation, repair.changes[0], *mended_cell, work)
            ]
            if len(mended) > best[0]:
                best = (len(mended), repair, mended)
        if best[1] is not None:
            taken.update(best[2])
            members = (*root.members, *(roots[other].members[0] for other in best[2]))
            repair = replace(best[1], satisfies=len(members))
            root = Root(members, Knot(tuple(range(len(members))), (repair,)))
        found[number] = root
    return [found[number] for number in sorted(found)]


def _singles_by_key(roots: Sequence[Root]) -> dict[str, list[int]]:
    """The roots of one failure, in order, by every number that one of its meanings holds: no other could mend it."""
    found: dict[str, list[int]] = {}
    for number, root in enumerate(roots):
        if len(root.members) == 1:
            for key in sorted(set().union(*map(_keys, root.members[0].relation.readings))):
                found.setdefault(key, []).append(number)
    return found


def _mended(members: Sequence[Judged], change: Change) -> tuple[PrintedNumber, dict[str, Cell]] | None:
    """The number that a change puts right, and the cell that holds it then; None where it stands in no member."""
    number = next(
        (o.cell.number for item in members for o in item.reading.members() if o.key == change.key), None
    )  # fmt: skip
    if number is None:
        return None
    right = PrintedNumber(change.suggested, change.digits, number.scale, number.unit, number.hedge)
    return number, {change.key: Cell.of_number(right)}


def _holds_after(
    relation: Relation, change: Change, number: PrintedNumber, cells: dict[str, Cell], work: _Work
) -> bool:
    for reading in relation.readings:
        if change.key not in _keys(reading):
            continue
        wanted = wanted_value(reading, change.key)
        if wanted is not None and not may_stand_for(number, change.digits, wanted):
            work.left -= len(reading.members())
        elif work.judge(substituted(reading, cells)).verdict is Verdict.PASS:
            return True
    return False


def _in_order(knot: Knot, mates: Mates) -> Knot:
    """Repairs of equal cost, the one whose number is out of line with its column first."""
    if len(knot.repairs) < 2 or any(len(repair.changes) != 1 for repair in knot.repairs):
        return knot

    def rank(repair: Repair) -> tuple[bool, bool]:
        # Two equal numbers beside each other are seldom a copy.
        change = repair.changes[0]
        return not _is_out_of_line(change, mates), change.slip is Slip.COPIED

    ranked = sorted(knot.repairs, key=rank)
    return replace(knot, repairs=tuple(ranked))


def _is_out_of_line(change: Change, mates: Mates) -> bool:
    """True where the printed number is of another size than its column and the suggested one is not."""
    others = [value for value in mates(change.key) if value > 0]
    if not others:
        return False
    middle = Decimal(median(others))
    printed = Decimal(change.printed) if change.printed.replace(".", "", 1).isdigit() else None
    if printed is None or printed <= 0 or change.digits <= 0:
        return False
    return _times(printed, middle) > _ODD_BEYOND >= _times(change.digits, middle)


def _times(value: Decimal, middle: Decimal) -> Decimal:
    return max(value / middle, middle / value)


def _keys(reading: Reading) -> set[str]:
    return {operand.key for operand in reading.members()}


def _severity(root: Root) -> int:
    return min(_RANK[item.relation.severity] for item in root.members)
