"""Web pages: .html, .htm and pages saved by Word or WPS."""

from __future__ import annotations

import re

from lxml import etree

from nianbao.documents import limits
from nianbao.documents.assembly import assemble
from nianbao.documents.document import Document, DocumentError, Note
from nianbao.documents.encoding import decode, is_binary, lines_of
from nianbao.documents.lines.line import lines_from
from nianbao.documents.lines.written_text import pieces_of
from nianbao.documents.page_tree import TreeReader
from nianbao.facts.pattern import as_pattern

LABEL = "html"
PRIORITY = 30
_SIGNS = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|table|div|p|h[1-6]|meta|section|article)\b", re.IGNORECASE)
_TAGS = as_pattern(r"<[^<>]*>")
_HIDES = as_pattern(r"<script|<style|<template|display\s*:\s*none|\bhidden\b", re.IGNORECASE)
_DECLARATION = as_pattern(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)


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
    text, _ = decode(data)
    if len(text) > limits.TEXT_CHARACTERS:
        raise limits.too_large(
            "html-too-long",
            f"网页超过 {limits.TEXT_CHARACTERS:,} 字",
            f"the page has more than {limits.TEXT_CHARACTERS:,} characters",
        )
    # The encoding is settled; a declaration inside could only contradict it.
    text = _DECLARATION.sub("", text.replace("\x00", " "), count=1)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, recover=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    notes: list[Note] = []
    if name.lower().endswith(".txt"):
        notes.append(Note("内容是网页源码，已按网页读入。", "The text is the source of a page; it was read as a page."))
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as trouble:
        raise DocumentError(
            "html-broken",
            f"“{name}”不是完整的网页，读不出内容。请用浏览器重新另存为“网页，仅 HTML”再试。",
            f"“{name}” is no complete page. Save it again from the browser as “web page, HTML only” and try again.",
        ) from trouble
    if root is None:
        return assemble([], name, LABEL, [Note("网页中没有可见的文字。", "The page has no visible text.")])
    pieces = TreeReader(name, notes).read(root)
    if not pieces and _TAGS.sub("", text).strip() and "<table" not in text and not _HIDES.search(text):
        # Beyond some thousand levels the parser gives up; the words are still there.
        notes.append(
            Note(
                "网页嵌套过深，已去掉标记按纯文本读入。",
                "The page is nested too deeply; it was read without its marks.",
            )
        )
        pieces = pieces_of(lines_from(lines_of(_TAGS.sub(" ", text)), name), notes)
    return assemble(pieces, name, LABEL, notes)
