"""An official table as a page shows it: merged headings, and for each box what it says now and said last time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from nianbao.facts.cell import Cell, CellState
from nianbao.facts.record import Record
from nianbao.framework.model import FormColumn, FormList
from nianbao.web.submissions.content import Content
from nianbao.workbooks.layout import Box, SheetPlan

EXTRA_ROWS = 3  # empty ones below a list, for pages without scripts


@dataclass(frozen=True)
class Heading:
    label: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class BoxView:
    box: Box
    raw: str
    version: int
    previous: str
    change: str
    row: int
    column: int
    remarks: int = 0

    @property
    def choices(self) -> Sequence[str]:
        return self.box.meaning.choices

    @property
    def is_big_change(self) -> bool:
        return self.change.startswith("▲▲") or self.change.startswith("▼▼")


@dataclass(frozen=True)
class Slot:
    """A place of a line under one column: a box, or closed; texts are not compared with last time's."""

    view: BoxView | None
    has_previous: bool


@dataclass(frozen=True)
class LineView:
    number: str
    label: str
    unit: str
    indent: int
    starred: bool
    span: int  # rows that number and label reach over; 0 where the line above covers them
    boxes: tuple[Slot, ...]
    note: str
    note_of: str  # indicator that keeps the line's note
    note_version: int


@dataclass(frozen=True)
class TableView:
    plan: SheetPlan
    headings: tuple[tuple[Heading, ...], ...]
    lines: tuple[LineView, ...]
    lists: tuple[ListView, ...] = ()


@dataclass(frozen=True)
class ListView:
    form: FormList
    rows: tuple[Mapping[str, str], ...]
    version: int
    cells: tuple[tuple[tuple[FormColumn, str], ...], ...] = field(default=())


def table_view(sheet: SheetPlan, content: Content, remarks: Mapping[str, int] | None = None) -> TableView:
    """The table with a submission's figures in it."""
    lines = tuple(_lines(sheet, content, remarks or {}))
    return TableView(sheet, _headings(sheet), lines, tuple(list_view(one.form, content) for one in sheet.lists))


def list_view(form: FormList, content: Content) -> ListView:
    """A list with a few empty rows to write into."""
    kept = content.lists.get(form.id)
    rows: list[Mapping[str, str]] = list(kept.rows) if kept else []
    filled = tuple(rows)
    shown = [*rows, *({} for _ in range(EXTRA_ROWS))]
    cells = tuple(tuple((column, row.get(column.id, "")) for column in form.columns) for row in shown)
    return ListView(form, filled, kept.version if kept else 0, cells)


def _compared(sheet: SheetPlan) -> frozenset[str]:
    """The columns that hold numbers; beside them stands what was entered last time."""
    return frozenset(box.column for box in sheet.boxes() if box.takes_number)


def _headings(sheet: SheetPlan) -> tuple[tuple[Heading, ...], ...]:
    columns, compared = sheet.table.columns, _compared(sheet)
    heights = 2 if any(column.group for column in columns) else 1
    top = [Heading("序号", rows=heights), Heading("指标", rows=heights), Heading("单位", rows=heights)]
    bottom: list[Heading] = []
    for group, found in groupby(columns, key=lambda column: column.group):
        run = list(found)
        below = [
            head
            for column in run
            for head in (Heading(_with_unit(column)), *([Heading("上年")] if column.id in compared else []))
        ]
        if heights == 1:
            top += below
        else:
            top.append(Heading(group, columns=len(below)))
            bottom += below
    top.append(Heading("备注", rows=heights))
    return (tuple(top), tuple(bottom)) if heights == 2 else (tuple(top),)


def _with_unit(column: FormColumn) -> str:
    return f"{column.label}（{column.unit_label}）" if column.unit_label else column.label


def _lines(sheet: SheetPlan, content: Content, remarks: Mapping[str, int]) -> Iterator[LineView]:
    columns = [column.id for column in sheet.table.columns]
    compared = _compared(sheet)
    for position, line in enumerate(sheet.lines):
        span = 1
        while position + span < len(sheet.lines) and sheet.lines[position + span].form.continues:
            span += 1
        views = {box.column: _box(box, content, position, columns.index(box.column), remarks) for box in line.boxes}
        note_of = line.boxes[0].indicator if line.boxes else ""
        entry = content.entries.get(note_of)
        yield LineView(
            line.form.number or "",
            line.form.prefix + line.form.label if not line.form.continues else "",
            line.unit_label,
            min(line.form.indent, 3),
            line.form.starred,
            0 if line.form.continues else span,
            tuple(Slot(views.get(column), column in compared) for column in columns),
            entry.note if entry else "",
            note_of,
            entry.version if entry else 0,
        )


def _box(box: Box, content: Content, row: int, column: int, remarks: Mapping[str, int]) -> BoxView:
    entry = content.entries.get(box.indicator)
    previous = content.record.previous
    return BoxView(
        box,
        entry.raw if entry else "",
        entry.version if entry else 0,
        previous_text(previous, box),
        change_of(content.record, box.indicator),
        row,
        column,
        remarks=remarks.get(box.indicator, 0),
    )


def previous_text(previous: Record | None, box: Box) -> str:
    cell = previous.cell(box.indicator) if previous is not None else None
    return "" if cell is None or cell.state is CellState.BLANK else str(cell)


def change_of(record: Record, indicator: str) -> str:
    """How a figure moved since last time, in percent; doubled arrows from a quarter on.

    Empty where one of the two is no number, or last time's was zero.
    """
    if record.previous is None:
        return ""
    now, before = _number(record.cell(indicator)), _number(record.previous.cell(indicator))
    if now is None or before is None or before == 0:
        return ""
    share = (100 * (now - before) / abs(before)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if share == 0:
        return "＝"
    arrow = "▲" if share > 0 else "▼"
    return f"{arrow * (2 if abs(share) >= 25 else 1)} {abs(share)}%"


def _number(cell: Cell) -> Decimal | None:
    return cell.number.digits * cell.number.scale if cell.number is not None else None
