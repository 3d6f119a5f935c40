"""A form's growing list (专业群清单) as a table: one line per row, in the row's own order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nianbao.facts.record import ListRow, Record
from nianbao.framework.model import Catalogue
from nianbao.packages.csv_text import ABSENT, bad_table, guarded, read_csv, unguarded, write_csv

ORDINAL = "#"
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}", re.ASCII)


def list_member(list_id: str) -> str:
    """Where a list stands in a package; raises ValueError where its id is no plain word."""
    if not _ID.fullmatch(list_id):
        raise ValueError(f"a list's id is a plain word, not {list_id!r}")
    return f"lists/{list_id}.csv"


def write_list(record: Record, list_id: str, catalogue: Catalogue) -> bytes:
    """The rows of a list: the form's columns first, then whatever else they say; what is not said is marked."""
    rows = record.lists[list_id]
    form = catalogue.editions.get(record.edition)
    known = [
        column.id
        for table in (form.tables if form is not None else ())
        for each in table.lists
        if each.id == list_id
        for column in each.columns
    ]
    extra = sorted({column for row in rows for column in row} - set(known))
    columns = [*known, *extra]
    if ORDINAL in columns:
        raise ValueError(f"a list's column may not be called {ORDINAL!r}")
    lines = [
        [str(number), *(guarded(row[column]) if column in row else ABSENT for column in columns)]
        for number, row in enumerate(rows, start=1)
    ]
    return write_csv([[ORDINAL, *map(guarded, columns)], *lines])


def read_list(data: bytes, member: str) -> tuple[ListRow, ...]:
    """The rows that ``write_list`` wrote. Raises Problem naming the line that cannot be read."""
    lines = read_csv(data, member, None)
    _, header = next(lines)
    columns = [unguarded(column) for column in header]
    if columns[:1] != [ORDINAL] or len(set(columns)) != len(columns):
        raise bad_table(
            member, 1, f"表头应以 {ORDINAL} 开头且不重复", f"the header begins with {ORDINAL}, no name twice"
        )
    rows: list[ListRow] = []
    for line, texts in lines:
        if texts[0] != str(len(rows) + 1):
            raise bad_table(member, line, "行号不连续", "the rows are not numbered in order")
        rows.append(_row(columns[1:], texts[1:]))
    return tuple(rows)


def _row(columns: Sequence[str], texts: Sequence[str]) -> ListRow:
    return {column: unguarded(text) for column, text in zip(columns, texts, strict=True) if text != ABSENT}
