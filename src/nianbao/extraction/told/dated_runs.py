"""Values of one thing told in the order of time, however they are written.

2020年4人、2021年5人、2022年6人; 2020年、2021年、2022年招生分别为 a、b、c; 近三年招生依次为 a、b、c; 由2020年的 a 到2021年的 b
再到2022年的 c; a→b→c. Families that ask how a series goes read it here and not the way it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.pattern import as_pattern

_YEARS = as_pattern(
    r"(?<!\d)(?P<period>20\d{2})\s*(?:[-—–~～]\s*(?:20)?\d{2}\s*)?(?:学年度?|年度?|届|级)(?P<noun>[^\d，。；：、！？（）()]{0,14}?)\s*$"
)
_YEAR_WORDS = as_pattern(
    r"(?P<word>今年|本年度?|当年|去年|上一?年度?|前年)(?P<noun>[^\d，。；：、！？（）()]{0,14}?)\s*$"
)
_NOW = 100  # stands for this year where no year is named
_BETWEEN = as_pattern(
    r"\s*(?:[（(][^（）()]{0,12}[）)])?\s*[、，,；;]?\s*(?:以及|和|及|与|而|再|又|则)?(?:增加|增长|上升|提高|减少|下降|降|升|增|减|扩大|发展)?(?:到了?|至|为)?(?:了)?\s*$"
)
_FUNCTION = as_pattern(r"^(?:的|为|是|有|达到?|约|达|仅|只有|招收?|[:：])*$")
_IN_TURN = as_pattern(r"(?:分别|依次)(?:达到|[是为达有:：])*\s*")
_SPAN = as_pattern(r"(20\d{2})\s*(?:学?年度?|届|级)?\s*(?:-|—+|–|~|～|至|到)\s*(20\d{2})\s*(?:学?年度?|届|级)")
_LAST_FEW = as_pattern(r"(?:近|最近|过去|前|这|连续)?([两二三四五六3-6])(?:个学|个年|学)?(?:年|届)度?(?:来|间|内)?")
_ARROW = as_pattern(r"\s*(?:→|➔|-+>|—+>|⟶|－>)\s*")
_NOUN_BEHIND = as_pattern(
    r"(?:学年|[年届级])?(?:来|间|内)?[，,]?(?![^，]*(?:其中|合计|累计|总|均))[\u4e00-\u9fff（）()]{0,16}?(?:为|有|是|：|:)?"
)
_LEAST_LISTED = 3
_HAN = "零一二三四五六"


@dataclass(frozen=True)
class DatedRun:
    """At least two values in order of time; ``periods`` count from 1 where no years are named."""

    periods: tuple[int, ...]
    values: tuple[Mention, ...]
    noun: str  # what stands between a year and its value
    start: int
    end: int


def dated_runs(passage: Passage, start: int, end: int) -> Iterator[DatedRun]:
    """Every run of a stretch of text that is in order of time, forwards or backwards.

    >>> from nianbao.documents.document import Text
    >>> told = Passage.of("p", Text("近三年调出11人，其中2021年5人、2022年4人、2023年2人。", ()))
    >>> [(run.periods, [value.raw for value in run.values]) for run in dated_runs(told, 0, len(told.plain))]
    [((2021, 2022, 2023), ['5人', '4人', '2人'])]
    """
    for run in (
        *_each_with_its_year(passage, start, end),
        *_in_turn(passage, start, end),
        *_behind_a_span(passage, start, end),
        *_arrows(passage, start, end),
    ):
        if len(set(run.periods)) < len(run.periods):
            continue
        if sorted(run.periods) == list(run.periods):
            yield run
        elif sorted(run.periods, reverse=True) == list(run.periods):
            yield DatedRun(run.periods[::-1], run.values[::-1], run.noun, run.start, run.end)


def _each_with_its_year(passage: Passage, start: int, end: int) -> Iterator[DatedRun]:
    run: list[tuple[int, Mention]] = []
    noun, begin, last = "", start, start
    for mention in passage.mentions_in(start, end):
        if mention.is_loose:
            continue
        match = _YEARS.search(passage.plain, max(start, last), mention.start)
        if match is None:
            match = _YEAR_WORDS.search(passage.plain, max(start, last), mention.start)
        if match is not None:
            period = _period_of(match)
            said = as_pattern(r"\s").sub("", match["noun"])
            goes_on = (
                run
                and _BETWEEN.match(passage.plain[last : match.start()]) is not None
                and mention.measure == run[0][1].measure
                and (_FUNCTION.match(said) or said == noun or not noun)
            )
            if goes_on:
                run.append((period, mention))
                last = mention.end
                continue
        if len(run) > 1:
            yield _run(run, noun, begin, last)
        run, noun = [], ""
        if match is not None:
            run, begin = [(_period_of(match), mention)], match.start()
            said = as_pattern(r"\s").sub("", match["noun"])
            noun = "" if _FUNCTION.match(said) else said
        last = mention.end
    if len(run) > 1:
        yield _run(run, noun, begin, last)


def _period_of(match: re.Match[str]) -> int:
    named = match.groupdict()
    if named.get("period"):
        return int(match["period"])
    word = match["word"]
    return _NOW - (2 if word == "前年" else 1 if word[0] in "去上" else 0)


def _run(run: list[tuple[int, Mention]], noun: str, begin: int, last: int) -> DatedRun:
    return DatedRun(tuple(period for period, _ in run), tuple(mention for _, mention in run), noun, begin, last)


def _in_turn(passage: Passage, start: int, end: int) -> Iterator[DatedRun]:
    for cue in _IN_TURN.finditer(passage.plain, start, end):
        lead = passage.plain[start : cue.start()]
        values = side_by_side(passage, cue.end(), end)
        periods = _periods(lead, len(values))
        if len(values) > 1 and len(periods) == len(values):
            noun = as_pattern(r"[年届级，、：:；]").split(as_pattern(r"\s").sub("", lead))[-1]
            yield DatedRun(tuple(periods), tuple(values), noun, cue.start(), values[-1].end)


def _behind_a_span(passage: Passage, start: int, end: int) -> Iterator[DatedRun]:
    """2020—2022年获奖33项、41项、27项: as many values as the span has years, without 分别."""
    for span in (*_SPAN.finditer(passage.plain, start, end), *_LAST_FEW.finditer(passage.plain, start, end)):
        value = next((m for m in passage.mentions_in(span.end(), end) if not m.is_loose), None)
        if value is None:
            continue
        noun = as_pattern(r"\s").sub("", passage.plain[span.end() : value.digits_start])
        if not _NOUN_BEHIND.fullmatch(noun) or _IN_TURN.search(noun):
            continue
        values = side_by_side(passage, value.start, end)
        periods = _periods(span[0], len(values))
        if len(values) >= _LEAST_LISTED and len(periods) == len(values):
            yield DatedRun(tuple(periods), tuple(values), noun, span.start(), values[-1].end)


_ITS_YEAR = as_pattern(r"(20\d{2})\s*(?:学?年度?|届)[^\d，。；、]{0,8}$")
_ALL_YEARS = as_pattern(r"([两二三四五六七八九十]|\d)\s*(?:个学?年度?|学?年|届)[来间内里]?(?:以来)?$")
_MANY_YEARS = "零一二三四五六七八九十"


def is_of_all_years(passage: Passage, parts: Sequence[Mention], words: str) -> bool:
    """2020 年 a 人，2021 年 b 人，2022 年 c 人，三年累计 n 人: as many years, each with its figure, as the total is told of.

    ``words`` are those before the total; how many years it covers stands in front of them.

    >>> from nianbao.documents.document import Text
    >>> told = Passage.of("p", Text("2021年5人，2022年4人，两年累计9人。", ()))
    >>> is_of_all_years(told, told.mentions_in(0, 14), "累计")
    True
    """
    if not parts:
        return False
    behind = passage.plain[parts[-1].end : parts[-1].end + 16]
    count = _ALL_YEARS.search(behind.partition(words.strip())[0].rstrip()) if words.strip() in behind else None
    told = [_ITS_YEAR.search(passage.plain[: part.start][-16:]) for part in parts]
    if count is None or not all(told):
        return False
    said = count[1].replace("两", "二")
    number = int(said) if said.isdigit() else _MANY_YEARS.index(said)
    return number == len({match[1] for match in told if match}) == len(parts)


def _periods(lead: str, count: int) -> list[int]:
    """The years of a list, a span or a bare number of years.

    >>> _periods("2021年、2022年和2023年优良率", 3), _periods("2019至2022年", 4), _periods("近三年招生", 3)
    ([2021, 2022, 2023], [2019, 2020, 2021, 2022], [1, 2, 3])
    """
    if match := list(_SPAN.finditer(lead)):
        return list(range(int(match[-1][1]), int(match[-1][2]) + 1))
    named = [int(period) for period in as_pattern(r"(20\d{2})(?=\s*(?:学年|[年届级、和]))").findall(lead)]
    if len(named) >= count:
        return named[-count:]
    few = [match[1] for match in _LAST_FEW.finditer(lead)]
    if few and not named:
        number = int(few[-1]) if few[-1].isdigit() else _HAN.index(few[-1].replace("两", "二"))
        return list(range(1, number + 1))
    return named


def side_by_side(passage: Passage, start: int, end: int) -> list[Mention]:
    """The figures of one measure that stand there with nothing but commas of a list between them."""
    found: list[Mention] = []
    position = start
    for mention in passage.mentions_in(start, end):
        if not as_pattern(r"\s*(?:[、，和与及]|以及)?\s*").fullmatch(passage.plain[position : mention.start]):
            break
        if found and mention.measure != found[0].measure and found[0].measure:
            break
        found.append(mention)
        position = mention.end
    return found


def _arrows(passage: Passage, start: int, end: int) -> Iterator[DatedRun]:
    run: list[Mention] = []
    for mention in passage.mentions_in(start, end):
        if run and _ARROW.fullmatch(passage.plain[run[-1].end : mention.start]):
            run.append(mention)
            continue
        if len(run) > 2:
            yield DatedRun(tuple(range(1, len(run) + 1)), tuple(run), "", run[0].start, run[-1].end)
        run = [mention]
    if len(run) > 2:
        yield DatedRun(tuple(range(1, len(run) + 1)), tuple(run), "", run[0].start, run[-1].end)
