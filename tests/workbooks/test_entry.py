from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_form import CATALOGUE, EDITION

from nianbao.facts.cell import CellState
from nianbao.workbooks.entry import Entry, decimal_of, read_entry
from nianbao.workbooks.layout import Box, plan_workbook
from nianbao.workbooks.marks import NumberFormat

BOXES = {box.indicator: box for _, box in plan_workbook(EDITION, CATALOGUE).boxes()}


def box(indicator: str) -> Box:
    return BOXES[indicator]


def told(value: object, indicator: str = "graduates", shown: NumberFormat | None = None) -> list[str]:
    return [each.code for each in read_entry(Entry(value, "表1", "D5", format=shown), box(indicator))[1]]


def test_a_plain_number_is_read_without_a_word():
    assert told(212.0) == []
    assert told(96.5, "graduates_placed_in_province_share") == []


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("无", CellState.NONE),
        ("没有", CellState.NONE),
        ("—", CellState.NONE),
        ("－－", CellState.NONE),
        ("-", CellState.NONE),
        ("不适用", CellState.NOT_APPLICABLE),
        ("N/A", CellState.NOT_APPLICABLE),
        ("/", CellState.NOT_APPLICABLE),
        ("／", CellState.NOT_APPLICABLE),
        ("缺报", CellState.MISSING),
        ("未报", CellState.MISSING),
        ("空", CellState.BLANK),
        ("", CellState.BLANK),
        ("　 ", CellState.BLANK),
    ],
)
def test_every_way_of_having_no_number_has_its_state(text: str, state: CellState):
    cell, _ = read_entry(Entry(text, "表1", "D5"), box("graduates"))

    assert cell.state is state


def test_the_official_words_need_no_remark_and_signs_do():
    assert told("无") == told("不适用") == told("缺报") == []
    assert told("/") == ["sign-read-as-state"]


def test_a_zero_is_never_taken_for_none():
    assert read_entry(Entry(0.0, "表1", "D5"), box("graduates"))[0].state is CellState.VALUE
    assert read_entry(Entry("0", "表1", "D5"), box("graduates"))[0].state is CellState.VALUE


def test_zeros_that_the_format_shows_are_digits_too():
    cell, _ = read_entry(Entry(34.5, "表1", "D9", format=NumberFormat(places=2)), box("training_income"))

    assert cell.number is not None
    assert str(cell.number.digits) == "34.50"


def test_a_format_never_rounds_digits_away():
    cell, _ = read_entry(Entry(34.567, "表1", "D9", format=NumberFormat(places=1)), box("equipment_value"))

    assert str(cell) == "34.567"


def test_a_percent_format_on_a_share_reads_as_it_is_shown():
    shown = NumberFormat(is_percent=True, places=2)
    cell, _ = read_entry(Entry(0.965, "表1", "D9", format=shown), box("graduates_placed_in_province_share"))

    assert str(cell) == "96.50"


def test_a_share_below_one_is_only_doubted_where_none_is_expected_so_low():
    assert told(0.93, "satisfaction_students") == ["share-looks-like-fraction"]
    assert told(0.93, "graduates_placed_in_province_share") == []


def test_one_entry_may_have_several_remarks():
    assert told(" ２，１２０ ") == ["spaces-removed", "full-width-digits", "thousands-separators"]


def test_a_choice_is_recognised_in_whatever_width_it_is_written():
    assert told("问卷(网上)", "satisfaction_students_method") == []


def test_a_text_answer_may_be_a_number():
    cell, messages = read_entry(Entry(1958.0, "表3", "D14"), box("motto"))

    assert (cell.text, messages) == ("1958", [])


@given(st.decimals(min_value=0, max_value=10**12, places=3, allow_nan=False))
def test_a_stored_number_reads_as_its_digits(number: Decimal):
    assert decimal_of(float(number)) == number


@given(st.text(max_size=40))
def test_no_text_is_ever_lost_or_breaks_the_reader(text: str):
    for indicator in ("graduates", "students_per_teacher", "satisfaction_students_method", "motto"):
        cell, messages = read_entry(Entry(text, "表1", "D5"), box(indicator))
        if cell.state is CellState.VALUE and cell.text is not None and box(indicator).takes_number:
            assert cell.text in text
            assert messages


@pytest.mark.parametrize("digits", ["9" * 40, "1" + "0" * 60 + ".00", "1E+200"])
def test_numbers_beyond_all_measure_are_numbers_still(digits: str):
    for indicator in ("graduates", "equipment_value", "students_per_teacher"):
        cell, _ = read_entry(Entry(digits, "表1", "D5"), box(indicator))
        assert cell.number is not None
        assert cell.number.digits == Decimal(digits)
    cell, _ = read_entry(Entry(1e300, "表1", "D5", format=NumberFormat(places=2)), box("equipment_value"))
    assert cell.number is not None
