"""Tables of a copy that kept where things stand on the page, as ``pdftotext -layout`` does.

Columns are parted by strips in which nothing stands in any row. A cell whose words were broken lies above, beside and
below the line with its row's figures, as it was set: at the top or in the middle. Whatever does not come out in
one clear way is no table here: a column too few files figures under wrong heads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from nianbao.documents.document import Certainty, Note, Text
from nianbao.documents.lines.copied_stretch import is_of_table
from nianbao.documents.lines.laid_out_cells import group_starts, shared_out
from nianbao.documents.lines.laid_out_head import TOTALS, Band, Piece, head_rows
from nianbao.documents.lines.line import Line
from nianbao.documents.lines.spaced_table import SpacedTable, words_of
from nianbao.documents.passage import grid_of
from nianbao.documents.running_text import EMPTY, display_width, joined, tidy
from nianbao.documents.values import is_ordinal, is_value
from nianbao.documents.wording import UNIT_LINE
from nianbao.facts.pattern import as_pattern

_MOST_LINES = 400
_MOST_LOOSE = 4  # lines of a cell above or below its row's figures
_MOST_COLUMNS = 16
_CAPTION = as_pattern(r"附?表\s*[\d一二三四五六七八九十]")
_SERIAL = frozenset(["序号", "序", "编号"])
_DEAR = 0.6  # a row
Measured = Callable[[str], int]


@dataclass(slots=True)
class _Row:
    """A line with figures: its place among the lines of its page, its words by column, the lines its cells take."""

    line: int
    cells: dict[int, Text]
    above: int = 0
    below: int = 0


@dataclass(slots=True)
class _Page:
    """What stands of a table on one page."""

    lines: list[list[Piece]]
    goes_on: bool = True  # on another page
    start: int = 0  # the first line of its rows
    bands: list[Band] = field(default_factory=list)
    rows: list[list[Text]] = field(default_factory=list)
    head: list[list[Text]] | None = None
    carried: dict[int, Text] = field(default_factory=dict)  # the rest of cells that the page before began


@dataclass(slots=True)
class LaidOut:
    """The tables that where things stand tells, and the laid-out lines in which it tells none for certain."""

    tables: list[SpacedTable] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)


def laid_out_tables(lines: Sequence[Line], kinds: Sequence[str]) -> LaidOut:
    """The tables in those lines that are prose so far."""
    result = LaidOut()
    stretch: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and kinds[index] == "blank":
            continue
        if index < len(lines) and kinds[index] == "prose" and is_of_table(lines[index]):
            stretch.append(index)
            continue
        if 3 <= len(stretch) <= _MOST_LINES and _is_laid_out(lines, stretch):
            table = _in_stretch(lines, stretch)
            if table is not None:
                result.tables.append(table)
            else:
                result.refused.update(stretch)
        stretch = []
    return result


def _is_laid_out(lines: Sequence[Line], stretch: Sequence[int]) -> bool:
    """True where wide gaps part words in most lines with several."""
    several = [lines[index].stripped for index in stretch if " " in lines[index].stripped]
    wide = sum("  " in text for text in several)
    return len(several) >= 3 and wide * 2 >= len(several)


def _in_stretch(lines: Sequence[Line], stretch: Sequence[int]) -> SpacedTable | None:
    while len(stretch) > 3 and _is_title(lines[stretch[0]]):
        stretch = stretch[1:]
    for measured in (len, display_width):
        pages = _pages(lines, stretch, measured)
        rows = _rows_of(pages)
        if rows is not None and not _is_plain(pages):
            first, last = lines[stretch[0]].number, lines[stretch[-1]].number
            note = Note(
                f"第{first}–{last}行的表格，各格分在几行里，已按在页面上的位置拼合，请核对。",
                f"Cells of the table in lines {first} to {last} stand in pieces; "
                "they were put together by where they stand.",
            )
            return SpacedTable(stretch[0], stretch[-1] + 1, grid_of(rows, Certainty.GUESSED), note)
    return None


def _is_title(line: Line) -> bool:
    """True for what stands alone above the heads and names the table, or leads to it."""
    text = line.stripped
    if text.endswith(("：", ":")) or _CAPTION.match(text) or UNIT_LINE.match(text):
        return True
    alone = "  " not in text and len(text.split()) <= 2
    return (
        alone
        and len(text) > 6
        and (len(text) > 12 or text.endswith(("表", "情况", "统计", "一览", "概况", "明细", "如下")))
    )


def _is_plain(pages: Sequence[_Page]) -> bool:
    """True where every cell stands on its row's line between wide gaps: such a table needs no putting together."""
    if pages[0].start > 1 or any(len(page.lines) - page.start > len(page.rows) for page in pages):
        return False
    return not any(
        after.left - before.right == 1 and (_is_figure(before.text.text) or _is_figure(after.text.text))
        for page in pages
        for line in page.lines
        for before, after in pairwise(line)
    )


def _pages(lines: Sequence[Line], stretch: Sequence[int], measured: Measured) -> list[_Page]:
    """The words of the stretch, page by page: each page has columns of its own."""
    pages: list[_Page] = []
    for place, index in enumerate(stretch):
        between = lines[stretch[place - 1] + 1 : index + 1] if place else []
        if not place or any(line.page_start or line.furniture for line in between):
            pages.append(_Page([]))
        line = lines[index]
        pieces = []
        for text in words_of(line):
            start = (text.spans[0].place.column or 1) - 1 - line.offset
            left = measured(line.plain[:start])
            pieces.append(Piece(left, left + measured(text.text), text))
        pages[-1].lines.append(pieces)
    pages[-1].goes_on = False
    return pages


def _rows_of(pages: Sequence[_Page]) -> list[list[Text]] | None:
    """Head and rows over all pages, or None where they are not certain."""
    first = pages[0]
    rows: list[list[Text]] = []
    said: list[str] = []
    for page in pages:
        again: list[Piece] = []
        if said:
            texts = ["".join(piece.text.text for piece in line) for line in page.lines]
            if texts[: len(said)] == said:
                again = page.lines[0] if len(said) == 1 and len(page.lines[0]) == len(first.bands) else []
                page.lines = page.lines[len(said) :]
        expected = [band.holds for band in first.bands]
        if not _settle(page, [], expected) and not (again and _settle(page, again, expected)):
            return None
        for column, text in page.carried.items():
            rows[-1][column] = joined([rows[-1][column], text])
        if page is first:
            said = ["".join(piece.text.text for piece in line) for line in page.lines[: page.start]]
        rows += page.rows
    if first.head is None or len(rows) < 2 or (len(rows) < 3 and len(first.bands) < 4):
        return None
    return [*first.head, *rows]


def _settle(page: _Page, said: Sequence[Piece], expected: Sequence[str]) -> bool:
    """Find bands, head and rows of a page; False where they are not certain."""
    headed = not expected
    anchors = [n for n, line in enumerate(page.lines) if _is_row(line)]
    if not anchors or anchors[0] > 12 or len(page.lines) - 1 - anchors[-1] > _MOST_LOOSE:
        return False
    best: tuple[float, int, list[Band], list[list[Text]], list[list[Text]] | None] | None = None
    for loose in range(min(anchors[0], 3) + 1):
        start = anchors[0] - loose
        named = any(piece.text.text in _SERIAL for line in page.lines[:start] for piece in line[:1])
        kinds = expected or (["serial"] if named else [])
        bands = _bands(page.lines[start:], [n - start for n in anchors], said, kinds)
        if bands is None:
            continue
        for style in ("centred", "top"):
            found = _body(page.lines[start:], [n - start for n in anchors], bands, style, page.goes_on)
            if found is None or found[0] > _DEAR * len(anchors):
                continue
            head = head_rows(page.lines[:start], bands) if headed else []
            if head is None:
                continue
            if best is None or found[0] < best[0] - 1e-9:
                best = found[0], start, bands, found[1], head
    if best is None:
        return False
    _, page.start, page.bands, page.rows, page.head = best
    if not headed:
        for line in page.lines[: page.start]:
            for column, text in _by_band(line, page.bands).items():
                if page.bands[column].holds != "words":
                    return False
                page.carried[column] = joined([page.carried.get(column, EMPTY), text])
    return True


def _is_row(line: Sequence[Piece]) -> bool:
    """True for a line with a figure that is not the serial number before it."""
    figures = [n for n, piece in enumerate(line) if _is_figure(piece.text.text)]
    return bool(figures) and not (figures == [0] and is_ordinal(line[0].text.text))


def _is_figure(text: str) -> bool:
    return is_value(text) and "岁" not in text  # 30岁及以下 names a row


def _bands(
    lines: Sequence[Sequence[Piece]], anchors: Sequence[int], said: Sequence[Piece], expected: Sequence[str]
) -> list[Band] | None:
    """The columns: what strips without a word part in all rows; None where one holds words and figures.

    ``said`` are the heads that the page says again, and ``expected`` what the columns held on the page before.
    """
    counting = [line[0] for line in lines if len(line) > (len(expected) < 2) and is_ordinal(line[0].text.text)]
    numbers = [piece.text.text for piece in counting]
    has_serials = bool(expected) and expected[0] == "serial"
    if len(expected) < 2:  # nothing more than the head is known
        has_serials = len(numbers) > 1 - has_serials and _counts(numbers)
        expected = ()
    serials = {id(piece) for piece in counting} if has_serials else set()
    flat_lines = [[piece for piece in line if id(piece) not in serials] for line in lines]
    flat = [piece for line in flat_lines for piece in line]
    spans = sorted(
        (piece.left, piece.right)
        for piece in (*flat, *(said[1:] if has_serials else said))
        if tidy(piece.text.text) not in TOTALS
    )
    bands: list[Band] = []
    for left, right in spans:
        if bands and left < bands[-1].right:
            bands[-1].right = max(bands[-1].right, right)
        else:
            bands.append(Band(left, right))
    rows = [[piece for piece in lines[n] if id(piece) not in serials] for n in anchors]
    bands = _without_rare(_without_seams(bands, flat_lines), rows)
    if has_serials:
        edges = [(piece.left, piece.right) for piece in (*counting, *said[:1])] or [(0, 0)]
        bands.insert(0, Band(min(left for left, _ in edges), max(right for _, right in edges), "serial"))
    if not 2 <= len(bands) <= _MOST_COLUMNS or (expected and len(bands) != len(expected)):
        return None
    for number, band in enumerate(bands[has_serials:], has_serials):
        words = [
            [p.text.text for p in row if band.left <= p.left < band.right and tidy(p.text.text) not in TOTALS]
            for row in rows
        ]
        figures = sum(_is_figure(word) for here in words for word in here)
        if expected:
            band.holds = expected[number]
        else:
            band.holds = "figures" if figures else "words"
        if figures != (sum(map(len, words)) if band.holds == "figures" else 0) or (
            figures and max(map(len, words)) > 1
        ):
            return None
    kinds = [band.holds for band in bands]
    if "figures" not in kinds or "words" not in kinds[: kinds.index("figures")]:
        return None
    return bands


def _without_seams(bands: list[Band], lines: Sequence[Sequence[Piece]]) -> list[Band]:
    """The columns with those that touch, and never stand side by side, as one: a narrow cell was set off by one."""
    whole: list[Band] = []
    for band in bands:
        if whole and whole[-1].right == band.left:
            before = whole[-1]
            if not any(
                any(before.left <= p.left < before.right for p in line)
                and any(band.left <= p.left < band.right for p in line)
                for line in lines
            ):
                whole[-1] = Band(before.left, band.right)
                continue
        whole.append(band)
    return whole


def _without_rare(bands: list[Band], rows: Sequence[Sequence[Piece]]) -> list[Band]:
    """The columns with those that few rows fill put to the neighbour that is blank in all these rows.

    A wide unit among narrow ones, or a label that is longer than the others, is set off the middle of its column.
    """
    filled = [{n for n, row in enumerate(rows) if any(b.left <= p.left < b.right for p in row)} for b in bands]
    number = 0
    while number < len(bands):
        if len(filled[number]) * 5 <= len(rows):
            beside = [n for n in (number - 1, number + 1) if 0 <= n < len(bands) and not filled[n] & filled[number]]
            if len(beside) == 1 and len(filled[beside[0]]) * 2 > len(rows):
                low, high = min(number, beside[0]), max(number, beside[0])
                bands[low : high + 1] = [Band(bands[low].left, bands[high].right)]
                filled[low : high + 1] = [filled[low] | filled[high]]
                continue
        number += 1
    return bands


def _counts(words: Sequence[str]) -> bool:
    numbers = [int("".join(c for c in word if c.isdecimal())) for word in words]
    return all(b == a + 1 for a, b in pairwise(numbers))


def _body(
    lines: Sequence[Sequence[Piece]], anchors: Sequence[int], bands: Sequence[Band], style: str, goes_on: bool
) -> tuple[float, list[list[Text]]] | None:
    """The rows with their broken cells whole again, and what speaks against them."""
    rows = [_Row(n, _by_band(lines[n], bands)) for n in anchors]
    edges = [-1, *anchors, len(lines)]
    loose = [[_by_band(lines[n], bands) for n in range(a + 1, b)] for a, b in pairwise(edges)]
    kinds = [band.holds for band in bands]
    if any(kinds[column] == "figures" for gap in loose for cells in gap for column in cells):
        return None  # a figure without its row
    beside = _column_beside(kinds, rows, loose)
    broken = [column for column, kind in enumerate(kinds) if kind != "figures" and column != beside]
    shared = shared_out([row.cells for row in rows], loose, broken, style, serial=0 if kinds[0] == "serial" else None)
    for row, (above, below) in zip(rows, shared.reaches, strict=True):
        row.above, row.below = above, below
    texts = [
        [
            (cells if column in broken else row.cells).get(column, EMPTY)
            for row, cells in zip(rows, shared.rows, strict=True)
        ]
        for column in range(len(bands))
    ]
    if beside is not None:
        labels = _labels(lines, anchors, beside, bands)
        totals = [n for n, text in enumerate(texts[beside]) if tidy(text.text) in TOTALS]
        count = totals[0] if totals else len(rows)
        figures = [[text.text for text in texts[c][:count]] for c, kind in enumerate(kinds) if kind == "figures"]
        lines_of = [(row.line - row.above, row.line + row.below) for row in rows[:count]]
        starts = group_starts(lines_of, [entry for entry in labels if tidy(entry[1].text) not in TOTALS], figures)
        if starts is None or totals not in ([], [len(rows) - 1]):
            return None
        texts[beside] = [texts[beside][row] if row in totals else starts.get(row, EMPTY) for row in range(len(rows))]
    table = [[texts[c][r] for c in range(len(bands))] for r in range(len(rows))]
    for cells in table:
        names = [text.text for text, kind in zip(cells, kinds, strict=True) if kind != "figures" and text.text]
        if not names or all(is_ordinal(name) for name in names):
            return None
        total = next((c for c, text in enumerate(cells) if tidy(text.text) in TOTALS), 0)
        if total and not any(text.text for text in cells[:total]):
            cells[0], cells[total] = cells[total], EMPTY  # 合计 is set in the middle of several columns
    return shared.cost, table


def _by_band(line: Sequence[Piece], bands: Sequence[Band]) -> dict[int, Text]:
    """The words of a line by column."""
    found: dict[int, list[Text]] = {}
    for number, piece in enumerate(line):
        left, right = piece.left, piece.right
        apart = [max(band.left - left, right - band.right) for band in bands]
        nearest = max(0, min(apart))  # wherever a piece lies within its column is as near
        column = next(n for n, distance in enumerate(apart) if distance <= nearest)
        if bands[0].holds == "serial":
            if number == 0 and is_ordinal(piece.text.text):
                column = 0
            elif column == 0 and tidy(piece.text.text) not in TOTALS:
                column = 1
        found.setdefault(column, []).append(piece.text)
    return {column: joined(words, " ") for column, words in found.items()}


def _column_beside(
    kinds: Sequence[str], rows: Sequence[_Row], loose: Sequence[Sequence[dict[int, Text]]]
) -> int | None:
    """The first column, where its few labels stand beside several rows each and other words name the rows."""
    if kinds[:2] != ["words", "words"]:
        return None
    named = [row for row in rows if tidy(row.cells.get(0, EMPTY).text) not in TOTALS]
    own = sum(0 in row.cells for row in named)
    others = sum(0 in cells for gap in loose for cells in gap)
    filled = sum(1 in row.cells for row in named)
    return 0 if 0 < own + others <= len(named) / 2 and filled * 4 >= len(named) * 3 else None


def _labels(
    lines: Sequence[Sequence[Piece]], anchors: Sequence[int], column: int, bands: Sequence[Band]
) -> list[tuple[float, Text]]:
    """The labels of this column with the middle of the lines that each takes."""
    found: list[tuple[int, list[Text]]] = []
    for number, line in enumerate(lines):
        text = _by_band(line, bands).get(column)
        if text is None:
            continue
        if found and found[-1][0] + len(found[-1][1]) == number and number not in anchors:
            found[-1][1].append(text)
        else:
            found.append((number, [text]))
    return [(first + (len(texts) - 1) / 2, joined(texts)) for first, texts in found]
