"""The sheets of a workbook as tables."""

from __future__ import annotations

import io

import openpyxl
import pytest

from nianbao.documents.document import BlockKind, DocumentError
from nianbao.documents.spreadsheet import read_sheets_of


def test_each_sheet_is_a_table_of_its_own() -> None:
    book = openpyxl.Workbook()
    for name, figure in (("教师", 46), ("设备", 812)):
        sheet = book.create_sheet(name)
        sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "项目", "数量", name, figure
    del book["Sheet"]
    stream = io.BytesIO()
    book.save(stream)
    tables = list(read_sheets_of(stream.getvalue(), "a.xlsx").of_kind(BlockKind.TABLE))
    assert [table.cells[-1].text.text for table in tables] == ["46", "812"]


def test_what_is_no_workbook_is_broken() -> None:
    with pytest.raises(DocumentError):
        read_sheets_of(b"\xd0\xcf\x11\xe0 nothing behind it", "a.xls")
