"""One area said in two units is one area.

Cue: 126 亩（约 8.4 万平方米）, 8.4 万平方米（折合 126 亩）, 合 126 亩. Why it should hold in any report: a 亩 is two thirds of 1,000 square
metres, a 公顷 fifteen 亩. Guards: the two stand next to each other, in brackets or behind 约, 合, 折合; two parts in a hundred
are left to rounding.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage

FAULT = "mismatch"
EXAMPLES = (
    Example("fail", "学校占地面积126亩（约9.4万平方米）。"),
    Example("pass", "学校占地面积126亩（约8.4万平方米）。"),
    Example("silent", "学校占地面积126亩，建筑面积5.2万平方米。"),
)
_SQUARE_METRES = {
    "亩": Decimal(2000) / 3,
    "公顷": Decimal(10000),
    "平方米": Decimal(1),
    "㎡": Decimal(1),
    "m²": Decimal(1),
}
_ALSO = re.compile(r"\s*(?:[（(]\s*(?:约合?|折合|合|即)?|[，,]?\s*(?:约合|折合|合|即))\s*约?\s*")
_ROOM = Decimal("0.02")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Pairs of areas, paragraph by paragraph."""
    for passage in manuscript.prose():
        for left, right in itertools.pairwise(passage.mentions):
            if left.measure != right.measure and left.measure in _SQUARE_METRES and right.measure in _SQUARE_METRES:
                yield from _pair(passage, left, right)


def _pair(passage: Passage, left: Mention, right: Mention) -> Iterator[Remark]:
    between = passage.plain[left.end : right.start]
    if not _ALSO.fullmatch(between + passage.plain[right.start : right.digits_start]):
        return
    first, second = (_square_metres(mention) for mention in (left, right))
    if not first or not second:
        return
    step = max(Decimal(1).scaleb(-m.number.places) / (2 * m.number.digits) for m in (left, right) if m.number.digits)
    holds = abs(first - second) <= max(_ROOM, step) * max(first, second)
    expected = first / _SQUARE_METRES[right.measure]
    formula = f"{left.raw.strip()} = {expected:.0f}{right.measure}"
    yield Remark(
        f"conversions:{right.id}", "conversions", FAULT, (right.place, left.place),
        f"「{left.raw.strip()}」与「{right.raw.strip()}」不是同一面积：{formula}", f"{left.raw.strip()} is not {right.raw.strip()}",
        severity="warning", holds=holds, reported=right.raw.strip(), expected=f"{expected:.0f}{right.measure}", formula=formula, keys=(left.id, right.id),
    )  # fmt: skip


def _square_metres(mention: Mention) -> Decimal:
    times = Decimal(10000) if "万" in mention.raw else Decimal(1)
    return mention.number.digits * times * _SQUARE_METRES[mention.measure]
