"""What falls to each of those who share an amount: 人均, 户均, 平均每期, 每组, with what is shared and by how many.

Any measure word may follow 每 or stand before 均, and amount and sharers may stand in either order, in the clause, the
sentence or the sentence before. Figures of another time, changes and rules share nothing out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, ratio_of, relation
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.cell import Cell
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import are_comparable

_THING = r"[\u4e00-\u9fff“”]{0,10}?"
EACH = as_pattern(
    rf"(?:(?P<of>人次|[人生师户班校场次件亩课单组台期家村篇项])均|平均每一?(?P<one>[个所校名位家班期场项间台人次天月周届组支门户亩单箱批头件条份辆套村镇院站])(?P<noun>[\u4e00-\u9fff“”]{{0,6}}?)"
    rf"|(?:^|(?<=[，、；]))每(?P<alone>组|批次|批|队)|每一?(?P<each>[名位家班期场组支批户所校村])(?P<whom>[\u4e00-\u9fff“”]{{0,6}}?)(?:平均|均)?|(?P<person>(?<=[师生工])每人)平均)"
    rf"(?P<thing>{_THING})(?:约?[为达是有]|高达|达到|接近|不到|约|近)*\s*$"
)
_RULE = as_pattern(r"标准|定额|不[低少]于|不超过|上限|以上|拨款|每[生人]每|规定|要求|应(?![用急届])|可|须|最[多高低少]")
_OTHER = as_pattern(
    r"(?:比|较|增|减|多|少|净|上年|去年|同期|上届|其中|新增|平均|[人生师户班校场次]均)[^，。；\d]{0,6}$|每[^，。；\d]{0,8}$"
)
_PEOPLE = ("人", "生", "师")
_REACH = 120  # characters before the sentence in which amount and sharers may stand
_ROUGHLY = 10  # times; what is further off is shared by others
_FEW = 4  # pairs among which two digits exchanged are no accident
_DAYS = {"days", "person_days"}
_VISITS = {"attendance", "occasions", "people"}


def shared_out(passage: Passage, mean: Mention) -> Iterator[Relation | Doubtful]:
    """The mean over what stands beside it; told where one amount and one number of sharers stand in its sentence."""
    lead = passage.plain[mean.clause[0] : mean.start]
    match = EACH.search(lead.rstrip())
    if match is None or "被" in match["thing"] or mean.is_percent or mean.is_loose or not mean.number.value:
        return
    if mean.number.hedge in (Hedge.AT_LEAST, Hedge.AT_MOST) or _RULE.search(lead[match.start() :]):
        return
    if as_pattern(r"\s*以[上下内]").match(passage.plain[mean.end : mean.end + 4]):
        return
    start, _ = passage.full_sentence_at(mean.start)
    here = _figures(passage, start, mean.start, mean)
    sharers, amounts = _sides(here, mean, match)
    if not amounts and (behind := _made_behind(passage, mean)):
        # 6 所学校每校奖励 50 万元，合计 300 万元
        amounts = [behind]
    elif match["each"] and "均" not in match[0]:
        return
    within = True
    if not (sharers and amounts):
        within = False
        earlier = _figures(passage, max(0, start - _REACH), start, mean)
        more_sharers, more_amounts = _sides(earlier, mean, match)
        sharers, amounts = sharers or more_sharers, amounts or more_amounts
    pairs = [
        (amount, sharer)
        for amount in reversed(amounts)
        for sharer in reversed(sharers)
        if amount is not sharer and _plain(amount) * _ROUGHLY >= _plain(sharer) * _plain(mean)
    ]
    if not pairs:
        return
    claim = _bare(mean.operand(f"{match[0].strip()} {mean.raw.strip()}", trust=0.5))
    readings = [ratio_of(claim, [_bare(_named(a))], [_bare(_named(s))]) for a, s in pairs[:8]]
    place = passage.place(min(*(m.start for m in pairs[0]), mean.start), mean.end)
    made = relation("prose-means", readings, cue=match[0].strip(), severity="warning", place=place)
    if pairs[0][1].sentence == mean.sentence != pairs[0][0].sentence:
        within = False  # 甲市在校生 5000 人；乙区 3 所学校，平均每所 1375 人: another clause speaks of another
    firm = within and len(sharers) == 1 and len(amounts) == 1 and _is_next(passage, pairs[0], mean)
    other = mean.is_money and all(
        amount.start < mean.start and is_another_thing(match["thing"], amount) for amount, _ in pairs
    )
    # 营业收入 68 万元，接待 3400 人次，人均消费 2000 元: of another thing, only a point that moved would be too much of a chance.
    shifted = any(_is_shifted(_plain(amount) / _plain(sharer), _plain(mean)) for amount, sharer in pairs)
    firm = firm and not other
    # 超过 5000 人 over 3 has a quotient for almost any slip.
    exact = len(pairs) <= _FEW and all(m.number.hedge is Hedge.NONE for pair in pairs for m in pair)
    yield made if firm else Doubtful(made, frozenset((mean.id,)) if exact and (shifted or not other) else frozenset())


def _is_shifted(quotient: Decimal, printed: Decimal) -> bool:
    return any(abs(quotient.scaleb(shift) / printed - 1) < _EXACTLY for shift in (-2, -1, 1, 2))


_EXACTLY = Decimal("0.002")
_OF_TIME = as_pattern(r"每?[月日天周]")
_GOODS = as_pattern(r"价值|设备|器材|图书|物资|仪器|购置|改造|新建|建设|工程|装修")
_NO_THING = as_pattern(r"每|[年月日天周]|学期|费用|资金|经费|金额|标准|总|水平|收|[得到约为达是有]|全")


def is_another_thing(thing: str, amount: Mention) -> bool:
    """投入设备 30 万元，帮助 20 名学生，人均月补助 1000 元: the money that is shared out must be what the mean is of."""
    words = f"{amount.words_before}{amount.noun}"
    own = _NO_THING.sub("", thing)
    timed = _OF_TIME.search(thing) is not None and _OF_TIME.search(words) is None
    if not own:
        # 捐赠图书价值 6 万元，资助学生 40 人，人均 1200 元: goods are not what each of them was given.
        return _GOODS.search(words) is not None
    return timed or not set(own) & set(words)


_ALTOGETHER = as_pattern(r"\s*[，,]\s*(?:总?共|合计|共计|总计|累计|总)[\u4e00-\u9fff]{0,6}")


def _made_behind(passage: Passage, mean: Mention) -> Mention | None:
    following = next(iter(passage.mentions_in(mean.end, mean.sentence[1])), None)
    if following is None or following.number.hedge is not Hedge.NONE:
        return None
    if mean.unit is None or not are_comparable(following.unit, mean.unit):
        return None
    return following if _ALTOGETHER.fullmatch(passage.plain[mean.end : following.start]) else None


def _figures(passage: Passage, start: int, end: int, mean: Mention) -> list[Mention]:
    return [
        m
        for m in passage.mentions_in(start, end)
        if m is not mean
        and not m.is_percent
        and not m.is_loose
        and m.number.value
        and m.number.hedge not in (Hedge.AT_LEAST, Hedge.AT_MOST)
        and not _OTHER.search(m.words_before[-10:])
    ]


def _sides(figures: Sequence[Mention], mean: Mention, match: re.Match[str]) -> tuple[list[Mention], list[Mention]]:
    sharers = [m for m in figures if _shares(m, match)]
    if any(m.unit is not None and m.unit.dimension == "people" for m in sharers):
        sharers = [m for m in sharers if m.unit is not None and m.unit.dimension == "people"]
    amounts = [m for m in figures if m not in sharers and _is_amount(m, mean)]
    if not amounts and len(sharers) > 1:
        # 驻企教师 46 人，实习学生 1380 人，每名教师管理 30 名学生: both are people.
        noun, shared = (match["noun"] or match["whom"] or "")[:2], mean.noun[:2]
        named = [m for m in sharers if noun and noun in f"{m.words_before[-6:]}{m.noun[:4]}"]
        if len(shared) == 2 and not named:
            named = [m for m in sharers if shared not in f"{m.words_before[-6:]}{m.noun[:4]}"]
        amounts = [m for m in sharers if m not in named and _is_amount(m, mean)] if named else []
        sharers = named or sharers
    return sharers, amounts


def _shares(mention: Mention, match: re.Match[str]) -> bool:
    word = match["of"] or match["one"] or match["each"] or match["alone"] or ("人" if match["person"] else "")
    noun = (match["noun"] or match["whom"] or "").strip("“”")
    dimension = mention.unit.dimension if mention.unit is not None else ""
    if word in (*_PEOPLE, "名", "位"):
        return dimension in ("people", "attendance") and (word in _PEOPLE or not noun or dimension == "people")
    if word == "人次":
        return dimension == "attendance"
    if word == "校":
        return dimension == "schools"
    behind = mention.noun.lstrip("“”")
    if word == "班":
        return dimension == "classes" or behind.startswith(("班", "教学班")) or mention.words_before.endswith("班")
    if mention.measure == word:
        return word != "个" or not noun or behind.startswith(noun[:2]) or noun[:2] in mention.words_before[-6:]
    # 22 个村, 14 个小组: the noun is what 每 counts by.
    return mention.measure in ("个", "") and behind.startswith(word) and word != "个"


def _is_amount(mention: Mention, mean: Mention) -> bool:
    if mention.unit is None or mean.unit is None:
        same = mention.measure == mean.measure and mention.unit is mean.unit
        return same and bool(mention.noun[:1]) and mention.noun[:1] == mean.noun[:1]
    one, other = mention.unit.dimension, mean.unit.dimension
    if one == other == "items":
        return mention.measure == mean.measure
    return are_comparable(mention.unit, mean.unit) or {one, other} <= _DAYS or {one, other} <= _VISITS


def _is_next(passage: Passage, pair: tuple[Mention, Mention], mean: Mention) -> bool:
    """Nothing else is counted between the two and the mean, and no group of them is singled out."""
    before = [m for m in pair if m.start < mean.start]
    first, last = min(before, key=lambda m: m.start), max(before, key=lambda m: m.start)
    between = passage.plain[last.end : mean.start]
    others = [m for m in passage.mentions_in(first.end, mean.digits_start) if not m.is_loose and m not in pair]
    return not others and len(between) <= 30 and as_pattern(r"其中|最|专业|年级").search(between) is None


def _named(mention: Mention) -> Operand:
    return mention.named_operand()


def _plain(mention: Mention) -> Decimal:
    """The value in the unit that is printed: 9800 of 9800 亩, 490000 of 49 万元."""
    area = mention.unit is not None and mention.unit.dimension == "area"
    return mention.number.value / mention.unit.factor if area and mention.unit is not None else mention.number.value


def _bare(operand: Operand) -> Operand:
    number = operand.cell.number
    if number is None:
        return operand
    scale = number.scale
    if number.unit is not None and number.unit.dimension == "area":
        scale = number.scale / number.unit.factor
    return replace(operand, cell=Cell.of_number(replace(number, unit=None, scale=scale)))
