"""Where a number stands: enough to put a finger, a comment or a highlight on it."""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.facts.quickly_made import quickly_made

_NOTES = {"footnotes": "脚注", "endnotes": "尾注"}


@quickly_made
@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file; only what the file's format knows is filled in.

    Lines and columns are 1-based and count characters. ``box`` is left, bottom,
    right, top in PDF points. ``sheet`` and ``cell`` name a spreadsheet cell
    (``"D7"``); ``table`` and ``row``/``table_column`` a cell of a document's table, 0-based.
    """

    file: str = ""
    line: int | None = None
    column: int | None = None
    length: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    paragraph: int | None = None
    run: int | None = None
    sheet: str | None = None
    cell: str | None = None
    table: int | None = None
    row: int | None = None
    table_column: int | None = None
    section: str | None = None
    text: str = ""  # what is printed there

    def __hash__(self) -> int:
        """Of what nearly always tells two places apart: places are gathered by the thousand."""
        return hash((self.line, self.column, self.page, self.paragraph, self.table, self.row, self.cell, self.text))

    @property
    def sort_key(self) -> tuple[str | int, ...]:
        """Orders places as a reader meets them; what a format does not know counts as the beginning."""
        numbers = (self.page, self.line, self.paragraph, self.run, self.table, self.row, self.table_column, self.column)
        return (self.file, self.sheet or "", *(-1 if number is None else number for number in numbers), self.cell or "")

    @property
    def spot(self) -> tuple[object, ...]:
        """What two places share that are one spot of a document, whatever else is known of either."""
        return (self.line, self.page, self.table, self.row, self.column, self.text)

    def __str__(self) -> str:
        """The place in words a person can follow.

        >>> str(Place(file="a.xlsx", sheet="表1", cell="D7"))
        'a.xlsx 表1!D7'
        """
        parts = [self.file] if self.file else []
        if self.sheet:
            parts.append(f"{self.sheet}!{self.cell}" if self.cell else self.sheet)
        if self.page is not None:
            parts.append(f"第{self.page}页")
        if self.line is not None:
            parts.append(f"第{self.line}行" + (f"第{self.column}字" if self.column is not None else ""))
        elif self.section in _NOTES:
            parts.append(_NOTES[self.section])  # paragraphs of notes are counted apart, which nobody can follow
        elif self.paragraph is not None:
            parts.append(f"第{self.paragraph}段")
        if self.table is not None:
            parts.append(f"表格{self.table + 1}")
            if self.row is not None:
                parts.append(f"第{self.row + 1}行")
        return " ".join(parts)
