"""Writes the official Excel workbook of an edition, empty or filled.

The same input gives the same bytes: the creation date is fixed and nothing is
taken from the clock.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

import xlsxwriter

from nianbao.facts.cell import BLANK, LABELS, Cell, CellState
from nianbao.facts.printed_number import Hedge
from nianbao.facts.record import ListRow, Organisation, Record
from nianbao.facts.unit import Unit
from nianbao.framework.model import Catalogue, Edition, ValueType
from nianbao.workbooks.explanation import FOOT_REMARK, box_comment, guide_rows, periods_text
from nianbao.workbooks.identity import identity_rows
from nianbao.workbooks.layout import (
    FIRST_ROW,
    GUIDE_SHEET,
    HEADER_ROW,
    IDENTITY_SHEET,
    LABEL_COLUMN,
    LABEL_HEADING,
    LAST_TIME,
    LIST_ROWS,
    NOTE_HEADING,
    NUMBER_COLUMN,
    NUMBER_HEADING,
    OWNER_ROW,
    THIS_TIME,
    TITLE_ROW,
    UNIT_COLUMN,
    UNIT_HEADING,
    Box,
    Line,
    ListPlan,
    SheetPlan,
    WorkbookPlan,
    address,
    column_name,
    plan_workbook,
)
from nianbao.workbooks.style import Styles

COMMENT_AUTHOR = "年报填报说明"
STATE_WORDS = tuple(LABELS[state] for state in (CellState.NONE, CellState.NOT_APPLICABLE, CellState.MISSING))
_CREATED = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 (a fixed date, so that bytes do not change)
ROW_HEIGHT = 20
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def write_template(
    edition: Edition,
    catalogue: Catalogue,
    organisation: Organisation,
    *,
    target: Path | BinaryIO,
    previous: Record | None = None,
    prefill: Mapping[str, Cell] | None = None,
) -> None:
    """Write the workbook that an organisation fills in.

    ``previous`` is the record of the edition before, shown greyed beside each cell;
    ``prefill`` puts answers in beforehand, by indicator.
    """
    content = template_bytes(edition, catalogue, organisation, previous=previous, prefill=prefill)
    _deliver(content, target)


def template_bytes(
    edition: Edition,
    catalogue: Catalogue,
    organisation: Organisation,
    *,
    previous: Record | None = None,
    prefill: Mapping[str, Cell] | None = None,
) -> bytes:
    """The workbook of ``write_template`` as bytes."""
    return _Writer(edition, catalogue, organisation, previous, prefill or {}).bytes()


def write_filled(record: Record, catalogue: Catalogue, *, target: Path | BinaryIO) -> None:
    """Write a workbook with all that a record says: answers, explanations, lists and last time's values."""
    _deliver(filled_bytes(record, catalogue), target)


def filled_bytes(record: Record, catalogue: Catalogue) -> bytes:
    """The workbook of ``write_filled`` as bytes."""
    cells = {indicator: fact.cell for indicator, fact in record.facts.items()}
    notes = {indicator: fact.note for indicator, fact in record.facts.items() if fact.note}
    edition = catalogue.editions[record.edition]
    return _Writer(edition, catalogue, record.organisation, record.previous, cells, notes, record.lists).bytes()


def entered(cell: Cell, unit: Unit | None) -> float | str | None:
    """What to put into a workbook cell so that reading it gives ``cell`` back.

    A number goes in as a number where a workbook can hold it exactly, else as
    its own text; None leaves the cell empty.
    """
    if cell.state is CellState.BLANK:
        return None
    if cell.state is not CellState.VALUE:
        return LABELS[cell.state]
    number = cell.number
    if number is None:
        return cell.text
    as_float = float(number.digits)
    is_plain = number.hedge is Hedge.NONE and (number.unit == unit or number.unit is None)
    has_own_scale = number.scale != (unit.factor if unit else 1)
    # Fifteen significant digits are what a workbook shows and keeps.
    if is_plain and not has_own_scale and Decimal(f"{as_float:.15g}") == number.digits:
        return as_float
    return number.raw


def shown_previous(cell: Cell, unit: Unit | None) -> str:
    """Last time's value as text, with its unit where that has changed since."""
    if cell.number is None:
        return "" if cell.state is CellState.BLANK else str(cell.text or LABELS[cell.state])
    own = cell.number.unit
    if own is None or own == unit:
        return cell.number.raw
    return cell.number.raw if cell.number.raw.endswith(own.label) else f"{cell.number.raw}{own.label}"


def _deliver(content: bytes, target: Path | BinaryIO) -> None:
    if isinstance(target, Path):
        target.write_bytes(content)
    else:
        target.write(content)


class _Writer:
    """One workbook in the making; used once."""

    def __init__(
        self,
        edition: Edition,
        catalogue: Catalogue,
        organisation: Organisation,
        previous: Record | None,
        answers: Mapping[str, Cell],
        notes: Mapping[str, str] = _NOTHING,
        lists: Mapping[str, tuple[ListRow, ...]] = _NOTHING,
    ) -> None:
        self.catalogue, self.edition, self.organisation = catalogue, edition, organisation
        self.previous, self.answers, self.notes, self.lists = previous, answers, notes, lists
        self.plan: WorkbookPlan = plan_workbook(edition, catalogue)
        self.stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.stream, {"in_memory": True, "strings_to_formulas": False})
        self.book.set_properties(
            {
                "title": f"{edition.label} {organisation.name}",
                "subject": edition.cover_label,
                "author": "nianbao",
                "created": _CREATED,
            }
        )
        self.styles = Styles(self.book)
        self.shown: dict[str, str] = {}

    def bytes(self) -> bytes:
        guide = self.book.add_worksheet(GUIDE_SHEET)
        for sheet in self.plan.sheets:
            self._write_sheet(sheet)
        self._write_guide(guide)
        self._write_identity()
        self.book.close()
        return self.stream.getvalue()

    # The guide comes first for the reader, but counts what the other sheets hold.
    def _write_guide(self, sheet: Any) -> None:
        style = self.styles
        sheet.hide_gridlines(2)
        sheet.set_default_row(ROW_HEIGHT)
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 30)
        sheet.set_column(2, 4, 12)
        sheet.set_column(5, 5, 26)
        sheet.set_row(0, 34)
        sheet.merge_range(0, 0, 0, 5, f"{self.edition.label}　填报说明", style["title"])
        row = 2
        for name, value in (
            ("填报单位", self.organisation.name),
            ("单位代码", self.organisation.code or "—"),
            ("年度", self.edition.cover_label),
            ("统计时段", periods_text(self.edition)),
        ):
            sheet.write_string(row, 0, name, style["guide_name"])
            sheet.merge_range(row, 1, row, 5, value, style["guide_text"])
            row += 1
        row += 1
        for heading, items in guide_rows(self.edition):
            sheet.merge_range(row, 0, row, 5, heading, style["guide_heading"])
            row += 1
            for sample, style_name, text in items:
                sheet.write_string(row, 0, sample, style[style_name] if style_name else style["guide_name"])
                sheet.merge_range(row, 1, row, 5, text, style["guide_text"])
                sheet.set_row(row, 16 * max(1, -(-_width(text) // 100)) + 4)
                row += 1
            row += 1
        sheet.merge_range(row, 0, row, 5, "填报进度（随填报自动更新）", style["guide_heading"])
        row += 1
        for column, heading in enumerate(("工作表", "", "应填", "已填", "未填", "完成情况")):
            sheet.write_string(row, column, heading, style["header"])
        sheet.merge_range(row, 0, row, 1, "工作表", style["header"])
        row += 1
        for plan in self.plan.sheets:
            self._write_progress(sheet, row, plan)
            row += 1
        sheet.protect("", {"select_locked_cells": True})
        self._set_up_print(sheet, landscape=False)
        sheet.activate()

    def _write_progress(self, sheet: Any, row: int, plan: SheetPlan) -> None:
        style = self.styles
        asked = sum(1 for _ in plan.boxes())
        filled = sum(1 for box in plan.boxes() if self._answer(box).state is not CellState.BLANK)
        ranges = ",".join(
            f"'{plan.name}'!{column_name(at)}{FIRST_ROW + 1}:{column_name(at)}{plan.last_row + 1}"
            for _, _, at, _ in plan.answer_columns()
        )
        sheet.merge_range(row, 0, row, 1, "", style["guide_link"])
        sheet.write_url(row, 0, f"internal:'{plan.name}'!A1", style["guide_link"], plan.name)
        sheet.write_number(row, 2, asked, style["count"])
        sheet.write_formula(row, 3, f"=COUNTA({ranges})", style["count"], filled)
        sheet.write_formula(row, 4, f"=C{row + 1}-D{row + 1}", style["count"], asked - filled)
        done = "已填完" if asked == filled else "未填完"
        sheet.write_formula(row, 5, f'=IF(E{row + 1}<=0,"已填完","未填完")', style["count"], done)

    def _write_sheet(self, plan: SheetPlan) -> None:
        style = self.styles
        sheet = self.book.add_worksheet(plan.name)
        last = plan.note_column
        pairs = list(plan.answer_columns())
        is_wide = len(pairs) > 1
        sheet.hide_gridlines(2)
        sheet.set_column(NUMBER_COLUMN, NUMBER_COLUMN, 6)
        sheet.set_column(LABEL_COLUMN, LABEL_COLUMN, 40)
        sheet.set_column(UNIT_COLUMN, UNIT_COLUMN, 9)
        for _, _, at, previous_at in pairs:
            sheet.set_column(at, at, 15)
            sheet.set_column(previous_at, previous_at, 11)
        sheet.set_column(last, last, 26)
        sheet.set_default_row(ROW_HEIGHT)
        sheet.set_row(TITLE_ROW, 32)
        sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, last, plan.title, style["title"])
        sheet.set_row(OWNER_ROW, 20)
        owner = f"填报单位：{self.organisation.name}"
        sheet.merge_range(OWNER_ROW, 0, OWNER_ROW, LABEL_COLUMN, owner, style["owner"])
        code = f"单位代码：{self.organisation.code or '—'}　　{self.edition.cover_label}"
        sheet.merge_range(OWNER_ROW, UNIT_COLUMN, OWNER_ROW, last, code, style["owner_right"])
        for column, heading in (
            (NUMBER_COLUMN, NUMBER_HEADING),
            (LABEL_COLUMN, LABEL_HEADING),
            (UNIT_COLUMN, UNIT_HEADING),
            (last, NOTE_HEADING),
        ):
            sheet.merge_range(HEADER_ROW, column, HEADER_ROW + 1, column, heading, style["header"])
        for _, label, at, previous_at in pairs:
            sheet.merge_range(HEADER_ROW, at, HEADER_ROW, previous_at, label, style["header"])
            sheet.write_string(HEADER_ROW + 1, at, THIS_TIME, style["header"])
            sheet.write_string(HEADER_ROW + 1, previous_at, LAST_TIME, style["header"])
        for line in plan.lines:
            self._write_line(sheet, plan, line)
        self._merge_continued(sheet, plan)
        self._validate(sheet, plan)
        below = plan.last_row + 1
        if plan.table.note:
            sheet.merge_range(below, 0, below, last, f"注：{plan.table.note}", style["remark"])
            below += 1
        sheet.merge_range(below, 0, below, last, FOOT_REMARK, style["remark"])
        for list_plan in plan.lists:
            self._write_list(sheet, list_plan, last)
        sheet.freeze_panes(FIRST_ROW, UNIT_COLUMN)
        sheet.repeat_rows(HEADER_ROW, HEADER_ROW + 1)
        sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
        self._set_up_print(sheet, landscape=is_wide)

    def _set_up_print(self, sheet: Any, *, landscape: bool) -> None:
        sheet.set_paper(9)  # A4
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.75, bottom=0.75)
        sheet.center_horizontally()
        sheet.set_footer('&C&"宋体"&9第 &P 页，共 &N 页')

    def _answer(self, box: Box) -> Cell:
        return self.answers.get(box.indicator, BLANK)

    def _write_line(self, sheet: Any, plan: SheetPlan, line: Line) -> None:
        style, row, form = self.styles, line.row, line.form
        if not form.continues:
            level = min(form.indent, 3)
            sheet.write_string(row, NUMBER_COLUMN, form.number or "", style["number_label"])
            sheet.write_string(row, LABEL_COLUMN, line.label, style[f"label_{level}"])
        sheet.write_string(row, UNIT_COLUMN, line.unit_label, style["unit"])
        filled = {box.at for box in line.boxes}
        for box in line.boxes:
            self._write_box(sheet, box)
        for _, _, at, previous_at in plan.answer_columns():
            if at not in filled:
                sheet.write_blank(row, at, None, style["closed"])
                sheet.write_blank(row, previous_at, None, style["closed"])
        said = list(dict.fromkeys(self.notes[b.indicator] for b in line.boxes if b.indicator in self.notes))
        if said:
            sheet.write_string(row, plan.note_column, "；".join(said), style["note"])
        else:
            sheet.write_blank(row, plan.note_column, None, style["note"])

    def _write_box(self, sheet: Any, box: Box) -> None:
        style = self.styles
        name = "starred" if box.starred else "input"
        value = entered(self._answer(box), box.unit)
        if value is None:
            sheet.write_blank(box.row, box.at, None, style[name])
        elif isinstance(value, float):
            number = self._answer(box).number
            assert number is not None
            sheet.write_number(box.row, box.at, value, style.number(name, number.places))
        else:
            sheet.write_string(box.row, box.at, value, style[name])
        shown = shown_previous(self.previous.cell(box.indicator), box.unit) if self.previous else ""
        if shown:
            self.shown[box.indicator] = shown
            sheet.write_string(box.row, box.previous_at, shown, style["previous"])
        else:
            sheet.write_blank(box.row, box.previous_at, None, style["previous"])
        comment, width, height = box_comment(box, self.edition, self.catalogue)
        options = {"author": COMMENT_AUTHOR, "width": width, "height": height, "font_name": "宋体", "font_size": 9}
        sheet.write_comment(box.row, box.at, comment, options)

    def _merge_continued(self, sheet: Any, plan: SheetPlan) -> None:
        """Number and label of a row with several units (门, 学时) reach down over its lines."""
        start = 0
        for position, line in enumerate(plan.lines):
            if not line.form.continues:
                start = position
            next_continues = position + 1 < len(plan.lines) and plan.lines[position + 1].form.continues
            if line.form.continues and not next_continues:
                first = plan.lines[start]
                level = min(first.form.indent, 3)
                for column, text, name in (
                    (NUMBER_COLUMN, first.form.number or "", "number_label"),
                    (LABEL_COLUMN, first.label, f"label_{level}"),
                ):
                    sheet.merge_range(first.row, column, line.row, column, text, self.styles[name])

    def _validate(self, sheet: Any, plan: SheetPlan) -> None:
        groups: dict[tuple[Any, ...], list[Box]] = {}
        for box in plan.boxes():
            if box.takes_number:
                groups.setdefault(("number", box.is_whole, box.highest, box.meaning.places), []).append(box)
            elif box.value_type is ValueType.CHOICE and box.meaning.choices:
                groups.setdefault(("choice", box.meaning.choices), []).append(box)
        for (kind, *rest), boxes in groups.items():
            first = boxes[0]
            options: dict[str, Any] = {"error_type": "warning", "ignore_blank": True}
            if kind == "choice":
                words = [*rest[0], "无", "不适用"]
                options |= {
                    "validate": "list",
                    "source": words if len(",".join(words)) <= 255 else words[: len(rest[0])],
                    "error_title": "不在备选项中",
                    "error_message": "请从下拉列表中选择一项；确需填写其他内容的，点「是」，并在说明栏写明。",
                }
                if len(",".join(options["source"])) > 255:
                    continue
            else:
                formula, expected = number_rule(address(first.row, first.at), *rest)
                options |= {
                    "validate": "custom",
                    "value": formula,
                    "error_title": "与要求不符",
                    "error_message": f"此处应填{expected}；没有的填「无」，问题不适用的填「不适用」，"
                    "应报未报的填「缺报」。单位不要写进单元格。确认无误的，点「是」。",
                }
            options["other_cells"] = [[box.row, box.at, box.row, box.at] for box in boxes[1:]]
            sheet.data_validation(first.row, first.at, first.row, first.at, options)
        self._mark_mistakes(sheet, [box for box in plan.boxes() if box.takes_number])

    def _mark_mistakes(self, sheet: Any, boxes: list[Box]) -> None:
        """What is neither number nor one of the words turns red while it is typed."""
        by_column: dict[int, list[Box]] = {}
        for box in boxes:
            by_column.setdefault(box.at, []).append(box)
        for column, found in by_column.items():
            top, bottom = found[0].row, found[-1].row
            here = address(top, column)
            words = ",".join(f'TRIM({here})="{word}"' for word in STATE_WORDS)
            formula = f'=AND({here}<>"",IF(ISNUMBER({here}),{here}<0,NOT(OR({words}))))'
            rule = {"type": "formula", "criteria": formula, "format": self.styles["mistake"]}
            sheet.conditional_format(top, column, bottom, column, rule)

    def _write_list(self, sheet: Any, plan: ListPlan, last: int) -> None:
        style = self.styles
        form = plan.form
        title = f"{form.label}　{form.instruction}" if form.instruction else form.label
        width = max(last, plan.spans[-1][1])
        sheet.set_row(plan.title_row, 20)
        sheet.merge_range(plan.title_row, 0, plan.title_row, width, title, style["list_title"])
        sheet.write_string(plan.header_row, NUMBER_COLUMN, NUMBER_HEADING, style["header"])
        rows = self.lists.get(form.id, ())
        for column, (first, end) in zip(form.columns, plan.spans, strict=True):
            _write_span(sheet, plan.header_row, first, end, column.label, style["header"])
        # Further lists of the same table stand below; only the last one may grow.
        for position in range(max(LIST_ROWS, len(rows))):
            row = plan.first_row + position
            sheet.write_number(row, NUMBER_COLUMN, position + 1, style["number_label"])
            for column, (first, end) in zip(form.columns, plan.spans, strict=True):
                text = rows[position].get(column.id, "") if position < len(rows) else ""
                _write_span(sheet, row, first, end, text, style["list_entry"])

    def _write_identity(self) -> None:
        sheet = self.book.add_worksheet(IDENTITY_SHEET)
        previous_edition = self.previous.edition if self.previous else None
        for row, texts in enumerate(identity_rows(self.plan, self.organisation, previous_edition, self.shown)):
            for column, text in enumerate(texts):
                if text:
                    sheet.write_string(row, column, text)
        sheet.protect("")
        sheet.very_hidden()


def number_rule(here: str, is_whole: bool, highest: Decimal | None, places: int | None) -> tuple[str, str]:
    """The validation formula of a number cell, and in words what it asks for."""
    conditions = [f"{here}>=0"]
    expected = "不小于 0 的整数" if is_whole else "不小于 0 的数"
    if highest is not None:
        conditions.append(f"{here}<={highest}")
        expected = f"0 至 {highest} 之间的数"
    if is_whole:
        conditions.append(f"{here}=INT({here})")
    elif places is not None:
        conditions.append(f"ROUND({here},{places})={here}")
        expected += f"，至多 {places} 位小数" if places else "，不带小数"
    words = ",".join(f'{here}="{word}"' for word in STATE_WORDS)
    return f"=IF(ISNUMBER({here}),AND({','.join(conditions)}),OR({words}))", expected


def _write_span(sheet: Any, row: int, first: int, end: int, text: str, style: Any) -> None:
    if first == end:
        if text:
            sheet.write_string(row, first, text, style)
        else:
            sheet.write_blank(row, first, None, style)
    else:
        sheet.merge_range(row, first, row, end, text, style)


def _width(text: str) -> int:
    """Columns of half-width characters that a text takes up."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
