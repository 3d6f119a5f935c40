"""What a table tells of one thing over several periods, by the name of the thing."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import PERIOD, Figure, Sheet, bare_label, compact
from nianbao.facts.kept import kept
from nianbao.facts.numeral import half_width

Series = tuple[str, tuple[tuple[int, Figure], ...]]


@kept
def series_of(manuscript: Manuscript) -> tuple[Series, ...]:
    """Names with their dated figures, the longest names first, each in the order of time."""
    found = [series for sheet in manuscript.sheets for series in dated(sheet)]
    return tuple(sorted(found, key=lambda series: -len(series[0])))


@kept
def dated(sheet: Sheet) -> tuple[Series, ...]:
    """Series in order of time: columns of periods for each row, rows of periods for each column."""
    return tuple(_dated(sheet))


def _dated(sheet: Sheet) -> Iterator[Series]:
    columns = sorted(
        (int(m[1]), c)
        for c in sheet.numeric_columns
        if (m := PERIOD.fullmatch(half_width(compact(sheet.head(c))))) is not None
    )
    if len(columns) >= 2 and len({period for period, _ in columns}) == len(columns):
        for row in sheet.data_rows:
            figures = tuple((period, f) for period, c in columns if (f := sheet.figure(row, c)) is not None)
            if len(figures) > 1:
                yield bare_label(sheet.row_label(row)), figures
    rows = sorted(
        (int(m[1]), row)
        for row in sheet.data_rows
        if sheet.row_path(row) and (m := PERIOD.match(half_width(compact(sheet.row_path(row)[0]))))
    )
    if len(rows) >= 2 and len({period for period, _ in rows}) == len(rows):
        for column in sheet.numeric_columns:
            figures = tuple((period, f) for period, row in rows if (f := sheet.figure(row, column)) is not None)
            if len(figures) > 1:
                yield bare_label(sheet.head(column)), figures
