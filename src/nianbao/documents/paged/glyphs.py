"""The characters of a page and the lines they stand on.

Loose boxes are used: the tight ones of 一 and of punctuation are too thin to tell lines apart.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from nianbao.documents import limits
from nianbao.documents.document import Span, Text
from nianbao.facts.place import Place

Box = tuple[float, float, float, float]  # left, bottom, right, top in points, the page's origin below left
_WHITE = frozenset([0, 9, 10, 11, 12, 13, 32, 0xA0, 0x3000, 0x2002, 0x2003, 0x2009, 0x200A, 0x202F])
_UNSEEN = frozenset([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF, 2])


@dataclass(slots=True)
class Glyph:
    """One character; ``gap`` says that white space stands before it."""

    char: str
    left: float
    bottom: float
    right: float
    top: float
    spaced: bool = False

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(slots=True)
class Strip:
    """Glyphs that stand together on a line."""

    glyphs: list[Glyph]

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs[-3:])

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def plain(self) -> str:
        return "".join((" " if g.spaced and i else "") + g.char for i, g in enumerate(self.glyphs))

    def text(self, file: str, page: int) -> Text:
        """The text with a box for every run of digits and every run between them."""
        return text_of(self.glyphs, file, page)


@dataclass
class PageLine:
    """One line of a page: its strips from left to right."""

    page: int
    strips: list[Strip]
    bottom: float
    top: float
    furniture: bool = False

    @property
    def left(self) -> float:
        return self.strips[0].left

    @property
    def right(self) -> float:
        return self.strips[-1].right

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2

    @cached_property
    def em(self) -> float:
        return max(self.top - self.bottom, 1.0)

    @cached_property
    def advance(self) -> float:
        """How wide its Han characters stand, which is the size of its type."""
        wide = sorted(g.right - g.left for strip in self.strips for g in strip.glyphs if g.char > "\u2e7f")
        return wide[len(wide) // 2] if wide else self.em / 1.2

    @cached_property
    def plain(self) -> str:
        return "  ".join(strip.plain for strip in self.strips)


@dataclass
class PageText:
    """A page read: its size, its lines from top to bottom, how many characters it has."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    truncated: bool = False


def read_glyphs(page: pdfium.PdfPage, number: int) -> PageText:
    """All characters of a page with their boxes, in the order of the file; a turned page is turned upright."""
    width, height = page.get_size()
    found = PageText(number, width, height)
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > limits.PAGE_CHARACTERS:
            found.truncated, count = True, limits.PAGE_CHARACTERS
        turn = _turn(page, width, height)
        handle = textpage.raw
        rect = raw.FS_RECTF()
        reference = ctypes.byref(rect)
        unicode_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
        spaced, high = False, 0
        last, tall = (-1, 0.0, 0.0), 0.0  # the character before: its index, bottom and top
        append = found.glyphs.append
        for index in range(count):
            code = unicode_of(handle, index)
            if code in _WHITE:
                # A space that pdfium made up between Han and digits has no width of its own; only the gap counts.
                spaced = spaced or (code not in (10, 13) and not raw.FPDFText_IsGenerated(handle, index))
                continue
            if code in _UNSEEN:
                continue
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
                high = 0
            if not box_of(handle, index, reference):
                continue
            left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
            if turn is None:
                if top - bottom < 0.6 * tall:
                    bottom, top = _raised(handle, index, last, (left, bottom, right, top), code)
                elif top - bottom > 1.6 * (right - left):
                    top = _lowered(left, bottom, right, top, code, last)
                last, tall = (index, bottom, top), top - bottom
            else:
                left, bottom, right, top = turn(left, bottom, right, top)
            if right < 0 or left > width or top < 0 or bottom > height or not top > bottom:
                continue
            append(Glyph(chr(code), left, bottom, right, top, spaced))
            spaced = False
    finally:
        textpage.close()
    return found


def _raised(
    handle: Any, index: int, before: tuple[int, float, float], box: tuple[float, float, float, float], code: int
) -> tuple[float, float]:
    """Bottom and top of a flat character as those of its line.

    Some fonts give a comma the box of its ink, which hangs below the line's middle; the baseline tells its line.
    """
    x, y, x_before, y_before = ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    if not raw.FPDFText_GetCharOrigin(handle, index, ctypes.byref(x), ctypes.byref(y)):
        return box[1], box[3]
    raw.FPDFText_GetCharOrigin(handle, before[0], ctypes.byref(x_before), ctypes.byref(y_before))
    if abs(y.value - y_before.value) < 0.5:
        return min(box[1], before[1]), max(box[3], before[2])
    size = box[2] - box[0] if code > 0x2E7F else 0.0
    return min(box[1], y.value - 0.12 * size), max(box[3], y.value + 0.88 * size)


def _lowered(
    left: float, bottom: float, right: float, top: float, code: int, before: tuple[int, float, float]
) -> float:
    """The top of a character whose box reaches into the line above, as some fonts have it for a few of them."""
    if 0x3400 <= code <= 0x9FFF:
        return bottom + (right - left)
    _, low, high = before
    # Punctuation may be narrow: its line tells how high it is.
    is_alike = abs(bottom - low) < 0.15 * (high - low) and top - bottom > 1.6 * (high - low)
    return high if is_alike else top


def _turn(page: pdfium.PdfPage, width: float, height: float) -> Any:
    rotation = page.get_rotation()
    if rotation == 90:
        return lambda left, low, right, top: (low, height - right, top, height - left)
    if rotation == 180:
        return lambda left, low, right, top: (width - right, height - top, width - left, height - low)
    if rotation == 270:
        return lambda left, low, right, top: (width - top, left, width - low, right)
    return None


def lines_of(glyphs: list[Glyph], page: int) -> list[PageLine]:
    """Glyphs as lines from top to bottom, each split into strips at wide gaps."""
    rows: list[list[Glyph]] = []
    for run in sorted(_runs(glyphs), key=lambda run: (-run[0].middle, run[0].left)):
        middle, size = run[0].middle, run[0].top - run[0].bottom
        for row in reversed(rows[-4:]):
            head = row[0]
            if abs(head.middle - middle) < 0.42 * max(size, head.top - head.bottom):
                row.extend(run)
                break
        else:
            rows.append(list(run))
    lines = []
    for row in rows:
        row.sort(key=lambda glyph: (glyph.left, glyph.right))
        tall = max(glyph.top - glyph.bottom for glyph in row)
        main = [glyph for glyph in row if glyph.top - glyph.bottom > 0.7 * tall]
        line = PageLine(page, split(_without_doubles(row)), min(g.bottom for g in main), max(g.top for g in main))
        lines.append(line)
    return sorted(lines, key=lambda line: (-line.middle, line.left))


def split(row: list[Glyph]) -> list[Strip]:
    """A line's glyphs as strips: a gap of three quarters of a Han character parts them."""
    strips: list[Strip] = []
    for glyph in row:
        if strips:
            before = strips[-1].glyphs[-1]
            size = max(glyph.top - glyph.bottom, before.top - before.bottom)
            gap = glyph.left - before.right
            if glyph.char > "\u2e7f" < before.char:
                # Some fonts have boxes twice as high as their characters are wide.
                size = min(size, 1.25 * max(glyph.right - glyph.left, before.right - before.left))
            if gap <= 0.75 * size:
                if not glyph.spaced and gap > 0.18 * size:
                    latin = glyph.char.isascii() + before.char.isascii()
                    # Programs set Han and digits a quarter apart by themselves; that gap is no space of the author's.
                    glyph.spaced = gap > (0.36 if latin == 1 else 0.25) * size and latin > 0
                strips[-1].glyphs.append(glyph)
                continue
        strips.append(Strip([glyph]))
    return strips


def text_of(glyphs: list[Glyph], file: str, page: int) -> Text:
    """Glyphs as text; digits with what belongs to a number have a box of their own."""
    spans: list[Span] = []
    parts: list[str] = []
    length = start = 0
    box: list[float] = []
    numeric = False

    def close() -> None:
        if box and length > start:
            exact = (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
            spans.append(Span(start, length, Place(file=file, page=page, box=exact)))

    for index, glyph in enumerate(glyphs):
        char = glyph.char
        now = char.isdigit() or (char in ".,%％‰:：" and numeric)
        if not box or now != numeric or (glyph.spaced and index):
            close()
            if glyph.spaced and index:
                parts.append(" ")
                length += 1
            start, box, numeric = length, [glyph.left, glyph.bottom, glyph.right, glyph.top], now
        else:
            box = [min(box[0], glyph.left), min(box[1], glyph.bottom), max(box[2], glyph.right), max(box[3], glyph.top)]
        parts.append(char)
        length += len(char)
    close()
    return Text("".join(parts), tuple(spans))


def _runs(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs that follow each other in the file and on the line."""
    runs: list[list[Glyph]] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None:
            size = max(glyph.top - glyph.bottom, before.top - before.bottom)
            if abs(glyph.middle - before.middle) < 0.2 * size and -0.6 * size < glyph.left - before.right < 3 * size:
                runs[-1].append(glyph)
                before = glyph
                continue
        runs.append([glyph])
        before = glyph
    return runs


def _without_doubles(row: list[Glyph]) -> list[Glyph]:
    """A line without the second print that makes a poor man's bold."""
    result: list[Glyph] = []
    for glyph in row:
        twin = next(
            (
                other
                for other in result[-2:]
                if other.char == glyph.char and abs(other.left - glyph.left) < 0.25 * (glyph.right - glyph.left)
            ),
            None,
        )
        if twin is None:
            result.append(glyph)
    return result
