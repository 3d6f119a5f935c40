"""Plain text: .txt in UTF-8, GB18030 or UTF-16."""

from __future__ import annotations

from nianbao.documents.assembly import assemble
from nianbao.documents.document import Document, Note
from nianbao.documents.encoding import decode, is_binary, lines_of
from nianbao.documents.lines.line import lines_from
from nianbao.documents.lines.written_text import pieces_of

LABEL = "txt"
PRIORITY = 0  # asked last: whatever is text and nothing else


def accepts(data: bytes, name: str) -> bool:
    """True for anything that is text."""
    return not is_binary(data)


def read(data: bytes, name: str) -> Document:
    """The document in a text file; every place has its line and column."""
    text, encoding = decode(data)
    notes = (
        []
        if encoding.startswith("utf-8")
        else [Note(f"按 {encoding.upper()} 编码读入。", f"Read as {encoding.upper()}.")]
    )
    pieces = pieces_of(lines_from(lines_of(text), name), notes)
    return assemble(pieces, name, LABEL, notes)
