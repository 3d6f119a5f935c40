"""Which whole a share has, judged by all that was found of one share and of one whole.

A printed share has one whole. Where a printed figure makes the share, another that does not, and that is printed
nowhere (a sum of some of the parts) or was only tried for a slip, is not its whole; nothing is said of it. And a whole
that is right for none of several shares told beside each other was taken for theirs by mistake: whoever works out a
row of shares does not get every one of them wrong in a different way. So it is with a rate of change that the figures
beside it make: those of a table may be known more closely, and if they are others, that is what is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from nianbao.checks.localisation import Knot
from nianbao.proofreading.judging import Judged

_SEVERAL = 3  # shares over one whole
_QUOTIENTS = frozenset(("share", "growth"))


def with_their_own_wholes(judged: Sequence[Judged]) -> list[Judged]:
    """The claims without those that hold a share against something else than the printed figures that make it."""
    held: dict[str, bool] = {}
    for item in judged:
        if item.reading.kind in _QUOTIENTS and item.outcome.holds:
            claim = item.reading.members()[0].key
            held[claim] = held.get(claim, False) or _is_printed(item)
    return [item for item in judged if not _is_of_another(item, held)]


def _is_of_another(item: Judged, held: dict[str, bool]) -> bool:
    claim = item.reading.members()[0].key
    if item.reading.kind not in _QUOTIENTS or item.outcome.holds or claim not in held:
        return False
    if item.reading.kind == "growth":
        return held[claim]
    return item.is_mistyped or (held[claim] and not _is_printed(item))


def _is_printed(item: Judged) -> bool:
    wholes = item.reading.operands.get("whole", ())
    return bool(wholes) and all(whole.place is not None for whole in wholes)


def shares_of_other_wholes(judged: Sequence[Judged]) -> frozenset[str]:
    """The ids of shares in running text whose whole is right for none of the shares of its sentence."""
    beside: defaultdict[tuple[object, ...], dict[str, Judged]] = defaultdict(dict)
    for item in judged:
        claim, place = item.reading.members()[0], item.relation.place
        if item.reading.kind != "share" or place is None or place.table is not None or not _is_printed(item):
            continue
        wholes = tuple(whole.key for whole in item.reading.operands["whole"])
        beside[(wholes, place.page, place.line, place.paragraph)][claim.key] = item
    return frozenset(
        item.relation.id
        for items in beside.values()
        if len(items) >= _SEVERAL and not any(item.outcome.holds for item in items.values())
        for item in items.values()
    )


def is_of_another_whole(members: Sequence[Judged], knot: Knot, others: frozenset[str]) -> bool:
    """True for one such share alone; where one repair mends them all, their whole is mistyped and they are theirs."""
    return (
        len(members) == 1
        and members[0].relation.id in others
        and not any(repair.satisfies > 1 for repair in knot.repairs)
    )
