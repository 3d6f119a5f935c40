"""Any table of texts: the sheets of a workbook that have anything in them, or a CSV file in UTF-8 or GB 18030."""

from __future__ import annotations

import csv
import datetime
import io

from nianbao.facts.problem import Problem
from nianbao.workbooks.container import MAX_FILE_BYTES, open_container
from nianbao.workbooks.message import WorkbookMessage
from nianbao.workbooks.sheet import read_book

MOST_ROWS, MOST_COLUMNS = 200_000, 500


def read_plain_rows(content: bytes, name: str) -> list[list[str]]:
    """Every row of the first sheet that says something; whole numbers without a decimal point, as they were typed."""
    sheets = read_plain_sheets(content, name)
    return [row for row in sheets[0][1] if any(cell.strip() for cell in row)] if sheets else []


def read_plain_sheets(content: bytes, name: str) -> list[tuple[str, list[list[str]]]]:
    """Name and rows of every sheet that has anything in it, blank rows in their places; a CSV file has no name."""
    if len(content) > MAX_FILE_BYTES:
        raise _too_large(name)
    is_book = content.startswith((b"PK", b"\xd0\xcf\x11\xe0"))
    sheets = _book_sheets(content) if is_book else [("", _text_rows(content, name))]
    for _, rows in sheets:
        if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
            raise _too_large(name)
    return [(sheet, rows) for sheet, rows in sheets if any(cell.strip() for row in rows for cell in row)]


def _book_sheets(content: bytes) -> list[tuple[str, list[list[str]]]]:
    container = open_container(content)
    if isinstance(container, WorkbookMessage):
        raise Problem(container.code, container.message, container.message_en)
    book = read_book(container)
    if isinstance(book, WorkbookMessage):
        raise Problem(book.code, book.message, book.message_en)
    return [(sheet.name, [[_text(cell) for cell in row] for row in sheet.rows]) for sheet in book.sheets]


def _text_rows(content: bytes, name: str) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        head = text.partition("\n")[0]
        sign = max(",\t;", key=head.count)
        try:
            return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign)]
        except csv.Error:
            break
    raise Problem(
        "table-unreadable",
        f"读不懂 {name}：请另存为 .xlsx，或 UTF-8、GBK 编码的 .csv 后再试。",
        f"{name} cannot be read: save it as .xlsx, or as .csv in UTF-8 or GBK, and try again.",
    )


def _text(value: object) -> str:
    """What a person would have typed.

    >>> _text(5.0), _text(True), _text(2.5), _text("满意 ")
    ('5', 'TRUE', '2.5', '满意 ')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    return "" if value is None else str(value)


def _too_large(name: str) -> Problem:
    return Problem(
        "table-too-large",
        f"{name} 太大（至多 {MOST_ROWS} 行、{MOST_COLUMNS} 列）。请分成几个文件。",
        f"{name} is too large (at most {MOST_ROWS} rows and {MOST_COLUMNS} columns). Split it.",
    )
