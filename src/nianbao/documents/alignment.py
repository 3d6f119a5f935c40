"""Columns and rows of a table that has no lines: recovered from where its pieces of text stand.

Positions are points on a page or columns of a terminal; only their order and overlap matter.
Cells of one table never overlap, so the columns are the stretches that the rows with figures
cover together; heads are laid over them afterwards, wide ones over several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from nianbao.documents.document import GridCell, Text
from nianbao.documents.passage import Grid
from nianbao.documents.running_text import joined
from nianbao.documents.values import is_value


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


def align(lines: Sequence[FragmentLine], em: float, header_lines: int | None = None) -> Grid | None:
    """The grid that these lines form, or None where they form none.

    ``em`` is the width of a Han character; ``header_lines`` is how many lines a rule parts off as heads.
    """
    lines = _with_centred_heads([line for line in lines if line.fragments], em)
    first = next((index for index, line in enumerate(lines) if line.has_value), None)
    if first is None:
        first = 1 if header_lines is None else max(1, header_lines)
    elif header_lines is not None and 0 < header_lines <= first:
        first = header_lines
    heads, body = lines[:first], lines[first:]
    if not body:
        return None
    rows = _rows(body, em)
    # Words just above the first figures can be the upper half of its head, not a header.
    bands = _bands(body, em)
    if len(bands) < 2:
        return None
    bands = _with_header_bands(bands, heads, em)
    levels = _levels(heads, rows, em)
    cells: list[GridCell] = []
    for r, level in enumerate(levels):
        below = [fragment for lower in levels[r + 1 :] for line in lower for fragment in line.fragments]
        cells.extend(_head_cells(r, level, bands, below))
    for r, row in enumerate(rows, len(levels)):
        placed: dict[int, list[Text]] = {}
        for line in row.lines:
            for fragment in line.fragments:
                placed.setdefault(_band_of(fragment, bands), []).append(fragment.text)
        cells.extend(GridCell(r, c, joined(texts)) for c, texts in sorted(placed.items()))
    return Grid(_blanks_filled(cells, len(bands)))


def _with_centred_heads(lines: list[FragmentLine], em: float) -> list[FragmentLine]:
    """Heads that are centred beside two levels of others, moved up to the first of them.

    Their line overlaps both neighbours in height and neither in width, which no stacked line does.
    """
    result: list[FragmentLine] = []
    for index, line in enumerate(lines):
        before = result[-1] if result else None
        after = lines[index + 1] if index + 1 < len(lines) else None
        if (
            before is not None
            and after is not None
            and not (before.has_value or line.has_value)
            and line.y - before.y < 0.85 * em
            and after.y - line.y < 0.85 * em
            and after.y - before.y >= 0.9 * em
            and not _overlap(line, before)
            and not _overlap(line, after)
        ):
            merged = sorted([*before.fragments, *line.fragments], key=lambda fragment: fragment.left)
            result[-1] = FragmentLine(before.y, merged)
            continue
        result.append(line)
    return result


def _overlap(line: FragmentLine, other: FragmentLine) -> bool:
    return any(min(a.right, b.right) - max(a.left, b.left) > 0 for a in line.fragments for b in other.fragments)


def _rows(body: Sequence[FragmentLine], em: float) -> list[_Row]:
    """Lines of the body as rows: words without figures belong to the row nearest to them, where that is near."""
    anchors = [index for index, line in enumerate(body) if line.has_value]
    steps = [body[b].y - body[a].y for a, b in pairwise(anchors)]
    pitch = median(steps) if steps else 2 * em
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
    return _never_together_merged(bands, seeds, em)


def _never_together_merged(bands: list[_Band], seeds: Sequence[FragmentLine], em: float) -> list[_Band]:
    """Neighbours that no row fills both, close together and made of words: one column with cells set in."""
    result: list[_Band] = []
    for band in bands:
        before = result[-1] if result else None
        if before is not None and band.left - before.right < 1.5 * em:
            held = [(before.inside(line), band.inside(line)) for line in seeds]
            together = any(left and right for left, right in held)
            words = not any(is_value(f.text.text) for left, right in held for f in (*left, *right))
            if not together and words:
                before.right = band.right
                continue
        result.append(band)
    return result


def _with_header_bands(bands: list[_Band], heads: Sequence[FragmentLine], em: float) -> list[_Band]:
    """Columns whose body is empty: a head of the lowest header line that stands over no other column."""
    if not heads:
        return bands
    lowest = heads[-1]
    for fragment in lowest.fragments:
        if any(band.overlap(fragment) > 0 for band in bands):
            continue
        inside = sum(band.right <= fragment.left for band in bands)
        if len(lowest.fragments) > len(bands) - 1 or fragment.left > bands[-1].right + em:
            bands = [*bands[:inside], _Band(fragment.left, fragment.right), *bands[inside:]]
    return bands


def _levels(heads: Sequence[FragmentLine], rows: Sequence[_Row], em: float) -> list[list[FragmentLine]]:
    """Header lines by level: lines closer together than rows are one wrapped head."""
    tops = [row.lines[0].y for row in rows]
    steps = [b - a for a, b in pairwise(tops)]
    pitch = median(steps) if steps else 2 * em
    levels: list[list[FragmentLine]] = []
    for line in heads:
        if levels and line.y - levels[-1][-1].y < min(pitch * 0.8, 1.6 * em):
            levels[-1].append(line)
        else:
            levels.append([line])
    return levels


def _head_cells(
    r: int, level: Sequence[FragmentLine], bands: Sequence[_Band], below: Sequence[Fragment]
) -> list[GridCell]:
    """The heads of one level, each over the columns it covers or is nearest to."""
    taken: dict[int, list[Text]] = {}
    spans: dict[int, int] = {}
    fragments = sorted((f for line in level for f in line.fragments), key=lambda f: f.left)
    owners: list[list[Fragment]] = [[] for _ in bands]
    for fragment in fragments:
        covered = [c for c, band in enumerate(bands) if band.overlap(fragment) > 0] or [_band_of(fragment, bands)]
        for c in covered:
            owners[c].append(fragment)
    if below:
        # A wide head is centred over its columns and may touch none of their edges.
        single = fragments
        for c, band in enumerate(bands):
            if owners[c] or not any(band.overlap(f) > 0 for f in below):
                continue
            centre = (band.left + band.right) / 2
            near = min(single, key=lambda f: abs(f.middle - centre), default=None)
            if near is None:
                continue
            home = [k for k in range(len(bands)) if near in owners[k]]
            beside = home and any(any(bands[k].overlap(f) > 0 for f in below) for k in home)
            if beside:
                owners[c].append(near)
    placed: set[int] = set()
    for fragment in fragments:
        columns = [c for c in range(len(bands)) if fragment in owners[c] and c not in placed]
        if not columns:
            columns = [c for c in range(len(bands)) if fragment in owners[c]][:1]
            if columns:
                start = max(k for k in taken if k <= columns[0])
                taken[start].append(fragment.text)
            continue
        start = columns[0]
        run = [c for i, c in enumerate(columns) if c == start + i]
        taken[start] = [fragment.text]
        spans[start] = len(run)
        placed.update(run)
    return [GridCell(r, c, joined(texts), 1, spans[c]) for c, texts in sorted(taken.items())]


def _band_of(fragment: Fragment, bands: Sequence[_Band]) -> int:
    return max(range(len(bands)), key=lambda c: (bands[c].overlap(fragment), -c))


def _blanks_filled(cells: list[GridCell], width: int) -> list[GridCell]:
    """The cells with an empty one at every position that nothing covers."""
    height = max((cell.row for cell in cells), default=-1) + 1
    covered = {(cell.row, c) for cell in cells for c in range(cell.column, cell.column + cell.column_span)}
    blanks = [GridCell(r, c, Text("", ())) for r in range(height) for c in range(width) if (r, c) not in covered]
    return sorted([*cells, *blanks], key=lambda cell: (cell.row, cell.column))
