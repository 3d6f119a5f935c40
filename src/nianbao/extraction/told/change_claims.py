"""What running text says to have changed: the word, the size or rate, what it is said of, and what it is held against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.told_values import LAST, bare_name
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

_VERB = (
    r"增加|增长|增多|增收|增招|扩招|多招|多出|净增|微增|上升|上涨|升高|回升|微升|提高|提升|攀升|走高|扩大|"
    r"减少|减收|减招|少招|净减|微减|下降|下滑|下跌|降低|微降|回落|走低|缩减|压减|削减|缩小|涨|增|减|降|升|多|少|高|低"
)
_ANY_VERB = as_pattern("[增减扩缩多少升降涨跌高低加走招]")  # one of them stands in every verb
_SIZED = as_pattern(rf"(?P<lead>.*?)(?P<word>{_VERB})(?:幅度?|率|人数|数量|额|量)?(?:了|约|为|是|达到?|近|[:：])*\s*$")
_WAY = as_pattern(
    rf"(?P<lead>.*?)(?P<adverb>略有|有所|稳中有|稳步|小幅|明显|大幅度?|显著|稍有|略|进一步|呈|出现了?|继续|持续)*(?P<word>{_VERB})(?:了|的?态势|趋势|势头)?\s*$"
)
_TIMED = as_pattern(
    rf"(?:[比较与同跟]|相比于?|相较于?)(?:{LAST}|(?P<period>20[0-4]\d)\s*学?年度?|(?P<from>20[0-4]\d)\s*[-—–~～]+\s*(?P<until>20[0-4]\d)\s*学年)(?:同期|[年末底的]|相比)*|同比|环比"
)
_COMPARED = as_pattern(r"(?:比(?![比例重值率])|[较与]|同(?!比|期|时|步))[^，。；]{1,14}")
_NO_CLAIM = as_pattern(
    r"年均|每年|平均每|累计|[两二三四五六七八九十]年[来间内共]?|逐年|计划|预计|将|拟|力争|目标|确保|如果|若|要求|最|其中|分别|个百分点|占|第|不再|共增|新增|加快|加大|超"
)
_ADVERB = r"略有|有所|又|也|均|净|共|则|再|稳步|小幅|大幅|明显|总体|呈|实现|一年内?|[，,：:（(\s]"
_CAUSE = as_pattern(r"(?:由于|因|受)[^，。；\d]{1,12}?(?:而|影响)[又也略]?$")  # 事业收入因培训减少而下降
_ADVERBS = as_pattern(rf"^(?:{_ADVERB})+|(?:{_ADVERB})+$")


class ChangeClaim(NamedTuple):
    """One word of change; ``start`` to ``end`` is the clause with it, from the figure before it on."""

    passage: Passage
    start: int
    end: int
    word: str
    subject: str
    against: int | None  # the year that it is held against, -1 for the time before, None where it is not said
    size: Mention | None
    opened: int = 0  # where the clause with the subject begins
    spoken_of: str = ""  # the subject, or that of the claim right before: 图书比上年增加 70 册，增长 5.65%


@kept
def change_claims(manuscript: Manuscript) -> tuple[ChangeClaim, ...]:
    """The changes that are told with or without a size, passage by passage."""
    return tuple(claim for passage in manuscript.prose() for claim in _with_subjects(passage))


def _with_subjects(passage: Passage) -> Iterator[ChangeClaim]:
    """A claim without a subject has that of the claim before it, where nothing was counted between the two."""
    before: ChangeClaim | None = None
    for claim in sorted(_claims(passage), key=lambda claim: claim.end):
        subject, opened, against = claim.subject, claim.start, claim.against
        if not subject and before is not None and before.end <= claim.start:
            stop = claim.end if claim.size is None else claim.size.digits_start
            if passage.sentence_at(before.start) == passage.sentence_at(claim.start) and not [
                m for m in passage.mentions_in(before.end, stop) if not m.is_loose
            ]:
                subject, opened = before.spoken_of, before.opened
                against = before.against if against is None else against
        before = claim._replace(spoken_of=subject, opened=opened, against=against)
        yield before


_SHORT_OF_PLAN = as_pattern(r"缺口|缺额|计划|没有?招满|未招满|招满")


def _claims(passage: Passage) -> Iterator[ChangeClaim]:
    if not _ANY_VERB.search(passage.plain):
        return
    sized = {m.clause for m in passage.mentions}
    for mention in passage.mentions:
        if mention.is_loose or mention.number.hedge is not Hedge.NONE or mention.unit is None:
            continue
        if not _ANY_VERB.search(passage.plain, max(0, mention.start - 10), mention.start):
            continue
        begin = mention.clause[0]
        earlier = passage.mentions_in(begin, mention.digits_start)
        begin = earlier[-1].end if earlier else begin
        match = _SIZED.match(passage.plain[begin : mention.start])
        if match is not None and (claim := _claim(passage, begin, mention.end, match, mention)) is not None:
            yield claim
    for begin, end in passage.clauses:
        if (begin, end) in sized or end - begin > 24 or not _ANY_VERB.search(passage.plain, end - 8, end):
            continue
        match = _WAY.match(passage.plain[begin:end])
        if match is None or not (match["adverb"] or _TIMED.search(match["lead"])) or len(match["word"]) < 2:
            continue
        if (claim := _claim(passage, begin, end, match, None)) is not None:
            yield claim


def _claim(passage: Passage, begin: int, end: int, match: re.Match[str], size: Mention | None) -> ChangeClaim | None:
    lead = match["lead"]
    timed = _TIMED.search(lead)
    rest = lead if timed is None else lead.replace(timed[0], "", 1)
    if timed is None:
        # 与 2018 年相比，在校生 …，教师 …: held against one time to the end of the sentence.
        sentence, _ = passage.full_sentence_at(begin)
        ahead = [
            m
            for m in _TIMED.finditer(passage.plain, sentence, begin)
            if passage.plain[m.end() - 2 : m.end() + 2].find("相比") >= 0
        ]
        timed = ahead[-1] if ahead else None
    if _NO_CLAIM.search(match[0]) or _COMPARED.search(rest) or (len(match["word"]) == 1 and timed is None and lead):
        return None
    if match["word"] in "多少高低" and timed is None:
        return None
    if timed is None and match["word"].endswith("招"):
        sentence, _ = passage.full_sentence_at(begin)
        if _SHORT_OF_PLAN.search(passage.plain, sentence, begin):
            # 缺口最大的是甲校，少招 24 人: fewer than were planned.
            return None
    against = None
    if timed is not None:
        against = int(timed["period"] or timed["until"] or 0) or -1
    subject = bare_name(_CAUSE.sub("", _ADVERBS.sub("", rest)))
    return ChangeClaim(passage, begin, end, match["word"], subject, against, size)
