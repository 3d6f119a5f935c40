"""How far a goal is away is the goal less what there is now.

Cue: 离 70% 的目标还差 6.87 个百分点, 在校生距目标还差 430 人, 与规划目标还有 7.46 个百分点的差距, where the goal stands in the sentence or where a
plan is told, and the present figure anywhere in the text or a table. Why it should hold in any report: the distance was worked out from the
two. Guards: goal and present figure are told of what the sentence names, by its rarest words; every pair of them is a legal reading; where
none fits, it is an alarm only for a share with one goal and one or two present values, else a slip of the hand is told and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from nianbao.extraction.claims import Doubtful, difference_of, relation
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_facts import scope_of
from nianbao.extraction.tables.table_facts import compact
from nianbao.extraction.told.alike import WEAK, counted_like, pieces_of, printed_cells, told_figures
from nianbao.extraction.told.told_values import bare_name, time_before
from nianbao.facts.cell import Cell
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import are_comparable

FAULT = "difference"
_SHARE = "\n\n双师型教师占专业课教师的63.13%，队伍结构改善。\n\n"
_PLAN = "规划明确，到2026年在校生达到6000人、双师型教师比例达到60%。\n\n现有在校生5570人。\n\n"
EXAMPLES = (
    Example("fail", f"{_SHARE}双师型教师离三年行动计划提出的70%的目标还差9.71个百分点。"),
    Example("fail", f"{_PLAN}在校生距目标还差340人。"),
    Example("pass", f"{_SHARE}双师型教师离三年行动计划提出的70%的目标还差6.87个百分点。"),
    Example("pass", f"{_PLAN}在校生距目标还差430人。"),
    Example("silent", f"{_PLAN}毕业生就业率距目标还差2.5个百分点。"),
)
_AWAY = as_pattern(
    r"(?:还|尚|仍|也)?(?:要|需)?(?:有|差|相差|存在|缺)(?:着|了|约)*\s*$|(?:目标|要求|标准)[，,]?(?:低|少)\s*$"
)
_FROM = as_pattern(
    r"距离?(?!今)|(?<![脱分偏逃远撤调])离(?![校岗开职退任异休])|对照|与(?=[^，。；]{0,30}(?:目标|要求|标准))"
)
_GOAL = as_pattern(r"目标|要求|标准|规划|任务|底线|红线|方案|计划")
_AGAINST = as_pattern(r"(?:对照|与|距离?|离|比照)[^，。；\d]{0,12}(?:目标|要求|标准)[^，。；]{0,4}[，,]")
_PLANNED = as_pattern(r"目标|规划|方案|力争|达到|要求|任务|不低于|提出|明确")
_NAME_HEAD = as_pattern(r"^(?:其中|虽然?|但|但是|而|目前|同时|只有|现有|[一二三四五六]是|[（(]\d[)）])+")
_NAME_TAIL = as_pattern(
    r"(?:的?(?:占比|比例|人数|总数|数量|规模|水平|比重|占专任教师|占专业课教师)|也|仍|还|均|，|,)+$"
)
_FEWEST = 2  # characters of a name
_MOST, _FEW = 12, 2  # readings; values of a share that the present one may be
_REACH = 40  # characters before a figure that say of what it is


class _Claim(NamedTuple):
    size: Mention
    name: str
    start: int  # of the sentence
    lead: int  # where the words of distance begin


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Distances to goals, passage by passage."""
    for passage in manuscript.prose_with("差", "低", "少"):
        if not _FROM.search(passage.plain) or not _GOAL.search(passage.plain):
            continue
        for size in passage.mentions:
            if not size.is_loose and (claim := _claim(passage, size)) is not None:
                yield from _judged(manuscript, claim)


def _claim(passage: Passage, size: Mention) -> _Claim | None:
    begin, end = passage.clause_at(size.start)
    lead = passage.plain[begin : size.start]
    if not _AWAY.search(lead) or size.is_percent or size.is_money:
        return None
    if "有" in lead[-2:] and "差距" not in passage.plain[size.end : end]:
        return None
    start, _ = passage.sentence_at(size.start)
    places = list(_FROM.finditer(lead))
    if places and _GOAL.search(lead):
        begin += places[0].start()
        words = lead[: places[0].start()]
        if len(bare_name(words)) < _FEWEST:
            # 双师型教师虽有 79 人，但离目标还差 6 个百分点
            words = passage.plain[start:begin]
            counted = as_pattern(r"\d").search(words)
            words = words[: counted.start()] if counted is not None else words
    elif (match := _AGAINST.search(passage.plain, start, begin)) is not None:
        # 对照目标，在校生还差 36 人，双师素质教师比例还差 2.89 个百分点
        words, begin = _AWAY.sub("", lead), match.start()
    else:
        return None
    name = _NAME_TAIL.sub("", bare_name(_NAME_HEAD.sub("", as_pattern(r"[，,：:]").split(words.rstrip("，,"))[-1])))
    return _Claim(size, name, start, begin) if len(name) >= _FEWEST else None


def _judged(manuscript: Manuscript, claim: _Claim) -> Iterator[Relation | Doubtful]:
    size, passage = claim.size, claim.size.passage
    inside = [m for m in passage.mentions_in(claim.lead, size.digits_start) if _is_of(m, size)]
    goals = inside[-1:] or list(_planned(manuscript, claim))
    presents = list(_presents(manuscript, claim)) if goals else []
    aims = {goal.number.value for goal in goals}
    pairs = [
        (goal, present) for goal in goals for present in presents
        if _value(present) < goal.number.value and _value(present) not in aims
    ]  # fmt: skip
    if not pairs:
        return
    gap = size.number.value
    pairs.sort(key=lambda pair: abs(pair[0].number.value - _value(pair[1]) - gap))
    stated = size.operand(f"差 {size.raw.strip()}", trust=0.6)
    readings = [difference_of(stated, _exact(goal, size), present) for goal, present in pairs]
    made = relation("goals-away", readings[:_MOST], cue="目标", severity="warning", place=size.place)
    firm = goals[0].is_percent and len(aims) == 1 and len({_value(present) for _, present in pairs}) <= _FEW
    yield made if firm else Doubtful(made, frozenset((size.id,)))


def _exact(goal: Mention, size: Mention) -> Operand:
    """A goal of 65% 以上 is 65.00%, since the distance is counted from there."""
    places = max(size.number.places, goal.number.places)
    number = replace(goal.number, digits=goal.number.digits.quantize(Decimal(1).scaleb(-places)), hedge=Hedge.NONE)
    return replace(goal.operand(f"目标 {goal.raw.strip()}"), cell=Cell.of_number(number))


def _value(present: Operand) -> Decimal:
    number = present.cell.number
    assert number is not None
    return number.value


def _is_of(mention: Mention, size: Mention) -> bool:
    """A share for a distance in points, else the same unit."""
    if size.unit is not None and size.unit.dimension == "share_difference":
        return mention.is_percent
    return not mention.is_percent and mention.unit is not None and are_comparable(mention.unit, size.unit)


def _rare(name: str) -> frozenset[str]:
    """What is rare in a name: 双师 of 双师型教师."""
    return pieces_of(as_pattern(r"(?:专任|专业课?)?教师|(?<!在校)学生").sub("|", name)) - WEAK


def _before(mention: Mention) -> frozenset[str]:
    start, _ = mention.passage.full_sentence_at(mention.start)
    return pieces_of(compact(mention.passage.plain[max(start, mention.start - _REACH) : mention.start]))


def _planned(manuscript: Manuscript, claim: _Claim) -> Iterator[Mention]:
    """Goals that a plan sets for what the claim names."""
    pieces = _rare(claim.name)
    for passage in manuscript.prose_with("目标", "规划", "方案", "要求"):
        for mention in passage.mentions:
            if _is_of(mention, claim.size) and pieces <= _before(mention):
                start, _ = passage.full_sentence_at(mention.start)
                if (
                    pieces
                    and _PLANNED.search(passage.plain, start, mention.start)
                    and "差" not in passage.plain[start : mention.start]
                ):
                    yield mention


def _presents(manuscript: Manuscript, claim: _Claim) -> Iterator[Operand]:
    """Present figures of what the claim names, in the text and in tables."""
    pieces = _rare(claim.name)
    if not pieces:
        return
    for told in told_figures(manuscript):
        mention = told.mention
        if _is_of(mention, claim.size) and pieces <= _before(mention) and mention is not claim.size:
            start, _ = mention.passage.full_sentence_at(mention.start)
            when, period = time_before(mention.passage, start, mention.start)
            is_now = not scope_of(mention) and when != -1 and period in (None, manuscript.data_period)
            if is_now and not _PLANNED_FIGURE.search(mention.passage.plain, start, mention.start):
                yield mention.operand()
    for cell in printed_cells(manuscript):
        figure = cell.figure
        if pieces <= cell.around and cell.period is None and figure.period in (None, manuscript.data_period):
            is_share = figure.is_percent
            wants_share = claim.size.unit is not None and claim.size.unit.dimension == "share_difference"
            if is_share == wants_share and (is_share or are_comparable(figure.number.unit, claim.size.unit)):
                yield figure.operand() if is_share else counted_like(figure, claim.size)


_PLANNED_FIGURE = as_pattern(r"目标|力争|规划|方案|要求")
