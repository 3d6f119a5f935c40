"""PDF files with text; scanned pages are recognised where the ``ocr`` extra is installed, else said to be scans."""

from __future__ import annotations

from nianbao.documents.document import Document

LABEL = "pdf"
PRIORITY = 95


def accepts(data: bytes, name: str) -> bool:
    """True where the PDF mark stands within the first kilobyte."""
    return b"%PDF-" in data[:1024]


def read(data: bytes, name: str) -> Document:
    """The document in a PDF file; places have page and box."""
    # No other format waits for the library that opens PDF files.
    from nianbao.documents.paged.pages import read_pdf

    return read_pdf(data, name)
