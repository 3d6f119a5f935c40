"""Physical lines of a text: their places, and which of them are page furniture.

A page header or page number in the middle of a paragraph or table is marked here,
so that what stands before and after it can be put together again.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from nianbao.documents.document import Span, Text
from nianbao.documents.headings import read_numbering
from nianbao.documents.running_text import EMPTY, INVISIBLE, clean, display_width, text_at, tidy
from nianbao.documents.values import is_value
from nianbao.documents.wording import CASE, NOTE, UNIT_LINE, ends_sentence, is_table_caption
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

_PAGE_NUMBER = as_pattern(
    r"^(?:[-–—~·]\s*)?(?:第\s*)?(?P<n>\d{1,4}|[IVXLivxl]{1,6})\s*(?:页)?(?:\s*[,，/]?\s*(?:共\s*\d{1,4}\s*页|\d{1,4}))?(?:\s*[-–—~·])?$"
)
_DECORATED = as_pattern(r"^(?:[-–—~·]\s*\d{1,4}\s*[-–—~·]|第\s*\d{1,4}\s*页.*|\d{1,4}\s*/\s*\d{1,4})$")
_BETWEEN_STROKES = as_pattern(r"^[-–—~]\s*\d{1,4}\s*[-–—~]$")
_PAGE = 8  # lines with words that every page but one of pictures has
_CLAUSE = 48  # half-width columns: what is longer and has a comma is a sentence that comes back and no header
_MOST_LINES = 7  # between two serial numbers
_MOST_CELLS = 16  # that stand one to a line there
_WIDEST_CELL = 40
_DIGITS = as_pattern(r"\d+|[IVXLivxl]{1,6}(?![A-Za-z])")


class Line:
    """A line of the file; ``number`` is 1-based, ``offset`` characters of markup were taken off its start."""

    # What is asked for many times of every line is a plain attribute and no property.
    plain: str
    stripped: str
    width: int
    is_blank: bool
    has_tab: bool

    def __init__(self, file: str, number: int, raw: str, offset: int = 0) -> None:
        self.file = file
        self.number = number
        self.raw = raw
        self.offset = offset
        self.furniture = self.page_start = self.contents = False
        self.size = 0.0  # of its type, where the file tells
        if not raw:  # every other line of many files
            self.plain = self.stripped = ""
            self.width = 0
            self.is_blank, self.has_tab, self._has_invisible = True, False, False
            return
        self.has_tab = "\t" in raw
        # Neither control characters nor invisible ones are printable, so most lines need no search for either.
        if raw.isprintable() or raw.replace("\t", "").replace("\u3000", "").isprintable():
            self.plain, self.stripped, self._has_invisible = raw, raw.strip(), False
        else:
            plain = self.plain = clean(raw)
            self._has_invisible = not plain.isascii() and INVISIBLE.search(plain) is not None
            self.stripped = INVISIBLE.sub("", plain).strip() if self._has_invisible else plain.strip()
        self.width = display_width(self.stripped)
        self.is_blank = not self.stripped

    @cached_property
    def is_indented(self) -> bool:
        """True for a first line set in by two Han characters or more."""
        lead = self.plain[: len(self.plain) - len(self.plain.lstrip())]
        return display_width(lead.replace("\t", "    ")) >= 4

    def text(self, start: int = 0, end: int | None = None) -> Text:
        """Characters ``start`` to ``end`` without white space around them."""
        plain = self.plain[start:end]
        bare = plain.strip()
        if not bare:
            return EMPTY
        lead = start if bare[0] == plain[0] else start + plain.index(bare[0])
        place = Place(self.file, self.number, self.offset + lead + 1)
        # Only here is it known that nothing has to be left out; that saves a search for every cell.
        return text_at(bare, place) if self._has_invisible else Text(bare, (Span(0, len(bare), place),))


def lines_from(raw: Sequence[str], file: str) -> list[Line]:
    """The lines of a file with its page furniture marked."""
    lines = []
    for number, content in enumerate(raw, 1):
        line = Line(file, number, content)
        if "\f" in content:
            line.page_start = True
        lines.append(line)
    mark_furniture(lines)
    return lines


_MOST_FIGURES = 3  # of a running header: a period and the number of its page


def mark_furniture(lines: Sequence[Line]) -> None:
    """Mark page numbers and running headers.

    A lone number is a page number where such numbers count up through the file, and one between strokes (— 3 —)
    always; a line is a running header where it comes back three times or more next to a page number or page break.
    """
    written = [line for line in lines if line.stripped]
    numbers = [
        (position, line, match)
        for position, line in enumerate(written)
        if not line.has_tab and line.width <= 24 and (match := _PAGE_NUMBER.match(line.stripped))
    ]
    decorated = [entry for entry in numbers if _DECORATED.match(entry[1].stripped)]
    counting = _counting(decorated) or _counting(_at_breaks(written, numbers)) or _counting(numbers)
    if _numbers_rows(written, [position for position, _, _ in counting]):
        counting = []
    for _, line, _ in counting:
        line.furniture = True
    # Part of a report has one page break or two, too few to count: between strokes a number is nothing else.
    for _, line, _ in decorated:
        line.furniture = line.furniture or _BETWEEN_STROKES.match(line.stripped) is not None
    for line in (*_numbered_headers(written), *_numbers_beside_headers(written)):
        line.furniture = True
    breaks = {position for position, line in enumerate(written) if line.furniture or line.page_start}
    near: Counter[str] = Counter()
    seen: defaultdict[str, list[int]] = defaultdict(list)
    for position, line in enumerate(written):
        if line.has_tab or line.width > 90 or line.furniture:
            continue
        pattern = _DIGITS.sub("#", tidy(line.stripped))
        seen[pattern].append(position)
        if breaks and not breaks.isdisjoint((position - 2, position - 1, position, position + 1, position + 2)):
            near[pattern] += 1
    for pattern, positions in seen.items():
        if (
            len(positions) < 3
            or ends_sentence(pattern)
            or pattern == "#"
            or len(pattern) < 3  # 序 over 号, a head in a narrow column
            or ("，" in pattern and written[positions[0]].width >= _CLAUSE)
            or _never_furniture(written[positions[0]].stripped)
            or pattern.count("#") > _MOST_FIGURES
            or (pattern.count("#") > 2 and any(b - a == 1 for a, b in itertools.pairwise(positions)))
            or sum(b - a < _PAGE for a, b in itertools.pairwise(positions)) * 2 >= len(positions)
            or _counts_on(written, positions)
        ):
            # Rows of equal figures and pieces of like labels stand near each other, running headers never do.
            continue
        torn = sum(_is_torn(written, position) for position in positions)
        is_title = "报告" in pattern and len(pattern) >= 8 and "#" not in pattern.rstrip("#）)年度")
        if near[pattern] * 5 >= len(positions) * 4 or torn >= 2 or (is_title and near[pattern]):
            # The first one may be the title itself.
            for position in positions if "报告" not in pattern or positions[0] > 5 else positions[1:]:
                written[position].furniture = True


_HEADER_WITH_NUMBER = as_pattern(
    r"^(?P<head>\S.{3,60}?)\s+[-–—·]?\s*第\s*(?P<n>\d{1,4})\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?$"
)


def _numbered_headers(written: Sequence[Line]) -> list[Line]:
    """Running headers with the page's number behind them: the same words twice or more, with numbers that count up."""
    found: defaultdict[str, list[tuple[int, Line]]] = defaultdict(list)
    for line in written:
        if "页" in line.stripped and (match := _HEADER_WITH_NUMBER.match(line.stripped)):
            found[tidy(match["head"])].append((int(match["n"]), line))
    return [
        line
        for entries in found.values()
        if len(entries) > 1 and all(later[0] == earlier[0] + 1 for earlier, later in itertools.pairwise(entries))
        for _, line in entries
    ]


def _numbers_beside_headers(written: Sequence[Line]) -> list[Line]:
    """A page's number and a running header next to it, in a line each: the same words again beside the next number.

    Words that stand elsewhere as often are cells of a table, beside the numbers of its rows.
    """
    found: defaultdict[tuple[str, int], list[tuple[int, Line, Line]]] = defaultdict(list)
    for before, after in itertools.pairwise(written):
        for number, header, side in ((before, after, 1), (after, before, -1)):
            if not number.stripped.isdecimal() or len(number.stripped) > 3 or not 8 <= header.width <= 90:
                continue
            if not (header.has_tab or ends_sentence(header.stripped) or _never_furniture(header.stripped)):
                found[header.stripped, side].append((int(number.stripped), number, header))
    headers = {
        key: entries
        for key, entries in found.items()
        if len(entries) > 1 and all(later[0] == earlier[0] + 1 for earlier, later in itertools.pairwise(entries))
    }
    said = Counter(line.stripped for line in written) if headers else Counter()
    return [
        line
        for (header, _), entries in headers.items()
        if said[header] < 2 * len(entries) + 1
        for _, *pair in entries
        for line in pair
    ]


def _at_breaks(
    written: Sequence[Line], numbers: Sequence[tuple[int, Line, re.Match[str]]]
) -> list[tuple[int, Line, re.Match[str]]]:
    """Those next to a page break: in a table that stands one cell to a line other numbers count its rows."""
    return [
        entry
        for entry in numbers
        if entry[1].page_start or (entry[0] + 1 < len(written) and written[entry[0] + 1].page_start)
    ]


def _counting(numbers: list[tuple[int, Line, re.Match[str]]]) -> list[tuple[int, Line, re.Match[str]]]:
    """The entries that count 1, 2, 3 …; nothing where fewer than three do."""
    best: list[tuple[int, Line, re.Match[str]]] = []
    chain: list[tuple[int, Line, re.Match[str]]] = []
    for entry in numbers:
        digits = entry[2]["n"]
        if not digits.isdigit():
            continue
        if chain and int(digits) == int(chain[-1][2]["n"]) + 1 and entry[0] - chain[-1][0] >= 4:
            chain.append(entry)
        elif not chain or int(digits) <= 2:
            best = max(best, chain, key=len)
            chain = [entry]
    best = max(best, chain, key=len)
    return best if len(best) >= 3 else []


def _numbers_rows(written: Sequence[Line], positions: Sequence[int]) -> bool:
    """True where lone numbers count the rows of a table: between two of them stand a few short words and figures."""
    if len(positions) < 2:
        return False
    rows = 0
    for before, after in itertools.pairwise(positions):
        between = written[before + 1 : after]
        rows += (
            len(between) <= _MOST_CELLS
            and not any(ends_sentence(line.stripped) for line in between)
            and any(is_value((line.stripped.split() or [""])[-1]) for line in between)
            and (len(between) <= _MOST_LINES or all(line.width <= _WIDEST_CELL for line in between))
        )
    return rows * 2 > len(positions) - 1


def _counts_on(written: Sequence[Line], positions: Sequence[int]) -> bool:
    """三、师资队伍 again and again, with 二、 and 四、 in between: the headings of parts that are built alike."""
    own = read_numbering(written[positions[0]].stripped)
    if own is None:
        return False
    beside = {(*own.parts[:-1], own.parts[-1] + step) for step in (-1, 1)}
    counted = 0
    for before, after in itertools.pairwise(positions):
        between = (read_numbering(line.stripped) for line in written[before + 1 : after])
        counted += any(n is not None and n.scheme == own.scheme and n.parts in beside for n in between)
    return counted * 2 > len(positions) - 1


def _is_torn(written: list[Line], position: int) -> bool:
    """True where the lines around this one belong together: a sentence or a table goes on behind it."""
    if not 0 < position < len(written) - 1:
        return False
    before, after = written[position - 1], written[position + 1]
    if before.has_tab and after.has_tab:
        return before.plain.count("\t") == after.plain.count("\t")
    return (
        before.width >= 40
        and not before.has_tab
        and not ends_sentence(before.stripped)
        and not after.has_tab
        and read_numbering(after.stripped) is None
    )


_HEADS = as_pattern(r"(?:序\s*号|编号|指标(?:名称|项)?|项目)\s+\S.*\s\S")


def _never_furniture(text: str) -> bool:
    return bool(
        _HEADS.match(text)  # 序号 指标 单位 2023 年: what a table says again on every page
        or NOTE.match(text)
        or UNIT_LINE.match(text)
        or CASE.match(text)
        or is_table_caption(text)
        or text in ("无", "无。")
        or text.startswith("附件")
    )
