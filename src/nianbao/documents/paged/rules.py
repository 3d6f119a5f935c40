"""The ruling lines of a page, and the grids they draw.

Borders come as thin filled boxes, as strokes, or as one path with all of them; short pieces
of one line are put together before cells are looked for.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from nianbao.documents import limits

_THIN = 2.2  # points: a box no thicker is a line
_SHORT = 4.0
_TOUCH = 2.6


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at ``at`` across its direction, from ``start`` to ``end`` along it."""

    at: float
    start: float
    end: float


Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(slots=True)
class Rules:
    """What is drawn on a page besides its text."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    slanted: list[Box] = field(default_factory=list)  # open lines of at least two slanted pieces
    boxes: list[Box] = field(default_factory=list)  # filled, thicker than a rule


@dataclass(slots=True)
class Lattice:
    """A ruled table: the edges of its columns from the left, of its rows from the top, and its cells.

    A cell is its first and last row and column.
    """

    xs: list[float]
    ys: list[float]  # falling
    cells: list[tuple[int, int, int, int]]  # top row, left column, bottom row, right column

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.xs[0], self.ys[-1], self.xs[-1], self.ys[0]


def read_rules(page: pdfium.PdfPage) -> Rules:
    """The rules and pictures of a page; turned pages are turned upright."""
    rules = Rules()
    width, height = page.get_size()
    rotation = page.get_rotation()
    for count, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)):
        if count > limits.PAGE_OBJECTS:
            break
        try:
            left, bottom, right, top = _turned(item.get_bounds(), rotation, width, height)
        except pdfium.PdfiumError:
            continue
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            rules.images.append((left, bottom, right, top))
            continue
        if right < 0 or left > width or top < 0 or bottom > height:
            continue
        if top - bottom <= _THIN and right - left >= _SHORT:
            rules.horizontal.append(Rule((top + bottom) / 2, left, right))
        elif right - left <= _THIN and top - bottom >= _SHORT:
            rules.vertical.append(Rule((left + right) / 2, bottom, top))
        elif top - bottom > _THIN and right - left > _THIN:
            _read_segments(item, rules, (left, bottom, right, top), rotation, width, height)
    rules.horizontal = merged(rules.horizontal)
    rules.vertical = merged(rules.vertical)
    return rules


def _turned(
    box: tuple[float, float, float, float], rotation: int, width: float, height: float
) -> tuple[float, float, float, float]:
    left, bottom, right, top = box
    if rotation == 90:
        return bottom, height - right, top, height - left
    if rotation == 180:
        return width - right, height - top, width - left, height - bottom
    if rotation == 270:
        return width - top, left, width - bottom, right
    return box


def _read_segments(
    item: pdfium.PdfObject, rules: Rules, bounds: Box, rotation: int, width: float, height: float
) -> None:
    """The straight pieces of a path that is drawn as a stroke; filled boxes and slanted lines as what they cover."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item.raw, ctypes.byref(fill), ctypes.byref(stroke)):
        return
    count = raw.FPDFPath_CountSegments(item.raw)
    if fill.value and not stroke.value and count <= 6:
        rules.boxes.append(bounds)
    if count > 4000 or (not stroke.value and count > 5 * 400):
        return
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item.raw, ctypes.byref(matrix)):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    start: tuple[float, float] | None = None

    slanted, is_open = 0, not fill.value

    def piece(a: tuple[float, float], b: tuple[float, float]) -> None:
        left, right = sorted((a[0], b[0]))
        bottom, top = sorted((a[1], b[1]))
        left, bottom, right, top = _turned((left, bottom, right, top), rotation, width, height)
        nonlocal slanted
        if top - bottom >= 0.6 and right - left >= 0.6:
            slanted += 1
        if top - bottom < 0.6 and right - left >= _SHORT:
            rules.horizontal.append(Rule((top + bottom) / 2, left, right))
        elif right - left < 0.6 and top - bottom >= _SHORT:
            rules.vertical.append(Rule((left + right) / 2, bottom, top))

    if not stroke.value:
        return
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item.raw, index)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        kind = raw.FPDFPathSegment_GetType(segment)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and points:
            piece(points[-1], point)
        points.append(point)
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            is_open = False
            piece(point, start)
    moves = sum(
        raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(item.raw, index)) == raw.FPDF_SEGMENT_MOVETO
        for index in range(min(count, 200))
    )
    if is_open and slanted >= 2 and moves == 1:
        rules.slanted.append(bounds)


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line as one rule.

    >>> merged([Rule(10, 0, 50), Rule(10.4, 51, 100), Rule(30, 0, 10)])
    [Rule(at=10, start=0, end=100), Rule(at=30, start=0, end=10)]
    """
    result: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at), rule.start, rule.end, rule.at)):
        for index in range(len(result) - 1, max(-1, len(result) - 200), -1):
            other = result[index]
            if abs(other.at - rule.at) <= 1.5 and rule.start <= other.end + 3 and rule.end >= other.start - 3:
                result[index] = Rule(other.at, min(other.start, rule.start), max(other.end, rule.end))
                break
        else:
            result.append(rule)
    return result


def lattices(rules: Rules) -> list[Lattice]:
    """The ruled tables of a page, from top to bottom."""
    found = []
    for horizontal, vertical in _components(rules.horizontal, rules.vertical):
        lattice = _lattice(horizontal, vertical)
        if lattice is not None:
            found.append(lattice)
    return sorted(found, key=lambda lattice: (-lattice.ys[0], lattice.xs[0]))


def _components(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that touch each other, in groups."""
    total = len(horizontal) + len(vertical)
    parent = list(range(total))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    by_place = sorted(range(len(vertical)), key=lambda index: vertical[index].at)
    places = [vertical[index].at for index in by_place]
    from bisect import bisect_left, bisect_right

    for h, rule in enumerate(horizontal):
        for position in range(bisect_left(places, rule.start - _TOUCH), bisect_right(places, rule.end + _TOUCH)):
            v = by_place[position]
            if vertical[v].start - _TOUCH <= rule.at <= vertical[v].end + _TOUCH:
                parent[root(len(horizontal) + v)] = root(h)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for h, rule in enumerate(horizontal):
        groups.setdefault(root(h), ([], []))[0].append(rule)
    for v, rule in enumerate(vertical):
        groups.setdefault(root(len(horizontal) + v), ([], []))[1].append(rule)
    return [groups[key] for key in sorted(groups)]


def _lattice(horizontal: list[Rule], vertical: list[Rule]) -> Lattice | None:
    if len(horizontal) < 2 or not vertical:
        return None
    xs = _edges([rule.at for rule in vertical])
    ys = _edges([rule.at for rule in horizontal])
    left, right = min(rule.start for rule in horizontal), max(rule.end for rule in horizontal)
    # Chinese tables are often open at both sides; the ends of their rules close them.
    if left < xs[0] - 8:
        xs.insert(0, left)
    if right > xs[-1] + 8:
        xs.append(right)
    # A page break may leave its rows open above or below; most of the upright rules end together there.
    for end, step in ((max(rule.end for rule in vertical), 1), (min(rule.start for rule in vertical), -1)):
        reaching = sum(abs((rule.end if step > 0 else rule.start) - end) < 3 for rule in vertical)
        if (end - ys[-1 if step > 0 else 0]) * step > 8 and reaching > 1 and reaching * 2 > len(vertical):
            ys.insert(len(ys) if step > 0 else 0, end)
    ys.reverse()
    columns, rows = len(xs) - 1, len(ys) - 1
    if (columns < 2 and rows < 2) or columns < 1 or rows < 1 or columns * rows > 20_000:
        return None
    wall = [[_drawn(vertical, xs[c], ys[r + 1], ys[r]) for c in range(columns + 1)] for r in range(rows)]
    floor = [[_drawn(horizontal, ys[r], xs[c], xs[c + 1]) for c in range(columns)] for r in range(rows + 1)]
    taken: set[tuple[int, int]] = set()
    cells = []
    for r in range(rows):
        for c in range(columns):
            if (r, c) in taken:
                continue
            right_column = c
            while right_column + 1 < columns and not wall[r][right_column + 1] and (r, right_column + 1) not in taken:
                right_column += 1
            bottom_row = r
            while (
                bottom_row + 1 < rows
                and not any(floor[bottom_row + 1][k] for k in range(c, right_column + 1))
                and not any(wall[bottom_row + 1][k] for k in range(c + 1, right_column + 1))
            ):
                bottom_row += 1
            taken.update((i, k) for i in range(r, bottom_row + 1) for k in range(c, right_column + 1))
            cells.append((r, c, bottom_row, right_column))
    return Lattice(xs, ys, cells)


def _edges(values: Iterable[float]) -> list[float]:
    """Positions that mean the same edge as one, rising."""
    edges: list[list[float]] = []
    for value in sorted(values):
        if edges and value - edges[-1][-1] <= 3.2:
            edges[-1].append(value)
        else:
            edges.append([value])
    return [sum(group) / len(group) for group in edges]


def _drawn(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    """True where a rule runs along most of an edge."""
    length = end - start
    return any(
        abs(rule.at - at) <= 3.2 and min(rule.end, end) - max(rule.start, start) > 0.6 * length for rule in rules
    )
