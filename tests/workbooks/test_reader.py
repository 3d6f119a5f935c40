from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up_form import (
    ANSWERS,
    CATALOGUE,
    CHOICES,
    EDITION,
    GROUPS,
    INDICATORS,
    OTHER_SCHOOL,
    RECORD,
    SCHOOL,
    record_of,
)
from spoiled_workbooks import ALL, CELLS, FILES, S1, S2, S3, WHOLES, Case, edited, entered, repacked

from nianbao.facts.cell import CellState
from nianbao.facts.record import Record
from nianbao.workbooks.message import Severity
from nianbao.workbooks.reader import WorkbookReading, read_workbook
from nianbao.workbooks.template import filled_bytes


def answers(record: Record) -> dict[str, tuple[object, ...]]:
    """What a record says, whatever it stood written as: state, digits, unit, text."""
    said = {}
    for indicator, fact in record.facts.items():
        number = fact.cell.number
        digits = number.digits.as_tuple() if number else None
        if fact.cell.state is not CellState.BLANK:
            said[indicator] = (fact.cell.state, digits, number and number.scale, number and number.unit, fact.cell.text)
    return said


def read(content: bytes) -> WorkbookReading:
    return read_workbook(content, CATALOGUE, name="filled.xlsx")


def test_a_well_filled_workbook_gives_its_record_and_no_message(filled: bytes):
    reading = read(filled)

    assert reading.messages == ()
    assert reading.record is not None
    assert reading.record.organisation == SCHOOL
    assert answers(reading.record) == answers(RECORD)
    assert reading.notes == {"graduates": "含春季毕业生 3 人。", "training_income": "培训班减少一期。"}
    assert reading.lists == {"major_group_list": GROUPS}
    assert reading.previous is not None
    assert RECORD.previous is not None
    assert answers(reading.previous) == answers(RECORD.previous)


def test_a_blank_list_is_owed_and_one_that_says_none_is_empty():
    owed = replace(RECORD, lists={})
    nothing = replace(RECORD, lists={"major_group_list": ()})

    assert read(filled_bytes(owed, CATALOGUE)).lists == {}
    assert read(filled_bytes(nothing, CATALOGUE)).lists == {"major_group_list": ()}


def test_every_fact_knows_its_file_sheet_and_cell(filled: bytes):
    record = read(filled).record

    assert record is not None
    place = record.place("graduates")
    assert str(place) == f"filled.xlsx {S1}!D5"
    assert str(record.facts["graduates"].period) == "2022-2023学年"


@pytest.mark.parametrize("case", FILES, ids=str)
def test_a_file_that_cannot_be_used_stops_with_one_message(case: Case, filled: bytes):
    reading = read(case.spoil(filled))

    assert [each.code for each in reading.messages] == [case.code]
    assert reading.record is None
    assert reading.has_stopped
    assert reading.messages[0].severity is Severity.ERROR


@pytest.mark.parametrize("case", [*WHOLES, *CELLS], ids=str)
def test_a_mishap_is_told_with_its_code_and_place(case: Case, filled: bytes):
    reading = read(case.spoil(filled))

    assert reading.record is not None
    found = [(each.code, each.sheet, each.cell) for each in reading.messages]
    assert (case.code, case.sheet, case.cell) in found
    assert not reading.has_stopped


@pytest.mark.parametrize("case", CELLS, ids=str)
def test_a_mishap_in_one_row_leaves_every_other_row_as_it_was(case: Case, filled: bytes):
    record = read(case.spoil(filled)).record

    assert record is not None
    row = int(case.cell[1:])
    here = {
        key for key, fact in record.facts.items() if fact.place.sheet == case.sheet and fact.place.cell[1:] == str(row)
    }
    before, after = answers(RECORD), answers(record)
    assert {key: value for key, value in after.items() if key not in here} == {
        key: value for key, value in before.items() if key not in here
    }


@pytest.mark.parametrize("case", ALL, ids=str)
def test_every_message_says_what_was_expected_and_what_to_do_in_both_languages(case: Case, filled: bytes):
    for each in read(case.spoil(filled)).messages:
        texts = (each.message, each.message_en, each.expected, each.expected_en, each.advice, each.advice_en)
        assert all(text.strip() for text in texts), each
        assert not any("{" in text for text in texts), each


KEPT = {
    "the method in the value column": ("satisfaction_staff", "网上调查"),
    "text for a number": ("graduates", "见附件"),
    "a unit that does not fit": ("graduates", "212人次"),
    "a date for a number": ("graduates", "2023-01-02"),
    "a date as text": ("graduates", "2023年9月1日"),
    "a formula without its result": ("graduates", "=D6+7"),
    "a lost reference": ("graduates", "#REF!"),
    "a percent format on heads": ("graduates", "85%"),
    "a method of their own": ("satisfaction_students_method", "座谈"),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_cannot_be_understood_stays_as_it_was_written(name: str, filled: bytes):
    case = next(each for each in CELLS if each.name == name)
    indicator, text = KEPT[name]
    record = read(case.spoil(filled)).record

    assert record is not None
    assert record.cell(indicator).state is CellState.VALUE
    assert record.cell(indicator).text == text


READ_AS = {
    "the unit typed": ("graduates", "212"),
    "the percent sign typed": ("graduates_placed_in_province_share", "96.5"),
    "to one typed": ("students_per_teacher", "12.4"),
    "a percent format": ("graduates_placed_in_province_share", "96.5"),
    "spaces around": ("graduates", "212"),
    "full-width digits": ("graduates", "212"),
    "thousands separators": ("graduate_monthly_income", "4150"),
    "scientific notation": ("graduate_monthly_income", "4150"),
    "an apostrophe typed": ("graduates", "212"),
    "a formula with its result": ("graduates", "212"),
    "six decimals": ("training_income", "330.655917"),
}


@pytest.mark.parametrize("name", READ_AS)
def test_what_can_be_understood_is_read_in_full(name: str, filled: bytes):
    case = next(each for each in CELLS if each.name == name)
    indicator, digits = READ_AS[name]
    record = read(case.spoil(filled)).record

    assert record is not None
    assert str(record.cell(indicator)) == digits
    unit = INDICATORS[indicator].meaning_in("dy2023").unit
    number = record.cell(indicator).number
    assert number is not None
    assert number.unit == unit


def test_another_unit_is_read_in_the_unit_that_was_written(filled: bytes):
    record = read(entered(S1, "D10", "3.5万元")(filled)).record

    assert record is not None
    number = record.cell("graduate_monthly_income").number
    assert number is not None
    assert number.value == 35_000


def test_a_changed_unit_column_applies_to_the_figure_beside_it(filled: bytes):
    reading = read(entered(S3, "C13", "元")(filled))

    assert reading.record is not None
    number = reading.record.cell("training_income").number
    assert number is not None
    assert str(number.value) == "35.75"  # yuan, no longer ten thousand of them


@pytest.mark.parametrize(
    "name",
    ["a row inserted above", "a sheet renamed", "a column inserted", "the identity removed", "an older template",
     "a label changed", "a row hidden", "a sheet hidden", "a row of their own", "a sheet duplicated"],
)  # fmt: skip
def test_answers_are_found_again_by_their_labels(name: str, filled: bytes):
    case = next(each for each in WHOLES if each.name == name)
    record = read(case.spoil(filled)).record

    assert record is not None
    assert answers(record) == answers(RECORD)


def test_a_deleted_row_takes_only_its_own_answer_with_it(filled: bytes):
    case = next(each for each in WHOLES if each.name == "a row deleted")
    reading = read(case.spoil(filled))

    assert reading.record is not None
    lost = set(answers(RECORD)) - set(answers(reading.record))
    assert lost == {"graduates_further_study"}
    assert [each.indicator for each in reading.messages if each.code == "row-missing"] == ["graduates_further_study"]


def test_a_workbook_of_another_school_is_not_taken_for_this_one(filled: bytes):
    reading = read_workbook(filled, CATALOGUE, expected_organisation=OTHER_SCHOOL)

    assert [each.code for each in reading.messages] == ["organisation-different"]
    assert reading.record is None


def test_a_workbook_of_another_edition_is_not_taken_for_this_one(filled: bytes):
    reading = read_workbook(filled, CATALOGUE, expected_edition="dy2024/school")

    assert [each.code for each in reading.messages] == ["edition-different"]


def test_a_missing_file_is_a_message_and_no_traceback():
    reading = read_workbook("/nowhere/filled.xlsx", CATALOGUE)

    assert [each.code for each in reading.messages] == ["file-missing"]


def test_without_its_identity_a_workbook_still_says_whose_it_is(filled: bytes):
    case = next(each for each in WHOLES if each.name == "the identity removed")
    record = read(case.spoil(filled)).record

    assert record is not None
    assert (record.organisation.name, record.organisation.code) == (SCHOOL.name, SCHOOL.code)
    assert record.edition == EDITION.id


def test_last_times_value_cannot_be_changed_from_the_sheet(filled: bytes):
    previous = read(entered(S1, "E5", 900)(filled)).previous

    assert previous is not None
    assert str(previous.cell("graduates")) == "198"


def test_a_comment_of_a_colleague_is_kept_beside_the_record(filled: bytes):
    case = next(each for each in WHOLES if each.name == "a comment attached")
    reading = read(case.spoil(filled))

    assert [(each.cell, each.author, each.text) for each in reading.remarks] == [("D6", "李老师", "教务处说再核一下")]


def test_a_blank_stays_a_blank_and_a_zero_stays_a_zero(filled: bytes):
    record = read(entered(S1, "D6", None)(filled)).record

    assert record is not None
    assert record.cell("graduates_placed").state is CellState.BLANK
    assert record.cell("graduates_to_bachelor").state is CellState.VALUE


def test_a_list_may_outgrow_the_rows_it_was_given():
    groups = tuple({"name": f"群{at}", "core_major": f"专业{at}", "industry_chain": ""} for at in range(31))
    content = filled_bytes(record_of(ANSWERS, lists={"major_group_list": groups}), CATALOGUE)

    assert read(content).lists["major_group_list"] == groups


def test_rows_typed_below_the_list_belong_to_it(filled: bytes):
    def add(book):
        book[S3]["B40"], book[S3]["C40"] = "追加的专业群", "会计事务"

    groups = read(edited(add)(filled)).lists["major_group_list"]
    assert [row["name"] for row in groups] == ["智能制造", "现代服务", "追加的专业群"]


def test_the_first_lines_of_a_swapped_row_are_both_told(filled: bytes):
    case = next(each for each in CELLS if each.name == "method and value swapped")
    found = {(each.code, each.cell) for each in read(case.spoil(filled)).messages if each.sheet == S2}

    assert found == {("columns-swapped", "D5"), ("number-in-choice-cell", "H5")}


_NUMBERS = st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False, allow_infinity=False)
_STATES = st.sampled_from(["无", "不适用", "缺报", ""])
_COUNTS = st.integers(0, 10**7).map(str)
_TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=2, max_size=30).map(
    lambda text: "校" + text
)


def _answer(indicator: str) -> st.SearchStrategy[str]:
    known = INDICATORS[indicator]
    if known.value_type == "choice":
        return st.one_of(_STATES, st.sampled_from(CHOICES))
    if known.value_type == "text":
        return st.one_of(_STATES, _TEXTS)
    if known.value_type == "count":
        return st.one_of(_STATES, _COUNTS)
    return st.one_of(_STATES, st.builds(lambda number, places: str(round(number, places)), _NUMBERS, st.integers(1, 4)))


_ANSWERS = st.fixed_dictionaries({indicator: _answer(indicator) for indicator in INDICATORS})
_NOTES = st.dictionaries(
    st.sampled_from(["graduates", "training_income", "planned_courses_hours", "motto"]),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=60),
)
_GROUPS = st.lists(
    st.fixed_dictionaries({"name": _TEXTS, "core_major": st.one_of(st.just(""), _TEXTS), "industry_chain": _TEXTS}),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_ANSWERS, _ANSWERS, _NOTES, _GROUPS)
def test_reading_what_was_written_gives_the_record_back(said, said_before, notes, groups):
    previous = record_of(said_before, data_year=2022)
    record = record_of(said, notes=notes, lists={"major_group_list": tuple(groups)}, previous=previous)
    reading = read(filled_bytes(record, CATALOGUE))

    assert reading.record is not None
    assert answers(reading.record) == answers(record)
    assert reading.notes == notes
    assert reading.lists["major_group_list"] == tuple(groups)
    found = answers(reading.previous) if reading.previous else {}
    assert found == answers(previous)


def test_without_any_name_the_organisation_is_asked_for(filled: bytes):
    def anonymise(book):
        book.remove(book["_nianbao"])
        for name in (S1, S2, S3, "支撑项"):
            book[name]["A2"], book[name]["C2"] = None, None

    assert "organisation-unknown" in {each.code for each in read(edited(anonymise)(filled)).messages}


def test_a_format_that_is_not_read_is_named():
    for part, kind in (("content.xml", "OpenDocument"), ("xl/workbook.bin", ".xlsb")):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(part, "")
        (told,) = read(stream.getvalue()).messages
        assert told.code == "format-unsupported"
        assert kind in told.message


def test_an_old_excel_file_is_read_and_said_to_be_old():
    """The file was saved as .xls by LibreOffice from the well filled workbook."""
    path = Path(__file__).parent.parent / "fixtures" / "workbooks" / "filled_in_excel_97.xls"
    reading = read_workbook(path, CATALOGUE)

    assert [each.code for each in reading.messages] == ["old-format"]
    assert reading.record is not None
    number = reading.record.cell("training_income").number
    assert number is not None
    assert str(number.digits) == "35.75"
    assert {key for key, fact in reading.record.facts.items() if fact.cell.state != RECORD.cell(key).state} == set()
    assert reading.lists == {"major_group_list": GROUPS}


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet2.xml",
                     "xl/worksheets/sheet4.xml", "xl/worksheets/sheet6.xml", "xl/_rels/workbook.xml.rels"]),
    st.lists(
        st.tuples(
            st.integers(0, 40_000),
            st.integers(0, 30),
            st.sampled_from([b"", b"1048576", b"XFD", b'"', b"<v>", b' t="e"', b"-1", b"&#0;", b'r="A0"', b"\x00"]),
        ),
        min_size=1,
        max_size=4,
    ),
)  # fmt: skip
def test_no_damage_to_any_part_ends_in_a_traceback(part, cuts):
    def damage(parts):
        for at, length, new in cuts:
            at %= len(parts[part])
            parts[part] = parts[part][:at] + new + parts[part][at + length :]

    reading = read(repacked(damage)(filled_bytes(RECORD, CATALOGUE)))
    assert reading.record is not None or reading.has_stopped
