from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import pytest
from spoiled_workbooks import edited

from nianbao.checks.finding import Finding
from nianbao.checks.outcome import Verdict
from nianbao.checks.run import check_record
from nianbao.facts.record import Organisation
from nianbao.framework.loader import load_catalogue
from nianbao.workbooks.layout import plan_workbook
from nianbao.workbooks.printed_form import printed_text
from nianbao.workbooks.reader import WorkbookReading, read_workbook
from nianbao.workbooks.template import template_bytes

EDITION = "dy2023/school"
SCHOOL = Organisation("1101990001", "青山区职业学校", "school")
FORM_CHECKS = {"LY029", "LY030", "LY031", "CP029"}


@functools.cache
def blank(edition: str = EDITION) -> bytes:
    catalogue = load_catalogue()
    return template_bytes(catalogue.editions[edition], catalogue, SCHOOL)


@functools.cache
def sheet_named(table: str) -> str:
    plan = plan_workbook(load_catalogue().editions[EDITION], load_catalogue())
    return next(sheet.name for sheet in plan.sheets if sheet.table.id == table)


def row_of(sheet: Any, column: int, text: str) -> int:
    return next(row[0].row for row in sheet.iter_rows() if str(row[column].value or "").strip() == text)


def read(change: Callable[[Any], None]) -> WorkbookReading:
    """The blank form after somebody changed the sheet of 表6 in a spreadsheet program."""
    content = edited(lambda book: change(book[sheet_named("policy")]))(blank())
    return read_workbook(content, load_catalogue(), name="changed.xlsx")


def findings(reading: WorkbookReading) -> list[Finding]:
    assert reading.record is not None
    found = check_record(reading.record, load_catalogue(), codes=FORM_CHECKS)
    return [finding for finding in found if finding.verdict is Verdict.FAIL]


@pytest.mark.parametrize("edition", sorted(load_catalogue().editions))
def test_the_form_as_it_was_given_out_has_no_fault(edition: str):
    reading = read_workbook(blank(edition), load_catalogue())

    assert reading.record is not None
    asked = {table.id for table in load_catalogue().editions[edition].tables if table.rows}
    assert set(reading.record.printed_rows) == asked
    assert findings(reading) == []


def test_every_row_says_where_it_stands():
    reading = read(lambda sheet: None)

    assert reading.record is not None
    row = reading.record.printed_rows["policy"][0]
    assert (row.number, row.unit) == ("1", "人")
    assert row.label.startswith("全日制在校生人数")
    assert str(row.place) == f"changed.xlsx {sheet_named('policy')}!B5"


def test_a_row_that_was_deleted_is_missed_by_number_and_by_name():
    def delete(sheet: Any) -> None:
        at = row_of(sheet, 0, "6")
        ranges = [str(each) for each in sheet.merged_cells.ranges if each.min_row >= at]
        for each in ranges:
            sheet.unmerge_cells(each)
        sheet.delete_rows(at)

    found = findings(read(delete))

    assert {finding.check for finding in found} == {"LY029", "CP029"}
    assert "缺 6" in next(finding.formula for finding in found if finding.check == "LY029")
    assert "职业技能等级证书" in next(finding.message for finding in found if finding.check == "CP029")


def test_a_row_that_was_given_another_number_is_named():
    def renumber(sheet: Any) -> None:
        sheet.cell(row_of(sheet, 0, "6"), 1).value = 7

    [finding] = findings(read(renumber))

    assert finding.check == "LY029"
    assert "缺 6" in finding.formula


def test_a_unit_that_was_typed_over_is_named_at_its_row():
    def retype(sheet: Any) -> None:
        sheet.cell(row_of(sheet, 0, "1"), 3).value = "个"

    [finding] = findings(read(retype))

    assert (finding.check, finding.reported, finding.expected) == ("LY030", "个", "人")
    assert finding.spots[-1].place is not None
    assert finding.spots[-1].place.cell == "B5"


def test_a_unit_written_otherwise_is_the_same_unit():
    def retype(sheet: Any) -> None:
        sheet.cell(row_of(sheet, 0, "1"), 3).value = "名"

    assert findings(read(retype)) == []


def test_a_row_that_was_moved_is_not_called_missing():
    def move(sheet: Any) -> None:
        old = row_of(sheet, 0, "6")
        texts = [sheet.cell(old, column).value for column in (1, 2, 3)]
        for row in range(old, old + 3):
            for column in (1, 2, 3):
                sheet.cell(row, column).value = sheet.cell(row + 1, column).value
        for column, text in enumerate(texts, start=1):
            sheet.cell(old + 3, column).value = text

    found = findings(read(move))

    assert {finding.check for finding in found} == {"LY029"}


def test_a_row_added_below_the_last_is_named_and_kept():
    def add(sheet: Any) -> None:
        at = row_of(sheet, 0, "10") + 2
        ranges = [str(each) for each in sheet.merged_cells.ranges if each.min_row >= at]
        for each in ranges:
            sheet.unmerge_cells(each)
        sheet.insert_rows(at)
        sheet.cell(at, 2).value, sheet.cell(at, 4).value = "其他经费", 12

    reading = read(add)

    assert [each.read for each in reading.messages if each.code == "row-unknown"] == ["其他经费"]
    assert reading.record is not None
    assert reading.record.printed_rows["policy"][-1].label == "其他经费"


def test_a_row_number_stored_as_a_number_reads_as_it_looks():
    assert printed_text(10.0) == "10"
