from __future__ import annotations

from made_up_form import CATALOGUE, EDITION
from spoiled_workbooks import S1, S2, WHOLES

from nianbao.workbooks.container import Container, open_container
from nianbao.workbooks.layout import plan_workbook
from nianbao.workbooks.location import locate, match_sheets, recognition
from nianbao.workbooks.sheet import Book, read_book

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
