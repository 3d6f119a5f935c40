"""Contradictions that one wrong number explains are one trouble, told once at its root.

Relations that fail are gathered round the number whose change would mend them. A doubtful
relation that happens to hold takes no part: it may hold because of the very slip. A failing
claim that could be meant in several ways follows a root already where one of its meanings
holds after the repair. Among equally good repairs the number that is out of line with the
others of its column comes first; nothing else in the table is of its size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from nianbao.checks.engine import judge
from nianbao.checks.localisation import Knot, localise, substituted
from nianbao.checks.outcome import Verdict
from nianbao.checks.repair import Change, Repair
from nianbao.checks.typo import Slip
from nianbao.facts.cell import Cell
from nianbao.facts.relation import Reading, Relation
from nianbao.proofreading.judging import Judged

Mates = Callable[[str], Sequence[Decimal]]
_ODD_BEYOND = Decimal(4)  # times the middle of the column
_RANK = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True)
class Root:
    """Failing relations with one cause, and the repairs that mend them all, likeliest first."""

    members: tuple[Judged, ...]
    knot: Knot


def roots_of(judged: Sequence[Judged], mates: Mates) -> list[Root]:
    """The troubles behind all relations that failed as errors or warnings.

    ``mates`` gives, for an operand's key, the other figures of its table column as printed.
    """
    # A doubtful hint must not outvote arithmetic, neither by failing nor by holding.
    firm = [i for i in judged if not i.is_doubtful and (i.relation.severity != "info" or i.outcome.holds)]
    sound = [item for item in firm if item.outcome.holds]
    knots = localise([(item.reading, item.outcome) for item in firm], judge)
    found = [root for knot in knots for root in _untangled([firm[index] for index in knot.relations], knot, sound)]
    return [replace(root, knot=_in_order(root.knot, mates)) for root in _gathered(found)]


def _untangled(members: Sequence[Judged], knot: Knot, sound: Sequence[Judged]) -> list[Root]:
    """The roots of one knot. Relations may hang together only because a number of the one trouble stands in another."""
    if not knot.repairs and not knot.is_undecided:
        knot = _localise_some(members, sound)
    if len(members) == 1 or (len(knot.repairs) == 1 and len(knot.repairs[0].changes) == 1):
        return [Root(tuple(members), knot)]
    best: tuple[int, int, str, list[Judged], Knot] | None = None
    if not any(len(repair.changes) == 1 for repair in knot.repairs):
        counted: dict[str, int] = {}
        for item in members:
            for key in _keys(item.reading):
                counted[key] = counted.get(key, 0) + 1
        for key in sorted(key for key, number in counted.items() if 2 <= number < len(members)):
            chosen = [item for item in members if key in _keys(item.reading)]
            found = _localise_some(chosen, sound)
            single = [repair for repair in found.repairs if len(repair.changes) == 1 and repair.changes[0].key == key]
            if single and (best is None or (-len(chosen), single[0].cost, key) < best[:3]):
                best = (-len(chosen), single[0].cost, key, chosen, found)
    if best is None and not any(len(repair.changes) == 1 for repair in knot.repairs):
        best = _plain_slip(members, sound)
    if best is not None:
        rest = [item for item in members if item not in best[3]]
        return [Root(tuple(best[3]), best[4]), *_untangled(rest, _localise_some(rest, sound), sound)]
    if knot.repairs and not knot.is_undecided:
        return _divided(members, knot)
    return [Root((member,), _localise_some([member], sound)) for member in members]


def _plain_slip(members: Sequence[Judged], sound: Sequence[Judged]) -> tuple[int, int, str, list[Judged], Knot] | None:
    """One slip of the hand that mends all errors among failures of which others only warn; None where none does.

    A warning may have a reason of its own (parts that were never meant to make up the whole).
    """
    errors = [item for item in members if item.relation.severity == "error"]
    if not 0 < len(errors) < len(members):
        return None
    found = _localise_some(errors, sound)
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


def _localise_some(members: Sequence[Judged], sound: Sequence[Judged]) -> Knot:
    """What repairs these failing relations, without regard to the other failures.

    What only warns may itself fail once the number is right, so it has no veto where nothing else would do.
    """
    found = Knot(tuple(range(len(members))), ())
    numbers = set().union(*(_keys(item.reading) for item in members))
    near = [item for item in sound if not numbers.isdisjoint(_keys(item.reading))]
    for witnesses in (near, [item for item in near if item.relation.severity == "error"]):
        knots = localise([(item.reading, item.outcome) for item in (*members, *witnesses)], judge)
        whole = [knot for knot in knots if len(knot.relations) == len(members)]
        found = whole[0] if whole else found
        if found.repairs or found.is_undecided:
            break
    return found


def _gathered(roots: Sequence[Root]) -> list[Root]:
    """Single failures that a repair of another root mends under any of their meanings join that root."""
    taken: set[int] = set()
    found: dict[int, Root] = {}
    order = sorted(range(len(roots)), key=lambda n: (-len(roots[n].members), _severity(roots[n])))
    for number in order:
        root = roots[number]
        if number in taken:
            continue
        best: tuple[int, Repair | None, list[int]] = (0, None, [])
        for repair in root.knot.repairs if not root.knot.is_undecided else ():
            if len(repair.changes) != 1:
                continue
            mended = [
                other
                for other, single in enumerate(roots)
                if other != number
                and other not in taken
                and other not in found
                and len(single.members) == 1
                and _severity(single) >= _severity(root)
                and _holds_after(single.members[0].relation, root.members, repair.changes[0])
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


def _holds_after(relation: Relation, members: Sequence[Judged], change: Change) -> bool:
    number = next(
        (o.cell.number for item in members for o in item.reading.members() if o.key == change.key), None
    )  # fmt: skip
    if number is None:
        return False
    cells = {change.key: Cell.of_number(replace(number, raw=change.suggested, digits=change.digits))}
    return any(
        change.key in _keys(reading) and judge(substituted(reading, cells)).verdict is Verdict.PASS
        for reading in relation.readings
    )


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
