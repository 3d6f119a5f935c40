from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from made_up_form import ANSWERS, CATALOGUE, CHOICES, EDITION, GROUPS, PREVIOUS, RECORD, SCHOOL, cell_of, record_of
from spoiled_workbooks import S1, S2, S3, SB

from nianbao.workbooks.blank_form import COMMENT_AUTHOR
from nianbao.workbooks.template import filled_bytes, template_bytes, write_filled, write_template


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(template_bytes(EDITION, CATALOGUE, SCHOOL, previous=PREVIOUS)))


def test_the_same_input_gives_the_same_bytes():
    assert template_bytes(EDITION, CATALOGUE, SCHOOL) == template_bytes(EDITION, CATALOGUE, SCHOOL)
    assert filled_bytes(RECORD, CATALOGUE) == filled_bytes(RECORD, CATALOGUE)


def test_the_workbook_has_a_guide_the_tables_the_base_items_and_a_hidden_identity(book):
    assert book.sheetnames == ["填报说明", S1, S2, S3, SB, "_nianbao"]
    assert book["_nianbao"].sheet_state == "veryHidden"


def test_labels_are_protected_and_answers_are_not(book):
    sheet = book[S1]

    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert sheet["B5"].protection.locked
    assert sheet["E5"].protection.locked
    assert not sheet["D5"].protection.locked
    assert not sheet["F5"].protection.locked


def test_the_table_reads_like_the_official_form(book):
    sheet = book[S1]

    assert [sheet.cell(3, column).value for column in (1, 2, 3, 4, 6)] == ["序号", "指标", "单位", "2023年", "说明"]
    assert [sheet["A5"].value, sheet["B5"].value, sheet["C5"].value] == ["1", "毕业生人数★", "人"]
    assert sheet["B7"].value == "其中：毕业生升学人数"
    assert sheet["B8"].alignment.indent > sheet["B7"].alignment.indent > sheet["B6"].alignment.indent
    assert "B6:B7" in {str(each) for each in book[S3].merged_cells.ranges}


def test_last_times_value_stands_greyed_beside_the_cell(book):
    assert book[S1]["E5"].value == "198"
    assert book[S1]["E5"].font.color.rgb == "FF7F7F7F"


def test_every_cell_has_its_definition_as_a_comment(book):
    for name in (S1, S2, S3, SB):
        for row in book[name].iter_rows(min_row=5):
            for cell in row:
                if type(cell).__name__ == "Cell" and not cell.protection.locked and cell.comment is not None:
                    assert cell.comment.author == COMMENT_AUTHOR
    assert "毕业生人数的定义。" in book[S1]["D5"].comment.text


def test_choices_are_offered_in_a_list_and_numbers_are_checked_with_a_warning(book):
    rules = {str(rule.sqref).split()[0]: rule for rule in book[S2].data_validations.dataValidation}

    assert rules["H5"].type == "list"
    assert CHOICES[0] in rules["H5"].formula1
    assert rules["D5"].type == "custom"
    assert {rule.errorStyle for rule in rules.values()} == {"warning"}


def test_a_sheet_prints_on_a4_with_its_header_repeated(book):
    sheet = book[S2]

    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.freeze_panes == "C5"


def test_a_list_has_room_for_twenty_rows(book):
    numbers = [cell.value for cell in book[S3]["A"] if isinstance(cell.value, int)]

    assert numbers == list(range(1, 21))


def test_prefilled_answers_stand_in_their_cells():
    content = template_bytes(EDITION, CATALOGUE, SCHOOL, prefill={"graduates": cell_of("graduates", "212")})
    sheet = openpyxl.load_workbook(io.BytesIO(content))[S1]

    assert sheet["D5"].value == 212
    assert sheet["D6"].value is None


def test_a_filled_workbook_counts_what_is_filled():
    book = openpyxl.load_workbook(io.BytesIO(filled_bytes(record_of(ANSWERS), CATALOGUE)), data_only=True)
    rows = [[cell.value for cell in row] for row in book["填报说明"].iter_rows()]
    first = next(row for row in rows if row[0] == S1)

    assert first[2:6] == [6, 6, 0, "已填完"]


def test_lists_and_explanations_are_written():
    sheet = openpyxl.load_workbook(io.BytesIO(filled_bytes(RECORD, CATALOGUE)))[S3]
    names = [cell.value for cell in sheet["B"]]

    assert GROUPS[0]["name"] in names
    assert sheet["F13"].value == "培训班减少一期。"


def test_a_workbook_goes_to_a_path_or_a_stream(tmp_path: Path):
    stream = io.BytesIO()
    write_template(EDITION, CATALOGUE, SCHOOL, target=stream)
    write_template(EDITION, CATALOGUE, SCHOOL, target=tmp_path / "a.xlsx")
    write_filled(RECORD, CATALOGUE, target=tmp_path / "b.xlsx")

    assert (tmp_path / "a.xlsx").read_bytes() == stream.getvalue() == template_bytes(EDITION, CATALOGUE, SCHOOL)
    assert (tmp_path / "b.xlsx").read_bytes() == filled_bytes(RECORD, CATALOGUE)
