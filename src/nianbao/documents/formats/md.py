"""Markdown: the road of plain text, with the markup taken off the lines."""

from __future__ import annotations

import re

from nianbao.documents.assembly import assemble
from nianbao.documents.document import BlockKind, Document, Note
from nianbao.documents.encoding import decode, is_binary, lines_of
from nianbao.documents.lines.line import Line
from nianbao.documents.lines.written_text import pieces_of
from nianbao.documents.passage import Passage, Piece
from nianbao.documents.running_text import EMPTY
from nianbao.facts.pattern import as_pattern

LABEL = "md"
PRIORITY = 10
_HEADING = as_pattern(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_MARKED_HEADING = re.compile(rb"^(#{1,6}) (?=\S)", re.MULTILINE)
_UNDERLINE = as_pattern(r"^ {0,3}(=+|-+)\s*$")
_IMAGE = as_pattern(r"^\s*!\[[^\]]*\]\([^)]*\)\s*$")
_LEAD = as_pattern(r"^\s*(?:>\s?)*(?:[-*+]\s+(?:\[[ xX]\]\s+)?)?")
_FENCE = as_pattern(r"^\s*(```|~~~)")
_MARKUP = as_pattern(r"(\*\*|__|~~|`+|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|<br\s*/?>|\\(?=[#*_|.\-+()\[\]]))")


def accepts(data: bytes, name: str) -> bool:
    """True for text that is called Markdown, and for plain text whose headings are marked like Markdown's."""
    if is_binary(data):
        return False
    return name.lower().endswith((".md", ".markdown", ".mdown")) or _is_marked(data)


def _is_marked(data: bytes) -> bool:
    levels = {len(match[1]) for match in _MARKED_HEADING.finditer(data)}
    return len(levels) > 1


def read(data: bytes, name: str) -> Document:
    """The document in a Markdown file; every place has its line and column."""
    text, _ = decode(data)
    raw = lines_of(text)
    notes: list[Note] = []
    pieces: list[Piece] = []
    pending: list[Line] = []

    def flush() -> None:
        if pending:
            pieces.extend(pieces_of(pending, notes))
            pending.clear()

    fenced = False
    skip_until = _front_matter_end(raw)
    for number, content in enumerate(raw, 1):
        if number <= skip_until:
            continue
        if _FENCE.match(content):
            fenced = not fenced
            continue
        if fenced:
            pending.append(Line(name, number, content))
            continue
        heading = _HEADING.match(content)
        under = _UNDERLINE.match(content)
        if heading:
            flush()
            line = _bare(name, number, heading[2], heading.start(2))
            pieces.append(Passage(line.text(), level=len(heading[1])))
        elif under and pending and pending[-1].stripped and "|" not in pending[-1].raw and len(under[1]) >= 2:
            title = pending.pop()
            flush()
            pieces.append(Passage(title.text(), level=1 if under[1][0] == "=" else 2))
        elif _IMAGE.match(content):
            flush()
            pieces.append(Passage(EMPTY, kind=BlockKind.FIGURE))
        else:
            lead = _LEAD.match(content)
            start = lead.end() if lead and lead[0].strip() else 0
            pending.append(_bare(name, number, content[start:], start))
    flush()
    return assemble(pieces, name, LABEL, notes)


def _front_matter_end(raw: list[str]) -> int:
    if not raw or raw[0].strip() != "---":
        return 0
    for number, line in enumerate(raw[1:40], 2):
        if line.strip() in ("---", "..."):
            return number
    return 0


def _bare(name: str, number: int, content: str, offset: int) -> Line:
    """A line with marks for stress turned into invisible characters, so that columns stay right."""
    plain = _MARKUP.sub(lambda match: "\u200b" * len(match[0]), content)
    return Line(name, number, plain, offset)
