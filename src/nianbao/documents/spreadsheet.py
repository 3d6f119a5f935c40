"""The sheets of a spreadsheet, each laid out as one table.

The reader behind this one lays a sheet out from its first to its last cell and cannot be stopped,
so the corners are looked up in the XML before it sees the file.
"""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import Any

import python_calamine

from nianbao.documents import limits
from nianbao.documents.archive import Archive, broken, encrypted, has_doctype, with_entities
from nianbao.documents.assembly import assemble
from nianbao.documents.document import Document, DocumentError, GridCell, Note
from nianbao.documents.passage import Grid, Passage, Piece
from nianbao.documents.running_text import EMPTY, text_at
from nianbao.facts.place import Place

LABEL = "xlsx"
_REFERENCE = re.compile(rb"""<(?:\w+:)?(?:c|row)\s[^<>]*?\br\s*=\s*["']\s*([A-Za-z]{0,4})(\d{0,9})[^"'<>]*["']""")


def read_sheets_of(data: bytes, name: str) -> Document:
    """Each sheet as one table; places have sheet and cell."""
    if data.startswith(b"PK"):
        _check_size(data, name)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = list(workbook.sheets_metadata)
    except python_calamine.PasswordError as trouble:
        raise encrypted(LABEL, name) from trouble
    except Exception as trouble:
        raise broken(LABEL, name) from trouble
    except BaseException as trouble:
        if type(trouble).__name__ != "PanicException":
            raise
        raise broken(LABEL, name) from trouble
    if not sheets:
        raise broken(LABEL, name)
    pieces: list[Piece] = []
    notes: list[Note] = []
    total = 0
    for meta in sheets:
        if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        if meta.visible != python_calamine.SheetVisibleEnum.Visible:
            notes.append(Note(f"隐藏的工作表“{meta.name}”未读入。", f"The hidden sheet “{meta.name}” was not read."))
            continue
        try:
            sheet = workbook.get_sheet_by_name(meta.name)
            grid, count = _grid(sheet, name, total)
        except DocumentError:
            raise
        except BaseException as trouble:
            if not isinstance(trouble, Exception) and type(trouble).__name__ != "PanicException":
                raise
            notes.append(
                Note(f"工作表“{meta.name}”已损坏，未能读取。", f"The sheet “{meta.name}” is damaged and was not read.")
            )
            continue
        total += count
        if grid.cells:
            pieces.append(Passage(text_at(str(meta.name), Place(file=name, sheet=str(meta.name))), level=1))
            pieces.append(grid)
    if not pieces and notes and all("损坏" in note.message for note in notes):
        raise broken(LABEL, name)
    return assemble(pieces, name, LABEL, notes)


def _check_size(data: bytes, name: str) -> None:
    """Unpack the parts once within limits, and refuse a sheet whose corners lie too far apart."""
    archive = Archive.open(data, LABEL, name)
    for part in archive.names():
        if not part.endswith((".xml", ".rels")) or part.startswith(("xl/media", "docProps")):
            continue
        content = archive.part(part) or b""
        if has_doctype(content):
            raise with_entities(LABEL, name)
        if part.startswith("xl/worksheets/"):
            area = _area(content)
            if area > limits.SHEET_AREA:
                raise limits.too_large(
                    "xlsx-sheet-too-large",
                    f"{part} 的数据铺开超过 {limits.SHEET_AREA:,} 格",
                    f"the data of {part} spreads over more than {limits.SHEET_AREA:,} cells",
                )


def _area(sheet: bytes) -> int:
    """The cells between the first and the last that a sheet names."""
    rows, columns = [0], [0]
    for match in _REFERENCE.finditer(sheet):
        letters, digits = match[1], match[2]
        if letters:
            columns.append(_column_number(letters.decode().upper()))
        if digits:
            rows.append(int(digits))
        if not letters and not digits:
            return limits.SHEET_AREA + 1  # a reference that is none can mean anything
    return max(rows) * max(columns)


def _grid(sheet: Any, name: str, before: int) -> tuple[Grid, int]:
    first = sheet.start or (0, 0)
    height, width = sheet.height, sheet.width
    if before + height * width > limits.TABLE_CELLS * 10 or width > limits.TABLE_COLUMNS * 10:
        raise limits.too_large(
            "xlsx-sheet-too-large",
            f"工作表“{sheet.name}”有 {height:,} 行 × {width:,} 列",
            f"the sheet “{sheet.name}” has {height:,} rows by {width:,} columns",
        )
    merged = {}
    for top_left, bottom_right in sheet.merged_cell_ranges or ():
        merged[top_left] = bottom_right
    covered = {
        (r, c)
        for (top, left), (bottom, right) in merged.items()
        if (bottom - top + 1) * (right - left + 1) <= limits.TABLE_CELLS
        for r in range(top, min(bottom, first[0] + height) + 1)
        for c in range(left, min(right, first[1] + width) + 1)
        if (r, c) != (top, left)
    }
    cells: list[GridCell] = []
    count = 0
    rows = sheet.to_python(skip_empty_area=True)
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            address = (first[0] + r, first[1] + c)
            if address in covered:
                continue
            shown = show(value)
            count += bool(shown)
            reference = f"{column_letters(address[1])}{address[0] + 1}"
            text = text_at(shown, Place(file=name, sheet=sheet.name, cell=reference, column=1)) if shown else EMPTY
            bottom, right = merged.get(address, address)
            spans = (min(bottom - address[0] + 1, len(rows) - r), min(right - address[1] + 1, len(row) - c))
            cells.append(GridCell(r, c, text, max(1, spans[0]), max(1, spans[1])))
    if count > limits.TABLE_CELLS:
        raise limits.too_large(
            "xlsx-sheet-too-large",
            f"工作表“{sheet.name}”的数据超过 {limits.TABLE_CELLS:,} 格",
            f"the sheet “{sheet.name}” holds more than {limits.TABLE_CELLS:,} cells",
        )
    return Grid(cells), count


def show(value: Any) -> str:
    """A cell's value as people write it; a stored binary fraction becomes the shortest decimal.

    >>> show(12.0), show(0.1), show(True), show("人")
    ('12', '0.1', '是', '人')
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        decimal = Decimal(repr(value))
        if not decimal.is_finite():
            return ""
        text = f"{decimal.normalize():f}"
        return "0" if text == "-0" else text
    return "" if value is None else str(value)


def column_letters(index: int) -> str:
    """The letters of a 0-based column.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
