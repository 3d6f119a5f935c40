"""Rows whose cells wide gaps part and whose columns stand clear of each other.

So an editor or ``pdftotext -layout`` sets them. Where a cell stands leaves nothing to guess: the head fills every
column, and each shorter row fits the columns in one way alone. Such rows are read as rows with tabs are. Whatever is
less clear stays with the readers that weigh content and place (``laid_out_table``, ``spaced_table``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from nianbao.documents.document import Text
from nianbao.documents.lines.copied_stretch import is_of_table
from nianbao.documents.lines.laid_out_head import TOTALS, Piece
from nianbao.documents.lines.line import Line
from nianbao.documents.lines.spaced_table import cells_between_gaps
from nianbao.documents.lines.text_table import Row
from nianbao.documents.running_text import EMPTY, display_width, joined, tidy
from nianbao.documents.values import is_figure, is_nil, is_value
from nianbao.documents.wording import is_table_caption
from nianbao.facts.pattern import as_pattern

_LEAST_ROWS = 3  # with the head
_MOST_COLUMNS = 20
_MOST_ROWS = 200  # each is held against all others where cells do not begin right below each other
_FAR = 4.0  # characters that a cell may stand off all others of its column
_MARGIN = 2.0  # by which every other place of a short row is worse
_HEADS = as_pattern(r"序号|项目|指标|学校|专业|类别|年[度份]|名称|单位|层次|内容")
Measure = Callable[[str], int]


@dataclass(slots=True)
class _Segment:
    """Lines that may be one table, or its part on one page: indexes of lines with their cells."""

    members: list[int] = field(default_factory=list)
    pieces: list[list[Text]] = field(default_factory=list)


def gapped_rows(lines: Sequence[Line], kinds: Sequence[str]) -> dict[int, Row | None]:
    """The prose lines that are rows of such a table, blank cells filled in; None for a piece that went to its row."""
    found: dict[int, Row | None] = {}
    for stretch in _stretches(lines, kinds):
        here: dict[int, Row | None] = {}
        width = 0
        for segment in _segments(lines, stretch):
            rows = _read(lines, segment, width)
            if not rows:
                break  # what is unclear in one part tells that the others are not what they seem
            width = max(len(row.cells) for row in rows.values() if row)
            here.update(rows)
        else:
            found.update(here)
    return found


def _stretches(lines: Sequence[Line], kinds: Sequence[str]) -> Iterator[list[int]]:
    stretch: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and kinds[index] == "blank":
            continue
        if index < len(lines) and kinds[index] == "prose" and is_of_table(lines[index]):
            stretch.append(index)
            continue
        if len(stretch) >= _LEAST_ROWS:
            yield stretch
        stretch = []


def _segments(lines: Sequence[Line], stretch: Sequence[int]) -> Iterator[_Segment]:
    """The stretch in parts: at page breaks, at heads, and without the titles that stand above the heads."""
    segment = _Segment()
    for place, index in enumerate(stretch):
        between = lines[stretch[place - 1] + 1 : index + 1] if place else []
        cells = cells_between_gaps(lines[index])
        breaks = any(line.page_start or line.furniture for line in between)
        heads = len(cells) > 2 and not any(map(_holds, cells)) and any(_HEADS.search(tidy(cell.text)) for cell in cells)
        alone = len(cells) == 1 and (is_table_caption(lines[index].stripped) or not segment.members)
        if segment.members and (breaks or alone or (heads and any(map(_holds, segment.pieces[-1])))):
            yield segment
            segment = _Segment()
        if not alone:
            segment.members.append(index)
            segment.pieces.append(cells)
    if segment.members:
        yield segment


def _holds(cell: Text) -> bool:
    return is_value(cell.text) or is_nil(cell.text)


def _read(lines: Sequence[Line], segment: _Segment, before: int) -> dict[int, Row | None]:
    """The rows of a segment, or nothing; ``before`` is the number of columns on the page before."""
    if on_edges := _on_edges(lines, segment):
        return on_edges
    width = max(map(len, segment.pieces))
    headed = len(segment.pieces[0]) == width and not any(map(_holds, segment.pieces[0]))
    if not 2 <= width <= _MOST_COLUMNS or len(segment.members) > _MOST_ROWS or not (headed or width == before):
        return {}
    if any(_runs_together(cell.text) for cells in segment.pieces for cell in cells):
        return {}
    ways = [found for measured in (display_width, len) if (found := _placed(lines, segment, width, measured))]
    if not ways or any(_said(way) != _said(ways[0]) for way in ways[1:]):
        return {}
    found = ways[0]
    rows = [row for index, row in found.items() if row and (index != segment.members[0] or not headed)]
    figures = sum(is_value(text) for row in rows for text in row.texts)
    if (
        len(rows) + headed < (1 if width == before else _LEAST_ROWS)
        or not figures
        or not all(any(map(_holds, row.cells)) for row in rows)
    ):
        return {}
    return found


def _on_edges(lines: Sequence[Line], segment: _Segment) -> dict[int, Row | None]:
    """The rows where every cell begins right below the others of its column: so stands what a program set with blanks.

    Heads of two levels and labels beside several rows come out as they do between tabs; nothing where any cell stands
    elsewhere.
    """
    rows = list(zip(segment.members, segment.pieces, strict=True))
    if any(len(cells) == 1 and tidy(cells[0].text) not in TOTALS for _, cells in rows):
        return {}  # a piece of a cell in several lines
    if sum(len(cells) > 1 for _, cells in rows) < _LEAST_ROWS or any(
        _runs_together(cell.text) for _, cells in rows for cell in cells
    ):
        return {}
    for measured in (display_width, len):
        lefts = [[_piece(lines[index], cell, measured).left for cell in cells] for index, cells in rows]
        edges = sorted(set(chain.from_iterable(lefts)))
        used = Counter(chain.from_iterable(lefts))
        if len(edges) != max(map(len, lefts)) or not 2 < len(edges) <= _MOST_COLUMNS or min(used.values()) < 2:
            continue
        figures = [sum(is_value(cell.text) for cell in cells) for _, cells in rows]
        if sum(figures) < len(edges) or sum(map(bool, figures)) < 2:
            continue
        found: dict[int, Row | None] = {}
        for (index, cells), here in zip(rows, lefts, strict=True):
            by_edge = dict(zip(here, cells, strict=True))
            found[index] = Row([by_edge.get(edge, EMPTY) for edge in edges], lines[index])
        return found if _has_clear_heads([row.cells for row in found.values() if row]) else {}
    return {}


def _has_clear_heads(rows: Sequence[Sequence[Text]]) -> bool:
    """True where heads name every column of figures, and an upper one begins with the first of those it may span."""
    first = next((n for n, cells in enumerate(rows) if any(is_value(cell.text) for cell in cells)), 0)
    heads, body = rows[:first], rows[first:]
    valued = [
        column
        for column in range(len(rows[0]))
        if sum(_holds(cells[column]) for cells in body) * 2 > sum(bool(cells[column].text) for cells in body)
    ]
    if not valued or not all(any(cells[column].text for cells in heads) for column in valued):
        return False
    return all(cells[valued[0]].text or not any(cells[column].text for column in valued) for cells in heads[:-1])


def _said(way: dict[int, Row | None]) -> list[list[str]]:
    return [row.texts for row in way.values() if row]


def _runs_together(text: str) -> bool:
    """True where a cell holds words and a figure, or two figures: the gap between them was too narrow."""
    words = text.split()
    return len(words) > 1 and is_figure(words[-1]) and not is_value(text)


def _placed(lines: Sequence[Line], segment: _Segment, width: int, measured: Measure) -> dict[int, Row | None]:
    """The cells of all lines on their columns; nothing where one of them could stand in two ways or in none."""
    rows = [
        [_piece(lines[index], cell, measured) for cell in cells]
        for index, cells in zip(segment.members, segment.pieces, strict=True)
    ]
    full = [row for row in rows if len(row) == width]
    if len(full) < 2:
        return {}
    for row in full:
        others = [other for other in full if other is not row]
        if any(_off(piece, column, others) > _FAR for column, piece in enumerate(row)):
            return {}
    placed: list[dict[int, Piece]] = []
    for row in rows:
        columns = _columns(row, full, width)
        if columns is None:
            return {}
        placed.append(dict(zip(columns, row, strict=True)))
    return _with_labels_whole([(index, lines[index]) for index in segment.members], placed, width)


def _piece(line: Line, cell: Text, measured: Measure) -> Piece:
    start = (cell.spans[0].place.column or 1) - 1 - line.offset
    left = measured(line.plain[:start])
    return Piece(left, left + measured(cell.text), cell)


def _off(piece: Piece, column: int, rows: Sequence[Sequence[Piece]]) -> float:
    """How far a cell stands off the nearest of a column, by left edge, right edge or middle."""
    return min(
        min(
            abs(piece.left - row[column].left),
            abs(piece.right - row[column].right),
            abs(piece.middle - row[column].middle),
        )
        for row in rows
    )


def _columns(row: Sequence[Piece], full: Sequence[Sequence[Piece]], width: int) -> tuple[int, ...] | None:
    """The columns of a row's cells where one way to place them is better than all others."""
    if len(row) == width:
        return tuple(range(width))
    # states[c]: the two best ways to place the cells so far with the last of them in column c.
    states: dict[int, list[tuple[float, tuple[int, ...]]]] = {-1: [(0.0, ())]}
    for piece in row:
        following: dict[int, list[tuple[float, tuple[int, ...]]]] = {}
        for column in range(width):
            ways = [way for last, found in states.items() if last < column for way in found]
            if ways:
                off = _off(piece, column, full)
                following[column] = sorted((cost + off, (*chosen, column)) for cost, chosen in ways)[:2]
        states = following
    ways = sorted(way for found in states.values() for way in found)[:2]
    if not ways or ways[0][0] > _FAR * len(row) or (len(ways) > 1 and ways[1][0] - ways[0][0] < _MARGIN):
        return None
    return ways[0][1]


def _with_labels_whole(
    members: Sequence[tuple[int, Line]], placed: Sequence[dict[int, Piece]], width: int
) -> dict[int, Row | None]:
    """The rows, with labels whose halves stand above and below their figures; nothing where pieces are left."""
    found: dict[int, Row | None] = {}
    number = 0
    while number < len(placed):
        cells = placed[number]
        index, line = members[number]
        if len(cells) > 1:
            found[index] = Row([cells[c].text if c in cells else EMPTY for c in range(width)], line)
            number += 1
            continue
        (column,) = cells
        above, *rest = placed[number : number + 3]
        if len(rest) < 2 or len(rest[0]) < 2 or column in rest[0] or list(rest[1]) != [column]:
            return {}
        own, below = rest
        if _holds(above[column].text) or _holds(below[column].text):
            return {}
        own[column] = Piece(0, 0, joined([above[column].text, below[column].text]))
        index, line = members[number + 1]
        found[members[number][0]] = None
        found[index] = Row([own[c].text if c in own else EMPTY for c in range(width)], line, pieced=True)
        found[members[number + 2][0]] = None
        number += 3
    return found
