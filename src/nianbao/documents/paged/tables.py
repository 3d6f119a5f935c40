"""Tables on a page: those that rules draw, and those that only stand in columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nianbao.documents.document import Certainty, GridCell, Text
from nianbao.documents.headings import read_numbering
from nianbao.documents.lines.alignment import Aligned, Fragment, FragmentLine, align
from nianbao.documents.lines.unread_table import holds_figures_run_together, holds_rows_run_together
from nianbao.documents.paged.glyphs import Glyph, PageLine, Strip, lines_of
from nianbao.documents.paged.rules import Lattice, Rule, Rules, lattices
from nianbao.documents.passage import Grid
from nianbao.documents.running_text import joined
from nianbao.documents.values import is_value
from nianbao.documents.wording import (
    NOTE,
    UNIT_LINE,
    ends_sentence,
    is_case_title,
    is_contents_line,
    is_figure_caption,
    is_table_caption,
)
from nianbao.facts.pattern import as_pattern

# A sentence before a table; 其中： and 按学校分： are labels.
_LEADS_ON = as_pattern(r"[，,。；].*[：:]$|(?:如下|下[表列图]|见表|以下).{0,6}[：:]$")
_TITLE = as_pattern(
    r"[\u4e00-\u9fff\d“”、 —-]{4,28}(?:情况|统计|对比|一览|汇总|明细|分布|构成|变化)表(?:[（(][^（）()]*[）)])?"
)
_ANNEX = as_pattern(r"附(?:件|录|表)\s*[一二三四五六七八九十\d]{0,2}")


@dataclass(slots=True)
class PageTable:
    """A grid and where on its page it begins and ends."""

    grid: Grid
    top: float
    bottom: float
    aligned: Aligned | None = None


def ruled_tables(glyphs: list[Glyph], rules: Rules, file: str, page: int) -> tuple[list[PageTable], list[Glyph]]:
    """The tables that rules draw, and the glyphs that stand in none of them."""
    tables: list[PageTable] = []
    rest = glyphs
    for lattice in _parted(lattices(rules), rules, glyphs):
        left, bottom, right, top = lattice.box
        inside = [g for g in rest if left - 1 < (g.left + g.right) / 2 < right + 1 and bottom - 1 < g.middle < top + 1]
        if not inside:
            continue
        grid = _filled(lattice, inside, file, page)
        filled = sum(bool(cell.text.text) for cell in grid.cells)
        if filled < 2 or (len(lattice.cells) < 2):
            continue
        chosen = set(map(id, inside))
        rest = [glyph for glyph in rest if id(glyph) not in chosen]
        tables.append(PageTable(grid, top, bottom))
    return tables, rest


def _parted(found: Sequence[Lattice], rules: Rules, glyphs: Sequence[Glyph]) -> list[Lattice]:
    """The ruled tables, those that stand under each other without a gap apart."""
    result: list[Lattice] = []
    for lattice in found:
        left, _, right, _ = lattice.box
        edges = [lattice.ys[0], *(lattice.ys[row] for row in _other_tables(lattice, glyphs)), lattice.ys[-1]]
        if len(edges) == 2:
            result.append(lattice)
            continue
        for top, bottom in pairwise(edges):
            own = Rules(
                horizontal=[r for r in rules.horizontal if bottom - 2 < r.at < top + 2 and left - 4 < r.start < right],
                vertical=[
                    Rule(r.at, max(r.start, bottom), min(r.end, top))
                    for r in rules.vertical
                    if left - 4 < r.at < right + 4 and min(r.end, top) - max(r.start, bottom) > 4
                ],
            )
            result.extend(lattices(own))
    return result


def _other_tables(lattice: Lattice, glyphs: Sequence[Glyph]) -> list[int]:
    """The rows with which another table begins: heads under 序号 again, over columns that are not those above."""
    by_row: dict[int, list[tuple[int, int]]] = {}
    for row, column, bottom, right in lattice.cells:
        for r in range(row, bottom + 1):
            by_row.setdefault(r, []).append((column, right) if row == bottom else (-1, right))
    walls = {r: frozenset(right for _, right in cells) for r, cells in by_row.items()}
    unlike = [r for r in range(1, len(lattice.ys) - 1) if not (walls[r] <= walls[r - 1] or walls[r - 1] <= walls[r])]
    starts: list[int] = []
    first = _words_of_row(lattice, 0, glyphs) if unlike else []
    for row in unlike:
        whole = all(column >= 0 for r in (row - 1, row) for column, _ in by_row[r])
        words = _words_of_row(lattice, row, glyphs)
        heads = len(words) > 2 and all(words) and not any(is_value(word) for word in words)
        if whole and heads and first and words[0] == first[0] and words != first:
            starts.append(row)
    return starts


def _words_of_row(lattice: Lattice, row: int, glyphs: Sequence[Glyph]) -> list[str]:
    words = []
    for r, column, bottom, right in sorted(lattice.cells):
        if r <= row <= bottom:
            left, end, low, high = lattice.xs[column], lattice.xs[right + 1], lattice.ys[bottom + 1], lattice.ys[r]
            inside = [g.char for g in glyphs if left < (g.left + g.right) / 2 < end and low < g.middle < high]
            words.append("".join(inside))
    return words


def _filled(lattice: Lattice, glyphs: list[Glyph], file: str, page: int) -> Grid:
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, c, bottom, right in lattice.cells:
        for i in range(r, bottom + 1):
            for k in range(c, right + 1):
                owner[i, k] = (r, c)
    falling = [-y for y in lattice.ys]
    content: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        column = min(max(bisect_right(lattice.xs, (glyph.left + glyph.right) / 2) - 1, 0), len(lattice.xs) - 2)
        row = min(max(bisect_right(falling, -glyph.middle) - 1, 0), len(lattice.ys) - 2)
        content.setdefault(owner[row, column], []).append(glyph)
    lines = {(r, c): lines_of(content.get((r, c), []), page) for r, c, _, _ in lattice.cells}
    levels = _undrawn_rows(lattice, lines, file, page)
    more = [len(levels.get(row, (0,))) - 1 for row in range(len(lattice.ys) - 1)]
    cells = []
    for r, c, bottom, right in lattice.cells:
        row, span = r + sum(more[:r]), bottom - r + 1 + sum(more[r : bottom + 1])
        if r in levels and bottom == r:
            for number, level in enumerate(levels[r]):
                here = [line for line in lines[r, c] if _is_level(line, level)]
                cells.append(GridCell(row + number, c, _text(here, file, page), 1, right - c + 1))
        else:
            cells.append(GridCell(row, c, _text(lines[r, c], file, page), span, right - c + 1))
    return Grid(cells)


def _text(lines: Sequence[PageLine], file: str, page: int) -> Text:
    return joined([joined([strip.text(file, page) for strip in line.strips], " ") for line in lines])


_LEAST_UNDRAWN = 3  # lines of a cell before they are taken for rows


def _undrawn_rows(
    lattice: Lattice, lines: dict[tuple[int, int], list[PageLine]], file: str, page: int
) -> dict[int, list[PageLine]]:
    """Where rules part the columns but not the rows: by row of the lattice, the lines on whose level its rows stand.

    A column of values one below the other, and whatever stands in the other columns on a level with one of them.
    """
    found: dict[int, list[PageLine]] = {}
    for row in range(len(lattice.ys) - 1):
        beside = [lines[r, c] for r, c, bottom, _ in lattice.cells if r == bottom == row and lines[r, c]]
        if len(beside) < 2 or not any(r == bottom == row and c == 0 for r, c, bottom, _ in lattice.cells):
            continue
        for column in beside:
            if len(column) < _LEAST_UNDRAWN or not all(is_value(_text([line], file, page).text) for line in column):
                continue
            levels = [sum(_is_level(line, level) for level in column) for other in beside for line in other]
            if all(count == 1 for count in levels) and sum(len(other) == len(column) for other in beside) > 1:
                found[row] = column
                break
    return found


def _is_level(line: PageLine, other: PageLine) -> bool:
    return abs(line.middle - other.middle) < min(line.top - line.bottom, other.top - other.bottom) / 2


def aligned_tables(
    lines: Sequence[PageLine],
    rules: Rules,
    file: str,
    page: int,
    margin: tuple[float, float],
    before: Aligned | None = None,
) -> tuple[list[PageTable], list[PageLine]]:
    """The tables without lines (and with three), and the lines that belong to none.

    ``before`` is the table at the end of the page before, which may go on at the top of this one.
    """
    tables: list[PageTable] = []
    rest: list[PageLine] = []
    index = 0
    while index < len(lines):
        torn = index == 0 and before is not None and _is_torn_label(lines, before)
        end = _region_end(lines, index, rules, margin, torn=torn)
        if end - index >= 2:
            region = lines[index:end]
            going_on = before if index == 0 else None
            # Heads and a first row at the foot of a page are the beginning of a table.
            counts = [len(line.strips) for line in region]
            foot = end == len(lines) and (sum(c >= 2 for c in counts) >= 3 or (counts[0] == counts[-1] >= 3))
            table = _aligned(
                region, rules, file, page, foot or _is_after_caption(lines, index), going_on, at_foot=end == len(lines)
            )
            if table is not None:
                tables.append(table)
                index = end
                continue
        rest.append(lines[index])
        index += 1
    return tables, rest


def _is_torn_label(lines: Sequence[PageLine], before: Aligned) -> bool:
    """True where a page begins with pieces of a label in a column of the table before it, and rows come below them."""
    for index, line in enumerate(lines[:4]):
        if index and lines[index - 1].bottom - line.top > 2.6 * line.em:
            return False
        if len(line.strips) >= 2:
            return index > 0
        (strip,) = line.strips
        within = [band for band in before.bands if min(band.right, strip.right) - max(band.left, strip.left) > 0]
        wide = strip.right - strip.left > max((band.right - band.left for band in within), default=0.0) + 1.5 * line.em
        if len(within) != 1 or wide or _ends_table(line) or is_value(strip.plain.strip()) or ends_sentence(line.plain):
            return False
    return False


def _region_end(
    lines: Sequence[PageLine], start: int, rules: Rules, margin: tuple[float, float], *, torn: bool = False
) -> int:
    """The line behind the last one that a table beginning at ``start`` can hold."""
    first = lines[start]
    if not torn and not _can_begin(lines, start, rules):
        return start
    bottom_rule = _closing_rule(first, rules, lines, margin)
    if bottom_rule is not None and not any(
        is_value(strip.plain) for line in lines[start:] if line.middle > bottom_rule for strip in line.strips
    ):
        bottom_rule = None  # only the head is parted off: the table is closed on a later page
    end = start
    while end < len(lines):
        line = lines[end]
        if end > start:
            before = lines[end - 1]
            if before.bottom - line.top > 2.6 * max(line.em, before.em):
                break
            is_larger = _is_han(before) and line.advance > 1.3 * before.advance
            if len(line.strips) == 1 and is_larger and line.left <= margin[0] + line.em:
                break  # a heading in larger type; figures are always narrower than words
            if bottom_rule is not None and line.middle < bottom_rule and len(line.strips) < 2:
                break
            if bottom_rule is None and len(line.strips) == 1 and _is_of_larger_type(line, lines[start:end]):
                break
        inside_rules = bottom_rule is not None and line.middle > bottom_rule
        if not inside_rules and _is_prose(line, lines[start:end], margin):
            break
        if end > start and (_ends_table(line) or _opens_section(lines, end) or _is_title_of_another(lines, start, end)):
            break
        end += 1
    if bottom_rule is not None:
        return end
    tail = max(
        _centred_tail(lines, start, end), _tail_at_foot(lines, start, end), _row_of_one_figure(lines, start, end)
    )
    while end > start and end > tail and len(lines[end - 1].strips) < 2 and not _short_tail(lines, start, end):
        end -= 1
    return end


def _is_of_larger_type(line: PageLine, rows: Sequence[PageLine]) -> bool:
    """True for Chinese in larger type than the words of all rows above it: the text behind a table."""
    sizes = [row.advance for row in rows if any(g.char > "\u2e7f" for strip in row.strips for g in strip.glyphs)]
    rich = sum(len(row.strips) > 1 for row in rows)
    return rich > 1 and len(sizes) > 1 and _is_han(line) and line.advance > 1.08 * max(sizes)


def _is_title_of_another(lines: Sequence[PageLine], start: int, index: int) -> bool:
    """True for a lone line over the heads of the table said again: the next of several tables of one form."""
    if index + 1 >= len(lines) or len(lines[index].strips) > 1 or is_value(lines[index].plain.strip()):
        return False
    heads, again = ([strip.plain.strip() for strip in lines[n].strips] for n in (start, index + 1))
    return len(heads) > 2 and heads == again and sum(map(is_value, heads)) * 2 < len(heads)


def _centred_tail(lines: Sequence[PageLine], start: int, end: int) -> int:
    """The line behind the lower half of a cell in the middle of the last row: as many lone pieces as stand above it."""
    row = next((index for index in range(end - 1, start, -1) if len(lines[index].strips) >= 2), start)
    tail = row + 1
    while start < tail < end:
        (piece,) = lines[tail].strips
        above = _mirrored(lines[start:row], lines[row], lines[tail])
        within = sum(_is_over_each_other(strip, piece) for strip in lines[row].strips) <= 1
        over = (
            above is not None
            and within
            and (len(above.strips) == 1 or not any(is_value(strip.plain) for strip in above.strips))
            and any(_is_over_each_other(strip, piece) for strip in above.strips)
        )
        if not over or lines[tail - 1].middle - lines[tail].middle > 2.6 * lines[tail].em:
            break
        tail += 1
    return tail


def _row_of_one_figure(lines: Sequence[PageLine], start: int, end: int) -> int:
    """The line behind a last row of one figure half way between the two lines of its label."""
    row = next((index for index in range(end - 1, start, -1) if len(lines[index].strips) >= 2), start)
    tail = next((n for n in range(row + 1, end - 2) if _is_around(lines[n], lines[n + 1], lines[n + 2])), None)
    return tail + 3 if tail is not None and row > start else start


def _is_around(upper: PageLine, figure: PageLine, lower: PageLine) -> bool:
    (above, *more), (value, *others), (below, *rest) = upper.strips, figure.strips, lower.strips
    if more or others or rest or not value.plain.strip().isdecimal():
        return False
    even = abs(upper.middle - 2 * figure.middle + lower.middle) < 0.25 * figure.em
    return even and upper.middle - lower.middle < 2.6 * figure.em and above.right < value.left > below.right


def _tail_at_foot(lines: Sequence[PageLine], start: int, end: int) -> int:
    """The line behind the rest of a full label in the last row of a page, whose cells a program may set to the top."""
    row = next((index for index in range(end - 1, start, -1) if len(lines[index].strips) >= 2), start)
    if end < len(lines) or row == start or end - row > 3:
        return start
    for line in lines[row + 1 :]:
        over = [strip for strip in lines[row].strips if _is_over_each_other(strip, line.strips[0])]
        if len(over) != 1 or is_value(over[0].plain.strip()) or ends_sentence(line.plain.strip()):
            return start
        own = [s for other in lines[start : row + 1] for s in other.strips if _is_over_each_other(s, over[0])]
        widest = max(strip.right - strip.left for strip in own)
        if over[0].right - over[0].left < widest - line.em or line.right - line.left > widest + line.em / 2:
            return start
    return end


def _mirrored(lines: Sequence[PageLine], row: PageLine, line: PageLine) -> PageLine | None:
    """The line as far above a row as this one is below it."""
    wanted = 2 * row.middle - line.middle
    return next((above for above in reversed(lines) if abs(above.middle - wanted) < 0.25 * line.em), None)


def _is_over_each_other(strip: Strip, other: Strip) -> bool:
    return min(strip.right, other.right) > max(strip.left, other.left)


def _is_han(line: PageLine) -> bool:
    """True where most of a line is Chinese, so that its advance is that of its type."""
    glyphs = [glyph.char for strip in line.strips for glyph in strip.glyphs if not glyph.char.isspace()]
    return sum(char > "\u2e7f" for char in glyphs) * 2 > len(glyphs)


def _can_begin(lines: Sequence[PageLine], start: int, rules: Rules) -> bool:
    line = lines[start]
    if line.furniture or _ends_table(line) or is_contents_line(line.plain):
        return False
    if _opens_section(lines, start):
        return False
    if len(line.strips) >= 2:
        return True
    if _is_raised_head(lines, start):
        return True
    return _closing_rule(line, rules) is not None and _is_after_caption(lines, start)


def _opens_section(lines: Sequence[PageLine], index: int) -> bool:
    """True for 7 发展保障 above 7.1 制度与治理: a number and words that could as well be a row."""
    if index + 1 >= len(lines) or not len(lines[index].strips) == len(lines[index + 1].strips) == 1:
        return False
    first, second = (read_numbering(line.plain.strip()) for line in lines[index : index + 2])
    return first is not None and second is not None and second.scheme == "decimal" and second.parts[:1] == first.parts


def _is_raised_head(lines: Sequence[PageLine], start: int) -> bool:
    """True for a lone head above the line of the others: over several columns, or wrapped around that line.

    It stands in a gap of that line, and what belongs to it stands one more line below.
    """
    if start + 2 >= len(lines):
        return False
    lone, beside, under = lines[start].strips[0], lines[start + 1], lines[start + 2]
    near = lines[start].middle - beside.middle < 1.25 * beside.em  # half a line, nearer than any caption
    even = abs(lines[start].middle - 2 * beside.middle + under.middle) < 0.4 * beside.em
    if len(beside.strips) < 2 or beside.middle - under.middle > 1.6 * beside.em or not even:
        return False
    if not _is_clear(lone, beside):
        return False
    below = [strip for strip in under.strips if _is_clear(strip, beside)]
    if near and any(abs(lone.middle - strip.middle) < 0.3 * beside.em for strip in below):
        return True
    if lone.left < beside.strips[0].right:
        return False
    span = (below[0].left + below[-1].right) / 2 if len(below) > 1 else 0.0
    if abs(lone.middle - span) < 0.6 * beside.em and not any(is_value(strip.plain) for strip in below):
        return True
    wrapped = len(below) == len(under.strips) == 1 and abs(lone.middle - below[0].middle) < 0.6 * beside.em
    return wrapped or (lone.right < beside.right and sum(not is_value(strip.plain) for strip in below) >= 2)


def _is_clear(strip: Strip, line: PageLine) -> bool:
    """True where a strip stands over or under nothing of a line."""
    return all(min(strip.right, other.right) <= max(strip.left, other.left) for other in line.strips)


def _is_after_caption(lines: Sequence[PageLine], start: int) -> bool:
    for line in reversed(lines[max(0, start - 2) : start]):
        if is_table_caption(line.plain.strip()):
            return True
        if not UNIT_LINE.match(line.plain.strip()):
            return False
    return False


def _ends_table(line: PageLine) -> bool:
    text = line.plain.strip()
    if len(line.strips) == 2 and _is_number_of_title(line.strips[0], line.strips[1]):
        return True
    if len(line.strips) > 1:
        return is_contents_line(text)
    return bool(
        is_table_caption(text)
        or is_figure_caption(text)
        or NOTE.match(text)
        or UNIT_LINE.match(text)
        or is_case_title(text)
        or _TITLE.fullmatch(text)
        or _is_heading(text)
    )


def _is_number_of_title(number: Strip, title: Strip) -> bool:
    """True for the two halves of a caption or heading that a wide gap parts: 表1 and its title, 附件 and its title."""
    words = number.plain.strip()
    if is_value(title.plain.strip()) or title.left - number.right > 4 * (title.right - title.left):
        return False
    return is_table_caption(words) or is_figure_caption(words) or _ANNEX.fullmatch(words) is not None


def _is_heading(text: str) -> bool:
    numbering = read_numbering(text)
    return numbering is not None and numbering.scheme in (
        "decimal",
        "han",
        "chapter",
        "section",
        "han_bracket",
        "single",
    )


def _is_prose(line: PageLine, region: Sequence[PageLine], margin: tuple[float, float]) -> bool:
    """True for a line that runs as wide as the text or ends a sentence, and has no columns."""
    if len(line.strips) > 1:
        if any(is_value(strip.plain) for strip in line.strips) or not region:
            return False
        longest = max(line.strips, key=lambda strip: strip.right - strip.left)
        return longest.right - longest.left > 0.8 * (margin[1] - margin[0])
    text = line.plain.strip()
    width = line.right - line.left
    if width > 0.72 * (margin[1] - margin[0]):
        return True
    if text.endswith(("：", ":")):
        return _LEADS_ON.search(text) is not None
    return ends_sentence(text) and ("。" in text or "；" in text)


def _short_tail(lines: Sequence[PageLine], start: int, end: int) -> bool:
    """True for the last half of a wrapped label: short, close, left of the figures or under a cell."""
    if end - 2 < start:
        return False
    line, before = lines[end - 1], lines[end - 2]
    if len(before.strips) < 2 or before.middle - line.middle > 1.85 * line.em or ends_sentence(line.plain.strip()):
        return False
    return line.right <= before.strips[0].left or any(
        min(line.right, strip.right) - max(line.left, strip.left) > 0 and line.right <= strip.right + line.em
        for strip in before.strips
    )


def _closing_rule(
    line: PageLine, rules: Rules, lines: Sequence[PageLine] = (), margin: tuple[float, float] = (0.0, 0.0)
) -> float | None:
    """The lowest of the rules that part off a table around or below this line (三线表), or None.

    All tables of a page may be equally wide: the search ends where running text stands
    between two rules, since the lower one then opens the next table.
    """
    above = [r for r in rules.horizontal if 0 <= r.at - line.middle < 3 * line.em and _over(r, line)]
    if not above:
        return None
    rule = min(above, key=lambda r: r.at)
    lowest: float | None = None
    for at in sorted((r.at for r in rules.horizontal if r.at < line.middle and _alike(r, rule)), reverse=True):
        if lowest is not None and _is_gap([other for other in lines if at < other.middle < lowest], margin):
            break
        lowest = at
    return lowest


def _is_gap(lines: Sequence[PageLine], margin: tuple[float, float]) -> bool:
    """True where what stands between two rules is text between two tables and no rows."""
    rows = sum(len(line.strips) >= 2 and not _is_prose(line, lines, margin) for line in lines)
    return bool(lines) and (
        not rows or sum(_is_prose(line, lines, margin) or _ends_table(line) for line in lines) > rows
    )


def _over(rule: Rule, line: PageLine) -> bool:
    return rule.start <= line.left + line.em and rule.end >= line.right - line.em


def _alike(rule: Rule, other: Rule) -> bool:
    return abs(rule.start - other.start) < 6 and abs(rule.end - other.end) < 6


def _aligned(
    region: Sequence[PageLine],
    rules: Rules,
    file: str,
    page: int,
    announced: bool,
    before: Aligned | None,
    *,
    at_foot: bool,
) -> PageTable | None:
    region = _with_heads_apart(region)
    rich = [line for line in region if len(line.strips) >= 2]
    figures = sum(any(is_value(strip.plain) for strip in line.strips) for line in rich)
    closed = _closing_rule(region[0], rules) is not None
    sure = announced or closed or before is not None
    if len(rich) < (1 if before is not None else 2) or (figures < 2 and not (sure and figures >= 1)):
        return None
    widest = max(len(line.strips) for line in rich)
    if not sure and widest < 3 and figures < 3:
        return None
    em = sorted(line.advance for line in region)[len(region) // 2]
    fragment_lines = [
        FragmentLine(-line.middle, [Fragment(s.left, s.right, s.text(file, page)) for s in line.strips])
        for line in region
    ]
    parted: float | None = None
    if closed:
        under = [
            r.at for r in rules.horizontal if region[-1].middle < r.at < region[0].middle and _over_region(r, region)
        ]
        if under:
            parted = -max(under)
    known, said = (before.bands, before.heads) if before is not None else ([], [])
    aligned = align(fragment_lines, em, parted, known, said=said, exact=True, at_foot=at_foot)
    if aligned is None:
        return None
    grid = aligned.grid
    if grid.certainty is Certainty.UNREAD or holds_figures_run_together(grid) or holds_rows_run_together(grid):
        texts = [joined([strip.text(file, page) for strip in line.strips], "  ") for line in region]
        unread = Grid([GridCell(row, 0, text) for row, text in enumerate(texts)], Certainty.UNREAD)
        return PageTable(unread, region[0].top, region[-1].bottom)
    return PageTable(grid, region[0].top, region[-1].bottom, aligned)


def _with_heads_apart(region: Sequence[PageLine]) -> list[PageLine]:
    """The lines with heads that touch each other apart, where a gap between them goes through all rows below."""
    first = next((n for n, line in enumerate(region) if any(is_value(s.plain) for s in line.strips)), len(region))
    body = [(strip.left, strip.right) for line in region[first:] for strip in line.strips]
    if not body:
        return list(region)
    result = list(region)
    for number, line in enumerate(region[:first]):
        strips: list[Strip] = []
        for strip in line.strips:
            start = 0
            for index, (before, after) in enumerate(pairwise(strip.glyphs), 1):
                middle = (before.right + after.left) / 2
                if after.left - before.right > 0.5 * line.advance and not any(a < middle < b for a, b in body):
                    left = any(b > strip.glyphs[start].left and b < middle for _, b in body)
                    right = any(middle < a < strip.right for a, _ in body)
                    if left and right:
                        strips.append(Strip(strip.glyphs[start:index]))
                        start = index
            strips.append(Strip(strip.glyphs[start:]))
        if len(strips) > len(line.strips):
            result[number] = replace(line, strips=strips)
    return result


def _over_region(rule: Rule, region: Sequence[PageLine]) -> bool:
    left, right = min(line.left for line in region), max(line.right for line in region)
    return rule.start <= left + 12 and rule.end >= right - 12
