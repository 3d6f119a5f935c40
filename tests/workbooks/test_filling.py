from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
from made_up_form import ANSWERS, CATALOGUE, EDITION, SCHOOL, cell_of, record_of

from nianbao.facts.cell import Cell, CellState, read_cell
from nianbao.facts.unit import unit_by_id
from nianbao.workbooks.filling import Filling, entered, fill, shown_previous
from nianbao.workbooks.reader import read_workbook
from nianbao.workbooks.template import filled_bytes

S1 = "表1 人才培养质量计分卡"


def test_a_number_that_a_workbook_cannot_hold_goes_in_as_its_digits():
    person, yuan = unit_by_id("person"), unit_by_id("yuan")

    assert entered(read_cell("212", person), person) == 212.0
    assert entered(read_cell("1234567890.1234567", yuan), yuan) == "1234567890.1234567"
    assert entered(read_cell("3.5万元", yuan), yuan) == "3.5万元"
    assert entered(read_cell("约200人", person), person) == "约200人"
    assert entered(Cell(CellState.NOT_APPLICABLE), person) == "不适用"
    assert entered(Cell(CellState.BLANK), person) is None


def test_last_times_value_keeps_its_own_unit():
    yuan, ten_thousand = unit_by_id("yuan"), unit_by_id("ten_thousand_yuan")

    assert shown_previous(read_cell("40.10", ten_thousand), ten_thousand) == "40.10"
    assert shown_previous(read_cell("401000", yuan), ten_thousand) == "401000元"
    assert shown_previous(Cell(CellState.NONE), yuan) == "无"
    assert shown_previous(Cell(CellState.BLANK), yuan) == ""


def test_names_with_signs_of_markup_are_only_text():
    school = replace(SCHOOL, name='甲&乙<职业>"学校"')
    content = fill(EDITION, CATALOGUE, Filling(school, {"motto": Cell.of_text("A<B & C")}))
    reading = read_workbook(content, CATALOGUE)

    assert reading.record is not None
    assert reading.record.organisation.name == school.name
    assert reading.record.cell("motto").text == "A<B & C"


def test_control_characters_do_not_break_the_workbook():
    content = fill(EDITION, CATALOGUE, Filling(SCHOOL, {"motto": Cell.of_text("厚德\x07强技_x0041_")}))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["表3 教学资源表"]

    assert sheet["D14"].value is not None
    assert read_workbook(content, CATALOGUE).record is not None


def test_decimals_are_shown_as_they_were_printed():
    content = fill(EDITION, CATALOGUE, Filling(SCHOOL, {"graduates_placed_in_province_share": read_cell("96.50")}))
    cell = openpyxl.load_workbook(io.BytesIO(content))[S1]["D9"]

    assert (cell.value, cell.number_format) == (96.5, "0.00")
    assert not cell.protection.locked


def test_two_schools_share_nothing_but_the_form():
    first = fill(EDITION, CATALOGUE, Filling(SCHOOL, {"graduates": cell_of("graduates", "212")}))
    second = fill(EDITION, CATALOGUE, Filling(replace(SCHOOL, name="白水区职业学校"), {}))

    assert "青山区" not in str(read_workbook(second, CATALOGUE))
    assert read_workbook(first, CATALOGUE).record != read_workbook(second, CATALOGUE).record


def test_a_second_list_stands_below_a_long_first_one():
    table = EDITION.tables[2]
    second = replace(table.lists[0], id="partner_list", label="合作企业清单")
    edition = replace(EDITION, tables=(*EDITION.tables[:2], replace(table, lists=(*table.lists, second))))
    catalogue = replace(CATALOGUE, editions={edition.id: edition})
    groups = tuple({"name": f"群{at}", "core_major": "专业", "industry_chain": "链"} for at in range(27))
    partners = ({"name": "甲公司", "core_major": "专业", "industry_chain": "链"},)
    record = record_of(ANSWERS, lists={"major_group_list": groups, "partner_list": partners})
    reading = read_workbook(filled_bytes(record, catalogue), catalogue)

    assert reading.lists == {"major_group_list": groups, "partner_list": partners}
    assert reading.messages == ()
