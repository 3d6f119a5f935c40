"""What a reader of one format hands on: passages and grids in reading order, not yet classified.

Every format ends here, so that headings, captions and notes are told apart once for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.documents.document import BlockKind, Certainty, GridCell, Text
from nianbao.documents.running_text import EMPTY


@dataclass(slots=True)
class Passage:
    """A paragraph as the file has it.

    ``level`` is the heading level that the format itself declares (a Word style, ``<h2>``), 0 for none;
    ``kind`` is set where the format leaves nothing to recognise.
    """

    text: Text
    level: int = 0
    kind: BlockKind | None = None
    certainty: Certainty = Certainty.READ
    contents: bool = False  # a line of the table of contents


@dataclass(slots=True)
class Grid:
    """A table as the file has it; ``broken`` says that nothing but a page break or blank line stands before it."""

    cells: list[GridCell]
    certainty: Certainty = Certainty.READ
    caption: Text = EMPTY
    broken: bool = False

    @property
    def height(self) -> int:
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        return max((cell.column + cell.column_span for cell in self.cells), default=0)

    def rows(self) -> list[list[Text | None]]:
        """The texts by row and column; None where a merged cell reaches over or nothing stands."""
        width = self.width
        table: list[list[Text | None]] = [[None] * width for _ in range(self.height)]
        for cell in self.cells:
            table[cell.row][cell.column] = cell.text
        return table


Piece = Passage | Grid


def grid_of(rows: list[list[Text]], certainty: Certainty = Certainty.READ) -> Grid:
    """A grid without merged cells; blank positions have an empty text."""
    return Grid([GridCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)], certainty)
