"""Older office files (.doc, .wps, .rtf, .odt), turned into .docx by LibreOffice where it is installed."""

from __future__ import annotations

from nianbao.documents.document import Document

LABEL = "doc"
PRIORITY = 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODT = b"application/vnd.oasis.opendocument.text"


def accepts(data: bytes, name: str) -> bool:
    """True for compound files, rich text and OpenDocument text."""
    return data.startswith((_OLE, b"{\\rtf")) or (data.startswith(b"PK") and _ODT in data[:200])


def read(data: bytes, name: str) -> Document:
    """The document in an older office file; places are those of the converted file."""
    # No other format waits for what starts programs and opens packages.
    from nianbao.documents.older_office import read_older

    return read_older(data, name)
