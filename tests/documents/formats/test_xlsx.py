from __future__ import annotations

import io

import openpyxl
from spoiled_files import good_xlsx

from nianbao.documents.document import BlockKind
from nianbao.documents.formats import xlsx


def test_a_place_is_sheet_and_cell() -> None:
    document = xlsx.read(good_xlsx(), "a.xlsx")
    table = next(document.of_kind(BlockKind.TABLE))
    place = table.cells[4].text.place(0, 3)
    assert (place.sheet, place.cell, place.text, place.row, place.table_column) == ("Sheet", "B2", "120", 1, 1)


def test_merged_cells_and_hidden_sheets() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B2"], sheet["B3"], sheet["C3"], sheet["B4"], sheet["C4"] = "数量", "2022年", "2023年", 1.5, 0.1
    sheet.merge_cells("B2:C2")
    hidden = book.create_sheet("草稿")
    hidden["A1"] = 7
    hidden.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    document = xlsx.read(stream.getvalue(), "a.xlsx")
    table = next(document.of_kind(BlockKind.TABLE))
    assert (table.cells[0].text.text, table.cells[0].column_span) == ("数量", 2)
    assert [cell.text.text for cell in table.cells][-2:] == ["1.5", "0.1"]
    assert "草稿" in document.notes[0].message
