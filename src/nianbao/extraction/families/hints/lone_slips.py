"""A figure that stands nowhere else, one slip of the hand away from another figure that has words in common with it.

Cue: a figure of the text whose digits no other place of the report has, and a cell or another paragraph whose figure is the same but for one digit or
two digits exchanged, and whose words share some of its own (取得证书 1172 人 beside the row 取得证书人数 1178; 培训 1047 人 beside 培训 1048 人次). Why it should hold in
any report: what matters is told more than once, and two long figures seldom differ by one slip by chance, the less so the more digits they
have and the more words the two places share. Guards: changes, plans and rests are other figures; the other figure must not stand in the same
paragraph; where the words are but the name of a school the signs weigh less, for under that name everything is counted; what is told of the year before weighs less too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Hint, hint_at, told_elsewhere
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.tables.table_facts import Figure, compact
from nianbao.extraction.told.alike import (
    OTHER_FIGURE,
    WEAK,
    Told,
    are_one_rounded,
    digits_of,
    firsts_of_each,
    is_one_slip,
    lone_digits,
    pieces_of,
    printed_cells,
    slip_keys,
    told_figures,
    weights_of,
)
from nianbao.extraction.told.told_values import time_before
from nianbao.facts.kept import kept, kept_property
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import PrintedNumber
from nianbao.facts.quickly_made import quickly_made
from nianbao.facts.unit import are_comparable

FAULT = "mismatch"
_FORM = "\n\n表4 学生发展\n\n序号\t指标\t单位\t2023年\n1\t取得职业技能等级证书人数\t人\t1178\n2\t在校生规模\t人\t3452\n"
_REST = "\n\n七、面临挑战\n\n"
EXAMPLES = (
    Example("fail", f"学生参加考核取得职业技能等级证书1172人。{_FORM}"),
    Example("fail", f"全年非学历培训完成1048人。{_REST}非学历培训1047人，规模仍小。"),
    Example("silent", f"学生参加考核取得职业技能等级证书1178人。{_FORM}"),
    Example("silent", f"学生参加考核取得职业技能等级证书比上年增加1172人。{_FORM}"),
    Example("silent", f"全年非学历培训完成1048人。{_REST}食堂改造投入1047元。"),
)
_MOST = 3
_LEAST = 1.6  # the signs were weighed on slips made by chance, against the figures of reports without faults
_WEIGHTS = ((3.2, 0.45), (2.4, 0.35), (_LEAST, 0.25))
_NAMES = as_pattern(
    r"[\u4e00-\u9fff]{1,10}?(?:职业)?(?:学校|职校|专业|[部系类](?=次|最|有|[\u4e00-\u9fff]?$)|职高|高中|中专|技校|学院|中心校?|大学|集团|公司|[区县市]|[一二三]产业)"
)
_CHANGE = as_pattern(r"[增净减升降低涨高多少比较差于剩]")
_MOST_DIGITS, _MOST_RARE, _MOST_OF_MATES = 5, 20.0, 1.2


@quickly_made
@dataclass(frozen=True, eq=False, slots=True)
class _Other:
    """A figure of a table or of the text, with the words that are its own."""

    number: PrintedNumber
    digits: str
    value: Decimal
    label: frozenset[str]
    around: frozenset[str]
    sides: tuple[frozenset[str], ...]  # of its row and of its column, where these have a name
    source: Figure | Told
    is_percent: bool

    @property
    def key(self) -> str:
        return self.source.key if isinstance(self.source, Figure) else self.source.mention.id


@dataclass(frozen=True, eq=False)
class _Sought:
    """A figure of the text that stands nowhere else; ``own`` are the words by which its counterpart is looked for."""

    told: Told
    own: frozenset[str]

    @kept_property
    def digits(self) -> str:
        return digits_of(self.told.mention.number)

    @kept_property
    def names(self) -> frozenset[str]:
        """The pieces of the names of schools and bodies among its words."""
        return pieces_of("|".join(match[0] for match in _NAMES.finditer(self.told.words)))

    @kept_property
    def digits_around(self) -> frozenset[Decimal]:
        return frozenset(mention.number.digits for mention in self.told.mention.passage.mentions)

    @kept_property
    def values_around(self) -> frozenset[Decimal]:
        return frozenset(mention.number.value for mention in self.told.mention.passage.mentions)

    @kept_property
    def is_other(self) -> re.Match[str] | None:
        return OTHER_FIGURE.search(self.told.words)


@dataclass(frozen=True, eq=False, slots=True)
class _Pair:
    told: Told
    other: _Other
    signs: float


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """The pairs with the most signs, one for each figure and each counterpart."""
    pairs = sorted(_pairs(manuscript), key=lambda pair: (-pair.signs, pair.told.mention.place.sort_key, pair.other.key))
    for pair in firsts_of_each(pairs, lambda pair: {pair.told.mention.id, pair.other.key}, _MOST):
        yield _hint(pair)


def _pairs(manuscript: Manuscript) -> Iterator[_Pair]:
    others: dict[str, list[_Other]] = {}
    keys: dict[str, dict[str, None]] = {}
    for other in _others(manuscript):
        others.setdefault(other.digits, []).append(other)
    lone = lone_digits(manuscript)
    sought = [
        _Sought(told, own) for told in told_figures(manuscript)
        if (own := _own_words(told)) and len(digits_of(told.mention.number).rstrip("0")) > 1
        and (told.mention.number.digits in lone or not _is_known(told, own, others))
    ]  # fmt: skip
    if not sought:
        return
    for digits in others:
        for key in slip_keys(digits):
            keys.setdefault(key, {})[digits] = None
    in_order = [other for alike in others.values() for other in alike]
    filed = _by_pieces(in_order, frozenset().union(*(each.own for each in sought)))
    cells = printed_cells(manuscript)
    weights = weights_of((*(c.row for c in cells), *(c.column for c in cells), *(t.near for t in told_figures(manuscript))))  # fmt: skip
    for each in sought:
        told, mine = each.told, each.digits
        own_weight = math.fsum(weights[piece] for piece in each.own) or 1.0
        near = {digits for key in slip_keys(mine) for digits in keys.get(key, ()) if digits != mine}
        sharing = {
            number for piece in each.own if (by_digits := filed.get(piece))
            for digits in near & by_digits.keys() for number in by_digits[digits]
        }  # fmt: skip
        best: _Pair | None = None
        for other in map(in_order.__getitem__, sorted(sharing)):
            if not _may_be_one(each, other):
                continue
            signs = _signs(each, own_weight, other, weights)
            # What costs time is looked at last.
            if signs < _LEAST - _MOST_OF_MATES or (best is not None and signs + _MOST_OF_MATES <= best.signs):
                continue
            far = _sentence(told)
            signs -= sum(1.2 for side in other.sides if side.isdisjoint(far))
            signs += _of_mates(told, other, others) - (1.0 if _is_of_before(told.mention) else 0)
            if signs >= _LEAST and (best is None or signs > best.signs):
                best = _Pair(told, other, signs)
        if best is not None:
            yield best


def _by_pieces(others: Sequence[_Other], pieces: frozenset[str]) -> dict[str, dict[str, list[int]]]:
    """Where in ``others`` those stand that have a piece among their words: by the piece, then by their digits."""
    filed: dict[str, dict[str, list[int]]] = {}
    for number, other in enumerate(others):
        for piece in other.around & pieces:
            filed.setdefault(piece, {}).setdefault(other.digits, []).append(number)
    return filed


def _own_words(told: Told) -> frozenset[str]:
    """The words of its own, or else those of its sentence: 双师型教师占比由 70.83% 提高到 75.53%."""
    if told.own:
        return told.own
    mention = told.mention
    return pieces_of(compact(mention.passage.plain[mention.sentence[0] : mention.start])) - WEAK


@kept
def _sentence(told: Told) -> frozenset[str]:
    mention = told.mention
    start, _ = mention.passage.full_sentence_at(mention.start)
    return pieces_of(compact(mention.passage.plain[start : mention.end + 14])) | told.near


def _is_known(told: Told, own: frozenset[str], others: dict[str, list[_Other]]) -> bool:
    """True where the figure stands elsewhere under like words."""
    mention = told.mention
    return any(
        other.source is not told and not own.isdisjoint(other.around) and are_comparable(mention.unit, other.number.unit)
        and other.number.digits == mention.number.digits
        for other in others.get(digits_of(mention.number), ())
    )  # fmt: skip


def _of_mates(told: Told, other: _Other, others: dict[str, list[_Other]]) -> float:
    """Neighbours in the sentence that stand beside the counterpart as well."""
    mention, mates = told.mention, 0
    start, end = mention.passage.full_sentence_at(mention.start)
    for beside in mention.passage.mentions_in(start, end):
        digits = digits_of(beside.number)
        if beside is not mention and len(digits) > 1:
            mates += any(_stand_together(one.source, other.source) for one in others.get(digits, ()))
    return min(_MOST_OF_MATES, 0.6 * mates)


def _stand_together(one: Figure | Told, other: Figure | Told) -> bool:
    if isinstance(one, Figure) and isinstance(other, Figure):
        return one.sheet is other.sheet and (one.row == other.row or one.column == other.column)
    return isinstance(one, Told) and isinstance(other, Told) and one.mention.passage is other.mention.passage


def _others(manuscript: Manuscript) -> Iterator[_Other]:
    for cell in printed_cells(manuscript):
        sides = tuple(side for side in (cell.row, cell.column) if side)
        number = cell.figure.number
        yield _Other(
            number, digits_of(number), cell.value, cell.label, cell.around, sides, cell.figure, cell.figure.is_percent
        )
    for told in told_figures(manuscript):
        if told.own:
            number = told.mention.number
            yield _Other(number, digits_of(number), number.value, told.own, told.own, (), told, told.mention.is_percent)


def _may_be_one(sought: _Sought, other: _Other) -> bool:
    mention, source = sought.told.mention, other.source
    if mention.is_percent != other.is_percent:
        return False
    if not are_comparable(mention.unit, other.number.unit) or not is_one_slip(sought.digits, other.digits):
        return False
    if are_one_rounded(mention.number, other.number):
        return False
    if isinstance(source, Told):
        if source.mention.passage is mention.passage:
            return False
        if None in (mention.unit, source.mention.unit) and source.mention.measure != mention.measure:
            return False
    return other.number.digits not in sought.digits_around and other.value not in sought.values_around


def _signs(sought: _Sought, own_weight: float, other: _Other, weights: dict[str, float]) -> float:
    """How likely the two were one: digits first, then the share of either's words that the two have in common."""
    told, own = sought.told, sought.own
    shared = own & other.around
    # Exact, so that the order of a set is no matter.
    rare = math.fsum([weights[piece] for piece in shared])
    of_own = rare / own_weight
    of_label = math.fsum([weights[p] for p in own & other.label]) / (math.fsum([weights[p] for p in other.label]) or 1)
    digits = min(_MOST_DIGITS, max(len(sought.digits.rstrip("0")), len(other.digits.rstrip("0"))))
    signs = -3.4 + (digits - 2) + (0.5 if digits > 3 else 0) + min(rare, _MOST_RARE) / 20 + 2 * of_own
    signs += 0.1 + 3 * of_label if isinstance(other.source, Figure) else 0.25 * of_label
    if not shared - sought.names:
        signs -= 1.5
    elif isinstance(other.source, Told):
        signs += of_own * of_label
    if not told.own:
        signs -= 1.0
    if found := sought.is_other:
        both = isinstance(other.source, Told) and OTHER_FIGURE.search(other.source.words)
        signs -= 0.3 if both else 9.0 if _CHANGE.search(found[0]) else 1.5
    return signs


def _is_of_before(mention: Mention) -> bool:
    passage = mention.passage
    return time_before(passage, passage.full_sentence_at(mention.start)[0], mention.start)[0] == -1


def _hint(pair: _Pair) -> Hint:
    mention, source = pair.told.mention, pair.other.source
    said, printed = f"{pair.told.words[-10:]}{mention.raw.strip()}", pair.other.number.raw.strip()
    if isinstance(source, Figure):
        place, again = source.place, f"{source.label} {printed}"
    else:
        place, printed = source.mention.place, source.mention.raw.strip()
        again = f"{source.words[-10:]}{printed}"
    where, where_en = told_elsewhere(place)
    return hint_at(
        "lone-slips", f"{mention.id}~{pair.other.key}", FAULT, (mention.place, place),
        f"此处「{said}」，{where}「{again}」，数字只差一笔，请核对是否同一件事",
        f"“{said}” is said here, and “{again}” {where_en}: one slip parts the two; please compare",
        reported=mention.raw.strip(), expected=printed, formula=f"{mention.raw.strip()} ≠ {printed}",
        keys=(mention.id, pair.other.key), weight=next(weight for least, weight in _WEIGHTS if pair.signs >= least),
    )  # fmt: skip
