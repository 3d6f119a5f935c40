"""The lines of a table as they came back in a workbook, whatever the form asks for.

What the checks of the form itself (row numbers, rows left out, labels, units) are held against.
"""

from __future__ import annotations

from typing import Any

from nianbao.facts.place import Place
from nianbao.facts.record import PrintedRow
from nianbao.workbooks.entry import decimal_of
from nianbao.workbooks.layout import LABEL_COLUMN, NUMBER_COLUMN, UNIT_COLUMN, address
from nianbao.workbooks.location import Located


def printed_rows(located: Located, file: str) -> tuple[PrintedRow, ...]:
    """Number, label and unit of every row of a table, in the order of the sheet; nothing where a column is gone."""
    sheet = located.sheet
    number_at, label_at, unit_at = (located.column(at) for at in (NUMBER_COLUMN, LABEL_COLUMN, UNIT_COLUMN))
    named = label_at if label_at is not None else LABEL_COLUMN
    return tuple(
        PrintedRow(
            printed_text(sheet.at(row, number_at)) if number_at is not None else "",
            printed_text(sheet.at(row, label_at)) if label_at is not None else "",
            printed_text(sheet.at(row, unit_at)) if unit_at is not None else "",
            Place(file=file, sheet=sheet.name, cell=address(row, named)),
        )
        for row in located.printed
    )


def printed_text(value: Any) -> str:
    """What a person sees in a cell of the form: a row number stored as a number has no decimal point.

    >>> printed_text(" 其中：课程标准 "), printed_text(6.0), printed_text(None)
    ('其中：课程标准', '6', '')
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{decimal_of(float(value)):f}"
    return str(value).strip() if value is not None else ""
