"""Charts that are drawn on a page: their numbers are those of axes and columns and belong to no text and no table.

A chart is known by its drawing alone: an open line of slanted pieces, or filled boxes of different heights that
stand apart on one base. Lattices and shaded cells have neither. From there it reaches over the lines of its grid to
the last labels round it; a caption, a heading or a sentence ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from nianbao.documents.headings import read_numbering
from nianbao.documents.paged.glyphs import Glyph, PageLine, lines_of
from nianbao.documents.paged.rules import Box, Rule, Rules
from nianbao.documents.values import is_value
from nianbao.documents.wording import NOTE, ends_sentence, is_figure_caption, is_table_caption

_WIDE = 60.0  # points: a shorter line is a mark or a slanted stroke of a head
_LABEL = 14  # characters: what stands beside an axis is a name, a value or a short legend
_BESIDE = 70.0  # points left and right of the drawing in which labels stand
_AXIS = 120.0  # points from the drawing down to its axis, where no grid tells


def without_charts(glyphs: list[Glyph], rules: Rules, page: int) -> tuple[list[Glyph], Rules, list[Box]]:
    """The glyphs and rules of a page that are no part of a chart, and where its charts stand."""
    seeds = _seeds(rules)
    if not seeds:
        return glyphs, rules, []
    lines = lines_of(glyphs, page)
    found: list[Box] = []
    dropped: set[int] = set()
    for seed in seeds:
        box = _with_grid(seed, rules.horizontal, lines)
        labels = _labels(box, lines)
        if not any(is_value(strip.plain.strip()) for line in labels for strip in line.strips):
            continue
        found.append(_around(box, labels))
        dropped.update(id(glyph) for line in labels for strip in line.strips for glyph in strip.glyphs)
    if not found:
        return glyphs, rules, []
    left = replace(
        rules,
        horizontal=[r for r in rules.horizontal if not _is_within((r.start, r.at, r.end, r.at), found)],
        vertical=[r for r in rules.vertical if not _is_within((r.at, r.start, r.at, r.end), found)],
    )
    return [glyph for glyph in glyphs if id(glyph) not in dropped], left, found


def _seeds(rules: Rules) -> list[Box]:
    """The drawings that only charts have, those beside each other as one."""
    drawn = [box for box in rules.slanted if box[2] - box[0] >= _WIDE]
    drawn += _columns(rules.boxes) + [_turned(box) for box in _columns([_turned(box) for box in rules.boxes])]
    merged: list[Box] = []
    for box in sorted(drawn, key=lambda box: (-box[3], box[0])):
        if merged and box[3] > merged[-1][1]:
            merged[-1] = _union([merged[-1], box])
        else:
            merged.append(box)
    return merged


def _columns(boxes: Iterable[Box]) -> list[Box]:
    """Groups of at least three boxes on one base that stand apart and differ in height."""
    based: dict[int, list[Box]] = {}
    for box in boxes:
        based.setdefault(round(box[1]), []).append(box)
    found = []
    for _, group in sorted(based.items()):
        group.sort()
        heights = sorted(box[3] - box[1] for box in group)
        apart = sum(right[0] - left[2] >= 2 for left, right in pairwise(group))
        if len(group) >= 3 and heights[-1] - heights[0] > 3 and apart >= 2:
            found.append(_union(group))
    return found


def _turned(box: Box) -> Box:
    return box[1], box[0], box[3], box[2]


def _union(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _with_grid(seed: Box, horizontal: Sequence[Rule], lines: Sequence[PageLine]) -> Box:
    """The drawing with the lines of its grid: those as far from each other as the ones behind the drawing."""
    left, bottom, right, top = seed
    spanning = [r for r in horizontal if min(r.end, right) - max(r.start, left) >= 0.6 * (right - left)]
    inside = sorted({r.at for r in spanning if bottom - 1 <= r.at <= top + 1})
    gaps = sorted(above - below for below, above in pairwise(inside) if above - below > 3)
    step = gaps[len(gaps) // 2] * 1.1 + 1 if gaps else None
    if step is None:
        under = [r for r in spanning if bottom - _AXIS <= r.at < bottom]
        axis = max((r.at for r in under), default=None)
        if axis is not None and not _is_text_between(axis, bottom, lines):
            bottom = axis
            left, right = _reach(left, right, [r for r in under if r.at == axis])
        return left, bottom, right, top
    while True:
        above = min((r.at for r in spanning if top + 1 < r.at <= top + step), default=None)
        below = max((r.at for r in spanning if bottom - step <= r.at < bottom - 1), default=None)
        if above is not None and not _is_text_between(top, above, lines):
            top = above
        elif below is not None and not _is_text_between(below, bottom, lines):
            bottom = below
        else:
            break
    left, right = _reach(left, right, [r for r in spanning if bottom - 1 <= r.at <= top + 1])
    return left, bottom, right, top


def _reach(left: float, right: float, rules: Sequence[Rule]) -> tuple[float, float]:
    return min([left, *(r.start for r in rules)]), max([right, *(r.end for r in rules)])


def _is_text_between(bottom: float, top: float, lines: Sequence[PageLine]) -> bool:
    return any(not _is_label(line) for line in lines if bottom < line.middle < top)


def _labels(box: Box, lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines of labels in the drawing and right round it."""
    left, bottom, right, top = box
    own = [
        line
        for line in lines
        if _is_label(line) and all(left - _BESIDE <= s.left and s.right <= right + _BESIDE for s in line.strips)
    ]
    inside = [line for line in own if bottom <= line.middle <= top + 1.6 * line.em]
    floor = bottom
    for line in sorted((line for line in own if line.middle < bottom), key=lambda line: -line.middle)[:3]:
        if floor - line.middle > 2.2 * line.em:
            break
        inside.append(line)
        floor = line.middle
    return inside


def _is_label(line: PageLine) -> bool:
    text = line.plain.strip()
    if any(len(strip.plain.strip()) > _LABEL for strip in line.strips) or ends_sentence(text):
        return False
    if is_table_caption(text) or is_figure_caption(text) or NOTE.match(text):
        return False
    numbering = read_numbering(text)
    return numbering is None or all(is_value(strip.plain.strip()) for strip in line.strips)


def _around(box: Box, labels: Sequence[PageLine]) -> Box:
    return _union([box, *((line.left, line.bottom, line.right, line.top) for line in labels)])


def _is_within(box: Box, charts: Sequence[Box]) -> bool:
    middle_x, middle_y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(
        left - 2 <= middle_x <= right + 2 and bottom - 2 <= middle_y <= top + 2 for left, bottom, right, top in charts
    )
