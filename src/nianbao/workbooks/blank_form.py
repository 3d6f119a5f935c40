"""Draws the blank workbook of an edition, with marks where an organisation's name and code go.

Drawing takes longest, and is the same for every organisation: it is done once,
and ``filling`` puts in what differs.
"""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from typing import Any

import xlsxwriter

from nianbao.facts.cell import LABELS, CellState
from nianbao.framework.model import Catalogue, ValueType
from nianbao.workbooks.explanation import FOOT_REMARK, box_comment, guide_rows, periods_text
from nianbao.workbooks.layout import (
    GUIDE_SHEET,
    HEADER_ROW,
    IDENTITY_SHEET,
    LABEL_COLUMN,
    LABEL_HEADING,
    LAST_TIME,
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
    list_heading,
)
from nianbao.workbooks.style import Styles

COMMENT_AUTHOR = "年报填报说明"
NAME_MARK, CODE_MARK = "\ue000name\ue001", "\ue000code\ue001"  # private characters, which no name has
ROW_HEIGHT = 20
MOST_PLACES = 8  # decimals that a number format of the workbook shows
DONE, NOT_DONE = "已填完", "未填完"
STATE_WORDS = tuple(LABELS[state] for state in (CellState.NONE, CellState.NOT_APPLICABLE, CellState.MISSING))
_CHOICE_ERROR = {
    "error_title": "不在备选项中",
    "error_message": "请从下拉列表中选择一项；确需填写其他内容的，点「是」，并在说明栏写明。",
}
_CREATED = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 (a fixed date, so that bytes do not change)


def draw_blank_form(plan: WorkbookPlan, catalogue: Catalogue) -> tuple[bytes, dict[str, int]]:
    """The blank workbook, and on which row of the guide each table's progress stands.

    The hidden sheet holds, in its first column, one number in each number style,
    in the order of ``number_styles``.
    """
    return _Drawing(plan, catalogue).draw()


def number_styles() -> list[tuple[str, int]]:
    """The styles in which a number can be entered: kind of cell and decimals shown."""
    return [(name, places) for name in ("input", "starred") for places in range(MOST_PLACES + 1)]


class _Drawing:
    """One workbook in the making; used once."""

    def __init__(self, plan: WorkbookPlan, catalogue: Catalogue) -> None:
        self.plan, self.edition, self.catalogue = plan, plan.edition, catalogue
        self.stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.stream, {"in_memory": True, "strings_to_formulas": False})
        self.book.set_properties(
            {
                "title": f"{self.edition.label} {NAME_MARK}",
                "subject": self.edition.cover_label,
                "author": "nianbao",
                "created": _CREATED,
            }
        )
        self.styles = Styles(self.book)
        self.progress_rows: dict[str, int] = {}

    def draw(self) -> tuple[bytes, dict[str, int]]:
        guide = self.book.add_worksheet(GUIDE_SHEET)
        for sheet in self.plan.sheets:
            self._write_sheet(sheet)
        self._write_guide(guide)
        hidden = self.book.add_worksheet(IDENTITY_SHEET)
        for row, (name, places) in enumerate(number_styles()):
            hidden.write_number(row, 0, 0, self.styles.number(name, places))
        hidden.protect("")
        hidden.very_hidden()
        self.book.close()
        return self.stream.getvalue(), self.progress_rows

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
            ("填报单位", NAME_MARK),
            ("单位代码", CODE_MARK),
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
            self.progress_rows[plan.table.id] = row
            self._write_progress(sheet, row, plan)
            row += 1
        sheet.protect("", {"select_locked_cells": True})
        self._set_up_print(sheet, landscape=False)
        sheet.activate()

    def _write_progress(self, sheet: Any, row: int, plan: SheetPlan) -> None:
        style = self.styles
        asked = sum(1 for _ in plan.boxes())
        ranges = ",".join(
            f"'{plan.name}'!{column_name(at)}{plan.first_row + 1}:{column_name(at)}{plan.last_row + 1}"
            for _, _, at, _ in plan.answer_columns()
        )
        sheet.merge_range(row, 0, row, 1, "", style["guide_link"])
        sheet.write_url(row, 0, f"internal:'{plan.name}'!A1", style["guide_link"], plan.name)
        sheet.write_number(row, 2, asked, style["count"])
        sheet.write_formula(row, 3, f"=COUNTA({ranges})", style["count"], 0)
        sheet.write_formula(row, 4, f"=C{row + 1}-D{row + 1}", style["count"], asked)
        sheet.write_formula(row, 5, f'=IF(E{row + 1}<=0,"{DONE}","{NOT_DONE}")', style["count"], NOT_DONE)

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
            sheet.set_column(at, at, 15 if len(pairs) <= 3 else 9)
            sheet.set_column(previous_at, previous_at, 11 if len(pairs) <= 3 else 7)
        sheet.set_column(last, last, 26)
        sheet.set_default_row(ROW_HEIGHT)
        sheet.set_row(TITLE_ROW, 32)
        sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, last, plan.title, style["title"])
        sheet.set_row(OWNER_ROW, 20)
        owner = f"填报单位：{NAME_MARK}"
        sheet.merge_range(OWNER_ROW, 0, OWNER_ROW, LABEL_COLUMN, owner, style["owner"])
        code = f"单位代码：{CODE_MARK}　　{self.edition.cover_label}"
        sheet.merge_range(OWNER_ROW, UNIT_COLUMN, OWNER_ROW, last, code, style["owner_right"])
        for column, heading in (
            (NUMBER_COLUMN, NUMBER_HEADING),
            (LABEL_COLUMN, LABEL_HEADING),
            (UNIT_COLUMN, UNIT_HEADING),
            (last, NOTE_HEADING),
        ):
            sheet.merge_range(HEADER_ROW, column, plan.first_row - 1, column, heading, style["header"])
        for group, first, end in plan.groups():
            sheet.merge_range(HEADER_ROW, first, HEADER_ROW, end, group, style["header"])
        bottom = plan.first_row - 1
        for form, (_, label, at, previous_at) in zip(plan.table.columns, pairs, strict=True):
            top = bottom - 1 if form.group else HEADER_ROW
            sheet.merge_range(top, at, bottom - 1, previous_at, label, style["header"])
            sheet.write_string(bottom, at, THIS_TIME, style["header"])
            sheet.write_string(bottom, previous_at, LAST_TIME, style["header"])
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
        sheet.freeze_panes(plan.first_row, UNIT_COLUMN)
        sheet.repeat_rows(HEADER_ROW, plan.first_row - 1)
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
        sheet.write_blank(row, plan.note_column, None, style["note"])

    def _write_box(self, sheet: Any, box: Box) -> None:
        style = self.styles
        name = "starred" if box.starred else "input"
        sheet.write_blank(box.row, box.at, None, style[name])
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
                } | _CHOICE_ERROR
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
        for column, (first, end) in zip(form.columns, plan.spans, strict=True):
            _write_span(sheet, plan.header_row, first, end, list_heading(column), style["header"])
        if width > last:
            sheet.set_column(last + 1, width, 13)
        end_row = plan.first_row + plan.rows - 1
        for column, (first, _) in zip(form.columns, plan.spans, strict=True):
            if column.choices and len(",".join(column.choices)) <= 255:
                rule = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
                sheet.data_validation(plan.first_row, first, end_row, first, rule | _CHOICE_ERROR)
        for position in range(plan.rows):
            row = plan.first_row + position
            sheet.write_number(row, NUMBER_COLUMN, position + 1, style["number_label"])
            for first, end in plan.spans:
                _write_span(sheet, row, first, end, "", style["list_entry"])


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
