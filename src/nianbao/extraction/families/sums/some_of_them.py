"""Some of so many are no more than so many.

Cue: 12 个乡镇中的 9 个, 86 名选手中有 31 名获奖; 听课 120 节，优良 96 节. Why it should hold in any report: a part is not larger than what
it is taken from. Guards: both figures are counted by one measure, and by the same noun where a noun stands behind both; 其中, 初中 and
高中 are no 中; of what was good or passed only the bare word names it, and it is held against the only figure of its measure told
before it in the sentence, or that which the others make up; figures that are grades themselves are no wholes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from nianbao.extraction.claims import at_most, relation
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "sum"
EXAMPLES = (
    Example("fail", "培训点覆盖全县12个乡镇中的15个。"),
    Example("fail", "参赛的36名选手中有63名获奖。"),
    Example("fail", "视导组全年听课120节，其中一职70节、二职50节，优良196节。"),
    Example("pass", "培训点覆盖全县12个乡镇中的9个。"),
    Example("pass", "视导组全年听课120节，其中一职70节、二职50节，优良96节。"),
    Example("silent", "5个专业部中，有12个教学班开设双语课。"),
    Example("silent", "评选三好学生12名，优秀学生干部20名。"),
)
_HEADS = frozenset("人名位")
_AMONG = as_pattern(
    r"(?P<noun>[^\d，。；：、（）()]{0,14}?)(?:当中|之中|(?<![其集初高职普途期一二三四五六七八九十])(?<!过程)[中里])"
    r"(?:的|[，,]?(?:已经?|就|共|现|只|仅|另)?有|(?P<bare>[，,]))(?:[^\d，。；：、（）()]{0,8}?)\s*$"
)
# What stands behind a figure that counts the things named before it: no noun of its own.
_ENDS = as_pattern(
    r"\s*(?:[，。；、）)]|$|[的已均都上被获为是考升达评入留在到超没未与和成由用属建设签申承列拿推配拥加制立改]|通过|取得|进入|参[加与]|完成|开[展设]|实[现施行]|来自|具有|分布|位于|使用|出台)"
)
# 20 名教师中，共培训学员 300 人: whom they served are others.
_SERVED = as_pattern(r"培训|辅导|服务|指导|帮扶|资助|接待|培养|带教|招[收生]|吸[纳引]|惠及|带动")
_OTHER_PEOPLE = ("学生", "学员", "居民", "农民", "群众", "家长", "员工", "职工")
_GOOD = r"(?:优良|优秀|良好|优质|合格|及格|达标|通过|获奖|满意|取证|获证|持证|上线|录取|录用)"
_BARELY = as_pattern(
    rf"(?:^|[，,；;、])\s*(?:其中)?(?:共|有|已|全部|最终|均|被|获)*(?:评为|评定为|认定为|评价为|达到)?{_GOOD}(?:课|等次|等级|的|人数|数)?(?:为|有|共|达|计|是)*\s*$"
)
_GRADE = as_pattern(rf"(?:{_GOOD}|[等级档类奖次]|一般|较好|较差|合格率)(?:课|的|为|有|共|达|是)*\s*$")
_OF_HEADS_ONLY = as_pattern(r"通过|获奖|录[取用]|上线")
_APART = as_pattern(r"比|较|同比|增[加长]|减少|上年|去年|新增|另|平均|[人校师生班]均|每|目标|计划|往[届年]")


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """What is taken out of a number, then what was good of it."""
    for passage in manuscript.prose():
        mentions = [m for m in passage.mentions if not m.is_loose and not m.is_percent]
        if len(mentions) < 2:
            continue
        if "中" in passage.plain or "里" in passage.plain:
            for whole, part in itertools.pairwise(mentions):
                yield from _taken_out(passage, whole, part)
        for part in mentions:
            yield from _good_ones(passage, mentions, part)


def _same_measure(left: Mention, right: Mention) -> bool:
    if not left.measure and not right.measure:
        # 120 节 and 96 节: a measure word that is read as the beginning of the noun.
        return bool(left.noun) and left.noun[:1] == right.noun[:1]
    return left.measure == right.measure or {left.measure, right.measure} <= _HEADS


def _is_plain(mention: Mention) -> bool:
    dimension = mention.unit.dimension if mention.unit is not None else ""
    return (
        mention.number.hedge is Hedge.NONE
        and mention.number.places == 0
        and dimension not in ("money", "ratio", "share")
    )


def _taken_out(passage: Passage, whole: Mention, part: Mention) -> Iterator[Relation]:
    if not _same_measure(whole, part) or not _is_plain(whole) or not _is_plain(part):
        return
    match = _AMONG.fullmatch(passage.plain, whole.end, part.start)
    if match is None or passage.plain[max(0, part.digits_start - 1) : part.digits_start] in ("第", "每", "各"):
        return
    said = passage.plain[match.end("noun") : part.start] + part.noun
    if (match["bare"] and part.measure not in _HEADS) or _SERVED.search(said):
        return
    if any(word in said and word not in match["noun"] for word in _OTHER_PEOPLE):
        return
    things = (match["noun"].strip().removeprefix("的"), part.noun)
    counts_the_same = part.measure in _HEADS or _ENDS.match(passage.plain, part.end) or things[0][-2:] in things[1]
    if counts_the_same and (len(things[0]) > 1 or part.measure in _HEADS):
        yield _told(passage, [whole], part, "中")


def _good_ones(passage: Passage, mentions: list[Mention], part: Mention) -> Iterator[Relation]:
    start, _ = passage.full_sentence_at(part.start)
    lead = passage.plain[max(start, part.start - 16) : part.start]
    if not _is_plain(part) or not (found := _BARELY.search(lead)):
        return
    if _OF_HEADS_ONLY.search(found[0]) and part.measure not in _HEADS:
        return
    before = [m for m in mentions if start <= m.start < part.start and _same_measure(m, part) and m is not part]
    wholes = [
        m for m in before if _is_plain(m) and not _APART.search(m.words_before) and not _GRADE.search(m.words_before)
    ]
    if not wholes or len(wholes) < len(before):
        return
    largest, *others = sorted(wholes, key=lambda m: -m.number.value)
    if others and sum(m.number.value for m in others) != largest.number.value:
        # 中级工 80 人，高级工 60 人，合格 130 人: of both together.
        return
    yield _told(passage, [largest], part, found[0].strip("，,；;、 "))


def _told(passage: Passage, wholes: list[Mention], part: Mention, cue: str) -> Relation:
    its = part.operand(f"{part.name[-12:]} {part.raw.strip()}".strip())
    readings = [at_most([its], [w.operand(f"{w.name[-12:]} {w.raw.strip()}".strip())]) for w in wholes]
    return relation(
        "some-of-them", readings, cue=cue, severity="warning", place=passage.place(wholes[0].start, part.end) if wholes[0].start < part.start else None
    )  # fmt: skip
