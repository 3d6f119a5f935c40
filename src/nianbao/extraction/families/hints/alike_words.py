"""Two paragraphs that tell a figure in the same rare words tell the same figure.

Cue: two figures of one measure in two paragraphs whose words are the same, or of which one has all the words of the other
(缺编 29 人 and 两校缺编 27 人; 教师培训 23 万元 and 教师培训专项经费 32 万元), the words being rare in the report. Why it should hold in any
report: a summary, a list of troubles or a case repeats what its chapter told. Guards: time, school, scope and unit agree; what
has a name of its own for each body or each contest (永宁桥职高 93 人, 二等奖 8 项), shares of another part, changes, plans and sums are
other figures; a figure that stands elsewhere under like words is what it is, and where both do nothing is said; where the one only
has all the words of the other, a slip of the hand must part them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Hint, hint_at, told_elsewhere
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.names.known_facts import scope_of, speaks_of_many_kinds
from nianbao.extraction.names.named_units import unit_named
from nianbao.extraction.names.said_things import reduced
from nianbao.extraction.told.alike import (
    OTHER_FIGURE,
    Told,
    are_one_rounded,
    distance,
    firsts_of_each,
    is_slip,
    told_figures,
    weights_of,
)
from nianbao.extraction.told.told_values import time_before
from nianbao.facts.pattern import as_pattern
from nianbao.facts.unit import are_comparable

FAULT = "mismatch"
_REST = "\n\n七、面临挑战\n\n"
EXAMPLES = (
    Example("fail", f"两校核定编制248人，年末在编教职工219人，缺编29人。{_REST}一是两校缺编27人，影响开课。"),
    Example("fail", f"组建师生志愿服务队18支，常年活动。{_REST}师生志愿服务队16支，覆盖社区。"),
    Example("silent", f"两校核定编制248人，年末在编教职工219人，缺编29人。{_REST}一是两校缺编29人，影响开课。"),
    Example("silent", f"组建师生志愿服务队18支，常年活动。{_REST}上年师生志愿服务队16支。"),
    Example("silent", f"永宁桥职高93人、东城职高28人。{_REST}党员中永宁桥职高39人。"),
)
_MOST = 3
_SAME, _PART = 0.6, 0.75  # of the words, that the two have in common
_FIRM, _FIRM_OF_SLIPS = 4.0, 3.5  # how rare the common words are
_COMMON = 12  # figures under one pair of characters; such a pair names none of them
_WEIGHTS = {(True, True): 0.5, (True, False): 0.35, (False, True): 0.3, (False, False): 0.15}
_AMONG = as_pattern(r"(?<![高初其])中$")  # 住校生中 120 人 are some of 住校生 164 人
_SPANS = ("months", "days", "weeks", "hours", "duration_years")  # how long something took, each time anew
# Names of bodies and of prizes, under which everything is counted; shares, which are of whatever stands before.
_NAMELESS = as_pattern(
    r"(?:[学职小分]校|中心校?|职高|高中|中专|技校|学院|大学|集团|公司|[省市区县镇村]|[特一二三]等奖|[金银铜]奖|[省市区县国家校]+级|[系部班组科]|专业|专业群)$|^(?:其中)?(?:约|均)?占|最[高低多少大小]|分别|占$|[一二三四]年级|[及或与和等]|^(?:合格|满意|优秀|人均|平均|其中|其余|其他|另)"
)


@dataclass(frozen=True, eq=False, slots=True)
class _Pair:
    one: Told
    other: Told
    is_slip: bool
    known: Told | None  # of the two, that which stands elsewhere as well
    shared: float

    @property
    def weight(self) -> float:
        return _WEIGHTS[self.is_slip, self.known is not None]


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """The likeliest pairs, one for each figure."""
    if speaks_of_many_kinds(manuscript):
        return
    pairs = sorted(
        _pairs(manuscript),
        key=lambda pair: (-pair.weight, -pair.shared, pair.one.mention.place.sort_key, pair.other.mention.id),
    )
    for pair in firsts_of_each(pairs, lambda pair: {pair.one.mention.id, pair.other.mention.id}, _MOST):
        yield _hint(pair)


def _hint(pair: _Pair) -> Hint:
    # What stands elsewhere as well is told second: the other one is to be looked at.
    first, second = (pair.other, pair.one) if pair.known is pair.one else (pair.one, pair.other)
    one, other = first.mention, second.mention
    said, again = (f"{told.words[-12:]}{told.mention.raw.strip()}" for told in (first, second))
    where, where_en = told_elsewhere(other.place)
    return hint_at(
        "alike-words", f"{one.id}~{other.id}", FAULT, (one.place, other.place),
        f"此处「{said}」，{where}「{again}」，请核对是否同一件事",
        f"“{said}” is said here, and “{again}” {where_en}: please compare whether both are one thing",
        reported=one.raw.strip(), expected=other.raw.strip(), formula=f"{one.raw.strip()} ≠ {other.raw.strip()}",
        keys=(one.id, other.id), weight=pair.weight,
    )  # fmt: skip


def _pairs(manuscript: Manuscript) -> Iterator[_Pair]:
    told = [each for each in told_figures(manuscript) if len(each.own) > 0]
    weights = weights_of(each.near for each in told)
    by_piece: dict[str, list[int]] = {}
    by_value: dict[Decimal, list[Told]] = {}
    for number, each in enumerate(told):
        by_value.setdefault(each.mention.number.value, []).append(each)
        for piece in each.own:
            by_piece.setdefault(piece, []).append(number)
    printed = {figure.value for sheet in manuscript.sheets for figure in sheet.figures.values()}
    for number, one in enumerate(told):
        shared: dict[int, float] = {}
        for piece in one.own:
            others = by_piece[piece]
            if len(others) <= _COMMON:
                for other in others:
                    if other > number:
                        shared[other] = shared.get(other, 0.0) + weights[piece]
        for other, common in shared.items():
            if common >= _FIRM_OF_SLIPS - 1:
                pair = _pair(manuscript, one, told[other], weights, by_value, printed)
                if pair is not None:
                    yield pair


def _pair(
    manuscript: Manuscript,
    one: Told,
    other: Told,
    weights: dict[str, float],
    by_value: dict[Decimal, list[Told]],
    printed: set[Decimal],
) -> _Pair | None:
    left, right = one.mention, other.mention
    if left.passage is right.passage or one.school != other.school or not _are_of_one_measure(one, other):
        return None
    if are_one_rounded(left.number, right.number) or distance(left.number.value, right.number.value):
        return None
    # Exact, so that the order of a set is no matter.
    shared = math.fsum(weights[piece] for piece in one.own & other.own)
    sizes = [math.fsum(weights[piece] for piece in each.own) for each in (one, other)]
    slipped = is_slip(left.number, right.number)
    if shared < (_FIRM_OF_SLIPS if slipped else _FIRM):
        return None
    if shared < _SAME * max(sizes) and not (slipped and shared >= _PART * min(sizes)):
        return None
    if (_AMONG.search(one.words) is None) != (_AMONG.search(other.words) is None):
        return None
    for each in (one, other):
        if OTHER_FIGURE.search(each.words) or _NAMELESS.search(reduced(each.words)):
            return None
    if _time_of(manuscript, one) != _time_of(manuscript, other) or -1 in (
        _time_of(manuscript, one),
        _time_of(manuscript, other),
    ):
        return None
    if scope_of(left) != scope_of(right) or unit_named(manuscript, left) != unit_named(manuscript, right):
        return None
    known = [each for each in (one, other) if _stands_elsewhere(each, by_value, printed)]
    if len(known) == 2:
        return None
    return _Pair(one, other, slipped, known[0] if known else None, shared)


def _are_of_one_measure(one: Told, other: Told) -> bool:
    left, right = one.mention, other.mention
    if left.unit is not None and left.unit.dimension in _SPANS:
        return False
    if left.is_percent != right.is_percent or not are_comparable(left.unit, right.unit):
        return False
    return left.measure == right.measure or (
        left.unit is not None and left.unit.dimension in ("people", "money", "area")
    )


def _time_of(manuscript: Manuscript, told: Told) -> int | None:
    """-1 for the time before, None for the report's own, else the year."""
    passage = told.mention.passage
    when, period = time_before(passage, passage.full_sentence_at(told.mention.start)[0], told.mention.start)
    return -1 if when == -1 else None if period == manuscript.data_period else period


def _stands_elsewhere(told: Told, by_value: dict[Decimal, list[Told]], printed: set[Decimal]) -> bool:
    """True where another paragraph under like words, or a table, has a figure of two digits and more."""
    if told.mention.number.value in printed and told.mention.number.digits > 99:
        return True
    return any(
        other.mention.passage is not told.mention.passage
        and are_comparable(other.mention.unit, told.mention.unit)
        and not told.own.isdisjoint(other.own)
        for other in by_value[told.mention.number.value]
    )
