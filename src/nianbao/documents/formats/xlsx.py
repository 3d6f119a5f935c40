"""Spreadsheets: .xlsx, .xlsm and .xls, one table for each sheet."""

from __future__ import annotations

from nianbao.documents.document import Document

LABEL = "xlsx"
PRIORITY = 80
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK = "Workbook".encode("utf-16-le")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def accepts(data: bytes, name: str) -> bool:
    """True for the packages that spreadsheet programs write."""
    if data.startswith(b"PK"):
        return b"xl/" in data and b"xl/workbook.bin" not in data
    if data.startswith(_OLE):
        return _WORKBOOK in data and _ENCRYPTED not in data
    return False


def read(data: bytes, name: str) -> Document:
    """Each sheet as one table; places have sheet and cell."""
    # No other format waits for the library that opens spreadsheets.
    from nianbao.documents.spreadsheet import read_sheets_of

    return read_sheets_of(data, name)
