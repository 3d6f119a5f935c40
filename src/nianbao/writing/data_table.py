"""A table made from data: what stands in it is looked up and worked out, so it is right by construction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
GROUPED = " > "  # between a group of columns and the column: 全日制 > 京籍
ABOVE = "^^"  # a cell that the one above it covers


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

    def whole_rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows with the words of the cell above in each cell that it covers, for spreadsheets.

        >>> TableText(("甲", "乙"), (("一", "1"), ("^^", "2"))).whole_rows()
        (('一', '1'), ('一', '2'))
        """
        made: list[tuple[str, ...]] = []
        for row in self.rows:
            above = made[-1] if made else ("",) * len(row)
            made.append(tuple(up if cell == ABOVE else cell for cell, up in zip(row, above, strict=True)))
        return tuple(made)


def fill_table(table: DataTable, sources: Sources) -> TableText:
    """The table's cells; raises Problem where a name in it is not known."""
    if not table.indicators:
        raise Problem("table-empty", f"“{table.caption}”没有写指标。", f"The table {table.id} names no indicators.")
    names = sources.names
    indicators = [names.find(word) for word in table.indicators]
    if table.organisations:
        records = sources.chosen(table.organisations)
        each = [(record.organisation.name, replace(sources, record=record)) for record in records]
    else:
        each = [("", sources)]
    wholes = {column: names.find(column[1:].strip()) for column in table.columns if column.startswith("占")}
    heads: list[str] = []
    for organisation, own in each:
        if organisation and len(table.columns) == 1:
            heads.append(organisation)
        else:
            group = f"{organisation}{GROUPED}" if organisation else ""
            heads.extend(group + _label(column, wholes, own) for column in table.columns)
    header = ("指标", *heads)
    cells = [
        tuple(_said(name, column, wholes, own) for _, own in each for column in table.columns) for name in indicators
    ]
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


_COMPARING = {"变化": Aspect.CHANGE, "增长": Aspect.GROWTH, "比前年": Aspect.SINCE_TWO_BEFORE}


def _label(column: str, wholes: Mapping[str, str], sources: Sources) -> str:
    if column in wholes:
        return f"占{sources.catalogue.indicators[wholes[column]].label}比例（%）"
    labels = {"本年": data_year_label(sources.record, "本年", sources), "变化": "增减", "增长": "增长率（%）"}
    labels["上年"] = data_year_label(sources.record.previous, "上年", sources)
    labels["前年"] = data_year_label(sources.record.previous and sources.record.previous.previous, "前年", sources)
    labels["比前年"] = f"比{labels['前年']}增减"
    if column not in labels:
        raise Problem(
            "table-column-unknown",
            f"不认识表的列“{column}”。可写：本年、上年、前年、变化、增长、比前年、占某指标。",
            f"“{column}” is none of the columns 本年, 上年, 前年, 变化, 增长, 比前年, 占INDICATOR.",
        )
    return labels[column]


def _said(indicator: str, column: str, wholes: Mapping[str, str], sources: Sources) -> str:
    record, catalogue = sources.record, sources.catalogue
    if column == "本年":
        return digits(indicator, record, catalogue)
    if column == "上年":
        return digits(indicator, record.previous, catalogue)
    if column == "前年":
        return digits(indicator, record.previous.previous if record.previous is not None else None, catalogue)
    try:
        if column in wholes:
            return write_figure(FigureLink(indicator, Aspect.SHARE, wholes[column], 2), record, catalogue).text[:-1]
        # Whether the two years may be compared at all is decided where sentences are written.
        write_figure(FigureLink(indicator, _COMPARING[column]), record, catalogue)
    except Problem:
        return NO_FIGURE
    earlier = record.previous
    if column == "比前年" and earlier is not None:
        earlier = earlier.previous
    now, before = value_of(indicator, record), value_of(indicator, earlier)
    assert now is not None
    assert before is not None
    if column in ("变化", "比前年"):
        return signed(now - before)
    return signed((100 * (now - before) / before).quantize(Decimal("0.1"), ROUND_HALF_UP))
