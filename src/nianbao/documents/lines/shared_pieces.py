"""Whose label a piece is, where every cell stands on a line of its own and nothing tells its height.

A label that has more lines than its row's figures was given out before them (a copy in reading order), around them
(cells set in the middle) or behind its first line (cells set at the top). One table keeps to one of these ways, and a
label is broken only where its line is full. Where two ways to share the pieces out are as good, none is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from nianbao.documents.document import Text
from nianbao.documents.lines.copied_words import SLACK
from nianbao.documents.running_text import display_width, tidy

_STYLES = ("order", "centred", "top")
_TOTALS = frozenset(["合计", "总计", "小计", "共计"])
_CLOSING = tuple("（(）)、，,/%％*")
_NAMELESS = 6.0
_SECOND_UNIT = 0.7  # 学时 below 门: the label reaches down, and one of its own is unlikely
_GOES_ON = 0.4
_LEFT_OVER = 1.0  # what goes on behind the last row goes on nowhere else
_ODD = 3.0
_MARGIN = 0.25  # by how much the best way must be the best
_DEAR = 0.6  # a row
_MOST_TAIL = 2
_MOST_PARTED = 200


@dataclass(slots=True)
class LabelRow:
    """A row with the pieces before it that may be its own, and those behind its serial number, which are."""

    pieces: list[Text] = field(default_factory=list)
    own: list[Text] = field(default_factory=list)
    has_serial: bool = False
    may_be_bare: bool = False  # its label may reach down from the row above
    on_new_page: bool = False  # a head was said again before its pieces


@dataclass(frozen=True, slots=True)
class _Way:
    cost: float
    taken: tuple[int, ...]  # by each row so far, of the pieces before the next one


def shared_pieces(rows: Sequence[LabelRow], tail: Sequence[Text]) -> tuple[list[list[Text]], int] | None:
    """The pieces of each row's label and how many of ``tail`` belong to the last; None where that is not certain."""
    if not rows:
        return None
    gaps = [*(row.pieces for row in rows), list(tail[:_MOST_TAIL])]
    widths = [[display_width(piece.text) for piece in gap] for gap in gaps]
    own = [display_width(piece.text) for row in rows for piece in row.own]
    edge = max([*own, *(width for gap in widths for width in gap)], default=0)
    ways = [way for style in _STYLES for way in _ways(rows, gaps, edge, style)]
    ways.sort(key=lambda way: way.cost)
    if not ways or ways[0].cost > _DEAR * len(rows):
        return None
    best = ways[0]
    if any(way.cost < best.cost + _MARGIN and way.taken != best.taken for way in ways[1:]):
        return None
    labels, before = [], 0
    for number, row in enumerate(rows):
        labels.append([*row.pieces[before:], *row.own, *gaps[number + 1][: best.taken[number]]])
        before = best.taken[number]
    return labels, before


def _ways(rows: Sequence[LabelRow], gaps: Sequence[Sequence[Text]], edge: int, style: str) -> list[_Way]:
    """The two cheapest ways to share the pieces out in this style."""
    # states[n]: the two cheapest ways of the rows so far where the last of them took n pieces of the gap below it.
    states: dict[int, list[_Way]] = {0: [_Way(0.0, ())]}
    for number, row in enumerate(rows):
        last = number + 1 == len(rows)
        behind = gaps[number + 1]
        following: dict[int, list[_Way]] = {}
        for taken, ways in states.items():
            above = gaps[number][taken:]
            for below in range(len(behind) + 1):
                torn = not last and rows[number + 1].on_new_page
                rest = below < len(behind)
                cost = _cost(row, above, behind[:below], edge, style, torn=torn, rest=rest)
                label = [*above, *row.own, *behind[:below]]
                cost += _LEFT_OVER * (last and rest and bool(label) and _is_full(label[-1], edge))
                if cost >= 2 * _NAMELESS:
                    continue
                following.setdefault(below, []).extend(_Way(way.cost + cost, (*way.taken, below)) for way in ways)
        states = {below: sorted(ways, key=lambda way: way.cost)[:2] for below, ways in following.items()}
    return sorted((way for ways in states.values() for way in ways), key=lambda way: way.cost)[:2]


def _cost(
    row: LabelRow, above: Sequence[Text], below: Sequence[Text], edge: int, style: str, *, torn: bool, rest: bool
) -> float:
    """What speaks against a label of these pieces; ``torn`` by a page break, pieces being left over behind it."""
    pieces = [*above, *row.own, *below]
    if not pieces:
        return 0.0 if row.may_be_bare and not row.has_serial else _NAMELESS
    count, own, under = len(above), len(row.own), len(below)
    if style == "order":
        cost = _ODD * (0 if torn else under) + _ODD * (count > 0 and row.has_serial)
    elif style == "top":
        cost = _ODD * (count if row.has_serial else abs(count - 1)) + _ODD * (row.has_serial and own != 1)
    elif row.has_serial:
        cost = float(abs(count - under)) + _ODD * max(0, own - 1)
    else:
        cost = float(min(abs(count - under), abs(count - under - 1)))
    for piece in pieces[:-1]:
        free = edge - display_width(piece.text)
        cost += min(free - SLACK, 6) + 0.3 if free > SLACK else 0.1 * (free > 1)
    cost += _SECOND_UNIT * (row.may_be_bare and not row.has_serial)
    cost += _GOES_ON * (rest and display_width(pieces[-1].text) + 1 >= edge)
    for piece in pieces[1:]:
        cost += _ODD * (piece.text.startswith("其中") or tidy(piece.text) in _TOTALS)
    whole = "".join(piece.text for piece in pieces)
    cost += _ODD * (whole.startswith(_CLOSING) and len(pieces) > 1)
    return cost + 2.0 * abs(sum(whole.count(c) for c in "（(") - sum(whole.count(c) for c in "）)"))


def parted_pieces(pieces: Sequence[Text], count: int, edge: int = 0) -> list[list[Text]] | None:
    """These lines of a column as so many cells, broken only where a line was full; None where that is not certain."""
    if not 0 < count <= len(pieces) <= _MOST_PARTED:
        return None
    edge = max([edge, *(display_width(piece.text) for piece in pieces)])
    # ways[c]: the two cheapest ways to make c cells of the pieces so far, by the piece that begins each.
    ways: list[list[_Way]] = [[_Way(0.0, ())], *([] for _ in range(count))]
    for place, piece in enumerate(pieces):
        following: list[list[_Way]] = [[] for _ in range(count + 1)]
        for cells in range(count + 1):
            for way in ways[cells]:
                if cells < count:
                    cost = way.cost + (_GOES_ON * _is_full(pieces[place - 1], edge) if place else 0.0)
                    following[cells + 1].append(_Way(cost, (*way.taken, place)))
                if cells:
                    seam = _seam("".join(p.text for p in pieces[way.taken[-1] : place]), pieces[place - 1], piece, edge)
                    following[cells].append(_Way(way.cost + seam, way.taken))
        ways = [sorted(found, key=lambda way: way.cost)[:2] for found in following]
    found = ways[count]
    if not found or found[0].cost > _DEAR * count or (len(found) > 1 and found[1].cost < found[0].cost + _MARGIN):
        return None
    starts = [*found[0].taken, len(pieces)]
    return [list(pieces[a:b]) for a, b in pairwise(starts)]


def _is_full(piece: Text, edge: int) -> bool:
    return display_width(piece.text) + 1 >= edge


def _seam(before: str, last: Text, piece: Text, edge: int) -> float:
    """What speaks against going on in this line with the cell that these words began."""
    free = edge - display_width(last.text)
    cost = min(free - SLACK, 6) + 0.3 if free > SLACK else 0.1 * (free > 1)
    cost += _ODD * (piece.text.startswith("其中") or tidy(piece.text) in _TOTALS or tidy(before) in _TOTALS)
    is_open = sum(before.count(c) for c in "（(") > sum(before.count(c) for c in "）)")
    return cost - 0.5 * is_open
