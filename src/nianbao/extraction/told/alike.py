"""Figures of the running text with the words that are theirs, to be held against what other words say.

Two wordings of one name have pairs of neighbouring characters in common (聘请行业导师 and 行业导师人数); how rare such a pair
is in a report tells how much it means that both have it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.known_facts import prose_of_schools
from nianbao.extraction.tables.column_names import core_of
from nianbao.extraction.tables.table_facts import PERIOD, Figure, Sheet, compact
from nianbao.facts.cell import Cell
from nianbao.facts.kept import kept
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.quickly_made import quickly_made
from nianbao.facts.relation import Operand

_Pair = TypeVar("_Pair")
_HAN = as_pattern(r"[\u4e00-\u9fff]+")
_FIGURE = as_pattern(r"\d[\d,.]+%?")
_USUAL = 200  # figures of a report; a shorter text says every word rarely
_FARTHEST = 3  # times
# What stands before a figure of another kind: a change, a plan, a rule, a sum of several things.
OTHER_FIGURE = as_pattern(
    r"(?:增[长加幅速至到]?|净.?|减(?!免)少?[至到]?|[下上][升降]|降低|涨|提[高升])了?[^至到，]{0,2}$|[多少]了?$|(?<!占)[较比](?![例重赛])|相差|高[于出]|低于|剩|每|标准|定额|"
    r"不[少低高超]|目标|计划|力争|要求|规划|预计|由(?!上?[表图此])|从|(?<![中高])原(?![料材])|新(?![能型媒材华])|合计|以上|以下|累计|.、"
)


@lru_cache(maxsize=16_384)
def pieces_of(words: str) -> frozenset[str]:
    """Pairs of neighbouring characters.

    >>> sorted(pieces_of("行业导师，42人"))
    ['业导', '导师', '行业']
    """
    return frozenset(run[i : i + 2] for run in _HAN.findall(words) for i in range(len(run) - 1))


def pairs_outside(left_out: re.Pattern[str], words: str) -> set[str]:
    """Pairs of neighbouring characters of any kind, but those that touch what the pattern leaves out.

    >>> sorted(pairs_outside(re.compile("人数"), "在校人数合计"))
    ['合计', '在校']
    """
    bare = left_out.sub("|", words)
    return {bare[at : at + 2] for at in range(len(bare) - 1) if "|" not in bare[at : at + 2]}


# Words that say that there is something, and not what.
WEAK = pieces_of(
    "人数 总数 数量 数值 合计 总计 小计 其中 情况 指标 单位 本年 年度 上年 全区 全市 全校 全县 生数 比例 占比 金额 "
    "分别 达到 提高 高到 提升 升到 升至 增至 共有 现有 完成 开展 组织 参加 举办 全年"
)


_COHORT = as_pattern(r"20\d\d级")  # a class is some of those whom the row counts


@quickly_made
@dataclass(frozen=True, eq=False)
class Told:
    """A firm figure of the text; ``near`` are the pieces of the words before it, of its noun and of its measure."""

    mention: Mention
    words: str
    near: frozenset[str]
    own: frozenset[str]  # those of ``near`` that say what it is
    school: str  # of whose section it stands in


@kept
def told_figures(manuscript: Manuscript) -> tuple[Told, ...]:
    """Every figure of the running text that words stand beside, in reading order."""
    return tuple(_told(manuscript))


def _told(manuscript: Manuscript) -> Iterator[Told]:
    for passage, school in prose_of_schools(manuscript):
        for mention in passage.mentions:
            if is_firm(mention):
                words = own_words(mention, WEAK)
                near = pieces_of(words) | pieces_of(mention.noun[:8])
                if mention.measure != "人次":
                    near |= pieces_of(mention.measure)
                if near:
                    yield Told(mention, words, near, near - WEAK, school)


def is_firm(mention: Mention) -> bool:
    """True for a figure in digits with a unit or a measure word and without a hedge."""
    return (
        not mention.is_loose
        and not mention.is_spelled
        and mention.measure != ""
        and (mention.unit is None or mention.unit.dimension != "share_difference")
        and mention.number.hedge is Hedge.NONE
    )


def own_words(mention: Mention, weak: frozenset[str]) -> str:
    """The words of its own before a figure; where they have no pieces but ``weak`` ones, the clause before it as well."""
    passage, start = mention.passage, mention.clause[0]
    earlier = passage.mentions_in(start, mention.digits_start)
    words = compact(passage.plain[earlier[-1].end if earlier else start : mention.start])
    if not earlier and start > 1 and not pieces_of(words) - weak:
        start = passage.clause_at(start - 2)[0]
        earlier = passage.mentions_in(start, mention.clause[0])
        words = compact(passage.plain[earlier[-1].end if earlier else start : mention.start])
    return words


def weights_of(labels: Iterable[frozenset[str]]) -> defaultdict[str, float]:
    """How much a piece means: the rarer among the labels, the more.

    >>> weights = weights_of([frozenset(("行业", "导师")), frozenset(("行业",))])
    >>> weights["导师"] > weights["行业"]
    True
    """
    counted = list(labels)
    times = Counter(piece for pieces in counted for piece in pieces)
    size = max(_USUAL, len(counted)) + 1
    most = math.log(size)
    return defaultdict(lambda: most, {piece: math.log(size / count) for piece, count in times.items()})


def digits_of(number: PrintedNumber) -> str:
    """The digits that are printed, without the point and the noughts before them.

    >>> digits_of(PrintedNumber("12.50", Decimal("12.50"))), digits_of(PrintedNumber("1200", Decimal("1200")))
    ('1250', '1200')
    """
    return number.figures


def is_slip(told: PrintedNumber, printed: PrintedNumber) -> bool:
    """One digit changed, left out or put in, or digits in another order.

    >>> from nianbao.facts.printed_number import read_number
    >>> [is_slip(read_number(a), read_number(b)) for a, b in (("42", "24"), ("148", "158"), ("71", "171"), ("42", "96"))]
    [True, True, True, False]
    """
    return is_one_slip(digits_of(told), digits_of(printed))


@lru_cache(maxsize=16_384)
def is_one_slip(told: str, printed: str) -> bool:
    """``is_slip`` of figures of which only the digits are left."""
    one, other = sorted((told, printed), key=len)
    if len(one) == len(other):
        return sorted(one) == sorted(other) or sum(a != b for a, b in zip(one, other, strict=True)) == 1
    return len(other) == len(one) + 1 and any(other[:i] + other[i + 1 :] == one for i in range(len(other)))


def distance(told: Decimal, printed: Decimal) -> float:
    """What it takes away from two figures being one that they lie far apart."""
    low, high = sorted((abs(told), abs(printed)))
    return 1.5 if not low or high > _FARTHEST * low else 0.5 if high > 2 * low else 0.0


def are_one_rounded(told: PrintedNumber, printed: PrintedNumber) -> bool:
    """1.05 万 of 10498: the coarser of the two may stand for the finer."""
    if abs(told.value) == abs(printed.value):
        return True
    if printed.unit is None and told.scale != printed.scale:
        return abs(told.digits - printed.digits) <= told.ulp / told.scale
    return abs(told.value - printed.value) <= max(told.ulp, printed.ulp) and told.ulp != printed.ulp


def tells(told: PrintedNumber, printed: PrintedNumber) -> bool:
    """The figure itself, or it as text rounds it: 1581.91 万元 of 15819143.56 元.

    >>> from nianbao.facts.printed_number import read_number
    >>> cell = read_number("15819143.56元")
    >>> [tells(read_number(words), cell) for words in ("1581.91万元", "1582万元", "1591.91万元", "0.16亿元")]
    [True, True, False, True]
    """
    if told.value == printed.value:
        return True
    return told.scale != printed.scale and told.ulp > printed.ulp and abs(told.value - printed.value) < told.ulp


_MYRIAD, _HUNDREDTH = Decimal(10_000), Decimal("0.01")


def in_myriads(number: PrintedNumber) -> PrintedNumber | None:
    """An amount in 元 as text tells it, in 万元 to the hundredth; nothing for one that is told in 元 as well.

    >>> from nianbao.facts.printed_number import read_number
    >>> in_myriads(read_number("15819143.56元")).digits, in_myriads(read_number("5600元"))
    (Decimal('1581.91'), None)
    """
    unit = number.unit
    if unit is None or unit.dimension != "money" or number.scale != 1 or abs(number.digits) < _MYRIAD * 10:
        return None
    digits = (number.digits / _MYRIAD).quantize(_HUNDREDTH)
    return PrintedNumber(f"{digits}", digits, _MYRIAD, unit)


def counted_like(figure: Figure, mention: Mention) -> Operand:
    """A cell without a unit is counted in that of the text: 4900.0 beside 4900.0 万元."""
    if figure.number.unit is not None or figure.number.scale != 1:
        return figure.operand()
    number = replace(figure.number, scale=mention.number.scale, unit=mention.unit)
    return replace(figure.operand(), cell=Cell.of_number(number))


@quickly_made
@dataclass(frozen=True, eq=False, slots=True)
class PrintedCell:
    """A cell with the pieces of the words that name it."""

    figure: Figure
    row: frozenset[str]
    column: frozenset[str]
    label: frozenset[str]  # of both
    around: frozenset[str]  # of its label, the caption and the heading
    period: int | None
    heads: str
    digits: Decimal
    value: Decimal


@kept
def printed_cells(manuscript: Manuscript) -> tuple[PrintedCell, ...]:
    """Every figure of the tables, changes and single classes left out."""
    return tuple(cell for sheet in manuscript.sheets for cell in _cells_of(sheet, manuscript))


def _cells_of(sheet: Sheet, manuscript: Manuscript) -> Iterator[PrintedCell]:
    above = pieces_of(sheet.caption) | pieces_of(sheet.section)
    rows = {row: _of_labels(sheet.row_path(row)) for row in sheet.data_rows}
    columns = [_of_labels(sheet.column_path(column)) for column in range(sheet.column_count)]
    all_heads = ["".join(sheet.column_path(column)) for column in range(sheet.column_count)]
    periods = [_period_of(sheet.column_path(column)) for column in range(sheet.column_count)]
    row_periods = {row: _period_of(sheet.row_path(row)) for row in sheet.data_rows}
    # 合计 358 | 招生: a figure among the words that name a row says that its columns were read one off.
    torn = {row for row in rows if any(_FIGURE.fullmatch(compact(label)) for label in sheet.row_path(row)[1:])}
    for figure in sheet.figures.values():
        heads = all_heads[figure.column]
        if figure.direction or _COHORT.search(heads) or figure.row in torn:
            continue
        row, column = rows.get(figure.row, frozenset()), columns[figure.column]
        label = row | column
        period = periods[figure.column] or row_periods.get(figure.row)
        period = None if period == manuscript.data_period else period
        yield PrintedCell(figure, row, column, label, label | above, period, heads, figure.number.digits, figure.value)


def _period_of(path: tuple[str, ...]) -> int | None:
    return next((int(match[1]) for label in path if (match := PERIOD.search(half_width(label)))), None)


def _of_labels(path: tuple[str, ...]) -> frozenset[str]:
    labels = [core_of(label) for label in path if not PERIOD.fullmatch(half_width(compact(label)))]
    return pieces_of("|".join(labels)) - WEAK


@kept
def lone_digits(manuscript: Manuscript) -> frozenset[Decimal]:
    """Figures that one place of the report has and no other."""
    times = Counter(mention.number.digits for mention in manuscript.mentions)
    times.update(figure.number.digits for sheet in manuscript.sheets for figure in sheet.figures.values())
    return frozenset(digits for digits, count in times.items() if count == 1)


def firsts_of_each(pairs: Iterable[_Pair], members: Callable[[_Pair], set[str]], most: int) -> Iterator[_Pair]:
    """The first pairs, ``most`` of them at the most, of which none has a member that an earlier one has.

    ``members`` are the keys of the figures that a pair holds against each other; the likeliest pairs are to come first.

    >>> list(firsts_of_each(["ab", "bc", "cd", "ef"], set, 2))
    ['ab', 'cd']
    """
    seen: set[str] = set()
    kept = 0
    for pair in pairs:
        if kept == most:
            return
        keys = members(pair)
        if seen.isdisjoint(keys):
            seen |= keys
            kept += 1
            yield pair


def slip_keys(digits: str) -> set[str]:
    """What two figures have in common of which ``is_slip`` is true: with one digit open or left out, or in order.

    >>> sorted(slip_keys("42") & slip_keys("24")), sorted(slip_keys("148") & slip_keys("158"))
    (['2', '24', '4'], ['18', '1?8'])
    """
    keys = {digits, "".join(sorted(digits))}
    for place in range(len(digits)):
        keys.add(f"{digits[:place]}?{digits[place + 1 :]}")
        keys.add(digits[:place] + digits[place + 1 :])
    return keys
