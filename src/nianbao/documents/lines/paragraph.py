"""Paragraphs out of physical lines: which line goes on in the next one.

A text copied out of a PDF has a blank line after every physical line, and a page break
tears a paragraph anywhere; so a blank line alone ends nothing. What ends a paragraph is
a finished sentence, a short line, or a next line that starts something.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nianbao.documents import limits
from nianbao.documents.document import Text
from nianbao.documents.headings import (
    follows,
    is_heading_title,
    is_unnumbered_heading,
    read_numbering,
)
from nianbao.documents.lines.line import Line
from nianbao.documents.passage import Passage
from nianbao.documents.running_text import display_width, joined
from nianbao.documents.wording import (
    CASE,
    NOTE,
    UNIT_LINE,
    ends_sentence,
    is_figure_caption,
    is_table_caption,
)
from nianbao.facts.pattern import as_pattern

_LONG = 60  # half-width columns: no title is longer by chance, a torn paragraph is
_WHOLE = 200  # no page is so wide: a line that long is a paragraph
# 教职工；365人；… and 专任教师；278人；…: lines that each name something and its figure are rows, however long.
_NAMED_VALUE = as_pattern(r"[\u4e00-\u9fff“”（）()]{2,12}\s*[;；]\s*\d")
_HELD_TOGETHER = as_pattern(r"[（(〔《“\[]?[0-9A-Za-z.,%％+＋:/-]+[）)〕》”\]]?[、，。；]*")
_BULLETS = "●•■◆▲★※➢►○◇□-*·"


@dataclass(frozen=True, slots=True)
class Measure:
    """How a text sets its lines: the width at which it wraps, or None, and whether first lines are set in.

    Where paragraphs stand on one line each, a long heading is no line that was torn.
    """

    wrap: int | None
    indents: bool
    is_whole: bool = False  # every paragraph stands on one line

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Measure:
        """Measured on the lines of prose.

        Lines that end in the middle of a sentence stand close together at the right edge where a text is wrapped.
        """
        open_widths = sorted(line.width for line in lines if line.width >= 36 and not ends_sentence(line.stripped))
        wrap = None
        if len(open_widths) >= 4:
            edge = open_widths[min(len(open_widths) - 1, len(open_widths) * 19 // 20)]
            close = sum(edge - 6 <= width <= edge + 2 for width in open_widths)
            if edge <= 160 and close * 2 >= len(open_widths):
                wrap = edge
        indented = sum(line.is_indented for line in lines)
        prose = sum(line.width > _LONG for line in lines)
        whole = wrap is None and sum(line.width > _WHOLE and ends_sentence(line.stripped) for line in lines)
        return cls(wrap, indented * 6 >= max(len(lines), 1) and indented >= 2, whole * 3 >= max(prose, 6))


@lru_cache(4096)
def starts_something(text: str) -> bool:
    """True for a line that is a caption, a note, a case or a heading of its own, whatever stands before it."""
    return bool(
        is_table_caption(text)
        or is_figure_caption(text)
        or NOTE.match(text)
        or UNIT_LINE.match(text)
        or CASE.match(text)
        or is_unnumbered_heading(text)
    )


def paragraphs(lines: Sequence[Line], measure: Measure, numbers: list[tuple[int, ...]]) -> list[Passage]:
    """The paragraphs of a stretch of prose; ``lines`` may hold blank ones and page furniture.

    ``numbers`` keeps the decimal heading numbers met so far through the whole text: a line that
    begins with ``2.5`` in mid-sentence is no heading unless the outline can go on with it.
    """
    result: list[Passage] = []
    current: list[Line] = []
    blank = False
    for line in lines:
        if line.furniture:
            continue
        if line.is_blank:
            blank = True
            continue
        if current and not _goes_on(current, line, blank, measure, numbers):
            result.extend(_passages(current))
            current = []
        if not current:
            _note_number(line, numbers)
        current.append(line)
        blank = False
    if current:
        result.extend(_passages(current))
    return result


def _note_number(line: Line, numbers: list[tuple[int, ...]]) -> None:
    numbering = read_numbering(line.stripped)
    if numbering and numbering.scheme in ("decimal", "single", "spaced"):
        numbers.append(numbering.parts)


_JOINS = as_pattern(r"(?<![温缓共平谐柔])和$|(?<!参)与$")


def _goes_on(current: list[Line], line: Line, blank: bool, measure: Measure, numbers: list[tuple[int, ...]]) -> bool:
    before, text = current[-1].stripped, line.stripped
    if line.contents or current[-1].contents or starts_something(text):
        return False
    joins = before[-1] in "和与" and _JOINS.search(before)
    if (before[-1] in "，、,（(《“‘" or joins) and current[-1].width >= 24:
        # Nothing ends with a comma or an "and"; only a numbered line that the outline awaits may start here.
        return not _awaited(text, numbers, strict=True)
    if before.endswith("报告") and text[0] in "（(" and len(current) == 1 and len(text) <= 12:
        return True  # the second line of a title: （2023年度）
    if len(current) == 1 and current[-1].size and 0 < line.size * 1.2 < current[-1].size:
        return False  # a title in larger type
    if _NAMED_VALUE.match(before) and _NAMED_VALUE.match(text):
        return False
    finished = ends_sentence(before)
    full = current[-1].width >= (measure.wrap - 4 if measure.wrap else _LONG)
    if measure.wrap is not None and not full and current[-1].width >= 36:
        # （18.7%）、 moves to the next line as a whole where it no longer fits.
        held = _HELD_TOGETHER.match(text)
        full = held is not None and current[-1].width + display_width(held[0]) > measure.wrap
    if len(current) == 1 and CASE.match(before) and not finished:
        # Only a title as wide as the text goes on, and then in a short line: a long one begins the story.
        edge = measure.wrap or 2 * _LONG
        return current[-1].width >= edge - 4 and line.width * 2 <= edge and not ends_sentence(text) and "，" not in text
    # What has clauses and no end is no title, however short its line is.
    full = full or (current[-1].width >= 36 and (any(mark in before for mark in "，。；") or _is_bracket_open(before)))
    if finished:
        tight = measure.wrap is not None and measure.indents and not blank and full
        return tight and not line.is_indented and not _starts_item(text)
    if len(current) == 1 and _is_title(before, measure):
        return False
    if measure.indents and line.is_indented and not current[-1].is_indented and len(current) > 1 and not full:
        return False
    if text[0] in "。，、；：）》”’！？%％,;:)" and not blank:
        return True
    if not full or (measure.is_whole and (line.is_indented or read_numbering(before) is not None)):
        return False
    if text[0] in _BULLETS and len(text) > 1:
        return False
    return not _awaited(text, numbers, strict=False)


def _is_bracket_open(text: str) -> bool:
    """True where a bracket that was opened is not closed: 〔2021〕14号 moved to the next line as a whole."""
    return any(text.count(left) > text.count(right) for left, right in ("（）", "《》", "“”"))


def _is_title(text: str, measure: Measure) -> bool:
    """True for a heading that may be as wide as a line of the text."""
    numbering = read_numbering(text)
    if numbering is None or numbering.is_deep:
        return is_table_caption(text) or is_figure_caption(text) or is_unnumbered_heading(text)
    title = text[numbering.length :]
    if measure.wrap is not None and len(text) * 2 >= measure.wrap - 8:
        return False
    return is_heading_title(title) and len(title) <= 24


def _awaited(text: str, numbers: list[tuple[int, ...]], *, strict: bool) -> bool:
    """True where a line starts with the number that an outline or a list goes on with."""
    numbering = read_numbering(text)
    if numbering is None:
        return False
    if numbering.scheme in ("decimal", "single", "spaced"):
        last = numbers[-1] if numbers else ()
        return follows(last, numbering.parts) or (numbering.parts[-1] == 1 and not strict)
    return not strict or numbering.scheme in ("han", "chapter", "section", "han_bracket")


def _starts_item(text: str) -> bool:
    return read_numbering(text) is not None or text[0] in _BULLETS


def _passages(lines: list[Line]) -> list[Passage]:
    text = joined([line.text() for line in lines])
    if len(text.text) <= limits.LINE_CHARACTERS:
        return [Passage(text, contents=lines[0].contents)]
    return [Passage(part) for part in _cut_long(text)]


def _cut_long(text: Text) -> list[Text]:
    from nianbao.documents.running_text import cut

    step = limits.LINE_CHARACTERS
    return [cut(text, start, start + step) for start in range(0, len(text.text), step)]
