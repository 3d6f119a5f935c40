"""Text that knows where each of its characters stands: made, cut, trimmed and joined here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from nianbao.documents.document import Span, Text
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

EMPTY = Text("", ())

# Nothing is printed for these; a number must not be torn by one: soft hyphen, zero-width
# characters, marks for the direction of writing, byte order mark.
INVISIBLE = as_pattern("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_CONTROL = dict.fromkeys([*range(9), *range(11, 13), *range(14, 32), 127, 133, 8232, 8233], " ")
_WIDE = as_pattern("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]+")
_SPACES = as_pattern(r"\s+")
_HAN_SPACE = as_pattern(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])")


def clean(text: str) -> str:
    """``text`` with control characters as spaces; the length does not change."""
    return text.translate(_CONTROL) if not text.isprintable() else text


@lru_cache(8192)
def display_width(text: str) -> int:
    """Columns on a terminal: a Han character takes two.

    >>> display_width("表1")
    3
    """
    return len(text) if text.isascii() else len(text) + sum(map(len, _WIDE.findall(text)))


@lru_cache(8192)
def tidy(text: str) -> str:
    """A label without the spaces that layout put into it.

    >>> tidy("会 计"), tidy("2023 年"), tidy("Mr  Larry")
    ('会计', '2023年', 'Mr Larry')
    """
    return _HAN_SPACE.sub("", _SPACES.sub(" ", text).strip())


def text_at(text: str, place: Place) -> Text:
    """``text`` standing in one stretch at ``place``; invisible characters are left out.

    >>> text_at("1\\u200b2", Place(line=3, column=1)).place(1, 2).column
    3
    """
    text = clean(text)
    if not text:
        return EMPTY
    if text.isascii() or not INVISIBLE.search(text):
        return Text(text, (Span(0, len(text), place),))
    pieces, start = [], 0
    for match in INVISIBLE.finditer(text):
        pieces.append((start, match.start()))
        start = match.end()
    pieces.append((start, len(text)))
    spans, kept = [], ""
    for first, last in pieces:
        if last > first:
            spans.append(Span(len(kept), len(kept) + last - first, moved(place, first)))
            kept += text[first:last]
    return Text(kept, tuple(spans))


def moved(place: Place, by: int) -> Place:
    """The place ``by`` characters further on."""
    return replace(place, column=place.column + by) if by and place.column is not None else place


def cut(text: Text, start: int, end: int | None = None) -> Text:
    """The part from ``start`` to ``end`` with its places.

    >>> cut(text_at("第一季度", Place(line=1, column=5)), 2).spans[0].place.column
    7
    """
    end = len(text.text) if end is None else min(end, len(text.text))
    if start <= 0 and end == len(text.text):
        return text
    spans = []
    for span in text.spans:
        first, last = max(span.start, start), min(span.end, end)
        if first < last:
            spans.append(Span(first - start, last - start, moved(span.place, first - span.start)))
    return Text(text.text[start:end], tuple(spans))


def trimmed(text: Text) -> Text:
    """The text without white space at both ends.

    >>> trimmed(text_at("  人 ", Place(line=1, column=1))).spans[0].place.column
    3
    """
    plain = text.text
    start = len(plain) - len(plain.lstrip())
    end = len(plain.rstrip())
    return cut(text, start, max(start, end))


def joined(texts: Sequence[Text], glue: str | None = None) -> Text:
    """Texts one after another; without ``glue``, a space only where both neighbours are Latin letters or digits.

    >>> joined([text_at("质量", Place(line=1)), text_at("报告", Place(line=2))]).text
    '质量报告'
    >>> joined([text_at("Mr", Place(line=1)), text_at("Larry", Place(line=2))]).text
    'Mr Larry'
    """
    texts = [text for text in texts if text.text]
    if len(texts) == 1:
        return texts[0]
    parts: list[str] = []
    spans: list[Span] = []
    length, before = 0, ""
    for text in texts:
        between = ""
        if before:
            between = glue if glue is not None else seam(before, text.text)
        parts.append(between)
        length += len(between)
        spans.extend(Span(span.start + length, span.end + length, span.place) for span in text.spans)
        parts.append(text.text)
        length += len(text.text)
        before = text.text
    return Text("".join(parts), tuple(spans))


def seam(before: str, after: str) -> str:
    """What belongs between two pieces that a line break separated."""
    first, second = before[-1:], after[:1]
    if first.isascii() and second.isascii() and first.isalnum() and second.isalpha():
        return " "
    if first.isascii() and second.isascii() and first.isalpha() and second.isdigit():
        return " "
    return ""


def plain(texts: Iterable[Text]) -> str:
    """The bare characters, joined."""
    return "".join(text.text for text in texts)
