"""Word documents (.docx, .docm, .dotx) and WPS files saved as such."""

from __future__ import annotations

from nianbao.documents.document import Document

LABEL = "docx"
PRIORITY = 90


def accepts(data: bytes, name: str) -> bool:
    """True for a zip package with a part that Word would open, or that claims to be a Word file."""
    if not data.startswith(b"PK"):
        return False
    return b"word/" in data or name.lower().endswith((".docx", ".docm", ".dotx"))


def read(data: bytes, name: str) -> Document:
    """The document in a Word file; places have paragraph, run and the column within the run."""
    # No other format waits for what opens packages and their XML.
    from nianbao.documents.word.package import read_word

    return read_word(data, name)
