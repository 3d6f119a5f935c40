"""A report as read from any format: headings, paragraphs, tables, captions, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from nianbao.facts.place import Place
from nianbao.facts.problem import Problem
from nianbao.facts.quickly_made import quickly_made


@quickly_made
@dataclass(frozen=True, slots=True)
class Span:
    """Where characters ``start`` to ``end`` of a block's text stand in the file.

    A paragraph that the file wraps over several lines has one span per line.
    ``column`` is the 1-based column of the first of them.
    """

    start: int
    end: int
    place: Place


@quickly_made
@dataclass(frozen=True, slots=True)
class Text:
    """Running text with a way back to the file."""

    text: str
    spans: tuple[Span, ...]

    def place(self, start: int, end: int) -> Place:
        """The place of characters ``start`` to ``end``; the place's ``text`` is what stands there."""
        for span in self.spans:
            if span.start <= start < span.end:
                at = span.place
                column = at.column + start - span.start if at.column is not None else None
                # Asked for every number of a document: naming the fields takes a third of what ``replace`` takes.
                return Place(
                    at.file, at.line, column, end - start, at.page, at.box, at.paragraph, at.run, at.sheet, at.cell,
                    at.table, at.row, at.table_column, at.section, self.text[start:end],
                )  # fmt: skip
        return Place(text=self.text[start:end])

    def position_of(self, place: Place) -> int:
        """Where a place that was taken from this text begins; -1 for one of another text.

        >>> text = Text("男生 300 人，女生 300 人", (Span(0, 17, Place(line=4, column=1)),))
        >>> text.position_of(text.place(12, 15))
        12
        """
        for span in self.spans:
            at = span.place
            if (at.line, at.page, at.box, at.paragraph, at.run, at.section, at.sheet, at.cell) != (
                place.line, place.page, place.box, place.paragraph, place.run, place.section, place.sheet, place.cell,
            ):  # fmt: skip
                continue
            if at.column is not None and place.column is not None:
                begin = span.start + place.column - at.column
            else:
                begin = self.text.find(place.text, span.start)
            if span.start <= begin < span.end:
                return begin
        return -1


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    CAPTION = "caption"  # of a table or a figure
    FIGURE = "figure"
    NOTE = "note"  # 数据来源, 注, 说明
    CASE = "case"  # the title line of a 【案例】


class Certainty(StrEnum):
    """How sure the reader is of what a block is."""

    READ = "read"
    GUESSED = "guessed"  # a table from the places of words, a caption from what follows
    UNREAD = "unread"  # a table whose columns nobody can tell: kept as lines, never checked


@quickly_made
@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table; a merged one appears once, at its first row and column."""

    row: int  # 0-based
    column: int
    text: Text
    row_span: int = 1
    column_span: int = 1


@quickly_made
@dataclass(frozen=True)
class Block:
    """One piece of a document in reading order.

    Headings carry ``level`` (1 for a chapter) and ``number`` as printed; tables carry ``cells``.
    """

    id: str
    kind: BlockKind
    text: Text  # of a table: empty
    level: int = 0
    number: str = ""
    cells: tuple[GridCell, ...] = ()
    certainty: Certainty = Certainty.READ

    @property
    def row_count(self) -> int:
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def column_count(self) -> int:
        return max((cell.column + cell.column_span for cell in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader could not do or had to guess, in both languages."""

    message: str
    message_en: str

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True)
class Document:
    """A whole file in reading order, with what the reader has to say about it."""

    name: str
    format: str  # txt | md | html | docx | pdf | xlsx
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = field(default=())  # what the reader could not do
    recognised_pages: tuple[int, ...] = ()  # scanned pages whose text was recognised and may be misread
    contents: tuple[Text, ...] = ()  # lines of the table of contents, with their pages; no part of the blocks

    def of_kind(self, *kinds: BlockKind) -> Iterator[Block]:
        return (block for block in self.blocks if block.kind in kinds)


class DocumentError(Problem):
    """A file that cannot be read as a document (``docx-encrypted``)."""
