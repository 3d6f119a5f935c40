"""Columns and rows of a table that has no lines: recovered from where its pieces of text stand.

Positions are points on a page or columns of a terminal; only their order and overlap matter.
Cells of one table never overlap, so the columns are the stretches that the rows with figures
cover together; heads are laid over them afterwards, wide ones over several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from nianbao.documents.document import Certainty, GridCell, Text
from nianbao.documents.lines.beside_labels import with_labels_at_top
from nianbao.documents.lines.centred_rows import Centred, Lines, centred_rows, one_level
from nianbao.documents.lines.wide_heads import reached
from nianbao.documents.passage import Grid
from nianbao.documents.running_text import joined
from nianbao.documents.values import is_calendar, is_figure, is_ordinal, is_value
from nianbao.facts.pattern import as_pattern

_FOUR = as_pattern(r"\d{4}")
_WITH_UNIT = as_pattern(r"[\u4e00-\u9fff]{1,3}[（(][^（）()]{1,4}[）)]")  # 校生（人） below 2022年在
_IN_BRACKETS = as_pattern(r"[（(][^（）()]{1,6}[）)]")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text that stands alone on its line, from ``left`` to ``right``."""

    left: float
    right: float
    text: Text

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(slots=True)
class FragmentLine:
    """The fragments of one line, left to right; ``y`` grows downwards."""

    y: float
    fragments: list[Fragment]

    @property
    def words(self) -> list[str]:
        return ["".join(fragment.text.text.split()) for fragment in self.fragments]

    @property
    def has_value(self) -> bool:
        return any(is_value(fragment.text.text) for fragment in self.fragments)


@dataclass(slots=True)
class _Band:
    """A column: what its cells cover."""

    left: float
    right: float

    def overlap(self, fragment: Fragment) -> float:
        return min(self.right, fragment.right) - max(self.left, fragment.left)

    def inside(self, line: FragmentLine) -> list[Fragment]:
        return [fragment for fragment in line.fragments if self.overlap(fragment) > 0]


@dataclass(slots=True)
class _Row:
    lines: list[FragmentLine] = field(default_factory=list)


@dataclass(slots=True)
class Aligned:
    """A grid and the columns it was laid on, for the rest of the table on the next page."""

    grid: Grid
    bands: list[_Band]
    heads: list[FragmentLine] = field(default_factory=list)
    body: list[FragmentLine] = field(default_factory=list)
    exact: bool = False

    def on(self, bands: list[_Band], em: float) -> Aligned | None:
        """The same lines on the columns of another piece of the table, or None where they do not fit.

        A piece of one row before a page break may leave a column empty that the rest fills.
        """
        if not _fits(self.body, bands):
            return None
        return _laid(self.heads, self.body, bands, em, continued=False, exact=self.exact, at_foot=True)


def align(
    lines: Sequence[FragmentLine],
    em: float,
    header_edge: float | None = None,
    known: Sequence[_Band] = (),
    *,
    said: Sequence[FragmentLine] = (),
    exact: bool = False,
    at_foot: bool = False,
) -> Aligned | None:
    """The grid that these lines form, or None where they form none; an unread empty one where figures run together.

    ``em`` is the width of a Han character; ``header_edge`` is the height of the rule below the heads;
    ``known`` are the columns of a table that may go on here, and ``said`` the lines of its heads; ``exact`` says that
    heights are those of a page, ``at_foot`` that the page ends with these lines.
    """
    given = [line for line in lines if line.fragments]
    lines = _with_centred_heads(given, em)
    first = next((index for index, line in enumerate(lines) if line.has_value), None)
    parted = sum(line.y < header_edge for line in lines) if header_edge is not None else 0
    if first is None:
        first = max(1, parted)
    elif 0 < parted <= first:
        first = parted
    # Lines nearer than one line's height cannot be stacked: such words are beside the first figures.
    while not parted and 0 < first < len(lines) and lines[first].y - lines[first - 1].y < 0.95 * em:
        first -= 1
    if known and all(len(line.fragments) == 1 for line in lines[:first]) and _fits(lines, known):
        first = 0  # pieces of labels that the page break tore off
    heads, body = lines[:first], lines[first:]
    if not body:
        return None
    again = _said_again(given, said)
    if known and _fits(lines, known):
        bands = list(known)
    elif known and again and _fits(given[again:], known):
        bands = list(known)  # one row of few figures tells no columns, the heads above it tell whose they are
        heads, body = _with_centred_heads(given[:again], em), given[again:]
    else:
        bands = _bands(body, em)
        if len(bands) < 2:
            return None
        bands = _with_header_bands(bands, heads)
    # No row of 1986 and 2034 courses is a head.
    sure = sum(line.y < header_edge for line in given) if header_edge is not None else again if known else 0
    settled = _centred(given, bands, em) if exact else None
    if settled is not None and not 0 < sure < len(settled[0]):
        heads, body = settled[0], [line for row in settled[1] for line in row.lines]
    elif exact and one_level(_measured(above := given[: len(given) - len(body)], bands) or [], em):
        heads = above  # as they stand: no line of them was moved to another
    if exact and (
        any(_has_run_together(line, bands) for line in body) or any(_is_askew(line, bands) for line in heads)
    ):
        return Aligned(Grid([], Certainty.UNREAD), [])
    return _laid(heads, body, bands, em, continued=bool(known), exact=exact, at_foot=at_foot)


def _has_run_together(line: FragmentLine, bands: Sequence[_Band]) -> bool:
    """True where a figure falls into one column with what stands before it on its line."""
    columns = [_band_of(fragment, bands) for fragment in line.fragments]
    return any(
        before == column and is_value(fragment.text.text)
        for before, column, fragment in zip(columns, columns[1:], line.fragments[1:], strict=False)
    )


def _is_askew(line: FragmentLine, bands: Sequence[_Band]) -> bool:
    """True where two heads of one line stand over one and the same column."""
    over = [
        [c for c, band in enumerate(bands) if band.overlap(fragment) > 0]
        for fragment in line.fragments
        if len(fragment.text.text.strip()) > 1
    ]
    return any(left == right and len(left) == 1 for left, right in pairwise(over))


def _said_again(lines: Sequence[FragmentLine], said: Sequence[FragmentLine]) -> int:
    """How many lines say the heads of a table again: each word of them and no other; not all lines do."""
    wanted = sorted(word for line in said for word in line.words)
    found: list[str] = []
    for count, line in enumerate(lines[:-1], 1):
        found += line.words
        if len(found) >= len(wanted):
            return count if wanted and sorted(found) == wanted else 0
    return 0


def _laid(
    heads: list[FragmentLine],
    body: list[FragmentLine],
    bands: list[_Band],
    em: float,
    *,
    continued: bool,
    exact: bool,
    at_foot: bool = False,
) -> Aligned:
    """The cells of these lines on these columns."""
    settled = _centred([*heads, *body], bands, em) if exact else None
    rows = settled[1] if settled is not None and len(settled[0]) == len(heads) else _rows(body, em)
    rows, spans = _with_centred_labels(rows, body, bands, em, continued=continued, exact=exact, at_foot=at_foot)
    if exact and len(heads) > 1 and one_level(_measured(heads, bands) or [], em):
        levels = [heads]
    else:
        levels = _levels(_with_centred_heads(heads, em), rows, em)
    cells: list[GridCell] = []
    for r, level in enumerate(levels):
        below = [fragment for lower in levels[r + 1 :] for line in lower for fragment in line.fragments]
        cells.extend(_head_cells(r, level, bands, below))
    cells = _with_wrapped_heads(cells) if exact else cells
    askew = False
    for r, row in enumerate(rows):
        placed: dict[int, list[Text]] = {}
        for line in row.lines:
            for fragment in line.fragments:
                placed.setdefault(_band_of(fragment, bands), []).append(fragment.text)
        askew = askew or any(_is_of_two_cells(texts) for c, texts in placed.items() if c)
        for c, texts in sorted(placed.items()):
            cells.append(GridCell(r + len(levels), c, joined(texts), spans.get(r, 1) if c == 0 else 1))
    if exact and askew:
        return Aligned(Grid([], Certainty.UNREAD), [])
    return Aligned(with_labels_at_top(Grid(_blanks_filled(cells, len(bands)))), bands, heads, body, exact)


def _is_of_two_cells(texts: Sequence[Text]) -> bool:
    """True for a figure with words above it and below it: 社区, 905, 导."""
    values = [is_figure(text.text) for text in texts]
    return len(texts) > 2 and not values[0] and not values[-1] and any(values)


def _with_wrapped_heads(cells: list[GridCell]) -> list[GridCell]:
    """The heads with the end of a head that stands below it alone put to it: 2019年招生, 数; 教职工, （人）."""
    lower = {(cell.row, cell.column): cell for cell in cells if cell.column_span == 1}
    result: list[GridCell] = []
    gone: set[int] = set()
    for cell in cells:
        if id(cell) in gone:
            continue
        rest = lower.get((cell.row + cell.row_span, cell.column))
        words, tail = cell.text.text.strip(), rest.text.text.strip() if rest is not None else ""
        is_end = (len(words) > 3 and 0 < len(tail) < 3) or (bool(words) and _IN_BRACKETS.fullmatch(tail) is not None)
        is_end = is_end or (bool(words) and len(tail) == 1 and not is_value(tail) and tail not in "男女")
        is_end = is_end or (len(words) > 3 and _WITH_UNIT.fullmatch(tail) is not None)
        if rest is not None and cell.column_span == 1 and is_end and not is_calendar(words):
            gone.add(id(rest))
            cell = replace(cell, text=joined([cell.text, rest.text]), row_span=cell.row_span + rest.row_span)
        result.append(cell)
    return result


def _centred(
    lines: Sequence[FragmentLine], bands: Sequence[_Band], em: float
) -> tuple[list[FragmentLine], list[_Row]] | None:
    """Heads and rows where words stand around the figures of their rows, each cell in the middle of its height."""
    figures = [{id(f) for f in line.fragments if is_value(f.text.text)} for line in lines]
    if any(
        bands[0].overlap(f) <= 0
        for line, own in zip(lines, figures, strict=True)
        for f in line.fragments
        if id(f) in own
    ):
        # 2018 招生人 is the first half of a label and no figure.
        figures = [
            own - {id(f) for f in line.fragments if bands[0].overlap(f) > 0}
            for line, own in zip(lines, figures, strict=True)
        ]
    anchors = [index for index, own in enumerate(figures) if own]
    if anchors:
        # 2023 below figures is one of them, though it could be a year.
        anchors = [
            index
            for index, line in enumerate(lines)
            if figures[index]
            or (
                index > anchors[0]
                and any(_FOUR.fullmatch(f.text.text) and bands[0].overlap(f) <= 0 for f in line.fragments)
            )
        ]
    if not anchors or anchors == list(range(anchors[0], len(lines))):
        return None
    measured = _measured(lines, bands, anchors[0])
    found = centred_rows(measured, anchors, em) if measured is not None else None
    if found is None and measured is not None and len(bands) > 2:
        # A label in the middle of several rows is in the middle of none: the other columns tell them apart.
        found = centred_rows([(y, [piece for piece in pieces if piece[0]]) for y, pieces in measured], anchors, em)
        if found is not None and len(_labels(lines[found.start :], bands[0], em)) >= len(found.rows):
            return None  # each row has its own
        if found is not None:
            found = _with_label_above(found, lines, anchors[0], em)
    if found is None:
        return None
    return list(lines[: found.start]), [_Row(list(lines[start:end])) for start, end in found.rows]


def _with_label_above(found: Centred, lines: Sequence[FragmentLine], anchor: int, em: float) -> Centred:
    """The rows with the upper half of the first label, which stands as far above its figures as the rest below them."""
    start, (first, end) = found.start, found.rows[0]
    while start:
        wanted = 2 * lines[anchor].y - lines[start - 1].y
        if len(lines[start - 1].fragments) > 1 or not any(
            abs(line.y - wanted) < 0.25 * em for line in lines[anchor:end]
        ):
            break
        start -= 1
    return found if start == first else Centred(start, [(start, end), *found.rows[1:]])


def _measured(lines: Sequence[FragmentLine], bands: Sequence[_Band], first: int = 0) -> Lines | None:
    """The lines with the column and the width of each piece; None where one stands in no column or in several."""
    result = []
    for index, line in enumerate(lines):
        pieces: list[tuple[int, float, Text]] = []
        for fragment in line.fragments:
            columns = [c for c, band in enumerate(bands) if band.overlap(fragment) > 0]
            if len(columns) != 1:
                if index >= first:
                    return None
                columns = [-1 - len(pieces)]
            pieces.append((columns[0], fragment.right - fragment.left, fragment.text))
        result.append((line.y, pieces))
    return result


def _fits(lines: Sequence[FragmentLine], bands: Sequence[_Band]) -> bool:
    """True where every fragment stands in exactly one of the columns."""
    return all(sum(band.overlap(fragment) > 0 for band in bands) == 1 for line in lines for fragment in line.fragments)


def _with_centred_labels(
    rows: list[_Row],
    body: Sequence[FragmentLine],
    bands: Sequence[_Band],
    em: float,
    *,
    continued: bool,
    exact: bool = False,
    at_foot: bool = False,
) -> tuple[list[_Row], dict[int, int]]:
    """Labels of the first column that are centred beside several rows, each put to the first of its rows.

    Such a label stands on no row's line, or the first row has none: then every label is the middle of
    its group, and the groups follow from where the labels stand.
    """
    levels = [next((line.y for line in row.lines if line.has_value), row.lines[0].y) for row in rows]
    heights = _heights(rows, bands[0]) if exact else [(level, level) for level in levels]
    labels = _labels(body, bands[0], em)
    if len(bands) < 3 or not 0 < len(labels) < len(rows) or len(rows) > 200:
        return rows, {}
    pitch = median(b - a for a, b in pairwise(levels))
    off = any(min(abs(y - level) for level in levels) > 0.2 * pitch for y, _ in labels)
    if not off and labels[0][0] < levels[0] + 0.2 * pitch:
        return rows, {}
    if not off and continued and all(is_ordinal(f.text.text) for _, fragments in labels for f in fragments):
        return rows, {}  # the rows before the first number belong to one on the page before
    best: tuple[float, int, list[int]] | None = None
    # The first rows behind a page break may belong to a label before it.
    for skip in range(len(levels) - len(labels) + 1 if continued else 1):
        sizes = _groups([y for y, _ in labels], levels[skip:], heights[skip:], at_foot=at_foot)
        start, error = skip, 0.0
        for number, ((y, _), size) in enumerate(zip(labels, sizes, strict=True), 1):
            first, last, torn = heights[start], heights[start + size - 1], at_foot and number == len(labels)
            error += _off_middle(y, levels[start], first[0], last[1], torn=torn)
            start += size
        if best is None or error < best[0] - 0.01 * pitch:
            best = (error, skip, sizes)
    # Labels that all stand on the lines of rows begin their groups, unless they are in the very middle of them.
    if best is None or best[0] > (0.35 if off else 0.05) * pitch * len(labels):
        return rows, {}
    skip, sizes = best[1], best[2]
    moved = {id(fragment) for _, fragments in labels for fragment in fragments}
    cleared = [
        _Row([FragmentLine(line.y, [f for f in line.fragments if id(f) not in moved]) for line in row.lines])
        for row in rows
    ]
    spans: dict[int, int] = {}
    start = skip
    for (_, fragments), size in zip(labels, sizes, strict=True):
        head = cleared[start]
        head.lines.extend(FragmentLine(head.lines[0].y, [fragment]) for fragment in fragments)
        spans[start] = size
        start += size
    return cleared, spans


def _labels(body: Sequence[FragmentLine], band: _Band, em: float) -> list[tuple[float, list[Fragment]]]:
    """The labels of the first column with the height of their middle; close lines are one wrapped label."""
    found = [(line.y, f, len(line.fragments) == 1) for line in body for f in line.fragments if band.overlap(f) > 0]
    widest = max((f.right - f.left for _, f, _ in found), default=0.0)
    # A label of two lines round the figures of its row; a line is only broken where it is full.
    torn = [
        above[2] and below[2] and _is_full(above[1], widest, em) and _is_around_a_row(above[0], below[0], body, em)
        for above, below in pairwise(found)
    ]
    groups: list[tuple[list[float], list[Fragment]]] = []
    for number, (y, fragment, alone) in enumerate(found):
        lower = number > 0 and torn[number - 1]
        upper = number < len(torn) and torn[number] and not (number and found[number - 1][2])
        rest = number > 0 and len(fragment.text.text.strip()) == 1 and y - found[number - 1][0] < 2.3 * em
        above = found[number - 1][1] if rest else fragment
        if rest and len(above.text.text.strip()) > 1 and not is_value(fragment.text.text):
            lower = lower or _is_full(above, widest, em)  # no label is one letter below others of several
        if lower or (alone and groups and not upper and y - groups[-1][0][-1] < 1.6 * em):
            groups[-1][0].append(y)
            groups[-1][1].append(fragment)
        else:
            groups.append(([y], [fragment]))
    return [(sum(ys) / len(ys), fragments) for ys, fragments in groups]


def _is_full(fragment: Fragment, widest: float, em: float) -> bool:
    return fragment.right - fragment.left > widest - 0.7 * em


def _is_around_a_row(above: float, below: float, body: Sequence[FragmentLine], em: float) -> bool:
    """True where figures stand half way between two heights that are a line of text apart."""
    middle = (above + below) / 2
    return below - above < 2.3 * em and any(line.has_value and abs(line.y - middle) < 0.22 * em for line in body)


def _heights(rows: Sequence[_Row], band: _Band) -> list[tuple[float, float]]:
    """Top and bottom of each row, half way between its lines and those of the next; its label tells nothing of them."""
    held = [
        [line.y for line in row.lines if any(band.overlap(f) <= 0 for f in line.fragments)] or [row.lines[0].y]
        for row in rows
    ]
    edges = [(above[-1] + below[0]) / 2 for above, below in pairwise(held)]
    half = min((below[0] - above[-1] for above, below in pairwise(held)), default=0.0) / 2
    return list(zip([held[0][0] - half, *edges], [*edges, held[-1][-1] + half], strict=True))


def _off_middle(label: float, level: float, top: float, bottom: float, *, torn: bool) -> float:
    """How far a label stands beside the middle of its rows; one whose rows go on over the page may stand at the top."""
    off = abs(label - (top + bottom) / 2)
    return min(off, abs(label - level)) if torn else off


def _groups(
    labels: Sequence[float], rows: Sequence[float], heights: Sequence[tuple[float, float]], *, at_foot: bool = False
) -> list[int]:
    """How many rows belong to each label, so that labels stand as nearly as possible in the middle of theirs."""
    count, total = len(labels), len(rows)
    infinity = float("inf")
    best = [[infinity] * (total + 1) for _ in range(count + 1)]
    came = [[0] * (total + 1) for _ in range(count + 1)]
    best[0][0] = 0.0
    for k in range(1, count + 1):
        for end in range(k, total - (count - k) + 1):
            for start in range(k - 1, end):
                torn = at_foot and k == count
                off = _off_middle(labels[k - 1], rows[start], heights[start][0], heights[end - 1][1], torn=torn)
                cost = best[k - 1][start] + off
                if cost < best[k][end] - 1e-9:
                    best[k][end], came[k][end] = cost, start
    sizes, end = [], total
    for k in range(count, 0, -1):
        sizes.append(end - came[k][end])
        end = came[k][end]
    return sizes[::-1]


def _with_centred_heads(lines: list[FragmentLine], em: float) -> list[FragmentLine]:
    """Heads that are centred beside two levels of others, moved up to the first of them.

    Their line stands half way between its neighbours and under or over nothing of either.
    """
    result: list[FragmentLine] = []
    for index, line in enumerate(lines):
        before = result[-1] if result else None
        after = lines[index + 1] if index + 1 < len(lines) else None
        if (
            before is not None
            and after is not None
            and not (before.has_value or line.has_value)
            and after.y - before.y < 3.5 * em
            and abs(line.y - (before.y + after.y) / 2) < 0.15 * (after.y - before.y)
            and not after.has_value
            and not _overlap(line, before)
            and not _overlap(line, after)
        ):
            merged = sorted([*before.fragments, *line.fragments], key=lambda fragment: fragment.left)
            # Heads that only wrap around the line are one level with it; heads over others are the upper of two.
            result[-1] = FragmentLine(line.y if _is_wrapped_head(before, after) else before.y, merged)
            continue
        result.append(line)
    return result


def _overlap(line: FragmentLine, other: FragmentLine) -> bool:
    return any(min(a.right, b.right) - max(a.left, b.left) > 0 for a in line.fragments for b in other.fragments)


def _rows(body: Sequence[FragmentLine], em: float) -> list[_Row]:
    """Lines of the body as rows: words without figures belong to the row nearest to them, where that is near."""
    anchors = [index for index, line in enumerate(body) if line.has_value]
    steps = [body[b].y - body[a].y for a, b in pairwise(anchors)]
    pitch = median(steps) if steps else 2.4 * em
    near = pitch * 0.75
    rows: list[_Row] = []
    owner: dict[int, int] = {}
    for index, line in enumerate(body):
        if line.has_value:
            continue
        before = next((a for a in reversed(anchors) if a < index), None)
        after = next((a for a in anchors if a > index), None)
        ahead = body[after].y - line.y if after is not None else float("inf")
        behind = line.y - body[before].y if before is not None else float("inf")
        if min(ahead, behind) < near and len(line.fragments) < max(len(body[a].fragments) for a in anchors):
            chosen = after if ahead < behind else before
            if chosen is not None:
                owner[index] = chosen
        elif before is not None and index and _wrapped(body[index - 1], line, body, em):
            owner[index] = owner.get(index - 1, index - 1)
    groups: dict[int, list[int]] = {}
    for index in range(len(body)):
        groups.setdefault(owner.get(index, index), []).append(index)
    for key in sorted(groups):
        rows.append(_Row([body[index] for index in sorted(groups[key])]))
    return rows


def _wrapped(before: FragmentLine, line: FragmentLine, body: Sequence[FragmentLine], em: float) -> bool:
    """True where a lone label goes on below a label that filled its column."""
    if len(line.fragments) != 1 or not before.fragments:
        return False
    label, rest = before.fragments[0], line.fragments[0]
    if abs(label.left - rest.left) > em:
        return label.text.text.count("（") > label.text.text.count("）")
    edge = max(
        (other.fragments[0].right for other in body if abs(other.fragments[0].left - label.left) <= em), default=0.0
    )
    opened = label.text.text.count("（") > label.text.text.count("）")
    return opened or (label.right >= edge - em / 2 and label.right - label.left > 5 * em and rest.right < label.right)


def _bands(body: Sequence[FragmentLine], em: float) -> list[_Band]:
    """The stretches that lines of several fragments cover; bridged only by lines that are no rows."""
    rich = [line for line in body if len(line.fragments) > 1]
    most = max((len(line.fragments) for line in rich), default=0)
    seeds = [line for line in rich if len(line.fragments) * 2 > most or len(line.fragments) >= 3]
    bands: list[_Band] = []
    for fragment in sorted((f for line in seeds for f in line.fragments), key=lambda f: (f.left, f.right)):
        if bands and fragment.left < bands[-1].right:
            bands[-1].right = max(bands[-1].right, fragment.right)
        else:
            bands.append(_Band(fragment.left, fragment.right))
    if len(bands) < most:
        # A long cell of one row bridges columns of the others: trust the richest rows alone.
        bands = []
        for fragment in sorted(
            (f for line in rich if len(line.fragments) == most for f in line.fragments), key=lambda f: (f.left, f.right)
        ):
            if bands and fragment.left < bands[-1].right:
                bands[-1].right = max(bands[-1].right, fragment.right)
            else:
                bands.append(_Band(fragment.left, fragment.right))
    bands = _never_together_merged(bands, seeds, em)
    # A label that wraps around its row's figures stands alone on its lines.
    for fragment in (f for line in body for f in line.fragments):
        if bands and all(band.overlap(fragment) <= 0 for band in bands):
            bands = sorted([*bands, _Band(fragment.left, fragment.right)], key=lambda band: band.left)
    return bands


def _never_together_merged(bands: list[_Band], seeds: Sequence[FragmentLine], em: float) -> list[_Band]:
    """Neighbours that no row fills both, close together and made of words: one column with cells set in."""
    result: list[_Band] = []
    for band in bands:
        before = result[-1] if result else None
        if before is not None and band.left - before.right < 1.5 * em:
            held = [(before.inside(line), band.inside(line)) for line in seeds]
            together = any(left and right for left, right in held)
            words = not any(is_value(f.text.text) for left, right in held for f in (*left, *right))
            if not together and (words or len(seeds) >= 3):
                before.right = band.right
                continue
        result.append(band)
    return result


def _with_header_bands(bands: list[_Band], heads: Sequence[FragmentLine]) -> list[_Band]:
    """Columns whose body is empty: a head of the lowest header line that stands over no other column."""
    if not heads:
        return bands
    lowest = heads[-1]
    loose = [f for f in lowest.fragments if all(band.overlap(f) <= 0 for band in bands)]
    free = sum(all(band.overlap(f) <= 0 for line in heads for f in line.fragments) for band in bands)
    if len(loose) <= free:
        return bands
    for fragment in loose:
        inside = sum(band.right <= fragment.left for band in bands)
        bands = [*bands[:inside], _Band(fragment.left, fragment.right), *bands[inside:]]
    return bands


def _levels(heads: Sequence[FragmentLine], rows: Sequence[_Row], em: float) -> list[list[FragmentLine]]:
    """Header lines by level: lines closer together than rows are one wrapped head."""
    tops = [row.lines[0].y for row in rows]
    steps = [b - a for a, b in pairwise(tops)]
    pitch = median(steps) if steps else 2 * em
    levels: list[list[FragmentLine]] = []
    for line in heads:
        close = levels and line.y - levels[-1][-1].y < max(min(pitch * 0.8, 1.9 * em), 1.55 * em)
        if close and _is_wrapped_head(levels[-1][-1], line):
            levels[-1].append(line)
        else:
            levels.append([line])
    return levels


def _is_wrapped_head(upper: FragmentLine, lower: FragmentLine) -> bool:
    """True where each piece of the lower line stands under one of the upper line, no two under the same."""
    owners = []
    for fragment in lower.fragments:
        over = [f for f in upper.fragments if min(f.right, fragment.right) - max(f.left, fragment.left) > 0]
        if len(over) != 1:
            return False
        owners.append(id(over[0]))
    return len(set(owners)) == len(owners)


def _head_cells(
    r: int, level: Sequence[FragmentLine], bands: Sequence[_Band], below: Sequence[Fragment]
) -> list[GridCell]:
    """The heads of one level, each over the columns it covers or is nearest to."""
    taken: dict[int, list[Fragment]] = {}
    spans: dict[int, int] = {}
    fragments = sorted((f for line in level for f in line.fragments), key=lambda f: f.left)
    falling = {id(f): n for n, line in enumerate(level) for f in line.fragments}
    owners: list[list[Fragment]] = [[] for _ in bands]
    for fragment in fragments:
        covered = [c for c, band in enumerate(bands) if band.overlap(fragment) > 0] or [_band_of(fragment, bands)]
        for c in covered:
            owners[c].append(fragment)
    if below:
        # A wide head is centred over its columns and may touch none of their edges.
        under = [any(band.overlap(f) > 0 for f in below) for band in bands]
        wide = [f for f in fragments if any(under[k] for k in range(len(bands)) if f in owners[k])]
        for c, fragment in _repeated(wide, owners, below, bands).items():
            owners[c] = owners[c] or [fragment]
        touched = [[c for c in range(len(bands)) if f in owners[c]] for f in wide]
        free = [c for c in range(len(bands)) if not owners[c] and under[c]]
        held = [
            [f for f in below if [k for k in range(len(bands)) if bands[k].overlap(f) > 0] == [c]]
            for c in range(len(bands))
        ]
        reach = [
            (min([band.left, *(f.left for f in own)]), max([band.right, *(f.right for f in own)]))
            for band, own in zip(bands, held, strict=True)
        ]
        beside = len(wide) < len(fragments)
        for c, head in reached([f.middle for f in wide], touched, free, reach, beside=beside).items():
            owners[c].append(wide[head])
    placed: set[int] = set()
    for fragment in fragments:
        columns = [c for c in range(len(bands)) if fragment in owners[c] and c not in placed]
        if not columns:
            columns = [c for c in range(len(bands)) if fragment in owners[c]][:1]
            if columns:
                start = max(k for k in taken if k <= columns[0])
                taken[start].append(fragment)
            continue
        start = columns[0]
        run = [c for i, c in enumerate(columns) if c == start + i]
        taken[start] = [fragment]
        spans[start] = len(run)
        placed.update(run)
    # A unit below may be wider than its head and begin further to the left.
    return [
        GridCell(r, c, joined([f.text for f in sorted(found, key=lambda f: falling[id(f)])]), 1, spans[c])
        for c, found in sorted(taken.items())
    ]


def _repeated(
    wide: Sequence[Fragment], owners: Sequence[Sequence[Fragment]], below: Sequence[Fragment], bands: Sequence[_Band]
) -> dict[int, Fragment]:
    """The columns of each wide head where those below them say the same again: 2019年 2020年 2019年 2020年."""
    held = [[f for f in below if band.overlap(f) > 0] for band in bands]
    columns = [c for c, found in enumerate(held) if found]
    names = ["".join("".join(f.text.text.split()) for f in held[c]) for c in columns]
    if len(wide) < 2 or len(columns) % len(wide) or columns != list(range(columns[0], columns[0] + len(columns))):
        return {}
    each = len(columns) // len(wide)
    if each < 2 or len(set(names[:each])) < each or names != names[:each] * len(wide):
        return {}
    result: dict[int, Fragment] = {}
    for number, fragment in enumerate(wide):
        own = columns[number * each : (number + 1) * each]
        if any(fragment in owners[c] and c not in own for c in columns):
            return {}
        result.update(dict.fromkeys(own, fragment))
    return result


def _band_of(fragment: Fragment, bands: Sequence[_Band]) -> int:
    return max(range(len(bands)), key=lambda c: (bands[c].overlap(fragment), -c))


def _blanks_filled(cells: list[GridCell], width: int) -> list[GridCell]:
    """The cells with an empty one at every position that nothing covers."""
    height = max((cell.row for cell in cells), default=-1) + 1
    covered = {
        (r, c)
        for cell in cells
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    }
    blanks = [GridCell(r, c, Text("", ())) for r in range(height) for c in range(width) if (r, c) not in covered]
    return sorted([*cells, *blanks], key=lambda cell: (cell.row, cell.column))
