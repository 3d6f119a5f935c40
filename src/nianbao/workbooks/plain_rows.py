"""Any table of texts: the first sheet of a workbook that has anything in it, or a CSV file in UTF-8 or GB 18030."""

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
    """Every row as texts; whole numbers without a decimal point, as they were typed."""
    if len(content) > MAX_FILE_BYTES:
        raise _too_large(name)
    is_book = content.startswith((b"PK", b"\xd0\xcf\x11\xe0"))
    rows = _book_rows(content) if is_book else _text_rows(content, name)
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise _too_large(name)
    return [row for row in rows if any(cell.strip() for cell in row)]


def _book_rows(content: bytes) -> list[list[str]]:
    container = open_container(content)
    if isinstance(container, WorkbookMessage):
        raise Problem(container.code, container.message, container.message_en)
    book = read_book(container)
    if isinstance(book, WorkbookMessage):
        raise Problem(book.code, book.message, book.message_en)
    for sheet in book.sheets:
        rows = [[_text(cell) for cell in row] for row in sheet.rows]
        if any(any(row) for row in rows):
            return rows
    return []


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
