"""Web pages: .html, .htm and pages saved by Word or WPS."""

from __future__ import annotations

import re

from nianbao.documents.document import Document
from nianbao.documents.encoding import is_binary

LABEL = "html"
PRIORITY = 30
_SIGNS = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|table|div|p|h[1-6]|meta|section|article)\b", re.IGNORECASE)
_FEWEST_TAGS, _BYTES_TO_A_TAG = 20, 400


def accepts(data: bytes, name: str) -> bool:
    """True for text that begins as a page does, or is called one and has tags; a .txt must be full of them."""
    head = data[:4096].replace(b"\x00", b"")
    if is_binary(data):
        return False
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if name.lower().endswith((".html", ".htm", ".xhtml", ".shtml")):
        return start.startswith(b"<") or _SIGNS.search(head) is not None
    if name.lower().endswith((".md", ".txt")):
        return start.startswith(b"<") and _is_source(data)
    return start.startswith(b"<") and _SIGNS.search(head) is not None


def _is_source(data: bytes) -> bool:
    """True for the source of a page under the name of a text: a closing tag in every few hundred bytes."""
    closed = data.count(b"</")
    return closed >= _FEWEST_TAGS and closed * _BYTES_TO_A_TAG >= len(data)


def read(data: bytes, name: str) -> Document:
    """The document in a page; places have the source line of their element and a running paragraph number."""
    # No other format waits for the library that parses pages.
    from nianbao.documents.page_source import read_page

    return read_page(data, name)
