"""Rows whose cells are set in the middle of their height: which lines of words belong to which line of figures.

A narrow column breaks long names over many lines, and rows may touch each other. Then nearness tells nothing, but
every cell has its middle at the height of its row's figures. Only where that comes out for all cells is it believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nianbao.documents.document import Text
from nianbao.facts.pattern import as_pattern

_MOST_LINES = 40  # of words between two lines of figures
_OFF = 0.22  # of a character: how far a middle may lie beside the height of its row
_HELD = as_pattern(r"[（(《“]?(?:[0-9A-Za-z.,%％+/-]+|.)[）)》”、，。；：:*％%]*")
Lines = Sequence[tuple[float, Sequence[tuple[int, float, Text]]]]


@dataclass(frozen=True, slots=True)
class Centred:
    """The first line of the first row, and each row's first line and the one behind its last."""

    start: int
    rows: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Way:
    blanks: int
    rows: tuple[tuple[int, int], ...]


def centred_rows(lines: Lines, anchors: Sequence[int], em: float) -> Centred | None:
    """The rows around the lines ``anchors`` that hold their figures, or None where not every cell is centred.

    A line is its height and its pieces: the column, how wide the piece is, and what it says. Lines before the first
    row are heads; how many, follows too.
    """
    if not anchors or len(anchors) > 400:
        return None
    measured = _Measured(lines, anchors[0], em)
    starts = range(max(0, anchors[0] - _MOST_LINES), anchors[0] + 1)
    # ways[n]: how the rows so far can end before line n; from each start only the way with the fewest blank cells.
    ways: dict[tuple[int, int], _Way] = {(start, start): _Way(0, ()) for start in starts}
    for number, anchor in enumerate(anchors):
        last = number + 1 == len(anchors)
        stop = len(lines) if last else anchors[number + 1]
        if stop - anchor > _MOST_LINES:
            return None
        following: dict[tuple[int, int], _Way] = {}
        known: dict[tuple[int, int], int | None] = {}
        for (start, begin), way in ways.items():
            for end in [stop] if last else range(anchor + 1, stop + 1):
                if (begin, end) not in known:
                    blanks = measured.blanks(lines[begin:end], lines[anchor][0])
                    if blanks is None and last and begin == anchor:
                        blanks = measured.blanks(lines[begin:end], lines[anchor][0], at_top=True)
                    known[begin, end] = blanks
                blanks = known[begin, end]
                if blanks is None:
                    continue
                found = _Way(way.blanks + blanks, (*way.rows, (begin, end)))
                if (start, end) not in following or found.blanks < following[start, end].blanks:
                    following[start, end] = found
        ways = following
    settled = sorted(((_heads_off(lines[:start], em), way.blanks, -start) for (start, _), way in ways.items()))
    if not settled:
        return None
    start = -settled[0][2]
    return Centred(start, list(ways[start, len(lines)].rows))


def one_level(lines: Lines, em: float) -> bool:
    """True for heads that are one row: each is set in the middle of the same height."""
    return bool(lines) and not _heads_off(lines, em)


def _heads_off(lines: Lines, em: float) -> int:
    """0 for heads of one level, 1 where there are several or none."""
    cells = _cells(lines)
    if not cells:
        return 1
    middles = [(pieces[0][0] + pieces[-1][0]) / 2 for pieces in cells.values()]
    return int(max(middles) - min(middles) > 2 * _OFF * em)


def _cells(lines: Lines) -> dict[int, list[tuple[float, float, str]]]:
    found: dict[int, list[tuple[float, float, str]]] = {}
    for y, pieces in lines:
        for column, width, text in pieces:
            found.setdefault(column, []).append((y, width, text.text))
    return found


class _Measured:
    """How wide the columns are that words fill, and how far apart the lines of one cell stand."""

    def __init__(self, lines: Lines, first: int, em: float) -> None:
        self.em = em
        self.edges: dict[int, float] = {}
        self.pitch = float("inf")
        before: dict[int, float] = {}
        for number, (y, pieces) in enumerate(lines):
            for column, width, _ in pieces:
                if number >= first:
                    self.edges[column] = max(self.edges.get(column, 0.0), width)
                if column in before and y - before[column] > 0.6 * em:
                    self.pitch = min(self.pitch, y - before[column])
                before[column] = y

    def blanks(self, lines: Lines, middle: float, *, at_top: bool = False) -> int | None:
        """How many columns a row of these lines leaves blank; None where a cell is off its middle or torn at will.

        A program that cannot break the last row of a page may set its cells to the top.
        """
        cells = _cells(lines)
        for column, pieces in cells.items():
            own = pieces[0][0] if at_top else (pieces[0][0] + pieces[-1][0]) / 2
            if abs(own - middle) > _OFF * self.em:
                return None
            for above, below in pairwise(pieces):
                held = _HELD.match(below[2])
                following = (len(held[0]) if held else 1) * self.em
                # A line is only broken where it is full.
                if (
                    below[0] - above[0] > 1.25 * self.pitch
                    or above[1] + following < self.edges.get(column, 0.0) - 0.3 * self.em
                ):
                    return None
        return len(self.edges) - len(cells)
