"""One thing at two times, told as a pair: 由上年的 42 家增加到 46 家; 36 人日，上年为 24 人日; 2016 年 96 人，2017 年 107 人."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.table_facts import compact
from nianbao.extraction.told.alike import WEAK, own_words
from nianbao.extraction.told.told_values import LAST
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

_PERIOD = r"(?<!\d)20[0-4]\d(?!\s*[-—–~～至]+\s*(?:20)?\d\d)\s*(?:学?年度?|[届级])"
_DATE = rf"(?:(?P<last>{LAST})|(?P<period>{_PERIOD}))(?:同期|[末底初]|秋季(?:学期)?)?"
# What stands between a time and its figure: what is counted, and no word of change.
_BARE = r"(?:[的为是有达共仅]|只有)*(?P<noun>[^，。；：、\d（）()增减升降提多少高低占超达比较由从]{0,8}?)(?:[的为是有达共仅招]|只有|达到)*\s*$"
_FROM = as_pattern(rf"(?<!来)[由从](?![业此而])(?:{_DATE})?{_BARE}")
_HELD = as_pattern(rf"(?:(?P<against>[比较与同跟和]|相比于?|相较于?)|[（(，]\s*(?:而|但)?){_DATE}{_BARE}")
_DATED = as_pattern(rf"{_DATE}{_BARE}")
_NOW = as_pattern(r"(?:今年|本年度?|本学年|当年|目前|现在的?)")
_TO = as_pattern(
    rf"(?P<behind>[^，。；、\d]{{0,8}}?)[，,]?(?P<how>[^，。；、\d]{{0,8}}?(?:增|减|升|降|涨|跌|提[高升]|扩[大容充展招]|压[减缩]|缩[减小短]|回[落升]|变[化动为成]?|调整|发展|改|下滑|攀)[^，。；、\d到至为成]{{0,3}}?)?(?:[到至为成]|到了|成了)(?:{_DATE})?(?:今年|本年度?)?(?:的|[的约]?(?P<what>[^，。；、\d]{{0,6}}?))?\s*"
)
_GOES_ON = as_pattern(r"\s*[、，]?\s*(?:再|又|然后|进而|继而|最后|直至|接着)")  # 由 47 人减到 44 人、再减到 41 人
_BEYOND = 3  # times
_ANY = as_pattern("[由从年届]")  # one of them stands in every lead
_LEAD = 22  # characters before a figure in which its time stands


class ToldPair(NamedTuple):
    """``old`` is of ``before`` (-1: the year before the other) and ``new`` of ``after``; None where no time is said."""

    old: Mention
    new: Mention
    before: int | None
    after: int | None
    words: str  # what the two are of
    others: tuple[Mention, ...]  # earlier figures of the sentence that may be meant instead of the new one
    is_from: bool  # 由 a 增加到 b


@kept
def told_pairs(manuscript: Manuscript) -> tuple[ToldPair, ...]:
    """The pairs of the running text in reading order."""
    found: dict[tuple[str, str], ToldPair] = {}
    for passage in manuscript.prose():
        for pair in _pairs(passage):
            found.setdefault((pair.old.id, pair.new.id), pair)
    return tuple(found.values())


def _pairs(passage: Passage) -> Iterator[ToldPair]:
    mentions = [m for m in passage.mentions if not m.is_loose and m.number.hedge is Hedge.NONE and not _is_step(m)]
    for place, mention in enumerate(mentions):
        start, end = passage.full_sentence_at(mention.start)
        lead = passage.plain[max(start, mention.start - _LEAD) : mention.start]
        if _ANY.search(lead) is None:
            continue
        if match := _FROM.search(lead):
            following = mentions[place + 1] if place + 1 < len(mentions) else None
            if following is None or following.start >= end or not _are_of_one_kind(mention, following):
                continue
            before = _time(match["last"], match["period"])
            if before is None and match["noun"]:
                # 由成立时的 14 家, 由上半年的 81%: of another time than any year.
                continue
            to = _TO.fullmatch(passage.plain[mention.end : following.start])
            if to is None or not (to["how"] or to["period"]) or _GOES_ON.match(passage.plain, following.end):
                continue
            words = own_words(mention, WEAK) + compact(mention.noun[:6]) + compact(following.noun[:6])
            yield ToldPair(mention, following, before, _time(None, to["period"]), words, (), True)
        elif match := _HELD.search(lead):
            against = match["against"] is not None
            earlier = [m for m in mentions[:place] if m.start >= start]
            if not earlier or not _are_of_one_kind(earlier[-1], mention):
                continue
            new = earlier[-1]
            between = passage.plain[new.end : mention.start]
            if "其中" in between or "；" in between:
                continue
            after = _dated(new, start)
            if match["period"] and not against and after is None:
                continue
            before = _time(match["last"], match["period"])
            words = own_words(new, WEAK) + compact(new.noun[:6]) + compact(match["noun"])
            if before is not None and after is not None and 0 < after < before:
                yield ToldPair(new, mention, after, before, words, (), False)
            elif before != after:
                others = tuple(m for m in earlier[:-1] if _are_of_one_kind(m, mention))
                yield ToldPair(mention, new, before, after, words, others, False)


def _is_step(mention: Mention) -> bool:
    return mention.unit is not None and mention.unit.dimension == "share_difference"


def _time(last: str | None, period: str | None) -> int | None:
    return -1 if last else int(period[:4]) if period else None


def _dated(mention: Mention, start: int) -> int | None:
    lead = mention.passage.plain[max(start, mention.start - _LEAD) : mention.start]
    match = _DATED.search(lead)
    return _time(match["last"], match["period"]) if match is not None else None


def _are_of_one_kind(one: Mention, other: Mention) -> bool:
    """One measure and one size: 42 家 and 46 家, not 42 家 and 46 人."""
    if one.is_percent != other.is_percent or (one.measure and other.measure and one.measure != other.measure):
        return False
    low, high = sorted((abs(one.number.value), abs(other.number.value)))
    return bool(low) and (high <= _BEYOND * low or high < 20)
