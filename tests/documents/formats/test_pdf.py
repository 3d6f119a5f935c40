from __future__ import annotations

import pytest
from spoiled_files import page_pdf, plain_pdf, scanned_pdf

from nianbao.documents.document import BlockKind, DocumentError
from nianbao.documents.formats import pdf


def test_a_place_is_page_and_box() -> None:
    document = pdf.read(page_pdf(b"BT /F1 11 Tf 1 0 0 1 60 700 Tm (Total 958 in all) Tj ET"), "a.pdf")
    place = document.blocks[0].text.place(6, 9)
    assert (place.page, place.text) == (1, "958")
    left, bottom, right, top = place.box
    assert 85 < left < 90
    assert 105 < right < 110
    assert bottom < 700 < top


def test_columns_without_lines_are_a_table() -> None:
    (table,) = pdf.read(plain_pdf(), "a.pdf").of_kind(BlockKind.TABLE)
    assert [cell.text.text for cell in table.cells] == [
        "Item",
        "2022",
        "2023",
        "Teachers",
        "120",
        "125",
        "Students",
        "958",
        "960",
    ]


def test_scans_are_said_to_be_scans() -> None:
    with pytest.raises(DocumentError, match="文字识别") as trouble:
        pdf.read(scanned_pdf(), "a.pdf")
    assert trouble.value.code == "pdf-scanned"


def test_a_header_on_every_page_is_left_out() -> None:
    content = b"BT /F1 9 Tf 1 0 0 1 60 810 Tm (Annual report) Tj 1 0 0 1 60 600 Tm (Total 958.) Tj ET"
    document = pdf.read(page_pdf(content, pages=5), "a.pdf")
    assert "Annual report" not in "".join(block.text.text for block in document.blocks)
