"""The lines of pages as paragraphs, with the same rules as the lines of a text file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from itertools import pairwise

from nianbao.documents.document import Text
from nianbao.documents.lines.line import Line
from nianbao.documents.paged.glyphs import PageLine
from nianbao.documents.running_text import cut, joined, tidy
from nianbao.facts.pattern import as_pattern

_PAGE_NUMBER = as_pattern(
    r"[-–—~·\s]*(?:第\s*)?(?:\d{1,4}|[ivxlIVXL]{1,6})\s*(?:页)?(?:\s*[,，/]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-–—~·\s]*"
)


class ProseLine(Line):
    """A line of a page as a line of text: its width and indent are measured, its places are boxes."""

    def __init__(self, file: str, line: PageLine, margin: tuple[float, float], em: float) -> None:
        super().__init__(file, 0, line.plain)
        self.on_page = line
        self.margin = margin
        self.em = em
        self.size = line.advance if any(glyph.char > "\u2e7f" for s in line.strips for glyph in s.glyphs) else 0.0
        # From the left margin to the line's end: an indent does not make a full line short.
        self.width = columns(line.right - margin[0], em)

    @cached_property
    def is_indented(self) -> bool:
        return self.on_page.left - self.margin[0] > 1.3 * self.em

    def text(self, start: int = 0, end: int | None = None) -> Text:
        strips = [strip.text(self.file, self.on_page.page) for strip in self.on_page.strips]
        if start or end is not None:
            return cut(joined(strips, "  "), start, end)  # as in ``plain``
        return joined(strips, " ")


def columns(length: float, em: float) -> int:
    """A length on the page in half-width columns of text of this size.

    >>> columns(120.0, 12.0)
    20
    """
    return max(0, round(length / (em / 2)))


def body_em(pages: Sequence[Sequence[PageLine]]) -> float:
    """The width of a Han character in most of the text; a loose box is a fifth taller than that at least."""
    sizes = Counter()  # type: Counter[float]
    for page in pages:
        for line in page:
            if not line.furniture:
                sizes[round(line.advance, 1)] += sum(len(strip.glyphs) for strip in line.strips)
    return max(sizes, key=lambda size: (sizes[size], -size)) if sizes else 12.0


def margins(pages: Sequence[Sequence[PageLine]]) -> tuple[float, float]:
    """Where the running text of a file begins and ends: the usual edges of its long lines."""
    lines = [line for page in pages for line in page if not line.furniture and len(line.strips) == 1]
    longest = sorted(lines, key=lambda line: line.left - line.right)[: max(5, len(lines) // 3)]
    if not longest:
        return 72.0, 523.0
    lefts = Counter(round(line.left) for line in longest)
    rights = Counter(round(line.right) for line in longest)
    left = min(lefts, key=lambda x: (-sum(lefts[x + d] for d in (-1, 0, 1)), x))
    right = max(rights, key=lambda x: (sum(rights[x + d] for d in range(-4, 5)), x))
    # A first line is set in; where a page has only such lines the left edge is that of any line.
    left = min([left, *(round(line.left) for line in longest if left - line.left > 4)], default=left)
    return float(left), float(max(right, left + 100))


def _is_over_rows(line: PageLine, below: Mapping[int, PageLine], again: Set[int]) -> bool:
    """True for a line of heads that a table says again on every page: rows stand close under it."""
    several = False
    while True:
        several = several or len(line.strips) >= 3
        lower = below.get(id(line))
        # Lines of one head may stand half a line apart; a page header keeps away from what follows it.
        near = (1.5 if len(line.strips) >= 2 else 0.5) * line.em
        if lower is None or line.bottom - lower.top > near:
            return False
        if id(lower) not in again:
            return several and (len(lower.strips) >= 2 or _is_over_a_row(lower, below))
        line = lower


def _is_over_a_row(line: PageLine, below: Mapping[int, PageLine]) -> bool:
    """True for the upper half of a label: cells stand half a line or a line below it."""
    lower = below.get(id(line))
    return lower is not None and len(lower.strips) >= 3 and line.bottom - lower.top <= line.em


def mark_page_furniture(pages: Sequence[Sequence[PageLine]], heights: Sequence[float]) -> None:
    """Mark headers, footers and page numbers: what comes back at the same height of many pages."""
    seen: defaultdict[tuple[str, int], list[PageLine]] = defaultdict(list)
    edge: list[tuple[PageLine, float]] = []
    for lines, height in zip(pages, heights, strict=True):
        for line in [*lines[:3], *lines[-3:]] if len(lines) > 6 else lines:
            if line.bottom > 0.86 * height or line.top < 0.14 * height:
                pattern = as_pattern(r"\d+").sub("#", tidy(line.plain))
                seen[pattern, round(line.middle / 8)].append(line)
                edge.append((line, height))
    enough = 2 if len(pages) <= 4 else max(3, len(pages) // 10)
    often = [lines for (pattern, _), lines in seen.items() if pattern and len({line.page for line in lines}) >= enough]
    again = {id(line) for lines in often for line in lines}
    below = {id(upper): lower for lines in pages for upper, lower in pairwise(lines)}
    for lines in often:
        heads = sum(_is_over_rows(line, below, again) for line in lines)
        if heads * 2 <= len(lines):
            for line in lines:
                line.furniture = True
    if len(pages) <= 2:
        # Nothing comes back in so short a file: what stands far above the text is its header.
        for lines, height in zip(pages, heights, strict=True):
            if (
                len(lines) > 3
                and lines[0].bottom > 0.925 * height
                and lines[0].bottom - lines[1].top > 1.2 * lines[0].em
            ):
                lines[0].furniture = True
    for line, height in edge:
        if _PAGE_NUMBER.fullmatch(line.plain.strip()) and (line.top < 0.1 * height or line.bottom > 0.93 * height):
            line.furniture = True
