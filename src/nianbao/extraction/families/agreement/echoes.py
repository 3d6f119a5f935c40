"""A figure told twice under the same words is told with the same digits.

Cue: two figures one slip of the hand apart (two neighbouring digits exchanged, the point moved, 万 lost or added) whose names
share words that are rare in the document: 产生经济效益 231.0 万元 beside the row 横向技术服务产生的经济效益 213.0. Why it should hold in any
report: figures of one name, one measure and one time that differ by a slip are one figure, one of them mistyped. Guards: two
figures of one sentence are two things; another time, a change, a plan or a rule is another figure; a figure that stands
elsewhere under the same words is what it is, and where both do nothing is said; what stands only under common words, or
under a name of which the other is a part (对口就业率 and 就业率), is left alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import itemgetter

from nianbao.extraction.claims import relation, same
from nianbao.extraction.dates.goals import plan_told_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.known_bodies import body_spoken_of, is_body_name
from nianbao.extraction.names.known_facts import prose_of_schools, scope_of, speaks_of_many_kinds
from nianbao.extraction.names.named_units import unit_named
from nianbao.extraction.names.said_things import reduced
from nianbao.extraction.tables.table_facts import Figure, bare_label, compact
from nianbao.extraction.told.alike import digits_of, in_myriads, own_words, pieces_of
from nianbao.extraction.told.clause_subjects import things_counted_first
from nianbao.extraction.told.told_values import time_before
from nianbao.extraction.wording import SHARE_HEAD
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.quickly_made import quickly_made
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import are_comparable

FAULT = "mismatch"
_TABLE = "表3 社会服务情况\n\n指标\t单位\t2023年\n横向技术服务到款额\t万元\t42.6\n横向技术服务产生的经济效益\t万元\t213.0\n公益培训时长\t学时\t21480\n"
EXAMPLES = (
    Example("fail", f"学校服务企业，产生经济效益231.0万元。\n\n{_TABLE}"),
    Example("fail", f"全年公益培训21408学时。\n\n{_TABLE}"),
    Example("fail", "全市投入实习责任保险经费89.6万元。\n\n第二章\n\n实习责任保险经费投入98.6万元，实现全覆盖。"),
    Example("silent", f"学校服务企业，产生经济效益213.0万元。\n\n{_TABLE}"),
    Example("silent", f"去年产生经济效益231.0万元。\n\n{_TABLE}"),
    Example(
        "silent",
        "宏达机电有限公司为合作企业，设备捐赠额为500万元。\n\n远景软件有限公司为合作企业，设备捐赠额为50万元。",
    ),
    Example("silent", "毕业率99.8%。\n\n就业率98.9%。"),
    Example("silent", "顶岗实习学生中永宁桥职高93人。\n\n第二章\n\n党员中永宁桥职高39名。"),
)
_FEWEST = 3  # digits, noughts behind them not counted, of which two may be exchanged by a slip
# Words that say that there is something, and not what.
_WEAK = pieces_of(
    "其中 共有 现有 达到 人数 总数 合计 总计 全年 本年 年度 上年 情况 统计 完成 开展 学生 学校 教师 占比 比例 人次 万元 共计 数量 累计 分别 年级 专业 "
    "单位 指标 比上 较上 增加 减少 平均 实际 增长 提高 数值 人员 金额 总额 目前 已有 今年 去年 组织 参加 各类 实现 投入 资金 年的 生的 校的 共同"
)
_CHANGE = as_pattern(
    r"(?:增[长加幅速]?|净.?|减(?!免)少?|[下上][升降]|降低|涨|提[高升])了?[^至到，]{0,2}$|[多少]了?$|[较比](?![例重赛])|相差|高[于出]|低于|剩|缺|每|标准|定额|不[少低高超]|目标|计划|力争|要求|规划|预计|由(?!上?[表图此])|从|原"
)
_MYRIAD = 10_000
_SHIFTS = frozenset((10, 100, _MYRIAD, 100_000_000))  # times that a number grows by a point moved, 万 or 亿
_RATE = as_pattern(r"[\u4e00-\u9fff]{0,8}[率度比]")


@quickly_made
@dataclass(frozen=True, eq=False)
class _Value:
    """A figure with what is said of it; ``where`` is the sentence or the table that it stands in."""

    key: str
    source: Mention | Figure
    number: PrintedNumber
    words: str
    pieces: frozenset[str]
    period: int | None
    where: tuple[str, int]
    name: str = ""  # what stands before a figure of the text, reduced
    school: str = ""  # of whose section the sentence is

    @property
    def is_told(self) -> bool:
        return isinstance(self.source, Mention)

    def operand(self, trust: float) -> Operand:
        if isinstance(self.source, Mention):
            return self.source.operand(f"{self.words[-16:]} {self.source.raw.strip()}", trust)
        return self.source.operand(trust)


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Pairs of figures one slip apart, in reading order."""
    values = _values(manuscript)
    weights = _weights(values)
    by_digits: dict[str, list[_Value]] = {}
    by_size: _Sizes = {}
    for value in values:
        digits, size = digits_of(value.number), value.number.digits.adjusted()
        for form in {digits, digits.rstrip("0")}:
            by_digits.setdefault(form, []).append(value)
            by_size.setdefault((form, size), []).append(value)
    places = manuscript.positions
    of_many_kinds = speaks_of_many_kinds(manuscript)
    by_mask = _by_mask(values, of_many_kinds)
    seen: set[frozenset[str]] = set()
    for value in values:
        for other in _one_slip_away(value, by_digits, by_size, by_mask) if value.is_told else ():
            pair = frozenset((value.key, other.key))
            near = not other.is_told and abs(places[value.where[0]] - places[other.where[0]]) <= _NEAR
            if pair in seen or not _is_one_fact(value, other, weights, near, of_many_kinds):
                continue
            if _are_of_two_units(manuscript, value, other):
                continue
            seen.add(pair)
            mine, theirs = _said_elsewhere(value, by_digits), _said_elsewhere(other, by_digits)
            if (mine and theirs) or other.where in mine or value.where in theirs:
                # 186 stands in the table as well: 168 is another of its figures.
                continue
            yield relation(
                "echoes", [same(value.operand(0.5 if theirs else 1.0), other.operand(0.5 if mine else 1.0))],
                cue=value.words[-8:], severity="warning", place=value.source.place,
            )  # fmt: skip


def _exchanged(digits: str) -> Iterator[str]:
    for index in range(len(digits) - 1):
        if digits[index] != digits[index + 1]:
            yield digits[:index] + digits[index + 1] + digits[index] + digits[index + 2 :]


_Sizes = dict[tuple[str, int], list[_Value]]
_Masks = dict[tuple[object, ...], list[tuple[str, _Value]]]


def _masked(digits: str) -> Iterator[tuple[str, str]]:
    """The digits with each of them in turn left open, and the one that stood there.

    >>> list(_masked("231"))
    [('_31', '2'), ('2_1', '3'), ('23_', '1')]
    """
    for index in range(len(digits) if len(digits) >= _FEWEST else 0):
        yield f"{digits[:index]}_{digits[index + 1 :]}", digits[index]


def _kin(value: _Value) -> tuple[object, ...]:
    """What figures of the text have in common that may be one figure with a digit changed: unit, time and school."""
    return (value.number.digits.adjusted(), value.number.scale, value.period, value.school)


def _by_mask(values: list[_Value], of_many_kinds: bool) -> _Masks:
    """The figures that another may have become by one digit: of the text for counts, of tables for shares."""
    found: _Masks = {}
    for value in values:
        if value.source.is_percent == value.is_told or (value.is_told and of_many_kinds):
            continue
        digits = digits_of(value.number)
        kin = _kin(value) if value.is_told else (value.number.digits.adjusted(),)
        for form in {digits, digits.rstrip("0")}:
            for masked, digit in _masked(form):
                found.setdefault((masked, *kin), []).append((digit, value))
    return found


def _one_slip_away(
    value: _Value, by_digits: dict[str, list[_Value]], by_size: _Sizes, by_mask: _Masks
) -> Iterator[_Value]:
    """Figures of the same digits and another size, and of as large ones with two digits exchanged or one changed."""
    digits, size = digits_of(value.number), value.number.digits.adjusted()
    for other in by_digits[digits.rstrip("0")] if len(digits.rstrip("0")) >= _FEWEST else ():
        if _ratio(value.number, other.number) in _SHIFTS:
            yield other
    for mistyped in _exchanged(digits):
        yield from _in_its_unit(value, by_size.get((mistyped.lstrip("0"), size), ()))
    if len(digits) >= _FEWEST:
        yield from _in_its_unit(value, by_size.get((digits[1:].lstrip("0"), size), ()))
    kin = (size,) if value.source.is_percent else _kin(value)
    for masked, digit in _masked(digits):
        alike = [other for typed, other in sorted(by_mask.get((masked, *kin), ()), key=_by_digit) if typed != digit]
        yield from _in_its_unit(value, alike)


_by_digit = itemgetter(0)


def _in_its_unit(value: _Value, others: Iterable[_Value]) -> Iterator[_Value]:
    scale = value.number.scale
    for other in others:
        if scale == other.number.scale or other.number.unit is None:
            yield other


def _ratio(number: PrintedNumber, other: PrintedNumber) -> Decimal:
    """How many times as large the larger is; a number without a unit is in that of the other."""
    if number.unit is None or other.unit is None:
        return (
            _quotient(number.digits, other.digits) if _quotient(number.digits, other.digits) < _MYRIAD else Decimal(1)
        )
    return _quotient(number.value, other.value)


def _quotient(left: Decimal, right: Decimal) -> Decimal:
    return max(left, right) / min(left, right) if left > 0 and right > 0 else Decimal(1)


def _is_one_fact(value: _Value, other: _Value, weights: dict[str, float], near: bool, of_many_kinds: bool) -> bool:
    if not near and value.name != other.name and value.pieces.isdisjoint(other.pieces):
        return False
    if value.where == other.where or not are_comparable(value.number.unit, other.number.unit):
        return False
    if value.source.is_percent != other.source.is_percent:
        return False
    if value.period != other.period and not (near and None in (value.period, other.period)):
        return False
    if value.source.is_percent and _rate_named(value.words) != _rate_named(other.words):
        return near and _is_named_by(value, other)
    if value.is_told and _is_of_another_row(value, other):
        return False
    if value.is_told and other.is_told and value.school != other.school:
        return False
    if value.is_told and other.is_told and _body_spoken_of(value) != _body_spoken_of(other):
        return False
    if value.is_told and other.is_told and (of_many_kinds or _are_kinds_of_one(value.words, other.words)):
        return False
    if _ratio(value.number, other.number) in _SHIFTS and bool(_MEAN.search(value.words)) != bool(
        _MEAN.search(other.words)
    ):
        # 339 人 in ten classes, 平均班额 33.9 人: no point was moved.
        return False
    if not _are_exchanged(value.number, other.number):
        return _is_wholly_alike(value, other, weights)
    if value.is_told and _share_a_body_alone(value, other) and (other.is_told or not _says_what(value, other)):
        return False
    return _is_alike(value, other, weights) or (near and (_is_total_of(value, other) or _is_named_by(value, other)))


def _body_spoken_of(value: _Value) -> str:
    return body_spoken_of(value.source.passage) if isinstance(value.source, Mention) else ""


_MEAN = as_pattern(r"平均|人均|生均|师均|每|班额")


def _are_of_two_units(manuscript: Manuscript, value: _Value, other: _Value) -> bool:
    """甲校党员 67 名，…。两校党员共 76 名: one paragraph that goes from a school to all of them."""
    if not (isinstance(value.source, Mention) and isinstance(other.source, Mention)):
        return False
    if (
        (mine := things_counted_first(value.source))
        and (theirs := things_counted_first(other.source))
        and mine != theirs
    ):
        return True  # 公办园 12 所，专任教师 147 人。民办园 15 所，专任教师 174 人
    if value.source.passage is not other.source.passage:
        return False
    return unit_named(manuscript, value.source) != unit_named(manuscript, other.source)


def _is_of_another_row(value: _Value, other: _Value) -> bool:
    """甲校规模偏小，在校生 216 人 beside the rows of 乙校: the sentence names another row than that of the figure."""
    if not isinstance(value.source, Mention) or isinstance(other.source, Mention):
        return False
    sheet = other.source.sheet
    start, _ = value.source.passage.full_sentence_at(value.source.start)
    said = compact(value.source.passage.plain[start : value.source.start])
    mine = sheet.row_path(other.source.row)
    if any(len(name) > 1 and name in said for name in map(bare_label, mine)):
        return False
    names = {bare_label(label) for row in sheet.data_rows for label in sheet.row_path(row)}
    return any(is_body_name(name) and name in said for name in names)


def _share_a_body_alone(value: _Value, other: _Value) -> bool:
    """True where all that the two have in common is the name of a body: 东城职专应参加 278 人 beside the row 东城职专."""
    if _BODY.search(value.name):
        return True
    if isinstance(other.source, Mention):
        return False
    labels = other.source.sheet.row_path(other.source.row)
    bodies = [name for name in map(bare_label, labels) if _BODY.search(name) or is_body_name(name)]
    return bool(bodies) and value.pieces & other.pieces <= pieces_of("，".join(bodies))


def _says_what(value: _Value, other: _Value) -> bool:
    """其中职教中心校 278 人: the name of a body says whose figure it is; what it counts stands in the sentence, or is not known."""
    if not isinstance(value.source, Mention) or isinstance(other.source, Mention):
        return True
    start, _ = value.source.sentence
    said = value.source.passage.plain[start : value.source.start]
    heads = [bare_label(label) for label in other.source.sheet.column_path(other.source.column)]
    return any(piece in said for head in heads for piece in pieces_of(head))


def _is_named_by(value: _Value, other: _Value) -> bool:
    """女教师占 58.99% right below a table with 59.89 under 女 and 比例: every label of the cell stands in the sentence, or says 占."""
    if isinstance(other.source, Mention) or _ratio(value.number, other.number) in _SHIFTS:
        return False
    sheet = other.source.sheet
    labels = [
        bare_label(label) for label in (*sheet.row_path(other.source.row), *sheet.column_path(other.source.column))
    ]
    named = [label for label in labels if label and label in value.words]
    rest = [label for label in labels if label and label not in value.words]
    return bool(named) and all(SHARE_HEAD.search(label) and "占" in value.words for label in rest)


def _are_exchanged(number: PrintedNumber, other: PrintedNumber) -> bool:
    """True for two digits exchanged among three or more, or the point moved: slips that chance seldom makes."""
    digits, others = digits_of(number), digits_of(other)
    if len(digits.rstrip("0")) < _FEWEST:
        return False
    return digits.rstrip("0") == others.rstrip("0") or sorted(digits) == sorted(others)


# 永宁桥职高 93 人 and 永宁桥职高 39 名: a body has many figures.
_FILLING = as_pattern(r"[共总已]")
_BODY = as_pattern(r"(?:[学职小分]校|中心校|职高|中专|技校|学院|中心|大学|集团|公司|[省市区县])$")


def _is_wholly_alike(value: _Value, other: _Value, weights: dict[str, float]) -> bool:
    """Every word of the one is a word of the other, or nearly so."""
    if not (isinstance(value.source, Mention) and isinstance(other.source, Mention)) or value.source.is_percent:
        return False
    if scope_of(value.source) != scope_of(other.source):
        return False
    if _BODY.search(value.name):
        return False
    mine, theirs = (_FILLING.sub("", each.name) for each in (value, other))
    if mine == theirs and len(mine) >= _SHORTEST_NAME:
        return True
    if min(len(mine), len(theirs)) >= _LONG_NAME and (mine.endswith(theirs) or theirs.endswith(mine)):
        return True
    shared = sum(weights[piece] for piece in value.pieces & other.pieces)
    return shared >= _FIRM and shared >= _WHOLLY * max(
        sum(weights[piece] for piece in each.pieces) for each in (value, other)
    )


def _are_kinds_of_one(left: str, right: str) -> bool:
    """大专学校在校学生 and 中等专业学校在校学生: one ending, and two beginnings of which neither has the other's.

    >>> _are_kinds_of_one("大专学校在校学生", "中等专业学校在校学生"), _are_kinds_of_one("全校在校学生", "在校学生")
    (True, False)
    """
    left, right = reduced(left), reduced(right)
    ending = 0
    while ending < min(len(left), len(right)) and left[-1 - ending] == right[-1 - ending]:
        ending += 1
    begins = left[: len(left) - ending], right[: len(right) - ending]
    return ending > 1 and all(begins) and not any(one in other for one, other in (begins, begins[::-1]))


def _is_total_of(value: _Value, other: _Value) -> bool:
    """培训 9620 人次 right beside a table whose last row has 9260 under 人次: the sentence tells what the table adds up to."""
    if isinstance(value.source, Figure) or isinstance(other.source, Mention) or value.source.is_percent:
        return False
    sheet, head = other.source.sheet, "".join(other.source.sheet.column_path(other.source.column))
    if not sheet.is_total_row(other.source.row) or _ratio(value.number, other.number) in _SHIFTS:
        return False
    # 人 stands in many heads and names none of them; 人次 does.
    return (len(value.source.measure) > 1 and value.source.measure in head) or bool(
        pieces_of(value.words) & pieces_of(head)
    )


_LEAST, _MOST_OF, _NEARLY_ALL = 3.0, 0.45, 0.75
_FIRM, _WHOLLY, _SHORTEST_NAME, _LONG_NAME = 4.0, 0.9, 3, 7
_USUAL = 200  # figures of a report; a shorter text says every word rarely
_NEAR = 6  # blocks between a paragraph and the table that it tells


def _is_alike(value: _Value, other: _Value, weights: dict[str, float]) -> bool:
    shared = sum(weights[piece] for piece in value.pieces & other.pieces)
    own, theirs = (sum(weights[piece] for piece in each.pieces) for each in (value, other))
    if value.source.is_percent and shared < _NEARLY_ALL * max(own, theirs):
        # 对口就业率 is no 就业率: of rates every word counts.
        return False
    return shared >= _LEAST and shared >= _MOST_OF * min(own, theirs)


def _said_elsewhere(value: _Value, by_digits: dict[str, list[_Value]]) -> set[tuple[str, int]]:
    """The other sentences and tables that have the figure under a word of its name."""
    return {
        other.where
        for other in by_digits[digits_of(value.number)]
        if other.where != value.where
        and value.pieces & other.pieces
        and other.number.digits == value.number.digits
        and _ratio(value.number, other.number) == 1
    }


def _rate_named(words: str) -> str:
    found = _RATE.findall(words)
    return found[-1][-3:] if found else ""


def _weights(values: list[_Value]) -> dict[str, float]:
    """How rare a piece is: common ones tell nothing about whose figure it is."""
    count = Counter(piece for value in values for piece in value.pieces)
    size = max(len(values), _USUAL)
    return {piece: math.log((size + 1) / times) for piece, times in count.items()}


@kept
def _values(manuscript: Manuscript) -> list[_Value]:
    return [*_told(manuscript), *_tabled(manuscript)]


def _told(manuscript: Manuscript) -> Iterator[_Value]:
    for passage, school in prose_of_schools(manuscript):
        for mention in passage.mentions:
            if mention.is_loose or mention.is_spelled or mention.unit is None:
                continue
            if mention.number.hedge is not Hedge.NONE or len(digits_of(mention.number)) < 2:
                continue
            words, noun = _words_of(mention)
            pieces = (pieces_of(reduced(words)) | pieces_of(noun)) - _WEAK
            if _CHANGE.search(words) or plan_told_of(mention):
                continue
            begin = passage.full_sentence_at(mention.start)[0]
            when, period = time_before(passage, begin, mention.start)
            if when == -1:
                continue
            told = None if period == manuscript.data_period else period
            yield _Value(
                mention.id,
                mention,
                mention.number,
                words + noun,
                pieces,
                told,
                (passage.id, begin),
                reduced(words),
                school,
            )


def _words_of(mention: Mention) -> tuple[str, str]:
    """What is said before a number of it alone, and the noun behind it."""
    passage = mention.passage
    noun = as_pattern(r"[的\u4e00-\u9fff]{0,12}").match(passage.plain[mention.end : mention.clause[1]].strip())
    return own_words(mention, _WEAK), noun[0] if noun else ""


def _tabled(manuscript: Manuscript) -> Iterator[_Value]:
    for sheet in manuscript.sheets:
        for figure in sheet.figures.values():
            if figure.direction or len(digits_of(figure.number)) < _FEWEST:
                continue
            words = "|".join((*sheet.row_path(figure.row), *sheet.column_path(figure.column)))
            pieces = pieces_of(words) - _WEAK
            if sheet.is_total_row(figure.row):
                pieces |= pieces_of(sheet.caption) - _WEAK
            period = None if figure.period == manuscript.data_period else figure.period
            value = _Value(figure.key, figure, figure.number, compact(words), pieces, period, (sheet.id, 0))
            yield value
            if (told := in_myriads(figure.number)) is not None:
                yield replace(value, number=told)
