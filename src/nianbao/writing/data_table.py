"""A table made from data: what stands in it is looked up and worked out, so it is right by construction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from nianbao.facts.cell import LABELS, CellState
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.framework.model import Catalogue
from nianbao.writing.content import DataTable
from nianbao.writing.link import Aspect, FigureLink, Names
from nianbao.writing.sentence import write_figure

NO_FIGURE = "—"
ALL_SCHOOLS, WHOLE = "全部", "合计"


@dataclass(frozen=True)
class Sources:
    """The figures that a report may draw on: its own record and, below it, those of the schools by name."""

    record: Record
    catalogue: Catalogue
    schools: tuple[Record, ...] = ()

    @cached_property
    def names(self) -> Names:
        return Names(self.catalogue.editions[self.record.edition], self.catalogue)

    def of(self, organisation: str) -> Record:
        """The record of an organisation by name or code; raises Problem where there is none."""
        if organisation in ("", WHOLE, self.record.organisation.name, self.record.organisation.code):
            return self.record
        for school in self.schools:
            if organisation in (school.organisation.name, school.organisation.code):
                return school
        known = "、".join(school.organisation.name for school in self.schools) or "（没有下属学校的数据）"
        raise Problem(
            "organisation-unknown",
            f"数据中没有“{organisation}”。有：{known}",
            f"The data have no organisation called {organisation}.",
        )

    def chosen(self, organisations: Sequence[str]) -> tuple[Record, ...]:
        """The records that are named; 全部 means every school."""
        records: list[Record] = []
        for name in organisations:
            records.extend(self.schools if name == ALL_SCHOOLS else (self.of(name),))
        return tuple(records)


@dataclass(frozen=True, slots=True)
class TableText:
    """A table ready to be printed; ``links`` holds, row by row, the indicator behind each cell or None."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[tuple[str | None, ...], ...] = ()


def fill_table(table: DataTable, sources: Sources) -> TableText:
    """The table's cells; raises Problem where a name in it is not known."""
    if not table.indicators:
        raise Problem("table-empty", f"“{table.caption}”没有写指标。", f"The table {table.id} names no indicators.")
    names = sources.names
    indicators = [names.find(word) for word in table.indicators]
    if table.organisations:
        records = sources.chosen(table.organisations)
        header = ("指标", *(record.organisation.name for record in records))
        cells = [tuple(digits(name, record, sources.catalogue) for record in records) for name in indicators]
    else:
        wholes = {column: names.find(column[1:].strip()) for column in table.columns if column.startswith("占")}
        header = ("指标", *(_label(column, wholes, sources) for column in table.columns))
        cells = [tuple(_said(name, column, wholes, sources) for column in table.columns) for name in indicators]
    rows = tuple((_named(name, sources), *row) for name, row in zip(indicators, cells, strict=True))
    links = tuple((None, *(name for _ in row)) for name, row in zip(indicators, cells, strict=True))
    return TableText(header, rows, links)


def digits(indicator: str, record: Record | None, catalogue: Catalogue) -> str:
    """A figure without its unit, or the word for why there is none."""
    if record is None:
        return NO_FIGURE
    cell = record.cell(indicator)
    if cell.number is None:
        return LABELS[cell.state] if cell.state is not CellState.VALUE else cell.raw
    return write_figure(FigureLink(indicator, Aspect.DIGITS), record, catalogue).text


def value_of(indicator: str, record: Record | None) -> Decimal | None:
    """The number itself; None where the cell has none."""
    if record is None:
        return None
    number = record.cell(indicator).number
    return number.digits if number is not None else None


def unit_label(indicator: str, sources: Sources) -> str:
    unit = sources.catalogue.unit_of(indicator, sources.record.edition)
    return unit.label if unit is not None else ""


def _named(indicator: str, sources: Sources) -> str:
    """The row's label with its unit, which holds for every column."""
    label, unit = sources.catalogue.indicators[indicator].label, unit_label(indicator, sources)
    return f"{label}（{unit}）" if unit else label


def data_year_label(record: Record | None, word: str, sources: Sources) -> str:
    """2025年, so that a column says by itself what it holds; the author's word where there is no record."""
    if record is None:
        return word
    return f"{sources.catalogue.editions[record.edition].data_year.removeprefix('dy')}年"


def signed(value: Decimal) -> str:
    """A change with its sign; nothing changed has none.

    >>> signed(Decimal("1.5")), signed(Decimal("-2")), signed(Decimal("0.0"))
    ('+1.5', '-2', '0')
    """
    return f"{value:+f}" if value else "0"


def _label(column: str, wholes: Mapping[str, str], sources: Sources) -> str:
    if column in wholes:
        return f"占{sources.catalogue.indicators[wholes[column]].label}比例（%）"
    labels = {"本年": data_year_label(sources.record, "本年", sources), "变化": "增减", "增长": "增长率（%）"}
    labels["上年"] = data_year_label(sources.record.previous, "上年", sources)
    if column not in labels:
        raise Problem(
            "table-column-unknown",
            f"不认识表的列“{column}”。可写：本年、上年、变化、增长、占某指标。",
            f"“{column}” is none of the columns 本年, 上年, 变化, 增长, 占INDICATOR.",
        )
    return labels[column]


def _said(indicator: str, column: str, wholes: Mapping[str, str], sources: Sources) -> str:
    record, catalogue = sources.record, sources.catalogue
    if column == "本年":
        return digits(indicator, record, catalogue)
    if column == "上年":
        return digits(indicator, record.previous, catalogue)
    try:
        if column in wholes:
            return write_figure(FigureLink(indicator, Aspect.SHARE, wholes[column], 2), record, catalogue).text[:-1]
        # Whether the two years may be compared at all is decided where sentences are written.
        write_figure(FigureLink(indicator, Aspect.CHANGE if column == "变化" else Aspect.GROWTH), record, catalogue)
    except Problem:
        return NO_FIGURE
    now, before = value_of(indicator, record), value_of(indicator, record.previous)
    assert now is not None
    assert before is not None
    if column == "变化":
        return signed(now - before)
    return signed((100 * (now - before) / before).quantize(Decimal("0.1"), ROUND_HALF_UP))
