"""A mean in a sentence is the amount of the sentence over the number it is shared by.

Cue: 人均, 生均, 班均 or 平均每 behind an amount and a number of people, classes or places. Why it
should hold in any report: the three figures stand together because the third was worked out
from the first two. Guards: one sentence; the amount must have the mean's own unit, and where
several amounts or numbers stand before the mean any pair of them is a legal reading; without
exactly one number of those who share (people for 人均, classes for 班均) nothing is wrong; hedged
amounts only bound the mean; a mean set by a rule (标准, 不低于) is no quotient.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, derived, ratio_of, relation, unitless
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_bodies import names_one_school
from nianbao.extraction.names.known_facts import known_facts
from nianbao.extraction.told.shared_out import is_another_thing, shared_out
from nianbao.extraction.wording import open_brackets
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import are_comparable

FAULT = "mean"
EXAMPLES = (
    Example("fail", "全年发放助学金120万元，惠及学生600人，人均2200元。"),
    Example("fail", "教师企业实践48人，累计1920天，人均45天。"),
    Example("pass", "全年发放助学金120万元，惠及学生600人，人均2000元。"),
    Example("pass", "现有教学班30个，在校生1260人，班均42人。"),
    Example("fail", "助学金发放217人，每人每年2000元，共发放34.4万元。"),
    Example("fail", "19所中职学校开设了课程，全年办班640期，平均每所学校办37.3期。"),
    Example("fail", "开办订单班14个，学生532人，平均每班83人。"),
    Example("fail", "教师企业实践44人，人均35天，累计1450天。"),
    Example("fail", "聘请兼职教师34人，其中种植业12人、养殖业22人，年内授课1088学时，人均23学时。"),
    Example("fail", "外聘教师授课950学时，人均50学时，发放酬金11.4万元，平均每学时130元。"),
    Example("silent", "全年发放助学金120万元，生均公用经费标准为每生每年4200元。"),
    Example("pass", "免学费学生876人，发放国家助学金153人次、15.3万元，平均每人次1000元。"),
    Example("silent", "全年投入120万元，培训教师60人、学生600人，人均2200元。"),
)
_DONE = r"(?:年|全年)?(?:授课|上课|培训|参训|承担|完成|参加|开设|开展|举办|获得|受益|拥有|办)?"
_SHIFT = 0.02  # of the logarithm
MEAN = as_pattern(
    r"(?P<who>人均|生均|班均|师均|校均|平均班额|班额|平均班容量|(?P<each>[项篇期场件家])均|(?:平均每|每(?=(?:[天月次期场届周年]|学时|课时)[\u4e00-\u9fff]{0,2}平均))(?P<per>[个所校名位家班期场项间台人次天月周届组支门]|学期|学时|课时)(?P<noun>[\u4e00-\u9fff]{0,6}?)(?:平均)?)"
    rf"{_DONE}(?(per)|(?P<thing>[\u4e00-\u9fff]{{0,6}}?))(?:[约为达是有]|高达|达到)*\s*$"
)
_EACH = as_pattern(r"(?:人均|每[人生])(?:每)?(?:学?年|次)?(?:补助|资助|发放|奖励|补贴|标准)?[为是]?\s*$")
_ALL_OF_THEM = as_pattern(
    r"[，,]\s*(?:保费|保险费|补贴|补助|奖金)?(?:总?共|合计|共计|总计|全年)?(?:发放|支出|资助|补助|奖励|金额)?(?:资金|金额|总额)?(?:为|达到?|计|共)?\s*$"
)
_ALTOGETHER = as_pattern(r"\s*[，,]\s*(?:累计|合计|共计|总计|共|总)[\u4e00-\u9fff]{0,4}")
_RULE = as_pattern(r"标准|定额|不低于|不少于|上限|拨款水平|每[生人]每")
_SHARED = {"人均": "people", "生均": "people", "师均": "people", "班均": "", "校均": "schools"}


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Means, sentence by sentence."""
    for passage in manuscript.prose():
        for mean in passage.mentions:
            clause = _lead(passage, mean)
            match = MEAN.search(clause)
            if match and _RECKONED_BY.match(passage.plain, mean.end):
                # 人均 109.6 学时（按专任教师数计算）: who shares it is counted elsewhere.
                continue
            yield from _each(passage, mean)
            yield from _per_hundred(passage, mean, clause)
            if match and match["who"] == "人均" and not _RULE.search(clause) and mean.number.hedge is Hedge.NONE:
                yield from _added_up(passage, mean, match["who"])
            found: list[Relation | Doubtful] = []
            if match and not _RULE.search(clause) and not mean.is_percent and mean.number.hedge is Hedge.NONE:
                found = list(_claims(manuscript, passage, mean, match))
            yield from found
            if not any(isinstance(claim, Relation) for claim in found) and ("均" in clause or "每" in clause):
                yield from shared_out(passage, mean)


def _lead(passage: Passage, mean: Mention) -> str:
    """The words of the clause before the mean; the label before a colon where nothing stands behind it (班均：40 人)."""
    start = mean.clause[0]
    if passage.plain[start - 1 : start] in (":", "：") and not passage.plain[start : mean.start].strip() and start > 1:
        start = passage.clause_at(start - 2)[0]
    return passage.plain[start : mean.start].replace("：", "").replace(":", "").rstrip()


def _is_beyond(mean: Mention, amount: Mention, sharer: Mention) -> bool:
    """班主任 31 人，对应 31 个教学班，平均每班 41.6 人: what each has is more than all of that, and no shifted point says why."""
    value, shared, number = mean.number.value, amount.number.value, sharer.number.value
    if number <= 1 or not 0 < shared < value:
        return False
    power = math.log10(value * number / shared)
    return abs(power - round(power)) > _SHIFT


def _claims(
    manuscript: Manuscript, passage: Passage, mean: Mention, match: re.Match[str]
) -> Iterator[Relation | Doubtful]:
    before = [
        m
        for m in passage.mentions_in(mean.sentence[0], mean.start)
        if not m.is_loose and not m.is_percent and not _is_aside(passage, m, mean)
    ]
    before += _in_brackets_behind(passage, mean)
    if any(_BESIDE_ONE.search(m.words_before) for m in before):
        # 李老师与另外两名同事一起承担 42 节，人均 14 节: one more than are counted.
        return
    sharers = _wholes(passage, [m for m in before if _shares(m, match)])
    # 27 个乡镇中的 12 个: those of them that are meant.
    sharers += [
        m
        for s in sharers
        for m in before
        if m.measure == s.measure and _OF_THEM.fullmatch(passage.plain[s.end : m.start])
    ]
    amounts = [m for m in before if _same_measure(m, mean) and m not in sharers[-1:]]
    if not sharers or not amounts:
        if match["who"] in _FROM_AFAR:
            yield from _from_afar(passage, mean, match)
        yield from _of_everyone(manuscript, passage, mean, match, sharers, amounts)
        return
    thing = match.groupdict().get("thing") or ""
    if "被" in thing or (
        len(thing) > 1
        and not any(
            thing[:2] in f"{m.words_before}{m.noun}" or thing[-2:] in f"{m.words_before}{m.noun}" for m in amounts
        )
    ):
        # 听课 312 节次，人均被听课 3.2 节次: whose share it is stands elsewhere.
        return
    if not sharers or not amounts or any(not sharer.number.value for sharer in sharers):
        return
    claim = unitless(mean.operand(f"{match['who']} {mean.raw.strip()}", trust=0.5))
    readings = [
        ratio_of(claim, [unitless(amount.operand())], [unitless(sharer.operand())])
        for amount in reversed(amounts)
        for sharer in reversed(sharers)
        if amount is not sharer and not _is_beyond(mean, amount, sharer)
    ]
    if not readings:
        return
    place = passage.place(min(amounts[-1].start, sharers[-1].start), mean.end)
    made = relation("prose-means", readings[:12], cue=match["who"], severity="warning", place=place)
    of_goods = mean.is_money and match["who"] == "人均" and is_another_thing(thing, amounts[0])
    shared, given = _not_shared_out(sharers), _not_shared_out(amounts)
    if len(shared) == 1 and len(given) == 1 and shared != given and not of_goods:
        yield made
    else:
        yield Doubtful(made, frozenset((mean.id,)) if len(readings) <= _FEW and not of_goods else frozenset())


def _not_shared_out(found: list[Mention]) -> list[Mention]:
    """授课 1760 课时，人均 80 课时，课酬 26.40 万元，平均每课时 150 元: what falls to each is not what is shared out again."""
    return [m for m in found if not MEAN.search(_lead(m.passage, m))] if len(found) > 1 else found


_FEW = 4  # readings among which a slip of the hand is no accident
_BRACKET = as_pattern(r"\s*[（(]([^（）()。]{2,60})[）)]")


def _in_brackets_behind(passage: Passage, mean: Mention) -> list[Mention]:
    """人均 40 天（48 人、1920 天）: what the mean was worked out from, said after it."""
    match = _BRACKET.match(passage.plain, mean.end)
    if match is None:
        return []
    return [m for m in passage.mentions_in(match.start(1), match.end(1)) if not m.is_loose and not m.is_percent]


_OF_THEM = as_pattern(r"[^，。；\d]{0,6}中的?")
_FROM_AFAR = frozenset(("生均", "班均", "班额", "平均班额", "平均班容量"))
_REACH = 160  # characters before the sentence of a mean in which its amount and its sharers stand


def _from_afar(passage: Passage, mean: Mention, match: re.Match[str]) -> Iterator[Relation | Doubtful]:
    """教学班 75 个，在校生 3150 人。…平均班额 42 人: both were counted in the sentences before."""
    near = [
        m for m in passage.mentions_in(max(0, mean.sentence[0] - _REACH), mean.start)
        if not m.is_loose and not m.is_percent and m.number.hedge is Hedge.NONE and "均" not in m.words_before
    ]  # fmt: skip
    thing = match.groupdict().get("thing") or ""
    sharers = [m for m in near if _shares(m, match) and m.number.value]
    if match["who"] in ("生均", "班额", "平均班额", "平均班容量", "班均"):
        wanted = "班" if match["who"] != "生均" else "生"
        sharers = [m for m in sharers if wanted in f"{m.words_before[-8:]}{m.measure}{m.noun[:4]}"]
    amounts = [m for m in near if _same_measure(m, mean) and m not in sharers]
    if match["who"] in ("班额", "平均班额", "平均班容量", "班均"):
        amounts = [m for m in amounts if as_pattern(r"在校|在籍|学生总|全校学生").search(f"{m.words_before}{m.noun}")]
    elif match["who"] == "生均":
        amounts = [m for m in amounts if len(thing) > 1 and thing[:2] in m.words_before]
    if not sharers or not amounts:
        return
    claim = unitless(mean.operand(f"{match['who']} {mean.raw.strip()}", trust=0.5))
    pairs = [(a, s) for a in reversed(amounts) for s in reversed(sharers)]
    readings = [ratio_of(claim, [unitless(a.operand())], [unitless(s.operand())]) for a, s in pairs]
    place = passage.place(min(amounts[-1].start, sharers[-1].start), mean.end)
    made = relation("prose-means", readings[:12], cue=match["who"], severity="warning", place=place)
    slips = frozenset((mean.id,))
    yield made if len(pairs) == 1 and match["who"] != "人均" else Doubtful(made, slips)


_CLASSES = frozenset(("班均", "班额", "平均班额", "平均班容量"))
_NEAR_ENOUGH = Decimal("1.3")


_RECKONED_BY = as_pattern(r"\s*[（(](?:按|以)[^（）()]{2,14}(?:计算?|折算|为分母|口径)?[）)]")
_BESIDE_ONE = as_pattern(r"(?:另外?|其[他她它余])的?$")


def _of_everyone(
    manuscript: Manuscript,
    passage: Passage,
    mean: Mention,
    match: re.Match[str],
    sharers: list[Mention],
    amounts: list[Mention],
) -> Iterator[Relation | Doubtful]:
    """专任教师人均 280 课时, 98 个班，平均班额 39.5 人: the teachers or students that the report counts elsewhere."""
    claim = unitless(mean.operand(f"{match['who']} {mean.raw.strip()}", trust=0.5))
    if names_one_school(manuscript, passage.plain[mean.clause[0] : mean.start]):
        # 卫校平均班额 41.1 人: of its own students and classes.
        return
    is_class = match["who"] in _CLASSES or match.groupdict().get("per") == "班"
    if is_class and len(sharers) == 1 and sharers[0].number.value:
        students = _known(manuscript, "full_time_students")
        readings = [ratio_of(claim, [unitless(s)], [unitless(sharers[0].operand())]) for s in students]
        quotients = [s.cell.number.value / sharers[0].number.value for s in students if s.cell.number is not None]
        near = any(1 / _NEAR_ENOUGH < q / mean.number.value < _NEAR_ENOUGH for q in quotients if mean.number.value)
    elif is_class and not sharers and not _BOUNDED.search(passage.plain[mean.clause[0] : mean.end + 3]):
        # 在校生 7318 人；平均班额 44.35 人: the classes are counted in a table.
        counted = [a.operand() for a in amounts if as_pattern(r"在校|在籍|学生总").search(a.words_before)]
        students, classes = counted[-1:] or _known(manuscript, "full_time_students"), _known(manuscript, "classes")
        readings = [ratio_of(claim, [unitless(s)], [unitless(c)]) for s in students for c in classes]
        near = any(
            1 / _NEAR_ENOUGH < s.cell.number.value / c.cell.number.value / mean.number.value < _NEAR_ENOUGH
            for s in students
            for c in classes
            if s.cell.number is not None and c.cell.number is not None and c.cell.number.value and mean.number.value
        )
    elif len(amounts) == 1 and not sharers:
        lead = passage.plain[mean.clause[0] : mean.start]
        kind = (
            "full_time_teachers" if match["who"] == "师均" or as_pattern(r"教师(?:年|每年)?人均").search(lead) else ""
        )
        kind = "full_time_students" if match["who"] == "生均" else kind
        readings = [ratio_of(claim, [unitless(amounts[0].operand())], [unitless(o)]) for o in _known(manuscript, kind)]
        near = False
    else:
        return
    if readings:
        made = relation("prose-means", readings, cue=match["who"], severity="warning", place=mean.place)
        keys = frozenset((mean.id, *(m.id for m in amounts)))
        yield made if near and len(readings) == 1 else Doubtful(made, keys)


_BOUNDED = as_pattern(r"[低高]于|不超|不足|控制|各|最|专业|年级|人(?:的|以[内上下])")


def _known(manuscript: Manuscript, indicator: str) -> list[Operand]:
    """The values of an indicator for the whole report and its own period, each value once."""
    found: dict[Decimal, Operand] = {}
    for fact in known_facts(manuscript).get(indicator, ()):
        number = fact.operand.cell.number
        if number is None or fact.scope or fact.period not in (None, manuscript.data_period) or not number.value:
            continue
        if number.hedge is Hedge.NONE:
            found.setdefault(number.value, fact.operand)
    return list(found.values())[:3]


_PARTS = as_pattern(r"其中|包括|分别[为是]")


def _wholes(passage: Passage, sharers: list[Mention]) -> list[Mention]:
    """Those who share, without the parts of them that 其中 lists between: 34 人，其中种植 12 人、养殖 22 人."""
    kept = sharers[:1]
    for sharer in sharers[1:]:
        between = passage.plain[kept[-1].end : sharer.start]
        if not _PARTS.search(between) or sharer.number.value >= kept[-1].number.value:
            kept.append(sharer)
    return kept


_HUNDRED = as_pattern(r"每百名?(?P<who>学生|生|教师)[^，。；\d]{0,10}$")


def _per_hundred(passage: Passage, mean: Mention, clause: str) -> Iterator[Relation]:
    """在校生 3150 人，计算机 1260 台，每百名学生 40 台."""
    match = _HUNDRED.search(clause)
    if match is None or mean.number.hedge is not Hedge.NONE or mean.is_percent:
        return
    before = [m for m in passage.mentions_in(mean.sentence[0], mean.start) if m.number.hedge is Hedge.NONE]
    amounts = [m for m in before if m.measure == mean.measure and not m.is_loose]
    wanted = "教师" if match["who"] == "教师" else "生"
    sharers = [m for m in before if _is_people(m) and wanted in f"{m.words_before[-6:]}{m.noun[:4]}" and m.number.value]
    if len(amounts) == 1 and len(sharers) == 1:
        times = derived(f"{amounts[0].id}:x100", f"{amounts[0].raw.strip()}×100", amounts[0].number.value * 100)
        claim = unitless(mean.operand(f"每百名 {mean.raw.strip()}", trust=0.5))
        place = passage.place(min(amounts[0].start, sharers[0].start), mean.end)
        yield relation(
            "prose-means", [ratio_of(claim, [times], [unitless(sharers[0].operand())])], cue="每百名", severity="warning", place=place
        )  # fmt: skip


def _is_people(mention: Mention) -> bool:
    return mention.unit is not None and mention.unit.dimension == "people"


def _each(passage: Passage, each: Mention) -> Iterator[Relation | Doubtful]:
    """助学金发放 217 人，每人每年 2000 元，共发放 43.4 万元: so many times as much as each is given."""
    if not each.is_money or each.number.hedge is not Hedge.NONE:
        return
    if not _EACH.search(passage.plain[each.clause[0] : each.start]):
        return
    later = [m for m in passage.mentions_in(each.end, each.sentence[1]) if m.is_money and m.number.hedge is Hedge.NONE]
    people = [
        m for m in passage.mentions_in(each.sentence[0], each.start)
        if m.unit is not None and m.unit.dimension == "people" and m.number.value and m.number.hedge is Hedge.NONE
    ]  # fmt: skip
    if sum("每" in m.words_before for m in passage.mentions_in(*each.sentence) if m.is_money) > 1:
        # 一等奖 10 人、每人 2000 元，二等奖 20 人、每人 1200 元: what was paid is paid at several rates.
        return
    if not later or not people or not _ALL_OF_THEM.search(passage.plain[each.end : later[0].start]):
        return
    claim = unitless(each.operand(f"每人 {each.raw.strip()}", trust=0.9))
    readings = [ratio_of(claim, [unitless(later[0].operand())], [unitless(m.operand())]) for m in reversed(people)]
    place = passage.place(people[-1].start, later[0].end)
    made = relation("prose-means", readings[:6], cue="每人", severity="warning", place=place)
    near = len(passage.plain[people[-1].end : each.start]) <= 12
    yield made if near else Doubtful(made)


def _added_up(passage: Passage, mean: Mention, who: str) -> Iterator[Relation | Doubtful]:
    """实践 44 人，人均 35 天，累计 1540 天: the mean times those who share it makes the amount behind it."""
    later = [m for m in passage.mentions_in(mean.end, mean.sentence[1]) if _same_measure(m, mean) and not m.is_percent]
    if not later or not _ALTOGETHER.fullmatch(passage.plain[mean.end : later[0].start]):
        return
    before = passage.mentions_in(mean.sentence[0], mean.start)
    people = [
        m for m in before
        if m.unit is not None and m.unit.dimension == "people" and m.number.value and m.number.hedge is Hedge.NONE
    ]  # fmt: skip
    if not people or later[0].number.hedge is not Hedge.NONE:
        return
    claim = unitless(mean.operand(f"{who} {mean.raw.strip()}", trust=0.9))
    readings = [ratio_of(claim, [unitless(later[0].operand())], [unitless(m.operand())]) for m in reversed(people)]
    place = passage.place(people[-1].start, later[0].end)
    made = relation("prose-means", readings[:6], cue=who, severity="warning", place=place)
    yield made if len(people) == 1 else Doubtful(made, frozenset((later[0].id,)))


def _is_aside(passage: Passage, mention: Mention, mean: Mention) -> bool:
    between = passage.plain[mention.end : mean.start]
    return open_brackets(between) < 0


def _visits(match: re.Match[str]) -> bool:
    return f"{match['noun'] or ''}{match.groupdict().get('thing') or ''}".startswith("次")


def _shares(mention: Mention, match: re.Match[str]) -> bool:
    dimension = mention.unit.dimension if mention.unit is not None else ""
    wanted = _SHARED.get(match["who"])
    if match["who"] in ("班均", "班额", "平均班额", "平均班容量"):
        return (
            "班" in _lead(mention.passage, mention)[-6:]
            or mention.noun.startswith("班")
            or mention.measure in ("班", "个班")
        )
    if wanted is None:
        if match["each"]:
            return mention.measure == match["each"]
        if match["per"] in ("人", "名", "位"):
            # 平均每人次 is shared by those who came, each as often as he came.
            return mention.measure == "人次" if _visits(match) else dimension == "people"
        noun = match["noun"] or ""
        if match["per"] in ("校", "班") and not noun:
            counted = mention.words_before[-2:] + mention.measure + mention.noun[:3]
            return dimension == {"校": "schools", "班": "classes"}[match["per"]] or match["per"] in counted
        if noun and (
            mention.noun.startswith(noun)
            or (noun[:2] in mention.noun[:6] and mention.measure == match["per"])
            or mention.measure == match["per"] + noun
            or (mention.words_before.endswith(noun) and mention.measure == match["per"])
        ):
            return True
        return not noun and mention.measure == match["per"]
    return dimension == wanted


def _same_measure(mention: Mention, mean: Mention) -> bool:
    if mention.unit is None or mean.unit is None:
        return mention.measure == mean.measure and bool(mean.measure)
    visits = {"attendance", "occasions"}
    return are_comparable(mention.unit, mean.unit) or {mention.unit.dimension, mean.unit.dimension} <= visits
