"""Excel: read back by another library and compared with the view."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from nianbao.rendering.formats.xlsx import render
from nianbao.rendering.view import ReportView


@pytest.fixture(scope="module")
def book(annex: ReportView) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(render(annex)))


def _rows(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    return book.get_sheet_by_name(name).to_python()


def test_there_is_a_sheet_for_each_table_and_each_appendix(book: CalamineWorkbook) -> None:
    assert book.sheet_names == [
        "表1 人才培养质量计分卡",
        "表1附 专业群清单",
        "表2 满意度调查表",
        "学校填报情况",
        "逐校与支撑项",
        "各校数据",
        "核验结果",
        "填报说明",
    ]


def test_figures_are_numbers_and_words_are_words(book: CalamineWorkbook) -> None:
    rows = {(row[1], row[2]): row[3] for row in _rows(book, "表1 人才培养质量计分卡")}
    assert rows["毕业生人数★", "人"] == 402
    assert rows["月收入", "元"] == 4105.5
    assert rows["教学计划内课程总数★", "门"] == "无"
    assert rows["", "学时"] == "不适用"


def test_every_figure_equals_the_record(book: CalamineWorkbook, annex: ReportView) -> None:
    for table in annex.tables:
        rows = _rows(book, f"{table.number} {table.label}")
        start = next(position for position, row in enumerate(rows) if row[0] == "序号") + 1
        for row, printed in zip(table.rows, rows[start:], strict=False):
            for figure, value in zip(row.figures, printed[3:], strict=False):
                assert figure is not None
                assert value == (float(figure.number) if figure.number is not None else figure.text)


def test_entered_decimal_places_are_shown(annex: ReportView) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(render(annex)))["表1 人才培养质量计分卡"]
    formats = {sheet.cell(row, 2).value: sheet.cell(row, 4).number_format for row in range(1, sheet.max_row + 1)}
    assert formats["月收入"] == "0.00"
    assert formats["毕业生人数★"] == "0"


def test_courses_and_hours_share_one_merged_label(annex: ReportView) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(render(annex)))["表1 人才培养质量计分卡"]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A9:A10", "B9:B10"} <= merged
    assert sheet.print_title_rows == "$3:$3"


def test_schools_stand_in_rows_and_indicators_in_columns(book: CalamineWorkbook, annex: ReportView) -> None:
    rows = _rows(book, "各校数据")
    assert rows[0][:3] == ["学校", "代码", "毕业生人数（人）"]
    assert [row[2] for row in rows[1:]] == [402, 12]
    assert rows[1][1] == "1101990001"  # a code is no number
    assert annex.school_figures is not None
    assert len(rows[0]) == len(annex.school_figures.header) == 16


def test_text_that_looks_like_a_formula_stays_text(annex_with: Callable[..., ReportView]) -> None:
    content = render(annex_with(satisfaction_students_method='=HYPERLINK("http://example.org")'))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["表2 满意度调查表"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=HYPERLINK"))
    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_a_figure_with_more_digits_than_a_spreadsheet_holds_stays_text(annex_with: Callable[..., ReportView]) -> None:
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(render(annex_with(graduate_monthly_income="12345678901234567.89")))
    )
    assert "12345678901234567.89" in [row[3] for row in _rows(book, "表1 人才培养质量计分卡")]


def test_findings_are_listed_with_formula_and_waiver(book: CalamineWorkbook) -> None:
    rows = _rows(book, "核验结果")
    assert rows[0][0] == "核验发现：错误 1 项，已说明 1 项，无法判定 1 项。"
    assert rows[2][:5] == ["错误", "AR001", "parts-miss-total", "升学人数多于落实人数", "397 < 400"]
    assert rows[4][7] == "已核实，属实"
