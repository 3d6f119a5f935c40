"""Numbers that nothing in the document explains, and that one slip of the hand would explain.

After every claim has been judged some numbers stand in none. For each of them the figures round it
are tried: is it a share, a growth, a mean, a sum or a difference of them, or the same figure said
again? Where one comes out to the last printed digit the number is at home and nothing is said. Where
none does, but two digits exchanged or one digit changed would make one come out, the number is
probably mistyped, unless that is chance. How likely chance is follows from how much was tried: with
n pieces of arithmetic and v slips of each, one in 9·10^(d−1) numbers of d digits is hit. Only what is
rarer than ``MOST_CHANCE`` is told, and it is told as something to look at, with the arithmetic.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, partial
from typing import Generic, NamedTuple, TypeVar

from nianbao.extraction.claims import difference_of, growth_of, ratio_of, relation, same, share_of, sum_of
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.known_facts import known_facts
from nianbao.extraction.tables.table_facts import Figure
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.relation import Operand, Reading, Relation
from nianbao.facts.unit import are_comparable

_T = TypeVar("_T")

MOST_CHANCE = 0.01
_FEWEST_DIGITS = 3
_BEFORE, _AFTER = 220, 90  # characters of the paragraph round the number that belong to its subject
_MOST_NEAR = 14
_LONGEST_NAME = 60  # characters of a name's end by which it is found
MOST_NAMESAKES = 200  # figures, or rows of tables, of one name; one slip away from one of them is anything
_PRINCIPAL = ("full_time_students", "full_time_teachers", "graduates", "staff", "enrolment", "major_course_teachers")
_CHANGE = as_pattern(r"增[长加幅速]?|净增|减少?|[下上]?[升降]|降幅|涨|提高|下滑|多|少|相差|结余|高于?|低于?|剩|缺")
_MEAN = as_pattern(r"均|每")
_RULE = as_pattern(
    r"标准|定额|不低于|不少于|不超过|上限|目标|计划|力争|要求|规划|预计|将(?=[增达减升降要会])|以上|到20\d\d年|左右|[约近余超]"
)


# 与 2021 年的 97.77% 基本持平: nothing of this time's figures makes it up.
_OF_ANOTHER_TIME = as_pattern(r"(?:上年|去年|前年|上一?学年|上届|同期|20\d\d(?:学?年|届)的?)[^，。；]{0,4}$")


# 比全市的 18.6% 低 4.21 个百分点: nor does anything of this report make up what others have.
_OF_OTHERS = as_pattern(
    r"(?:[比较与跟和同]|[高低多少优]于|超过)(?:全?[国省市区县州盟]|同类|兄弟|其[他它]|周边|外[省市地])[^，。；\d]{0,12}$"
)


class Slip(IntEnum):
    """What may have happened between the intended and the printed digits."""

    SWAPPED = 1
    CHANGED = 2


@dataclass(frozen=True)
class _Source:
    """A figure that the number may have been made from; ``measure`` is what it counts in."""

    operand: Operand
    number: PrintedNumber
    measure: str
    name: str

    @cached_property
    def value(self) -> float:
        return float(self.number.value)


class _Attempt(NamedTuple):
    """One piece of arithmetic: the value it gives, and the claim that would be made."""

    value: float
    reading: Callable[[], Reading]


def slips(manuscript: Manuscript, explained: Collection[str]) -> Iterator[Relation]:
    """Claims that fail by one slip; ``explained`` are the keys of the numbers that stand in some relation already."""
    principal = _principal(manuscript)
    for passage in manuscript.prose():
        for mention in passage.mentions:
            if mention.id in explained or not _may_be_mistyped(mention):
                continue
            found = _slip_of(mention, principal, manuscript)
            if found is not None:
                yield found


def _may_be_mistyped(mention: Mention) -> bool:
    number = mention.number
    if mention.is_loose or mention.is_spelled or number.hedge is not Hedge.NONE or number.value <= 0:
        return False
    # The noughts behind a round number say nothing: 2000 has one digit that could be mistyped.
    if (
        len(_digits(number).rstrip("0")) < _FEWEST_DIGITS - 1
        or len(_digits(number)) < _FEWEST_DIGITS
        or mention.unit is None
    ):
        return False
    clause = mention.passage.plain[mention.clause[0] : min(mention.clause[1], mention.end + 8)]
    lead = mention.passage.plain[mention.clause[0] : mention.start]
    return not (_RULE.search(clause) or _OF_ANOTHER_TIME.search(lead) or _OF_OTHERS.search(lead))


def _digits(number: PrintedNumber) -> str:
    """
    >>> from decimal import Decimal
    >>> _digits(PrintedNumber("0.85", Decimal("0.850")))
    '850'
    """
    return str(int(abs(number.digits).scaleb(number.places)))


def _slip_of(mention: Mention, principal: Sequence[_Source], manuscript: Manuscript) -> Relation | None:
    printed = _digits(mention.number)
    elsewhere: frozenset[str] | None = None
    best: tuple[float, int, _Attempt] | None = None
    tried = 0
    scale, places = float(mention.number.scale), mention.number.places
    for order, tier in enumerate(_tiers(mention, principal, manuscript)):
        if tier is None:
            return None
        tried += len({round(attempt.value, 9) for attempt in tier})
        for attempt in tier:
            digits = _as_printed(attempt.value, scale, places)
            if digits == printed:
                return None
            slip = slip_between(printed, digits)
            if slip is None:
                continue
            if elsewhere is None:
                elsewhere = frozenset(
                    _digits(m.number)
                    for m in mention.passage.mentions
                    if m is not mention and m.is_percent == mention.is_percent
                )
            if digits in elsewhere:
                # What comes out is printed near by: that is the figure it makes.
                continue
            chance = tried * _variants(slip, len(printed)) / (9 * 10 ** (len(printed) - 1))
            if best is None or chance < best[0]:
                best = (chance, order, attempt)
    if best is None or best[0] > MOST_CHANCE:
        return None
    reading = best[2].reading()
    return relation("near-misses", [reading], cue=mention.raw, severity="warning", place=mention.place)


def slip_between(printed: str, meant: str) -> Slip | None:
    """What turned ``meant`` into ``printed``; None where it takes more than one slip, or none.

    >>> slip_between("5838", "5383"), slip_between("5838", "5833"), slip_between("58", "583")
    (None, <Slip.CHANGED: 2>, None)
    >>> slip_between("9620", "9260")
    <Slip.SWAPPED: 1>
    """
    if len(printed) != len(meant) or printed == meant:
        return None
    wrong = [index for index, (left, right) in enumerate(zip(printed, meant, strict=True)) if left != right]
    if len(wrong) == 1:
        # One more or less in the last place is rounding and no slip.
        return None if wrong[0] == len(printed) - 1 and abs(int(printed) - int(meant)) == 1 else Slip.CHANGED
    if len(wrong) == 2 and printed[wrong[0]] == meant[wrong[1]] and printed[wrong[1]] == meant[wrong[0]]:
        return Slip.SWAPPED
    return None


def _variants(slip: Slip, digits: int) -> int:
    return digits * (digits - 1) // 2 if slip is Slip.SWAPPED else 9 * digits


def _as_printed(value: float, scale: float, places: int) -> str:
    scaled = value / scale * 10**places
    if not 0 < scaled < 1e12:
        return ""
    return str(math.floor(scaled + 0.5))


def _tiers(mention: Mention, principal: Sequence[_Source], manuscript: Manuscript) -> Iterator[list[_Attempt] | None]:
    """What may be tried, the likeliest first: the sentence, the paragraph, the figures that stand for everything."""
    inside, outside = _round(mention)
    here = [_source(m) for m in inside]
    yield list(_attempts(mention, here))
    yield list(_attempts(mention, [*here, *map(_source, outside)]))
    counts_others = mention.unit is not None and mention.unit.counts and not _OF_SCHOOLS.search(mention.name)
    yield [] if counts_others else list(_attempts(mention, [*here[-4:], *principal]))
    yield _said_again(mention, manuscript)


# 领取失业保险金 352 万人: no part of those who learn or teach.
_OF_SCHOOLS = as_pattern(r"[生师男女级班系部校]|专业|职工|职称|学|教|^[\W\d]*$")


def _round(mention: Mention) -> tuple[list[Mention], list[Mention]]:
    """The other firm figures of the sentence, and those of the paragraph near it."""
    passage = mention.passage
    start, end = mention.sentence
    around = passage.mentions_in(max(0, mention.start - _BEFORE), min(len(passage.plain), mention.end + _AFTER))
    firm = [m for m in around if m is not mention and not m.is_loose and m.unit is not None and m.number.value > 0
            and m.number.hedge is Hedge.NONE]  # fmt: skip
    near = sorted(firm, key=lambda m: abs(m.start - mention.start))[:_MOST_NEAR]
    near.sort(key=lambda m: m.start)
    return [m for m in near if start <= m.start < end], [m for m in near if not start <= m.start < end]


def _source(mention: Mention) -> _Source:
    name = mention.name
    return _Source(mention.operand(f"{name} {mention.raw.strip()}"), mention.number, mention.measure, name)


def _principal(manuscript: Manuscript) -> list[_Source]:
    found: dict[tuple[str, object], _Source] = {}
    for indicator in _PRINCIPAL:
        for fact in known_facts(manuscript).get(indicator, ()):
            number = fact.operand.cell.number
            if number is None or fact.scope or fact.period not in (None, manuscript.data_period):
                continue
            if number.hedge is Hedge.NONE and number.value > 0:
                found.setdefault((indicator, number.value), _Source(fact.operand, number, "人", fact.label))
    return list(found.values())[:8]


def _attempts(mention: Mention, sources: Sequence[_Source]) -> Iterator[_Attempt]:
    before = mention.passage.plain[mention.clause[0] : mention.start][-14:]
    claim = mention.named_operand(trust=0.3)
    dimension = mention.unit.dimension if mention.unit is not None else ""
    changes, means = bool(_CHANGE.search(before)), bool(_MEAN.search(before))
    if dimension in ("share", "ratio", "multiple"):
        plain = [s for s in sources if not _is_rate(s)]
        if changes and dimension == "share":
            yield from _growths(claim, [s for s in plain if _shares_a_word(mention, s)])
        else:
            # 在校生 954 人，比上年增加 56 人，毕业率 …: what was added is no part of what there is.
            yield from _quotients(claim, [s for s in plain if not _ADDED.search(s.name)], dimension)
    elif dimension == "share_difference":
        yield from _differences(claim, [s for s in sources if _is_rate(s)])
    elif means:
        yield from _means(claim, sources)
    else:
        alike = [s for s in sources if _is_alike(mention, s)]
        if changes:
            # 比上年分别增加 6.20 万元和 31.40 万元: what another thing gained is neither what this was nor what it is.
            siblings = {m.id for m in _in_one_list(mention)}
            yield from _differences(claim, [s for s in alike if s.operand.key not in siblings])
        else:
            yield from _sums(claim, mention, [s for s in alike if not _NO_PART.search(s.name)])


_ADDED = as_pattern(r"^[比较与].*(?:[增减][加少]|净增|[多少])了?$")


def _is_rate(source: _Source) -> bool:
    unit = source.number.unit
    return unit is not None and unit.dimension in ("share", "ratio", "share_difference", "multiple")


def _is_alike(mention: Mention, source: _Source) -> bool:
    unit = source.number.unit
    if mention.unit is None or unit is None or not are_comparable(mention.unit, unit):
        return False
    return (
        mention.measure == source.measure
        or not mention.unit.counts
        or {mention.measure, source.measure} <= {"人", "名", "位"}
    )


def _pairs(sources: Sequence[_Source]) -> Iterator[tuple[_Source, _Source]]:
    for left in sources:
        for right in sources:
            if left is not right and left.value != right.value:
                yield left, right


def _of_one_kind(left: _Source, right: _Source) -> bool:
    return are_comparable(left.number.unit, right.number.unit) and (
        left.measure == right.measure or left.number.unit is None or not left.number.unit.counts
        or {left.measure, right.measure} <= {"人", "名", "位"}
    )  # fmt: skip


def _shares_a_word(mention: Mention, source: _Source) -> bool:
    """入境旅游人次增长 40.5% is no growth of 673 家 and 1357 家: what grew is named by both."""
    clause = mention.passage.plain[mention.clause[0] : mention.start]
    name = source.name
    has_words = as_pattern(r"[\u4e00-\u9fff]{2}").search(name) is not None
    return not has_words or any(name[i : i + 2] in clause for i in range(len(name) - 1))


def _growths(claim: Operand, sources: Sequence[_Source]) -> Iterator[_Attempt]:
    for new, old in _pairs(sources):
        if _of_one_kind(new, old):
            yield _Attempt(abs(new.value / old.value - 1), partial(growth_of, claim, new.operand, old.operand))


def _quotients(claim: Operand, sources: Sequence[_Source], dimension: str) -> Iterator[_Attempt]:
    make = share_of if dimension == "share" else ratio_of
    for part, whole in _pairs(sources):
        if dimension == "share" and (part.value > whole.value or not _of_one_kind(part, whole)):
            continue
        yield _Attempt(part.value / whole.value, partial(make, claim, [part.operand], [whole.operand]))


def _means(claim: Operand, sources: Sequence[_Source]) -> Iterator[_Attempt]:
    plain = [s for s in sources if not _is_rate(s)]
    for amount, sharers in _pairs(plain):
        unit = sharers.number.unit
        if amount.value > sharers.value and (unit is None or unit.counts):
            yield _Attempt(amount.value / sharers.value, partial(ratio_of, claim, [amount.operand], [sharers.operand]))


def _differences(claim: Operand, sources: Sequence[_Source]) -> Iterator[_Attempt]:
    for new, old in _pairs(sources):
        if new.value > old.value:
            yield _Attempt(new.value - old.value, partial(difference_of, claim, new.operand, old.operand))


# 班均 40 人 is no part of 在校生 1440 人, nor is what was added since last year.
_NO_PART = as_pattern(r"均|每|^(?:比|较|同比|相比)")
_BESIDE = as_pattern(r"\s*[、和及与]\s*")


def _in_one_list(mention: Mention) -> list[Mention]:
    """The figures on both sides of a number that nothing but 、 or 和 parts from it and from each other."""
    here = mention.passage.mentions_in(*mention.sentence)
    runs: list[list[Mention]] = [[]]
    for each in here:
        if runs[-1] and not _BESIDE.fullmatch(mention.passage.plain[runs[-1][-1].end : each.start]):
            runs.append([])
        runs[-1].append(each)
    return next(([m for m in run if m.id != mention.id] for run in runs if any(m.id == mention.id for m in run)), [])


def _as_precise(mention: Mention, sources: Sequence[_Source]) -> list[_Source]:
    """Sources whose last place is worth no less than the number's: 16.4 and 88 do not make 104 up."""
    own = mention.number.scale.scaleb(-mention.number.places)
    return [s for s in sources if s.number.scale.scaleb(-s.number.places) >= own]


def _sums(claim: Operand, mention: Mention, sources: Sequence[_Source]) -> Iterator[_Attempt]:
    """Neighbouring figures that make it up, or that make another up together with it."""
    # 分别为 168 人、2486 人和 2954 人: the members of one list are never each other's sum.
    siblings = {m.id for m in _in_one_list(mention)}
    # A figure that is printed near by as well is told there, and is no sum of itself and others.
    sources = [s for s in _as_precise(mention, sources) if s.number.value != mention.number.value]
    for start in range(len(sources)):
        for end in range(start + 2, min(len(sources), start + 7) + 1):
            parts = sources[start:end]
            if any(one.operand.key in siblings for one in parts) or _holds_one_another(parts, sources):
                continue
            yield _Attempt(math.fsum(s.value for s in parts), partial(sum_of, claim, [s.operand for s in parts]))
    at = {m.id: m.start for m in mention.passage.mentions}
    for total in (source for source in sources if source.operand.key not in siblings):
        others = [s for s in sources if s is not total and s.value < total.value]
        for start in range(len(others)):
            for end in range(start + 1, min(len(others), start + 6) + 1):
                parts = others[start:end]
                rest = total.value - math.fsum(s.value for s in parts)
                around = [
                    at.get(key, mention.start) for key in (parts[0].operand.key, parts[-1].operand.key, mention.id)
                ]
                # A total stands before its parts or behind them: 市级 214、区级 386，实践 127 are three things.
                if rest > 0 and not min(around) < at.get(total.operand.key, -1) < max(around):
                    yield _Attempt(rest, partial(sum_of, total.operand, [*(s.operand for s in parts), claim]))


def _holds_one_another(parts: Sequence[_Source], sources: Sequence[_Source]) -> bool:
    """2860 万元 of which 1700 万元 are paid and 1160 万元 are not: a whole and its part are no two parts of a third."""
    values = {round(s.value, 6) for s in sources if s not in parts}
    return any(round(abs(one.value - other.value), 6) in values for one, other in itertools.combinations(parts, 2))


_GENERAL_NAME = as_pattern(
    r"资金|经费|金额|投入|总额|涉及|人员|共|有|达|约|其中|全年|目前|现有|人数|数量|人次|累计|合计|总数|为|的|年|学校|我校|\W|\d"
)


class _ByName(Generic[_T]):
    """What has a name, found by any name that ends as it does or that it ends as, in the order of the document."""

    def __init__(self) -> None:
        self._all: list[_T] = []
        self._named: dict[str, list[int]] = {}
        self._ending: dict[str, list[int]] = {}

    def add(self, name: str, thing: _T) -> None:
        self._named.setdefault(name, []).append(len(self._all))
        for start in range(max(0, len(name) - _LONGEST_NAME), len(name) - 1):
            self._ending.setdefault(name[start:], []).append(len(self._all))
        self._all.append(thing)

    def alike(self, name: str) -> list[_T] | None:
        """None where more than ``MOST_NAMESAKES`` are called so: such a name tells no figure from another."""
        longer = self._ending.get(name, [])
        shorter = [
            self._named.get(name[start:], []) for start in range(max(1, len(name) - _LONGEST_NAME), len(name) - 1)
        ]
        if len(longer) + sum(map(len, shorter)) > MOST_NAMESAKES:
            return None
        return [self._all[number] for number in sorted(itertools.chain(longer, *shorter))]


@kept
def _named_counts(manuscript: Manuscript) -> dict[str, _ByName[Mention]]:
    """The firm figures of the text by the words that are their own, by measure."""
    found: dict[str, _ByName[Mention]] = {}
    for mention in manuscript.mentions:
        if mention.number.hedge is Hedge.NONE and len(words := _own_words(mention)) >= 2:
            found.setdefault(mention.measure, _ByName()).add(words, mention)
    return found


@kept
def _named_rows(manuscript: Manuscript) -> _ByName[list[Figure]]:
    """The rows of all tables by the words that are their own."""
    found: list[tuple[str, list[Figure]]] = []
    for sheet in manuscript.sheets:
        last = None
        for figure in sheet.figures.values():
            if figure.row != last:
                last, words = figure.row, _GENERAL_NAME.sub("", sheet.row_label(figure.row))
                found.append((words, []))
            found[-1][1].append(figure)
    rows: _ByName[list[Figure]] = _ByName()
    for words, figures in found:
        if len(words) >= 2:
            rows.add(words, figures)
    return rows


@kept
def _own_words(mention: Mention) -> str:
    return _GENERAL_NAME.sub("", mention.name) or _GENERAL_NAME.sub("", mention.noun)


# 专任教师增长 37.2%, 经费增长 73.2%: 增长 alone names nothing.
_BARE_CHANGE = as_pattern(
    r"(?:同比|环比|[比较]上年|[增净]?增[长加幅速]|减少|[下上]?[升降]|提高|上涨|下滑|分别|了|又|再|均|仍)+"
)
# 计划由 671 人调整为 761 人: two figures of one name by the text itself.
_REPLACED = as_pattern(r"(?:修改|变更|调整|更正|改|修订|更改)(?:成|为)")
# 参加培训的专任教师 are some of the 专任教师.
_SOME_OF_THEM = as_pattern(r"的|参[加与]|选派|培训|获|新|[系部]$")


def _is_replaced(mention: Mention) -> bool:
    return _REPLACED.search(mention.passage.plain, *mention.passage.full_sentence_at(mention.start)) is not None


def _said_again(mention: Mention, manuscript: Manuscript) -> list[_Attempt] | None:
    """Figures of the same name elsewhere in the document; None where they are too many to say anything."""
    tried: list[_Attempt] = []
    name = _own_words(mention)
    if len(_BARE_CHANGE.sub("", name)) < 2 or mention.unit is None or _is_replaced(mention):
        return tried
    counts = _named_counts(manuscript).get(mention.measure)
    others = counts.alike(name) if counts is not None else []
    rows = _named_rows(manuscript).alike(name)
    if others is None or rows is None:
        return None
    claim = mention.named_operand(trust=0.3)
    for other in others:
        if other.number.scale.scaleb(-other.number.places) < mention.number.scale.scaleb(-mention.number.places):
            # 2510.1 rounded is no other print of 2550.
            continue
        theirs = _own_words(other)
        if _SOME_OF_THEM.search(name.removesuffix(theirs) if name.endswith(theirs) else theirs.removesuffix(name)):
            continue
        if other is not mention and len(_BARE_CHANGE.sub("", theirs)) > 1 and not _is_replaced(other):
            tried.append(_Attempt(float(other.number.value), partial(same, claim, other.operand(other.raw.strip()))))
    for figures in rows:
        for figure in figures:
            if are_comparable(figure.number.unit, mention.unit):
                tried.append(_Attempt(float(figure.value), partial(same, claim, figure.operand())))
    return tried
