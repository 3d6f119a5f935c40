"""An edition's file: its periods, its printed tables row by row, its lists and base items."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from nianbao.facts.period import Period, PeriodKind
from nianbao.framework.entry import Entry
from nianbao.framework.fault import nearest
from nianbao.framework.indicator_reader import read_unit
from nianbao.framework.model import Edition, FormCell, FormColumn, FormList, FormRow, FormTable

LEVELS = ("school", "district", "province")
SEVERITIES = ("error", "warning", "info")


def _read_column(entry: Entry) -> FormColumn:
    column = FormColumn(
        id=entry.identifier(),
        label=entry.text("label"),
        unit_label=entry.text("unit_label", required=False),
        unit=read_unit(entry),
        indicator=entry.optional_text("indicator"),
        choices=entry.texts("choices"),
        required=entry.flag("required", default=True),
        group=entry.text("group", required=False),
    )
    entry.refuse_unknown_keys()
    return column


def _read_columns(entry: Entry) -> tuple[FormColumn, ...]:
    columns = tuple(_read_column(found) for found in entry.entries("columns", required=True))
    seen: set[str] = set()
    for column in columns:
        if column.id in seen:
            entry.fault(
                "column-twice",
                "columns",
                f"列“{column.id}”出现了两次，请改名或删去一个。",
                f'The column "{column.id}" stands twice; rename or remove one.',
            )
        seen.add(column.id)
    return columns


def read_list(entry: Entry) -> FormList:
    found = FormList(
        id=entry.identifier(),
        label=entry.text("label"),
        instruction=entry.text("instruction", required=False),
        columns=_read_columns(entry),
        position=entry.word("position", ("below", "above"), default="below"),
        confirmed=entry.flag("confirmed", default=True),
    )
    entry.refuse_unknown_keys()
    return found


def _read_row(entry: Entry, columns: Mapping[str, FormColumn]) -> FormRow:
    unit_label = entry.text("unit", required=False)
    cells: list[FormCell] = []
    for column_id, indicator in entry.mapping("cells", required=True).items():
        if column_id not in columns:
            zh, en = nearest(column_id, columns)
            entry.fault(
                "unknown-column",
                "cells",
                f"本表没有“{column_id}”列。{zh}",
                f'The table has no column "{column_id}".{en}',
            )
            continue
        if not isinstance(indicator, str):
            entry.fault(
                "wrong-type",
                "cells",
                f"“{column_id}”列应写指标标识，现为“{indicator}”。",
                f'The column "{column_id}" must name an indicator, but is "{indicator}".',
            )
            continue
        cells.append(FormCell(column_id, indicator, columns[column_id].unit_label or unit_label))
    continues = entry.flag("continues", default=False)
    row = FormRow(
        number=entry.optional_text("number"),
        label=entry.text("label", required=not continues),
        cells=tuple(cells),
        prefix=entry.text("prefix", required=False),
        indent=entry.whole("indent", default=0) or 0,
        starred=entry.flag("starred", default=False),
        continues=continues,
        required=entry.flag("required", default=True),
        confirmed=entry.flag("confirmed", default=True),
    )
    entry.refuse_unknown_keys()
    if continues and (row.label or row.number):
        entry.fault(
            "continued-row-labelled",
            "continues",
            "续行（continues: true）与上一行同属一项，不应再有序号或名称。",
            "A row that continues the one above has neither number nor label.",
        )
    return row


def _read_table(entry: Entry) -> FormTable:
    columns = _read_columns(entry)
    by_id = {column.id: column for column in columns}
    rows: list[FormRow] = []
    for found in entry.entries("rows"):
        row = _read_row(found, by_id)
        above = rows[-1].indent if rows else -1
        if row.indent > above + 1 or row.indent < 0:
            found.fault(
                "indent-jumps",
                "indent",
                f"缩进 {row.indent} 比上一行（{max(above, 0)}）深了不止一层，请逐层缩进。",
                f"Indent {row.indent} is more than one deeper than the row above ({max(above, 0)}).",
            )
        if row.continues and not rows:
            found.fault(
                "continued-row-first",
                "continues",
                "表的第一行不能是续行（continues: true）。",
                "The first row of a table cannot continue another.",
            )
        rows.append(row)
    table = FormTable(
        id=entry.identifier(),
        number=entry.text("number"),
        label=entry.text("label"),
        columns=columns,
        rows=tuple(rows),
        lists=tuple(read_list(found) for found in entry.entries("lists")),
        note=entry.text("note", required=False),
    )
    entry.refuse_unknown_keys()
    if not table.rows and not table.lists:
        entry.fault(
            "table-empty",
            None,
            f"表“{table.id}”既没有行（rows）也没有清单（lists）。",
            f'The table "{table.id}" has neither rows nor lists.',
        )
    return table


def _read_periods(entry: Entry) -> Mapping[PeriodKind, Period]:
    found: dict[PeriodKind, Period] = {}
    periods = entry.entry("periods", required=True)
    if periods is None:
        return found
    for kind in PeriodKind:
        value = periods.data.get(kind.value)
        text = periods.text(kind.value) if isinstance(value, str) or value is None else str(value)
        if not text:
            continue
        try:
            found[kind] = Period.parse(kind.value, text)
        except ValueError as error:
            example = {"data_year": "2023", "school_year": "2022-2023", "fiscal_year": "2023", "as_of": "2023-09-01"}
            periods.fault(
                "bad-period",
                kind.value,
                f"“{kind.value}”的时间“{text}”不合写法，应如 {example[kind.value]}。",
                f'The period "{text}" of "{kind.value}" is misspelt ({error}); write it as {example[kind.value]}.',
            )
    periods.refuse_unknown_keys()
    return MappingProxyType(found)


def read_edition(entry: Entry) -> Edition:
    edition = Edition(
        id=entry.text("id"),
        data_year=entry.data_year("data_year") or "dy0000",
        label=entry.text("label"),
        cover_label=entry.text("cover_label"),
        level=entry.word("level", LEVELS, default=None),
        place=entry.text("place"),
        periods=_read_periods(entry),
        tables=tuple(_read_table(found) for found in entry.entries("tables", required=True)),
        base_items=entry.texts("base_items"),
        outline=entry.optional_text("outline"),
        source=entry.text("source"),
        confirmed=entry.required_flag("confirmed"),
        previous=entry.optional_text("previous"),
        severities=MappingProxyType(dict(entry.text_mapping("severities"))),
        suspended=MappingProxyType(dict(entry.text_mapping("suspended"))),
        note=entry.text("note", required=False),
        base_lists=tuple(read_list(found) for found in entry.entries("base_lists")),
    )
    entry.refuse_unknown_keys()
    for code, severity in edition.severities.items():
        if severity not in SEVERITIES:
            entry.fault(
                "not-a-choice",
                "severities",
                f"{code} 的级别不能是“{severity}”，可选：{'、'.join(SEVERITIES)}。",
                f'The severity of {code} cannot be "{severity}"; choose one of: {", ".join(SEVERITIES)}.',
            )
    numbers = edition.data_year[2:]
    period = edition.periods.get(PeriodKind.DATA_YEAR)
    if period is not None and str(period.start.year) != numbers:
        entry.fault(
            "data-year-differs",
            "periods",
            f"数据年写了两种：{edition.data_year} 与 {period.start.year}。",
            f"The data year is given twice and differs: {edition.data_year} and {period.start.year}.",
        )
    return edition
