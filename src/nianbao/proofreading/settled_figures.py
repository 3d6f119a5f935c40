"""Two figures that each follow from figures of their own are two things, however alike the words beside them are.

A hint that holds two figures against each other supposes that one of them is a slip. Where the figures around the
one make it just what it is, and those around the other make that one, and neither would fit in the other's place,
nothing is wrong with either.
"""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.checks.engine import judge
from nianbao.checks.localisation import substituted
from nianbao.checks.outcome import Verdict
from nianbao.extraction.claims import Hint
from nianbao.facts.cell import Cell
from nianbao.proofreading.judging import MOST_MEMBERS, Judged

# Claims that only one value, or nearly one, can bear out.
_MADE = frozenset(("sum", "share", "ratio", "difference", "growth", "mean"))


def without_settled_pairs(hints: Sequence[Hint], judged: Sequence[Judged]) -> list[Hint]:
    """The hints but for those of two figures of which each is what its own neighbours make it."""
    pairs = {frozenset(hint.remark.keys) for hint in hints if _is_pair(hint)}
    if not pairs:
        return list(hints)
    wanted = frozenset().union(*pairs)
    claims: dict[str, list[Judged]] = {}
    cells: dict[str, Cell] = {}
    for item in judged:
        members = item.reading.members()
        if item.reading.kind not in _MADE or not item.outcome.holds or len(members) > MOST_MEMBERS:
            continue
        for member in members:
            if member.key in wanted:
                claims.setdefault(member.key, []).append(item)
                cells.setdefault(member.key, member.cell)
    settled = {pair for pair in pairs if _are_settled(tuple(pair), claims, cells)}
    return [hint for hint in hints if not _is_pair(hint) or frozenset(hint.remark.keys) not in settled]


def _is_pair(hint: Hint) -> bool:
    return hint.remark.kind == "mismatch" and len(set(hint.remark.keys)) == 2


def _are_settled(pair: tuple[str, ...], claims: dict[str, list[Judged]], cells: dict[str, Cell]) -> bool:
    one, other = pair
    return (
        one in cells
        and other in cells
        and _makes_it_alone(claims[one], one, cells[other])
        and _makes_it_alone(claims[other], other, cells[one])
    )


def _makes_it_alone(claims: Sequence[Judged], key: str, other: Cell) -> bool:
    """True where some claim that holds would fail with the other figure in the place of this one."""
    return any(judge(substituted(item.reading, {key: other})).verdict is Verdict.FAIL for item in claims)
