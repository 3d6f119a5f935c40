"""The form's lines as they were handed in, in one table for all tables of the form."""

from __future__ import annotations

import msgspec

from nianbao.facts.record import PrintedRow, Record
from nianbao.packages.csv_text import ABSENT, bad_table, guarded, read_csv, unguarded, write_csv
from nianbao.packages.fact_table import read_place, write_place

PRINTED_ROWS = "printed_rows.csv"
HEADER = ("table", "row", "number", "label", "unit", "place")
_EMPTY_TABLE = "0"


def write_printed_rows(record: Record) -> bytes:
    """One line per printed row; a table that came back without any has a line numbered 0."""
    lines: list[tuple[str, ...]] = [HEADER]
    for table in sorted(record.printed_rows):
        rows = record.printed_rows[table]
        if not rows:
            lines.append((guarded(table), _EMPTY_TABLE, "", "", "", ""))
        for number, row in enumerate(rows, start=1):
            place = ABSENT if row.place is None else write_place(row.place)
            lines.append(
                (guarded(table), str(number), guarded(row.number), guarded(row.label), guarded(row.unit), place)
            )
    return write_csv(lines)


def read_printed_rows(data: bytes, member: str) -> dict[str, tuple[PrintedRow, ...]]:
    """The rows that ``write_printed_rows`` wrote. Raises Problem naming the line that cannot be read."""
    tables: dict[str, list[PrintedRow]] = {}
    for line, row in read_csv(data, member, HEADER):
        table, ordinal, number, label, unit, place = row
        rows = tables.setdefault(unguarded(table), [])
        if ordinal == _EMPTY_TABLE and not rows:
            continue
        if ordinal != str(len(rows) + 1):
            raise bad_table(member, line, "行号不连续", "the rows are not numbered in order")
        try:
            where = None if place == ABSENT else read_place(place)
        except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
            raise bad_table(member, line, f"出处读不懂：{error}", f"its place: {error}") from None
        rows.append(PrintedRow(unguarded(number), unguarded(label), unguarded(unit), where))
    return {table: tuple(rows) for table, rows in tables.items()}
