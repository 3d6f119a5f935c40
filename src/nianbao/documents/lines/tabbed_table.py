"""Paragraphs whose cells stand between tabs, one row a paragraph: a table that its author never made one.

Lines of a text are read so before paragraphs are made of them; a Word file or a page keeps each such row
as a paragraph, and only their standing together tells what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nianbao.documents.document import Certainty, Note, Text
from nianbao.documents.lines.line import Line
from nianbao.documents.lines.text_table import Row, is_tab_row, tables_in
from nianbao.documents.passage import Grid, Passage, Piece
from nianbao.documents.running_text import cut, trimmed
from nianbao.documents.wording import ends_sentence


def with_tabbed_tables(pieces: Sequence[Piece], notes: list[Note]) -> list[Piece]:
    """The pieces with each run of at least two rows of tabbed paragraphs as a grid."""
    result: list[Piece] = []
    run: list[Passage] = []
    for piece in (*pieces, None):
        if isinstance(piece, Passage) and _is_row(piece):
            run.append(piece)
            continue
        if run:
            result.extend(_tables(run, notes) if _is_table(run) else run)
            run = []
        if piece is not None:
            result.append(piece)
    return result


def _is_row(piece: Passage) -> bool:
    text = piece.text.text
    return (
        "\t" in text
        and not piece.level
        and piece.kind is None
        and not piece.contents
        and not ends_sentence(text)
        and is_tab_row(Line("", 0, text))
    )


def _is_table(run: Sequence[Passage]) -> bool:
    """Two rows with two cells each; one alone may be a line for names and dates."""
    return sum(sum(bool(cell.strip()) for cell in row.text.text.split("\t")) >= 2 for row in run) >= 2


def _tables(run: Sequence[Passage], notes: list[Note]) -> Iterator[Grid]:
    found = tables_in([Row(_cells(row.text), Line("", 0, row.text.text)) for row in run])
    for grid in found.grids:
        if grid.certainty is Certainty.GUESSED:
            first = next(cell.text for cell in grid.cells if cell.text.spans)
            place = first.spans[0].place
            notes.append(
                Note(
                    f"{place} 起由制表符分开的表格，有的行单元格数与表头不符，已按各列内容归位。",
                    f"Rows of the table parted by tabs that begins at {place} have not as many cells as its head; "
                    "they were placed by what columns hold.",
                )
            )
        yield grid


def _cells(text: Text) -> list[Text]:
    cells, start = [], 0
    for part in text.text.split("\t"):
        cells.append(trimmed(cut(text, start, start + len(part))))
        start += len(part) + 1
    return cells
