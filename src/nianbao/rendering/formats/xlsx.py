"""Excel: each official table on its own print-ready sheet, then coverage, the schools' figures, the findings.

Figures are numbers with the decimal places that were entered, so that they can be
added up; words such as 无 stay words. Nothing that a user typed can become a formula.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from nianbao.rendering.layout import (
    LANDSCAPE_WIDTH,
    PORTRAIT_WIDTH,
    TONES,
    Grid,
    GridCell,
    GridColumn,
    coverage_table,
    findings_sentence,
    form_grid,
    listed_findings,
    row_height,
)
from nianbao.rendering.renderer import Renderer
from nianbao.rendering.view import PlainTable, ReportView, TableView, finding_class
from nianbao.writing.data_table import GROUPED
from nianbao.writing.printing import WrittenTable

FONT = "仿宋"  # the name under which Windows and WPS have it; Excel cannot name a fallback
HEAD_FONT = "黑体"
DIGITS_KEPT = 15  # what a spreadsheet's number holds exactly; longer figures stay texts
MM_PER_CHARACTER = 1.9
POINTS_PER_MM = 72 / 25.4
ROWS_ON_A_PAGE = 65  # a form with a few lines too many is made a little smaller rather than split
_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")
_TONE_COLOURS = {
    "error": "#F8D7DA",
    "broken": "#F8D7DA",
    "warning": "#FFF3CD",
    "info": "#D9EAF7",
    "waived": "#E2EFDA",
    "unknown": "#E7E6E6",
}


def render(view: ReportView) -> bytes:
    """The report as a workbook."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties(
        {
            "title": f"{view.organisation}{view.title}",
            "author": view.organisation,
            "subject": view.edition_label,
            "created": datetime.datetime.combine(view.dated, datetime.time(), datetime.UTC),
        }
    )
    _Book(book, view).write()
    book.close()
    return buffer.getvalue()


class _Book:
    def __init__(self, book: Any, view: ReportView) -> None:
        self.book, self.view = book, view
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.names: set[str] = set()

    def write(self) -> None:
        for table in self.view.tables:
            self.form_sheet(table)
        written = [one for one in self.view.narrative if isinstance(one, WrittenTable)]
        if written:
            tables = [
                PlainTable(
                    one.identifier,
                    f"{one.number}　{one.caption}",
                    tuple(label.replace(GROUPED, "：") for label in one.table.header),
                    one.table.whole_rows(),
                    numeric_from=1,
                )
                for one in written
            ]
            # A sheet each: tables below each other have columns of unlike meaning.
            for plain in tables:
                self.plain_sheet(plain.label.replace("　", " "), [plain])
        if self.view.schools:
            self.plain_sheet("学校填报情况", [coverage_table(self.view)])
        if self.view.details:
            self.plain_sheet("逐校与支撑项", list(self.view.details))
        if self.view.school_figures is not None:
            self.wide_sheet(self.view.school_figures)
        if self.view.findings is not None:
            self.findings_sheet()
        self.notes_sheet()

    def form_sheet(self, table: TableView) -> None:
        grid = form_grid(table)
        sheet = self.sheet(f"{table.number} {table.label}")
        self.page(sheet, grid.landscape, [column.width for column in grid.columns])
        line = self.title(sheet, 0, str(grid.caption), len(grid.columns))
        sheet.write_string(line, 0, f"编制单位：{self.view.organisation}　{self.view.cover_label}", self.style(size=9))
        head = self.grid(sheet, line + 1, grid)
        sheet.repeat_rows(head)
        sheet.freeze_panes(head + 1, 0)
        if len(grid.rows) <= ROWS_ON_A_PAGE:
            sheet.fit_to_pages(1, 1)
        for item in table.lists:
            self.plain_sheet(f"{table.number}附 {item.label}", [item])

    def plain_sheet(self, name: str, tables: Sequence[PlainTable]) -> None:
        sheet = self.sheet(name)
        line, widths = 0, [0.0] * max(len(table.header) for table in tables)
        for table in tables:
            widths = [max(pair) for pair in zip(widths, _natural_widths(table, len(widths)), strict=True)]
        for table in tables:
            line = self.title(sheet, line, table.label, len(table.header))
            line = self.plain_rows(sheet, line, table, widths)
            if table.note:
                sheet.write_string(line, 0, table.note, self.style(size=9))
                line += 1
            line += 1
        self.page(sheet, sum(widths) > PORTRAIT_WIDTH, widths)

    def wide_sheet(self, table: PlainTable) -> None:
        sheet = self.sheet(table.label)
        widths = [44.0, 26.0, *[24.0] * (len(table.header) - 2)]
        self.plain_rows(sheet, 0, table, widths)
        self.page(sheet, True, widths)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, len(table.rows), len(table.header) - 1)

    def findings_sheet(self) -> None:
        sheet = self.sheet("核验结果")
        header = ("级别", "规则", "名称", "核验结果", "算式", "单位", "出处", "说明")
        widths = [20.0, 18.0, 34.0, 76.0, 50.0, 38.0, 38.0, 38.0]
        self.page(sheet, True, widths)
        sheet.write_string(0, 0, findings_sentence(self.view), self.style(size=10.5))
        for column, label in enumerate(header):
            sheet.write_string(1, column, label, self.style(head=True))
        found = listed_findings(self.view)
        for line, finding in enumerate(found, start=2):
            kind = finding_class(finding)
            texts = (
                kind,
                finding.code,
                finding.name,
                finding.message,
                finding.formula,
                finding.organisation,
                finding.place,
                finding.waiver,
            )
            self.height(sheet, line, texts, widths)
            for column, text in enumerate(texts):
                tone = _TONE_COLOURS.get(TONES.get(kind, ""), "") if column == 0 else ""
                sheet.write_string(line, column, text, self.style(border=True, left=column > 2, fill=tone))
        sheet.repeat_rows(1)
        sheet.freeze_panes(2, 0)
        if found:
            sheet.autofilter(1, 0, len(found) + 1, len(header) - 1)

    def notes_sheet(self) -> None:
        sheet = self.sheet("填报说明")
        self.page(sheet, False, [PORTRAIT_WIDTH])
        lines = (
            self.view.organisation,
            self.view.title,
            self.view.edition_label,
            *self.view.period_lines,
            *self.view.notes,
        )
        for line, text in enumerate(lines):
            sheet.write_string(line, 0, text, self.style(left=True))

    def sheet(self, label: str) -> Any:
        stem = _NOT_IN_SHEET_NAMES.sub("", label).strip()[:31] or "表"
        name, count = stem, 1
        while name.lower() in self.names:
            count += 1
            name = f"{stem[:28]}_{count}"
        self.names.add(name.lower())
        return self.book.add_worksheet(name)

    def height(self, sheet: Any, line: int, texts: Sequence[str], widths: Sequence[float]) -> None:
        """Makes a line as high as its longest text needs; spreadsheets other than Excel do not do that themselves."""
        columns = [GridColumn("", width) for width in widths[: len(texts)]]
        sheet.set_row(line, round(row_height(texts, columns) * POINTS_PER_MM, 1))

    def page(self, sheet: Any, landscape: bool, widths: Sequence[float]) -> None:
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=28 / 25.4, right=26 / 25.4, top=37 / 25.4, bottom=35 / 25.4)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_footer('&C&"宋体"&14— &P —')
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width / MM_PER_CHARACTER)

    def title(self, sheet: Any, line: int, text: str, columns: int) -> int:
        style = self.style(head=True, border=False, size=14)
        if columns > 1:
            sheet.merge_range(line, 0, line, columns - 1, "", style)
        sheet.write_string(line, 0, text, style)
        sheet.set_row(line, 28)
        return line + 1

    def grid(self, sheet: Any, line: int, grid: Grid) -> int:
        """Writes head, rows and notes; gives the line of the head."""
        head = line
        for column, item in enumerate(grid.columns):
            sheet.write_string(line, column, item.full_label, self.style(head=True))
        widths = [column.width for column in grid.columns]
        for row in grid.rows:
            line += 1
            self.height(sheet, line, [cell.text if cell and cell.row_span == 1 else "" for cell in row], widths)
            for column, cell in enumerate(row):
                if cell is not None:
                    self.cell(sheet, line, column, cell, grid.columns[column].align == "left")
        for note in grid.notes:
            line += 1
            style = self.style(left=True, size=9)
            sheet.merge_range(line, 0, line, len(grid.columns) - 1, "", style)
            sheet.write_string(line, 0, note, style)
            self.height(sheet, line, [note], [sum(widths)])
        return head

    def plain_rows(self, sheet: Any, line: int, table: PlainTable, widths: Sequence[float]) -> int:
        self.height(sheet, line, table.header, widths)
        for column, label in enumerate(table.header):
            sheet.write_string(line, column, label, self.style(head=True))
        for row in table.rows:
            line += 1
            self.height(sheet, line, row, widths)
            for column, text in enumerate(row):
                numeric = table.numeric_from is not None and column >= table.numeric_from and _DECIMAL.fullmatch(text)
                self.value(sheet, line, column, text, Decimal(text) if numeric else None, left=column == 0)
        return line + 1

    def cell(self, sheet: Any, line: int, column: int, cell: GridCell, left: bool) -> None:
        if cell.row_span > 1 or cell.column_span > 1:
            style = self.style(border=True, left=left, indent=cell.indent)
            last = (line + cell.row_span - 1, column + cell.column_span - 1)
            sheet.merge_range(line, column, *last, "", style)
            sheet.write_string(line, column, cell.text, style)
            return
        number = cell.figure.number if cell.figure is not None else None
        self.value(sheet, line, column, cell.text, number, left=left, indent=cell.indent)

    def value(
        self, sheet: Any, line: int, column: int, text: str, number: Decimal | None, *, left: bool, indent: int = 0
    ) -> None:
        if number is None or len(number.as_tuple().digits) > DIGITS_KEPT:
            sheet.write_string(line, column, text, self.style(border=True, left=left, indent=indent))
            return
        exponent = number.as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        pattern = "0" + ("." + "0" * places if places else "")
        sheet.write_number(line, column, float(number), self.style(border=True, pattern=pattern))

    def style(
        self,
        *,
        head: bool = False,
        border: bool | None = None,
        left: bool = False,
        indent: int = 0,
        pattern: str = "",
        fill: str = "",
        size: float = 10.5,
    ) -> Any:
        wanted: dict[str, Any] = {
            "font_name": HEAD_FONT if head else FONT,
            "font_size": size,
            "align": "left" if left else "center" if head or border else "left",
            "valign": "vcenter",
            "text_wrap": bool(head or border or left),
            "border": 1 if (head if border is None else border) else 0,
        }
        if indent:
            wanted["indent"] = indent * 2
        if pattern:
            wanted["num_format"] = pattern
        if fill or (head and border is None):
            wanted["bg_color"] = fill or "#F2F2F2"
        key = tuple(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(wanted)
        return self.formats[key]


def _natural_widths(table: PlainTable, columns: int) -> Iterator[float]:
    for column in range(columns):
        texts = [table.header[column], *(row[column] for row in table.rows)] if column < len(table.header) else []
        longest = max((len(text) for text in texts), default=0)
        yield min(max(longest * 4.0, 16.0), min(60.0, LANDSCAPE_WIDTH / 3))


renderer = Renderer(
    identifier="xlsx",
    label="Excel 工作簿",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    extension="xlsx",
    render=render,
)
