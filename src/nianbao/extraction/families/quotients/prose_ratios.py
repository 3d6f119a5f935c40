"""A ratio in a sentence is the quotient of the two counts that its name speaks of.

Cue: 生师比, 师生比, 普职比, 生机比, 男女生之比, 住宿生与走读生之比 and the like before x:1, 1:x, 1 比 x or a:b. Why it should hold in any
report: the name says what is divided by what, and both counts stand in the same paragraph, mostly
in the same sentence or the one before. Guards: figures of one unit only; where several counts bear
the name each is a legal reading; weighted students or teachers (折算) are readings too; without
both names nothing is wrong; a limit set by a rule (不高于 18:1) is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, ratio_of, relation, share_of, unitless
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_facts import known_facts, says_weighted
from nianbao.facts.cell import Cell
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.printed_number import HEDGES, Hedge, PrintedNumber
from nianbao.facts.relation import Operand, Reading, Relation
from nianbao.facts.unit import BY_ID, are_comparable

FAULT = "ratio"
EXAMPLES = (
    Example("fail", "全校在校学生1935名，专任教师129人，师生比为1:51。"),
    Example("fail", "2024年中职招生2.07万人，普通高中招生2.53万人，普职招生比约为1.52:1。"),
    Example("fail", "女生1548名，男生387名，男女生之比为1:5。"),
    Example("fail", "全区在校生3358人，专任教师221人，生师比为51.19。"),
    Example("fail", "中职招生4200人，普通高中招生2800人，职普比为4:6。"),
    Example("pass", "中职招生4200人，普通高中招生2800人，职普比为6:4。"),
    Example("fail", "在校生3046人，专任教师198人。学生与专任教师之比为51.4比1。"),
    Example("pass", "全校在校学生1935名，专任教师129人，师生比为1:15。"),
    Example("pass", "普通高中2841人，中等职业教育2286人，职普招生比为1:1.24。"),
    Example("pass", "女生1548名，男生387名，男女生之比为1:4。"),
    Example("pass", "在校生5.84万人，专任教师3726人，生师比是15.7比1。"),
    Example("silent", "在校生5840人，专任教师372人，生师比不高于20:1的规定已经达到。"),
    Example("silent", "在校生5840人，专任教师372人，兼职教师96人按一半折算，生师比为13.9:1。"),
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A name of a ratio: what stands above and below in x:1, as patterns of the counts' own names."""

    pattern: re.Pattern[str]
    above: re.Pattern[str]
    below: re.Pattern[str]
    known: tuple[str, str] = ("", "")


_STUDENTS, _TEACHERS = (
    as_pattern(r"在校(?:学?生)?|在籍学?生|学生(?:总)?数?$"),
    as_pattern(r"专任教师|教师总数|折[算合半]|教职工"),
)
_GENERAL, _VOCATIONAL = as_pattern(r"普通?高中?|普高"), as_pattern(r"中职|中等职业|职业高中|职高|职业教育|职业学校")
_BOYS, _GIRLS = as_pattern(r"男"), as_pattern(r"女")
_MIDDLE, _HIGHER = as_pattern(r"中职|中等职业"), as_pattern(r"高职|高等职业")
_STAFF = as_pattern(r"教职工")
_COMPUTERS, _CLASSES = as_pattern(r"计算机|电脑"), as_pattern(r"教学班|班级|^\W*(?:共|设|开设|现有)*班")
# 理论课时与实践课时之比, 住宿生和走读生的比例: what is compared is called by its own names.
_ANY_TWO = as_pattern(
    r"(?P<above>[\u4e00-\u9fff“”]{2,10}?)(?:人数|数量|总数|数)?[与和同跟][，]?(?P<below>[\u4e00-\u9fff“”]{1,10}?)(?:人数|数量|总数|数)?(?:之间)?(?:之|的)?(?:人数|数量)?(?:比例|配比|比值|比)(?=[为是达约:：大\d])"
)
_TWO_LETTERS = as_pattern(r"(?:^|[，。；、的（(])(?P<letters>[\u4e00-\u9fff]{2})比例?(?=[为是达约:：\d])")
_AND_ANOTHER = as_pattern(
    r"[，,]\s*与(?:全校|全区|同期)?(?P<below>[\u4e00-\u9fff]{2,8}?)(?:总数|人数|数)?(?:之|的)?(?:比例|比值|比)(?=[为是达约:：\d])"
)
_INDICATORS = {
    "在校生": "full_time_students",
    "学生": "full_time_students",
    "在校学生": "full_time_students",
    "专任教师": "full_time_teachers",
}
_CALLED_ALIKE = (
    (as_pattern(r"(?:在校)?学?生"), _STUDENTS),
    (as_pattern(r"(?:专任)?教师|老师"), as_pattern(r"专任教师|教师总数|教师")),
    (as_pattern(r"(?:普通)?高中(?:招生)?|普高(?:招生)?"), _GENERAL),
    (as_pattern(r"中职(?:招生)?|中等职业教育|职业高中|职高"), _VOCATIONAL),
    (as_pattern(r"(?:学生用)?(?:计算机|电脑)"), _COMPUTERS),
)
_PEOPLE = (_STUDENTS, _TEACHERS, _GENERAL, _VOCATIONAL, _BOYS, _GIRLS, _MIDDLE, _HIGHER, _STAFF)
_RATIOS = (
    _Named(as_pattern(r"中高职(?:学生|在校生)?(?:人数)?(?:规模)?之?比例?"), _MIDDLE, _HIGHER),
    _Named(as_pattern(r"学生(?:数|总数)?[与和]专任教师(?:数|总数)?之?的?比例?"), _STUDENTS, as_pattern(r"专任教师"), ("full_time_students", "full_time_teachers")),
    _Named(as_pattern(r"教职工[与和](?:在校)?学?生之?的?比例?"), _STAFF, _STUDENTS, ("staff", "full_time_students")),
    _Named(as_pattern(r"辅导员[与和](?:在校)?学?生之?的?比例?"), as_pattern(r"辅导员"), _STUDENTS, ("counsellors", "full_time_students")),
    _Named(as_pattern(r"(?:思政课?(?:专任)?|心理健康)?教师[，,]?[与和](?:在校生|学生)(?:总数|人数)?之?的?比例?"), as_pattern(r"思政|心理"), _STUDENTS, ("", "full_time_students")),
    _Named(as_pattern(r"生师比例?"), _STUDENTS, _TEACHERS, ("full_time_students", "full_time_teachers")),
    _Named(as_pattern(r"师生比例?|教师与学生(?:人数)?之?比例?"), _TEACHERS, _STUDENTS, ("full_time_teachers", "full_time_students")),
    _Named(as_pattern(r"普职(?:招生|在校生|规模|分流)?(?:之)?比例?"), _GENERAL, _VOCATIONAL),
    _Named(as_pattern(r"职普(?:招生|在校生|规模|分流)?(?:之)?比例?"), _VOCATIONAL, _GENERAL),
    _Named(as_pattern(r"男女(?:生|学生)?(?:人数|性别)?(?:之)?比例?"), _BOYS, _GIRLS),
    _Named(as_pattern(r"女男(?:生|学生)?(?:人数)?(?:之)?比例?"), _GIRLS, _BOYS),
    _Named(as_pattern(r"生机比例?"), _STUDENTS, _COMPUTERS),
    _Named(as_pattern(r"班师比例?"), _CLASSES, as_pattern(r"专任教师|教师总数|教师|教职工")),
    _Named(as_pattern(r"师班比例?"), as_pattern(r"专任教师|教师总数|教师|教职工"), _CLASSES),
    _Named(as_pattern(r"专兼职?(?:教师)?(?:人数)?(?:之)?比例?"), as_pattern(r"专任|专职"), as_pattern(r"兼职|外聘|兼课|校外")),
)  # fmt: skip
_VALUE = as_pattern(
    # 由上年的 4.98:1 调整为 4.77:1
    r"(?:[由从][^，。；\d]{0,10}\d+(?:\.\d+)?\s*[:：∶比]\s*\d+(?:\.\d+)?\s*(?:调整|变化|变|提高|提升|上升|下降|降低|优化|改善|升|降|增)(?=[为到至]))?"
    r"(?P<hedge>约)?(?:[为是达:：到至]|达到)*(?P<late>约)?\s*"
    r"(?P<first>\d+(?:\.\d+)?)\s*(?:[:：∶比]\s*(?P<second>\d+(?:\.\d+)?))?(?![\d%％.])"
)
_ANY_CLAIM = as_pattern(r"比例?[^，。；\d]{0,12}\d")
_RULE = as_pattern(r"不[高低大小]于|不超过|标准|要求|规定|控制在|目标|力争|以[上下内]")
_COUNTED = frozenset(
    ("people", "machines", "sets", "classes", "lesson_hours", "items", "money", "area", "copies", "books")
)
_WEIGHED = Decimal(2)  # weighing in part-time teachers and students never doubles a ratio
_FAR = 200  # characters before the ratio in which its counts stand


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Named ratios, passage by passage."""
    for passage in manuscript.prose():
        if _ANY_CLAIM.search(passage.plain) is None:
            continue
        for named in _RATIOS:
            for match in named.pattern.finditer(passage.plain):
                value = _VALUE.match(passage.plain, match.end())
                if value is not None and not _RULE.search(
                    passage.plain[value.start() : value.end() + 6].partition("，")[0]
                ):
                    yield from _claim(manuscript, passage, named, match.start(), value)
        yield from _of_any_two(manuscript, passage)
        yield from _of_two_letters(manuscript, passage)
        yield from _with_another(manuscript, passage)


def _of_any_two(manuscript: Manuscript, passage: Passage) -> Iterator[Relation | Doubtful]:
    """理论课时与实践课时之比为 2:3: both are called what the counts before them are called."""
    for match in _ANY_TWO.finditer(passage.plain):
        value = _VALUE.match(passage.plain, match.end())
        if value is None or any(named.pattern.search(match[0]) for named in _RATIOS):
            continue
        if _RULE.search(passage.plain[value.start() : value.end() + 6].partition("，")[0]):
            continue
        above, below = (_pattern_of(match[group]) for group in ("above", "below"))
        named = _Named(_ANY_TWO, above, below)
        yield from _claim(manuscript, passage, named, match.start(), value)


def _of_two_letters(manuscript: Manuscript, passage: Passage) -> Iterator[Relation | Doubtful]:
    """在读学徒 96 人，企业师傅 32 人，师徒比 1:3: each letter stands for one of two counts of the sentence."""
    for match in _TWO_LETTERS.finditer(passage.plain):
        value = _VALUE.match(passage.plain, match.end())
        if value is None or ":" not in half_width(value[0]) or any(named.pattern.search(match[0]) for named in _RATIOS):
            continue
        if _RULE.search(passage.plain[value.start() : value.end() + 6].partition("，")[0]):
            continue
        above, below = (re.compile(re.escape(letter)) for letter in match["letters"])
        start, _ = passage.full_sentence_at(match.start())
        counts = [
            _called(passage, m) for m in passage.mentions_in(start, match.start())
            if not m.is_percent and m.unit is not None and m.unit.dimension != "items"
        ]  # fmt: skip
        if sum(bool(above.search(c)) for c in counts) == sum(bool(below.search(c)) for c in counts) == 1:
            # The letters alone say little: the counts must stand in the sentence.
            yield from _claim(manuscript, passage, _Named(_TWO_LETTERS, above, below), match.start(), value)


def _with_another(manuscript: Manuscript, passage: Passage) -> Iterator[Relation | Doubtful]:
    """思政课教师 10 人，与在校生之比为 1:224: the count right before is one side, the name tells the other."""
    for match in _AND_ANOTHER.finditer(passage.plain):
        value = _VALUE.match(passage.plain, match.end())
        before = passage.mentions_in(passage.full_sentence_at(match.start())[0], match.start())
        if value is None or not before or not value["second"]:
            continue
        first = before[-1]
        if (
            first.is_percent
            or first.is_loose
            or "；" in passage.plain[first.end : match.start()]
            or match.start() - first.end > 12
        ):
            continue
        if _RULE.search(passage.plain[value.start() : value.end() + 6].partition("，")[0]):
            continue
        above, below = Decimal(value["first"]), Decimal(value["second"])
        if (above == 1) == (below == 1):
            continue
        others = _counted(
            manuscript, passage, _pattern_of(match["below"]), first.start, _INDICATORS.get(match["below"], "")
        )
        one = unitless(first.named_operand(trust=0.9))
        claim = _ratio(passage, value, below if above == 1 else above)
        sides = [(other, one) if above == 1 else (one, other) for other in others if other.key != one.key]
        if sides:
            readings = [ratio_of(claim, [top], [bottom]) for top, bottom in sides]
            made = relation("prose-ratios", readings, cue=match[0], severity="warning", place=_place(passage, value))
            yield made if len(_values(others)) == 1 else Doubtful(made, frozenset((claim.key,)))


def _pattern_of(name: str) -> re.Pattern[str]:
    core = as_pattern(r"^(?:全校|学校|我校|全[区市县]|其中|目前|现有|本?年度?)+|(?:人数|总数|数)$").sub(
        "", name.strip("“”")
    )
    return next((called for key, called in _CALLED_ALIKE if key.fullmatch(core)), re.compile(re.escape(core)))


def _claim(
    manuscript: Manuscript, passage: Passage, named: _Named, start: int, value: re.Match[str]
) -> Iterator[Relation | Doubtful]:
    first, second = Decimal(value["first"]), Decimal(value["second"] or 1)
    if not first or not second:
        return
    if first != 1 and second != 1:
        yield from _two_sided(manuscript, passage, named, start, value)
        return
    # 1:15 names the lower side first; 15 stands for lower over upper.
    turned = first == 1 and second != 1
    above, below = (named.below, named.above) if turned else (named.above, named.below)
    known = named.known[::-1] if turned else named.known
    tops = _counted(manuscript, passage, above, start, known[0])
    bottoms = _counted(manuscript, passage, below, start, known[1])
    readings = [
        ratio_of(_ratio(passage, value, second if turned else first), [top], [bottom])
        for top in tops
        for bottom in bottoms
        if top.key != bottom.key
    ]
    if not readings:
        return
    cue = passage.plain[start : value.start()]
    made = relation("prose-ratios", readings[:12], cue=cue, severity="warning", place=_place(passage, value))
    # A single pair in the paragraph itself is what was divided; figures from elsewhere, or weighted ones, may not be.
    firm = (
        len(readings) == 1
        and not says_weighted(manuscript)
        and _is_here(passage, tops[0])
        and _is_here(passage, bottoms[0])
    )
    # Those who teach one subject, or counsel, are never weighed: one number of students in the report is all of them.
    unweighed = named.known[0] in ("", "counsellors") and bool(named.known[1]) and not says_weighted(manuscript)
    firm = firm or (unweighed and len(_values(tops)) == len(_values(bottoms)) == 1)
    slips = frozenset((f"{passage.id}:ratio:{value.start('first')}",))
    far = (first if not turned else second) if readings else Decimal(0)
    firm = firm or _is_far_off(far, readings)
    yield made if firm else Doubtful(made, slips)


def _values(operands: Sequence[Operand]) -> set[Decimal]:
    return {number.value for operand in operands if (number := operand.cell.number) is not None}


def _two_sided(
    manuscript: Manuscript, passage: Passage, named: _Named, start: int, value: re.Match[str]
) -> Iterator[Relation | Doubtful]:
    """职普比 4.6:5.4 and 6:4: of ten or a hundred each is a share; other pairs such as 3:2 are said roughly."""
    first, second = Decimal(value["first"]), Decimal(value["second"])
    tops = _counted(manuscript, passage, named.above, start, "")
    bottoms = _counted(manuscript, passage, named.below, start, "")
    pairs = [(top, bottom) for top in tops for bottom in bottoms if top.key != bottom.key]
    if not pairs:
        return
    raw, place = value.group().lstrip("为是达:：到约 "), _place(passage, value)
    key = f"{passage.id}:ratio:{value.start('first')}"
    said = value["hedge"] or value["late"]
    scale = {Decimal(10): Decimal("0.1"), Decimal(100): Decimal("0.01")}.get(first + second)
    if scale is not None:
        number = PrintedNumber(raw, first, scale, BY_ID["percent"], HEDGES["约"] if said else Hedge.NONE)
        claim = Operand(key, raw, Cell.of_number(number), place, 0.5)
        readings = [share_of(claim, [top], [top, bottom]) for top, bottom in pairs]
    else:
        number = PrintedNumber(
            raw, (first / second).quantize(Decimal("0.001")), Decimal(1), BY_ID["to_one"], HEDGES["约"]
        )
        claim = Operand(key, raw, Cell.of_number(number), place, 0.5)
        readings = [ratio_of(claim, [top], [bottom]) for top, bottom in pairs]
    made = relation(
        "prose-ratios", readings[:12], cue=passage.plain[start : value.start()], severity="warning", place=place
    )
    yield made if len(readings) == 1 else Doubtful(made)


def _is_far_off(ratio: Decimal, readings: Sequence[Reading]) -> bool:
    """True where digits changed places and no way of weighing students or teachers leads from the counts to the ratio."""
    quotients = []
    for reading in readings:
        above, below = (reading.operands[role][0].cell.number for role in ("numerator", "denominator"))
        if above is None or below is None or not below.value:
            return False
        quotients.append(above.value / below.value)
    far = all(not (1 / _WEIGHED < ratio / quotient < _WEIGHED) for quotient in quotients if quotient)
    return far and any(sorted(str(ratio)) == sorted(str(quotient.quantize(ratio))) for quotient in quotients)


def _counted(manuscript: Manuscript, passage: Passage, pattern: re.Pattern[str], end: int, known: str) -> list[Operand]:
    """The counts before ``end`` whose name fits, nearest first; failing these, what the report counts elsewhere."""
    found = []
    for mention in reversed(passage.mentions_in(max(0, end - _FAR), end)):
        if mention.is_percent or mention.is_loose or mention.unit is None or mention.unit.dimension not in _COUNTED:
            continue
        if mention.unit.dimension == "items" and (mention.is_spelled or pattern in _PEOPLE):
            continue
        if pattern.search(_called(passage, mention)) and mention.number.hedge is Hedge.NONE:
            found.append(unitless(_as_it_is_now(passage, mention, end).named_operand(trust=0.9)))
    if not found and known:
        found = [
            unitless(fact.operand)
            for fact in known_facts(manuscript).get(known, ())
            if fact.has_number and not fact.scope and fact.period in (None, manuscript.data_period)
        ]
    return found[:3]


_BECAME = as_pattern(r"[^，。；、\d]{0,10}[到至为]了?\s*")


def _as_it_is_now(passage: Passage, mention: Mention, end: int) -> Mention:
    """The 16 of 由 14 课时提高到 16 课时: a ratio that is told behind a change is that of what it has become."""
    following = next(iter(passage.mentions_in(mention.end, end)), None)
    lead = passage.plain[mention.clause[0] : mention.start]
    if (
        following is None
        or as_pattern(r"[由从]").search(lead) is None
        or not _BECAME.fullmatch(passage.plain[mention.end : following.start])
        or not are_comparable(mention.unit, following.unit)
    ):
        return mention
    return following


def _called(passage: Passage, mention: Mention) -> str:
    """The name of a count; a bare 招生 5127 人 takes the words before it along."""
    words = passage.plain[mention.clause[0] : mention.start]
    earlier = passage.mentions_in(mention.clause[0], mention.digits_start)
    if earlier:
        words = passage.plain[earlier[-1].end : mention.start]
    return f"{words}{mention.noun[:6]}" if not as_pattern(r"比|较").search(words[:2]) else ""


def _ratio(passage: Passage, value: re.Match[str], digits: Decimal) -> Operand:
    unit = BY_ID["to_one"]
    raw = value.group().lstrip("为是达:：到 ")
    hedge = HEDGES["约"] if value["hedge"] or value["late"] else Hedge.NONE
    number = PrintedNumber(raw, digits, Decimal(1), unit, hedge)
    key = f"{passage.id}:ratio:{value.start('first')}"
    return Operand(key, raw, Cell.of_number(number), _place(passage, value), 0.5)


def _place(passage: Passage, value: re.Match[str]) -> Place:
    return passage.place(value.start("first"), value.end("second") if value["second"] else value.end("first"))


def _is_here(passage: Passage, operand: Operand) -> bool:
    return operand.key.startswith(f"{passage.id}:")
