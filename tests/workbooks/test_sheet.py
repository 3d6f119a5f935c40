from __future__ import annotations

from spoiled_workbooks import S1, S2, WHOLES, compound_file

from nianbao.workbooks.container import Container, open_container
from nianbao.workbooks.message import WorkbookMessage
from nianbao.workbooks.sheet import Book, read_book


def test_values_are_laid_out_from_the_first_cell(filled: bytes):
    container = open_container(filled)
    assert isinstance(container, Container)
    book = read_book(container)

    assert isinstance(book, Book)
    sheet = book.named(S1)
    assert sheet is not None
    assert sheet.at(4, 3) == 212.0
    assert sheet.text_at(4, 1) == "毕业生人数★"
    assert sheet.at(4_000, 4_000) == ""
    assert sheet.merge_over(0, 2) == ((0, 0), (0, 5))


def test_sheets_that_are_not_wanted_are_not_read(filled: bytes):
    container = open_container(filled)
    assert isinstance(container, Container)
    book = read_book(container, unread=frozenset({S2}))

    assert isinstance(book, Book)
    assert book.named(S2) is None


def test_a_sheet_with_a_far_cell_is_not_laid_out(filled: bytes):
    case = next(each for each in WHOLES if each.name == "a cell a million rows away")
    container = open_container(case.spoil(filled))
    assert isinstance(container, Container)
    book = read_book(container)

    assert isinstance(book, Book)
    sheet = book.named(S1)
    assert sheet is not None
    assert sheet.trouble is not None
    assert "1048576" in sheet.trouble.message
    assert sheet.rows == ()


def test_a_damaged_old_workbook_is_a_message():
    container = open_container(compound_file("Workbook"))
    assert isinstance(container, Container)
    assert isinstance(read_book(container), WorkbookMessage)
