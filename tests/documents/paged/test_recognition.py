from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

import pypdfium2 as pdfium
import pytest
from spoiled_files import page_pdf, pdf, scanned_pdf, stream

from nianbao.documents.formats import pdf as pdf_format
from nianbao.documents.paged.glyphs import lines_of
from nianbao.documents.paged.recognition import RecognisedLine, recognised_glyphs, recogniser
from nianbao.proofreading.listing import as_listing
from nianbao.proofreading.proofread import proofread


def scan_of(content: bytes) -> bytes:
    """A PDF whose only page is a picture of a page with this content."""
    with pdfium.PdfDocument(page_pdf(content)) as file:
        picture = file[0].render(scale=200 / 72, grayscale=True).to_numpy()
    height, width = picture.shape[:2]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</XObject<</I 4 0 R>>>>>>"
    described = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
        % (width, height)
    )
    return pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
         stream(b"q 595 0 0 842 0 0 cm /I Do Q"), stream(zlib.compress(picture.tobytes()), described), page]
    )  # fmt: skip


def test_a_line_is_laid_out_over_its_box() -> None:
    def recognise(picture: Any) -> Iterable[RecognisedLine]:
        assert picture.shape[0] > picture.shape[1]
        return [RecognisedLine("共 12人", 200, 200, 200 + 7 * 20, 240)]

    with pdfium.PdfDocument(scanned_pdf()) as file:
        found = recognised_glyphs(file[0], 1, recognise)
    assert [(g.char, g.spaced) for g in found.glyphs] == [("共", False), ("1", True), ("2", False), ("人", False)]
    first, last = found.glyphs[0], found.glyphs[-1]
    assert round(first.left) == 72
    assert round(last.right, 1) == round(340 * 72 / 200, 1)
    assert round(first.top) == round(found.height - 72)


def test_columns_far_apart_are_cells_of_one_line() -> None:
    def recognise(_: Any) -> Iterable[RecognisedLine]:
        return [RecognisedLine("20", 700, 302, 740, 338), RecognisedLine("电工", 200, 300, 280, 340)]

    with pdfium.PdfDocument(scanned_pdf()) as file:
        (line,) = lines_of(recognised_glyphs(file[0], 1, recognise).glyphs, 1)
    assert [strip.plain for strip in line.strips] == ["电工", "20"]


@pytest.mark.slow
def test_a_scan_is_read_and_its_findings_are_marked() -> None:
    pytest.importorskip("rapidocr_onnxruntime", reason="the ocr extra is not installed")
    recogniser.cache_clear()
    rows = [(b"Item", b"Number"), (b"Welding", b"20"), (b"Cooking", b"30")]
    content = b"".join(
        b"BT /F1 16 Tf 1 0 0 1 %d %d Tm (%s) Tj ET " % (80 + 220 * column, 700 - 40 * row, words)
        for row, cells in enumerate(rows)
        for column, words in enumerate(cells)
    )
    document = pdf_format.read(scan_of(content), "scan.pdf")
    words = [cell.text.text for block in document.blocks for cell in block.cells]
    assert words == ["Item", "Number", "Welding", "20", "Cooking", "30"]
    assert document.recognised_pages == (1,)
    assert any("OCR" in note.message for note in document.notes)
    report = proofread(document)
    assert all(finding.is_recognised for finding in report.findings if finding.first_place.page)
    assert "OCR" in as_listing(report)
