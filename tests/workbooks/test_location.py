from __future__ import annotations

from typing import Any

from made_up_form import CATALOGUE, EDITION
from spoiled_workbooks import S1, S2, WHOLES, edited

from nianbao.facts.record import Organisation
from nianbao.framework.loader import load_catalogue
from nianbao.workbooks.container import Container, open_container
from nianbao.workbooks.layout import SheetPlan, plan_workbook
from nianbao.workbooks.location import locate, match_sheets, recognition
from nianbao.workbooks.sheet import Book, read_book
from nianbao.workbooks.template import template_bytes

PLAN = plan_workbook(EDITION, CATALOGUE)


def book_of(content: bytes) -> Book:
    container = open_container(content)
    assert isinstance(container, Container)
    book = read_book(container)
    assert isinstance(book, Book)
    return book


def spoiled(name: str, filled: bytes) -> Book:
    return book_of(next(each for each in WHOLES if each.name == name).spoil(filled))


def test_an_untouched_sheet_is_where_it_was_planned(filled: bytes):
    book = book_of(filled)
    for plan in PLAN.sheets:
        sheet = book.named(plan.name)
        assert sheet is not None
        located = locate(plan, sheet)
        assert located.rows == tuple(line.row for line in plan.lines)
        assert all(planned == real for planned, real in located.columns.items())
        assert located.messages == ()


def test_a_sheet_is_recognised_by_its_labels(filled: bytes):
    sheet = book_of(filled).named(S1)

    assert sheet is not None
    assert recognition(PLAN.sheets[0], sheet) == 1
    assert recognition(PLAN.sheets[1], sheet) == 0


def test_the_sheet_with_the_right_name_wins_over_its_copy(filled: bytes):
    matches = match_sheets(spoiled("a sheet duplicated", filled), PLAN)

    assert matches.found["scorecard"].name == S1
    assert [each.code for each in matches.messages] == ["sheet-duplicated"]
    assert "D5" in matches.messages[0].advice


def test_columns_are_found_by_both_lines_of_their_heading(filled: bytes):
    sheet = spoiled("a column inserted", filled).named(S2)

    assert sheet is not None
    located = locate(PLAN.sheets[1], sheet)
    assert [located.column(planned) for planned in (3, 4, 5, 6, 7, 8, 9)] == [4, 5, 6, 7, 8, 9, 10]


def test_rows_below_an_inserted_one_have_moved_down(filled: bytes):
    sheet = spoiled("a row inserted above", filled).named(S1)

    assert sheet is not None
    assert locate(PLAN.sheets[0], sheet).rows == (4, 6, 7, 8, 9, 10)


def grouped() -> tuple[SheetPlan, bytes]:
    """The form's table whose nine columns stand in threes under common headings, blank."""
    catalogue = load_catalogue()
    edition = catalogue.editions["dy2019/beijing-district"]
    plan = next(sheet for sheet in plan_workbook(edition, catalogue).sheets if sheet.table.id == "enrolment")
    return plan, template_bytes(edition, catalogue, Organisation("110199", "青山区", "district"))


def test_columns_of_one_name_are_told_apart_by_the_heading_above_them():
    plan, content = grouped()

    assert [(group, first, last) for group, first, last in plan.groups()] == [
        ("全日制中等职业学生", 3, 8), ("业余成人中等职业学生", 9, 14), ("联合办学学生", 15, 20),
    ]  # fmt: skip

    def swap_groups(book: Any) -> None:
        sheet = book[plan.name]
        sheet["D3"], sheet["J3"] = "业余成人中等职业学生", "全日制中等职业学生"

    sheet = book_of(edited(swap_groups)(content)).named(plan.name)
    assert sheet is not None
    located = locate(plan, sheet)
    assert [message.code for message in located.messages] == ["columns-moved"]
    assert [located.column(at) for at in (3, 5, 9, 11, 15)] == [9, 11, 3, 5, 15]


def test_a_form_with_common_headings_is_where_it_was_planned():
    plan, content = grouped()
    sheet = book_of(content).named(plan.name)

    assert sheet is not None
    located = locate(plan, sheet)
    assert located.messages == ()
    assert located.rows == (5, 6, 7)
    assert all(planned == real for planned, real in located.columns.items())
