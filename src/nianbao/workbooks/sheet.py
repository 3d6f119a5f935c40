"""A workbook as read: the values of each sheet with their marks, laid out from the first cell."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from nianbao.workbooks.container import Container
from nianbao.workbooks.legacy import LegacyTrouble, read_legacy
from nianbao.workbooks.marks import BookMarks, SheetMarks, Spot, read_book_marks
from nianbao.workbooks.message import WorkbookMessage, message

MAX_CELLS = 400_000
MAX_SHEETS = 100


@dataclass(frozen=True)
class Sheet:
    """One sheet: ``rows`` starts at A1 and is as ragged as the values are."""

    name: str
    rows: Sequence[Sequence[Any]]
    marks: SheetMarks = field(default_factory=SheetMarks)
    merged: Sequence[tuple[Spot, Spot]] = ()
    is_hidden: bool = False
    trouble: WorkbookMessage | None = None  # why its cells were not read

    def at(self, row: int, column: int) -> Any:
        """The value of a cell; an empty text where there is none."""
        if row < 0 or column < 0:
            return ""
        try:
            return self.rows[row][column]
        except IndexError:
            return ""

    def text_at(self, row: int, column: int) -> str:
        value = self.at(row, column)
        return value if isinstance(value, str) else str(value)

    def merge_over(self, row: int, column: int) -> tuple[Spot, Spot] | None:
        """The merged range that a cell belongs to."""
        for first, last in self.merged:
            if first[0] <= row <= last[0] and first[1] <= column <= last[1]:
                return first, last
        return None


@dataclass(frozen=True)
class Book:
    sheets: tuple[Sheet, ...]
    links: tuple[str, ...] = ()
    has_macros: bool = False
    is_legacy: bool = False

    def named(self, name: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def read_book(
    container: Container, *, own_author: str = "", unread: frozenset[str] = frozenset()
) -> Book | WorkbookMessage:
    """All worksheets of an opened file but those named in ``unread``, or why it cannot be read.

    Comments of ``own_author`` are the template's own and are left out.
    """
    if container.is_legacy:
        return _read_legacy_book(container.content, unread)
    try:
        marks = read_book_marks(container.parts).without_own(own_author)
        with CalamineWorkbook.from_filelike(io.BytesIO(container.content)) as workbook:
            if not workbook.sheet_names:
                return message("workbook-damaged", detail="没有工作表 / no sheets")
            if len(workbook.sheet_names) > MAX_SHEETS:
                return message("workbook-too-large", detail=f"{len(workbook.sheet_names)} 张表 / sheets")
            sheets = tuple(
                _read_sheet(workbook, about.name, about.visible != SheetVisibleEnum.Visible, marks)
                for about in workbook.sheets_metadata
                if about.typ == SheetTypeEnum.WorkSheet and about.name not in unread
            )
    except PasswordError:
        return message("workbook-encrypted")
    except (CalamineError, etree.XMLSyntaxError, expat.ExpatError, LookupError, ValueError, OSError) as trouble:
        return message("workbook-damaged", detail=" ".join(str(trouble).split())[:120] or type(trouble).__name__)
    except BaseException as trouble:
        # A panic inside the compiled reader is no ordinary exception; anything else is not ours to keep.
        if type(trouble).__name__ != "PanicException":
            raise
        return message("workbook-damaged", detail=" ".join(str(trouble).split())[:120])
    has_macros = any(name.endswith("vbaProject.bin") for name in container.names)
    return Book(sheets, marks.links, has_macros)


def _read_legacy_book(content: bytes, unread: frozenset[str]) -> Book | WorkbookMessage:
    try:
        found = read_legacy(content)
    except LegacyTrouble as trouble:
        if trouble.is_encrypted:
            return message("workbook-encrypted")
        return message("workbook-damaged", detail=str(trouble))
    if not found:
        return message("workbook-damaged", detail="没有工作表 / no sheets")
    sheets = tuple(
        Sheet(each.name, each.rows, merged=each.merged, is_hidden=each.is_hidden)
        for each in found
        if each.name not in unread
    )
    return Book(sheets, is_legacy=True)


def _read_sheet(workbook: CalamineWorkbook, name: str, is_hidden: bool, book: BookMarks) -> Sheet:
    marks = book.sheet(name)
    if marks.rows * marks.columns > MAX_CELLS:
        detail = f"{marks.rows} × {marks.columns}"
        return Sheet(name, (), is_hidden=is_hidden, trouble=message("sheet-unreadable", sheet=name, detail=detail))
    found = workbook.get_sheet_by_name(name)
    if found.total_height * found.total_width > MAX_CELLS:
        detail = f"{found.total_height} × {found.total_width}"
        return Sheet(name, (), is_hidden=is_hidden, trouble=message("sheet-unreadable", sheet=name, detail=detail))
    rows = found.to_python(skip_empty_area=False)
    return Sheet(name, rows, marks, found.merged_cell_ranges or (), is_hidden)
