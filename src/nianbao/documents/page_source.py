"""The source of a web page, parsed and read from its tree."""

from __future__ import annotations

import re

from lxml import etree

from nianbao.documents import limits
from nianbao.documents.assembly import assemble
from nianbao.documents.document import Document, DocumentError, Note
from nianbao.documents.encoding import decode, lines_of
from nianbao.documents.lines.line import lines_from
from nianbao.documents.lines.written_text import pieces_of
from nianbao.documents.page_tree import TreeReader
from nianbao.facts.pattern import as_pattern

LABEL = "html"
_TAGS = as_pattern(r"<[^<>]*>")
_HIDES = as_pattern(r"<script|<style|<template|display\s*:\s*none|\bhidden\b", re.IGNORECASE)
_DECLARATION = as_pattern(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)


def read_page(data: bytes, name: str) -> Document:
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
