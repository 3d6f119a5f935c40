"""Where everything stands on the sheets of an edition's workbook.

Writer and reader share this plan, so that the template and what is expected of a
filled one cannot drift apart. Rows and columns are counted from 0; ``address``
turns them into what a person sees.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.facts.numeral import half_width
from nianbao.facts.period import PeriodKind
from nianbao.facts.unit import Unit
from nianbao.framework.model import (
    Catalogue,
    Edition,
    FormCell,
    FormColumn,
    FormList,
    FormRow,
    FormTable,
    Meaning,
    ValueType,
)

GUIDE_SHEET = "填报说明"
BASE_ITEMS_SHEET = "支撑项"
BASE_ITEMS_TABLE = "base_items"
IDENTITY_SHEET = "_nianbao"
STAR = "★"
THIS_TIME = "本年填报"
LAST_TIME = "上年"
NUMBER_HEADING, LABEL_HEADING, UNIT_HEADING, NOTE_HEADING = "序号", "指标", "单位", "说明"
LIST_ROWS = 20

TITLE_ROW, OWNER_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2, 4
NUMBER_COLUMN, LABEL_COLUMN, UNIT_COLUMN, FIRST_ANSWER_COLUMN = 0, 1, 2, 3

_SPACE = re.compile(r"[\s\u00a0\u3000\u200b\ufeff]+")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_MARKS = str.maketrans("（）：，、；", "():,,;", "★*＊")


@dataclass(frozen=True, slots=True)
class Box:
    """One cell to fill in, with what the catalogue says about it."""

    indicator: str
    label: str
    label_en: str
    column: str
    row: int
    at: int  # column of this time's answer
    previous_at: int  # column of last time's value
    unit: Unit | None
    unit_label: str
    value_type: ValueType
    meaning: Meaning
    starred: bool

    @property
    def takes_number(self) -> bool:
        return self.value_type not in (ValueType.CHOICE, ValueType.TEXT)

    @property
    def is_whole(self) -> bool:
        """True where only whole numbers make sense."""
        return (
            self.value_type is ValueType.COUNT and (self.unit is None or self.unit.counts) and not self.meaning.places
        )

    @property
    def highest(self) -> Decimal | None:
        return Decimal(100) if self.value_type is ValueType.SHARE else None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a form table on its sheet."""

    row: int
    form: FormRow
    label: str  # as shown; empty where the line continues the one above
    unit_label: str
    parent: str  # label of the row it is 其中 of, or continues
    boxes: tuple[Box, ...]
    key: tuple[str, str]  # label and unit as compared with what is found on a sheet
    lead: str = ""  # label of the row it continues, made plain; empty where it has its own


@dataclass(frozen=True, slots=True)
class ListPlan:
    """A list below a table: where its heading stands, and which columns each of its columns spans."""

    form: FormList
    title_row: int
    header_row: int
    first_row: int
    rows: int
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SheetPlan:
    table: FormTable
    name: str
    title: str
    lines: tuple[Line, ...]
    lists: tuple[ListPlan, ...]
    note_column: int

    @property
    def header_rows(self) -> int:
        """How many rows the headings take: one more where columns stand under a common one."""
        return header_rows(self.table)

    @property
    def first_row(self) -> int:
        return HEADER_ROW + self.header_rows

    @property
    def last_row(self) -> int:
        return self.lines[-1].row if self.lines else self.first_row

    def answer_columns(self) -> Iterator[tuple[str, str, int, int]]:
        """Id, heading, this time's and last time's column of each column of answers."""
        for position, column in enumerate(self.table.columns):
            at = FIRST_ANSWER_COLUMN + 2 * position
            yield column.id, column.label, at, at + 1

    def groups(self) -> Iterator[tuple[str, int, int]]:
        """Each heading above several columns, with the first and last column of the sheet that it covers."""
        spans: list[tuple[str, int, int]] = []
        for column, (_, _, at, previous_at) in zip(self.table.columns, self.answer_columns(), strict=True):
            if spans and column.group and spans[-1][0] == column.group and spans[-1][2] == at - 1:
                spans[-1] = (column.group, spans[-1][1], previous_at)
            elif column.group:
                spans.append((column.group, at, previous_at))
        yield from spans

    def boxes(self) -> Iterator[Box]:
        for line in self.lines:
            yield from line.boxes


@dataclass(frozen=True, slots=True)
class WorkbookPlan:
    edition: Edition
    sheets: tuple[SheetPlan, ...]
    form_hash: str  # changes when the printed form or its indicators do

    def boxes(self) -> Iterator[tuple[SheetPlan, Box]]:
        for sheet in self.sheets:
            for box in sheet.boxes():
                yield sheet, box


_PLANS: dict[tuple[int, str, int], tuple[Catalogue, Edition, WorkbookPlan]] = {}


def plan_workbook(edition: Edition, catalogue: Catalogue, list_rows: int = LIST_ROWS) -> WorkbookPlan:
    """The plan of an edition's workbook with so many rows for each list; made once for each catalogue in memory."""
    key = (id(catalogue), edition.id, list_rows)
    kept = _PLANS.get(key)
    if kept is not None and kept[0] is catalogue and kept[1] is edition:
        return kept[2]
    plan = _plan(edition, catalogue, list_rows)
    if len(_PLANS) >= 32:
        _PLANS.clear()
    _PLANS[key] = (catalogue, edition, plan)
    return plan


@functools.lru_cache(maxsize=16_384)
def address(row: int, column: int) -> str:
    """A cell's name.

    >>> address(0, 0), address(6, 27)
    ('A1', 'AB7')
    """
    return f"{column_name(column)}{row + 1}"


@functools.lru_cache(maxsize=1_024)
def column_name(column: int) -> str:
    """The letters of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@functools.lru_cache(maxsize=8_192)
def plain(text: str) -> str:
    """A label without what people change by accident: spaces, widths, stars and 其中.

    >>> plain("其中： 毕业生升学人数 ★") == plain("　毕业生升学人数")
    True
    """
    bare = _SPACE.sub("", half_width(text)).translate(_MARKS)
    return bare.removeprefix("其中:").removeprefix("其中").lower()


def sheet_name(table: FormTable) -> str:
    """The tab's text: number and label, within what a workbook allows."""
    return _NOT_IN_SHEET_NAMES.sub("", f"{table.number} {table.label}".strip())[:31]


def header_rows(table: FormTable) -> int:
    """Rows of headings above a table: column, this time and last time, and a group where columns have one."""
    return FIRST_ROW - HEADER_ROW + any(column.group for column in table.columns)


def list_heading(column: FormColumn) -> str:
    """What stands above a column of a list: its label, and its unit where it has one."""
    unit = column.unit_label or (column.unit.label if column.unit else "")
    return f"{column.label}（{unit}）" if unit and unit not in column.label else column.label


def _plan(edition: Edition, catalogue: Catalogue, list_rows: int) -> WorkbookPlan:
    sheets = [_plan_sheet(table, edition, catalogue, list_rows) for table in edition.tables]
    printed = {box.indicator for sheet in sheets for box in sheet.boxes()}
    base_items = [item for item in edition.base_items if item not in printed]
    if base_items or edition.base_lists:
        sheets.append(_plan_sheet(_base_items_table(base_items, edition, catalogue), edition, catalogue, list_rows))
    described = [
        (sheet.table.id, sheet.title, line.key, line.parent, tuple((box.indicator, box.column) for box in line.boxes))
        for sheet in sheets
        for line in sheet.lines
    ]
    digest = hashlib.sha256(repr(described).encode()).hexdigest()[:16]
    return WorkbookPlan(edition, tuple(sheets), digest)


def _base_items_table(items: list[str], edition: Edition, catalogue: Catalogue) -> FormTable:
    rows = tuple(
        FormRow(str(number), catalogue.indicators[item].label, (FormCell("value", item),))
        for number, item in enumerate(items, start=1)
    )
    note = "支撑项不在年报中印出，用于核算生师比、比例、生均等指标，并用于区级汇总时重新计算。"
    columns = (FormColumn("value", "数值"),)
    return FormTable(BASE_ITEMS_TABLE, BASE_ITEMS_SHEET, "", columns, rows, lists=edition.base_lists, note=note)


def _plan_sheet(table: FormTable, edition: Edition, catalogue: Catalogue, list_rows: int) -> SheetPlan:
    columns = {column.id: FIRST_ANSWER_COLUMN + 2 * position for position, column in enumerate(table.columns)}
    note_column = FIRST_ANSWER_COLUMN + 2 * len(table.columns)
    lines: list[Line] = []
    ancestors: list[tuple[int, str]] = []
    is_starred = False
    lead = ""
    first_row = HEADER_ROW + header_rows(table)
    for offset, form in enumerate(table.rows):
        is_starred = form.starred or (form.continues and is_starred)
        if not form.continues:
            while ancestors and ancestors[-1][0] >= form.indent:
                ancestors.pop()
        parent = ancestors[-1][1] if ancestors else ""
        boxes = tuple(
            _box(catalogue, edition, cell, first_row + offset, columns[cell.column], is_starred) for cell in form.cells
        )
        label = "" if form.continues else shown_label(form)
        unit = boxes[0].unit_label if boxes else ""
        key = (plain(label), plain(unit))
        if not form.continues:
            lead = key[0]
        lines.append(Line(first_row + offset, form, label, unit, parent, boxes, key, lead if form.continues else ""))
        if not form.continues:
            ancestors.append((form.indent, form.label))
    below = first_row + len(lines) + (1 if table.note else 0) + 2
    lists: list[ListPlan] = []
    for form_list in table.lists:
        spans = _spans(len(form_list.columns), note_column)
        lists.append(ListPlan(form_list, below, below + 1, below + 2, list_rows, spans))
        below += 2 + list_rows + 1
    title = f"{table.number} {table.label}".strip()
    return SheetPlan(table, sheet_name(table), title, tuple(lines), tuple(lists), note_column)


def shown_label(form: FormRow) -> str:
    """A row's label as the sheet prints it, without indentation."""
    return f"{form.prefix}{form.label}{STAR if form.starred else ''}"


def _box(catalogue: Catalogue, edition: Edition, cell: FormCell, row: int, at: int, is_starred: bool) -> Box:
    known = catalogue.indicators[cell.indicator]
    meaning = known.meaning_in(edition.data_year)
    return Box(
        cell.indicator,
        known.label,
        known.label_en,
        cell.column,
        row,
        at,
        at + 1,
        meaning.unit,
        cell.unit_label or (meaning.unit.label if meaning.unit else ""),
        known.value_type,
        meaning,
        is_starred,
    )


def _spans(count: int, last: int) -> tuple[tuple[int, int], ...]:
    """Which sheet columns each list column covers: the first takes the label column, the others share what is right.

    >>> _spans(3, 5)
    ((1, 1), (2, 3), (4, 5))
    >>> _spans(7, 5)
    ((1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7))
    """
    if count == 1:
        return ((LABEL_COLUMN, last),)
    others, room = count - 1, last - LABEL_COLUMN
    size, rest = divmod(max(room, others), others)
    spans, at = [(LABEL_COLUMN, LABEL_COLUMN)], UNIT_COLUMN
    for position in range(others):
        end = at + size - 1 + (position < rest)
        spans.append((at, end))
        at = end + 1
    return tuple(spans)


def period_label(edition: Edition, kind: PeriodKind) -> str:
    """The time that figures of this kind are about, in the edition."""
    period = edition.periods.get(kind)
    return str(period) if period is not None else ""
