"""Tables of a .docx: spans, merges, rows that were deleted, columns that hands dragged apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

from nianbao.documents import limits
from nianbao.documents.document import GridCell, Text
from nianbao.documents.passage import Grid, Passage, Piece
from nianbao.documents.running_text import joined, trimmed
from nianbao.documents.word.names import number, value, w

if TYPE_CHECKING:
    from nianbao.documents.word.body import Walker

_ROW_WRAPPERS = frozenset(w(name) for name in ("sdt", "sdtContent", "ins", "customXml", "moveTo"))
_DRAGGED = 120  # twips (2 mm): two column edges this close are one, moved by hand


@dataclass(slots=True)
class _Cell:
    start: int
    end: int
    element: etree._Element
    merge: str  # "", "restart" or "continue"
    pieces: list[Piece] = field(default_factory=list)


def read_table(walker: Walker, table: etree._Element, depth: int) -> list[Piece]:
    """The grid of a table, with the tables inside its cells behind it."""
    rows = [list(_cells(row)) for row in _children(table, w("tr")) if not _is_deleted(row)]
    rows = [row for row in rows if row]
    walker.cells += sum(cell.end - cell.start for row in rows for cell in row)
    if walker.cells > limits.TABLE_CELLS:
        raise limits.too_large(
            "docx-table-too-large",
            f"表格单元格超过 {limits.TABLE_CELLS:,} 个",
            f"the tables have more than {limits.TABLE_CELLS:,} cells",
        )
    _restart_orphans(rows)
    for row in rows:
        for cell in row:
            if cell.merge != "continue":
                cell.pieces = list(walker.blocks(cell.element, depth + 1))
    if max((len(row) for row in rows), default=0) == 1:
        return [piece for row in rows for cell in row for piece in cell.pieces]
    _snap(rows, [number(value(column, "w")) for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")])
    used = sorted({edge for row in rows for cell in row for edge in (cell.start, cell.end)})
    edges = {edge: index for index, edge in enumerate(used)}
    cells: list[GridCell] = []
    nested: list[Piece] = []
    for r, row in enumerate(rows):
        for cell in row:
            if cell.merge == "continue":
                continue
            start, end = edges[cell.start], edges[cell.end]
            height = 1
            while cell.merge == "restart" and r + height < len(rows):
                below = [other for other in rows[r + height] if other.start == cell.start]
                if not below or below[0].merge != "continue":
                    break
                height += 1
            text, inner = _content(cell.pieces)
            nested.extend(inner)
            cells.append(GridCell(r, start, text, height, max(1, end - start)))
    return [Grid(cells), *nested]


def _restart_orphans(rows: list[list[_Cell]]) -> None:
    """A cell that claims to go on from above where nothing begins begins itself, as Word shows it."""
    open_at: set[int] = set()
    for row in rows:
        for cell in row:
            if cell.merge == "continue" and cell.start not in open_at:
                cell.merge = "restart"
        open_at = {cell.start for cell in row if cell.merge}


def _content(pieces: list[Piece]) -> tuple[Text, list[Piece]]:
    """The text of a cell, and the tables and notes in it."""
    texts = [trimmed(piece.text) for piece in pieces if isinstance(piece, Passage) and piece.kind is None]
    rest = [piece for piece in pieces if not (isinstance(piece, Passage) and piece.kind is None)]
    return joined(texts, "\n"), rest


def _children(parent: etree._Element, tag: str, depth: int = 0) -> Iterator[etree._Element]:
    """Rows or cells of a table, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _ROW_WRAPPERS and depth < limits.NESTING:
            yield from _children(child, tag, depth + 1)


def _is_deleted(row: etree._Element) -> bool:
    properties = row.find(w("trPr"))
    return properties is not None and properties.find(w("del")) is not None


def _cells(row: etree._Element) -> Iterator[_Cell]:
    properties = row.find(w("trPr"))
    position = 0
    if properties is not None:
        position = max(0, min(number(value(properties.find(w("gridBefore")))), limits.SPAN))
    previous: _Cell | None = None
    for element in _children(row, w("tc")):
        cell_properties = element.find(w("tcPr"))
        span, merge = 1, ""
        if cell_properties is not None:
            span = max(1, min(number(value(cell_properties.find(w("gridSpan"))), 1), limits.SPAN))
            vertical = cell_properties.find(w("vMerge"))
            if vertical is not None:
                kind = value(vertical)
                merge = "continue" if kind in (None, "continue") else "restart" if kind == "restart" else ""
            horizontal = cell_properties.find(w("hMerge"))
            if horizontal is not None and value(horizontal) != "restart" and previous is not None:
                previous.end += span
                position += span
                continue
        previous = _Cell(position, position + span, element, merge)
        position += span
        if position > limits.TABLE_COLUMNS:
            raise limits.too_large(
                "docx-table-too-wide",
                f"表格超过 {limits.TABLE_COLUMNS:,} 列",
                f"a table has more than {limits.TABLE_COLUMNS:,} columns",
            )
        yield previous


def _snap(rows: list[list[_Cell]], widths: list[int]) -> None:
    """Make one of two column edges that lie within a hand's tremble, where no row uses both."""
    used = sorted({edge for row in rows for cell in row for edge in (cell.start, cell.end)})
    if not widths or used[-1] > len(widths):
        return
    where = [0]
    for width in widths:
        where.append(where[-1] + max(0, width))
    target = {edge: edge for edge in used}
    for left, right in pairwise(used):
        if where[right] - where[left] > _DRAGGED:
            continue
        both = any(cell.start == left and cell.end == right for row in rows for cell in row)
        if not both:
            target[right] = target[left]
    if any(target[edge] != edge for edge in used):
        for row in rows:
            for cell in row:
                cell.start, cell.end = target[cell.start], target[cell.end]
