"""Results as tables: one shape for terminal, CSV, JSON, Excel and the pages.

A cell is a text, a number or nothing. Numbers keep all their digits in CSV and JSON, where programs read them.
"""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import xlsxwriter

from nianbao.aggregation.exact import plain
from nianbao.analysis.wording import brief
from nianbao.packages.csv_text import guarded, write_csv

Value = str | int | Decimal | None
_EPOCH = datetime.datetime(2000, 1, 1)  # the same content makes the same bytes  # noqa: DTZ001


@dataclass(frozen=True, slots=True)
class Column:
    """``id`` is what programs read, the labels what people do; ``places`` rounds what is shown to people."""

    id: str
    label: str
    label_en: str
    places: int | None = None


@dataclass(frozen=True)
class ResultTable:
    """Rows under columns, with what must be said beside them."""

    id: str
    title: str
    title_en: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[tuple[str, str], ...] = field(default=())  # Chinese and English

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of {self.id} has another number of cells than there are columns")


def as_csv(table: ResultTable) -> bytes:
    """The rows under their ids, UTF-8 with a mark that Excel understands."""
    rows = [tuple(_text(value) for value in row) for row in table.rows]
    return write_csv([tuple(one.id for one in table.columns), *rows])


def as_json(table: ResultTable) -> bytes:
    """The rows as objects; decimals as text, so that no program makes floats of them unasked."""
    names = [one.id for one in table.columns]
    said: Mapping[str, Any] = {
        "table": table.id,
        "title": table.title,
        "title_en": table.title_en,
        "columns": [{"id": one.id, "label": one.label, "label_en": one.label_en} for one in table.columns],
        "rows": [dict(zip(names, map(_json, row), strict=True)) for row in table.rows],
        "notes": [{"message": zh, "message_en": en} for zh, en in table.notes],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def as_xlsx(tables: Sequence[ResultTable], *, english: bool = False) -> bytes:
    """A workbook with a sheet for each table, its notes below the rows."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _EPOCH})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for number, table in enumerate(tables, start=1):
        title = table.title_en if english else table.title
        sheet = book.add_worksheet(_sheet_name(number, title))
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, column.label_en if english else column.label, head)
            widest = max([len(str(row[place] or "")) for row in table.rows[:200]] + [4])
            sheet.set_column(place, place, min(60, 2 + widest * 1.4))
        for line, row in enumerate(table.rows, start=1):
            for place, value in enumerate(row):
                if isinstance(value, (int, Decimal)):
                    sheet.write_number(line, place, float(value))
                elif value is not None:
                    sheet.write_string(line, place, value, wrapped)
        for line, (zh, en) in enumerate(table.notes, start=len(table.rows) + 2):
            sheet.write_string(line, 0, en if english else zh)
        sheet.freeze_panes(1, 0)
    book.close()
    return target.getvalue()


def shown_cell(value: Value, column: Column) -> str:
    """A cell as a person reads it.

    >>> shown_cell(Decimal("12.3456"), Column("a", "甲", "A", places=2)), shown_cell(None, Column("a", "甲", "A"))
    ('12.35', '')
    """
    if isinstance(value, Decimal):
        return brief(value, column.places)
    return "" if value is None else str(value)


def _text(value: Value) -> str:
    if value is None:
        return ""
    return plain(value) if isinstance(value, Decimal) else str(value) if isinstance(value, int) else guarded(value)


def _json(value: Value) -> Any:
    return plain(value) if isinstance(value, Decimal) else value


def _sheet_name(number: int, title: str) -> str:
    """
    >>> _sheet_name(1, "全区[生师比]")
    '1 全区生师比'
    """
    return f"{number} {''.join(letter for letter in title if letter not in '[]:*?/' + chr(92))}"[:31]
