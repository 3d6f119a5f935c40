"""Shares of the running text as their clauses tell them: whose they are, of whom, and the count that stands beside them.

占 with words behind it names the whole (占在校生的 16.1%), the words before it the part (研究生学历教师只占 11.3%); a count right
before 占 is the part itself. What is said of another time, of a goal or in answers of a questionnaire is no share of
what the report counts.
"""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.counted_things import counted
from nianbao.extraction.told.told_values import time_before
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

_TAKEN = r"(?:占(?!地|用|领|有率|据)(?:到了|到|了|比重|比例|比)?|(?:的|所占)?(?:占比|比例|比重))"
_SAID = as_pattern(
    rf"(?P<who>.*?)(?:合计|共计|总计|一共|总共|加起来|约|仅|只|就|也|却|已|均|大约|将近|则|还|又|共|合)*{_TAKEN}"
    r"(?P<base>[^，。；：%％\d]{0,24}?)(?:的)?(?:比例|比重|比率)?(?:已|还|仅|只有|高达|达到?|约|为|是|有|到|了|:|：)*\s*"
)
_BESIDE = as_pattern(
    r"\s*[，,、]?\s*(?:合计|共计|一共|共|约|仅|只|就|也|已|均|大约|将近|合)*(?:占|的?占比|的?比例|的?比重).*"
)
_BASE_STARTS = as_pattern(
    r"^(?:到了|到|了|全部|全体|所有|总|该|其|全[区市县校省]|我[区校市县]|本[区校市县]|[两三四]校|学校|当年|当前)+(?=[\u4e00-\u9fff]{2})"
)
_BASE_ENDS = as_pattern(r"(?:的|总人数|总数|人数|数量|总量|总额|总)+$")
_OTHERWISE = as_pattern(
    r"上年|去年|上届|上学年|往年|前年|同期|目标|力争|计划|规划|不低于|不少于|要求|规定|达标|可多选|多选|问卷|调查|样本|满意|选择|"
    r"这一比例|该比例|(?<!占)[比较](?!例|重|率)|考核|成绩|每|标准"
)
_ASKED = as_pattern(r"可多选|多选|问卷|调查|第三方|测评|力争|[到至]20\d\d年|目标|规划")
# 占预算数的 96.99%: of what was planned for this one, and not of the whole that the parts make up.
PLANNED_WHOLE = as_pattern(r"(?:了?原?[定有]?|全?年度?|当年|本年)(?:预算|计划|任务|目标|定额|指标)(?:数|额|任务|指标)?")
REACH = 600  # characters of the paragraph in which the part or the whole is looked for
_BEHIND = 60
_ASKED_BEFORE = 60


@dataclass(frozen=True, eq=False, slots=True)
class ShareClause:
    """``who`` are the words before 占, ``base`` those behind it without 全区, 总 and 人数; ``near`` what is counted around."""

    passage: Passage
    share: Mention
    who: str
    base: str
    beside: Mention | None
    near: tuple[Mention, ...]
    is_of_now: bool  # nothing says that it is of another time, of a goal or of answers


@kept
def share_clauses(manuscript: Manuscript) -> tuple[ShareClause, ...]:
    """Every share in digits that is printed with decimals, in reading order."""
    found = []
    for passage in manuscript.prose_with("占", "比例", "比重"):
        counts: list[Mention] | None = None
        for share in passage.mentions:
            if not _is_share(share):
                continue
            said = _SAID.fullmatch(passage.plain[share.clause[0] : share.start])
            if said is None:
                continue
            if counts is None:
                counts = [count.mention for count in counted(passage, 0, len(passage.plain))]
            _, end = passage.full_sentence_at(share.start)
            last = min(end, share.end + _BEHIND)
            near = tuple(m for m in counts if m.start >= share.start - REACH and m.end <= last)
            base = _BASE_ENDS.sub("", _BASE_STARTS.sub("", said["base"].strip()))
            found.append(
                ShareClause(
                    passage, share, said["who"].strip(), base, _beside(passage, near, share), near,
                    _is_of_now(manuscript, passage, share),
                )
            )  # fmt: skip
    return tuple(found)


def _is_of_now(manuscript: Manuscript, passage: Passage, share: Mention) -> bool:
    start, _ = passage.full_sentence_at(share.start)
    if _OTHERWISE.search(passage.plain[share.clause[0] : share.start]):
        return False
    if _ASKED.search(passage.plain[max(0, start - _ASKED_BEFORE) : share.end]):
        return False
    when, period = time_before(passage, start, share.start)
    return when != -1 and (period is None or manuscript.data_period is None or period >= manuscript.data_period - 1)


def _is_share(mention: Mention) -> bool:
    return (
        mention.unit is not None
        and mention.unit.id == "percent"
        and not mention.is_spelled
        and mention.number.places > 0
        and mention.number.hedge is Hedge.NONE
        and 0 < mention.number.value < 1
    )


def _beside(passage: Passage, near: tuple[Mention, ...], share: Mention) -> Mention | None:
    before = [m for m in near if m.end <= share.start]
    if not before or before[-1].is_spelled or before[-1].number.hedge is not Hedge.NONE:
        return None
    between = passage.plain[before[-1].end : share.start]
    others = [m for m in passage.mentions_in(before[-1].end, share.digits_start) if not m.is_loose]
    return before[-1] if not others and _BESIDE.fullmatch(between) else None
