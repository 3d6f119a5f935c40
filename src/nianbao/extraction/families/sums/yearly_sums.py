"""A total told for so many years is the sum of those years.

Cue: 近三年共录取 126 人，2020 年 38 人、2021 年 42 人、2022 年 46 人; 五届累计毕业 n 人: and each of the five. Why it should hold in any report: as
many years are listed as the total is told of, so nothing is left out. Guards: one sentence and one measure; what stands between a
year and its figure must have been named with the total; changes, means, goals and hedged figures are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import relation, sum_of
from nianbao.extraction.dated_runs import DatedRun, dated_runs
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.numeral import read_numeral
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "sum"
EXAMPLES = (
    Example("fail", "近三年共录取126人，2020年38人、2021年42人、2022年66人。"),
    Example("fail", "三年累计资助960人次：2020年300人次、2021年310人次、2022年390人次。"),
    Example("pass", "近三年共录取126人，2020年38人、2021年42人、2022年46人。"),
    Example("silent", "近五年共录取326人，2020年38人、2021年42人、2022年66人。"),
    Example("silent", "近三年共录取326人，其中男生2020年38人、2021年42人、2022年66人。"),
)
_SO_MANY = as_pattern(
    r"(?P<count>[两二三四五六七八九十]|(?<!\d)\d)\s*个?(?:学?年度?|届)(?:来|间|内|里|中)?(?:以来)?[，,]?(?:的|我[区县市校]|全[区县市校]|学校|[^\d，。；：、]{0,10}?)"
    r"(?:累计|总共|共计|合计|总计|一共|共)"
)
_LEAD_IN = as_pattern(
    r"[^\d，。；：]{0,12}[，,：:（(]?\s*(?:其中|分别[是为]|即|包括)?[:：，,]?\s*(?P<own>[^\d，。；：、]{0,10})"
)
_APART = as_pattern(r"比|较|同比|增[加长]|净|减少|上年|平均|均|每|目标|计划|占|以上|第\s*$")
_HEADS = frozenset("人名位")
_FILLERS = as_pattern(r"[了的为是有共达到约计人数名生]")


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Totals before the years that make them up."""
    for passage in manuscript.prose_with("年", "届"):
        for cue in _SO_MANY.finditer(passage.plain):
            _, end = passage.full_sentence_at(cue.start())
            total = next(iter(passage.mentions_in(cue.end(), end)), None)
            count = int(cue["count"]) if cue["count"].isdigit() else read_numeral(cue["count"].replace("两", "二"))
            if total is None or not count or count < 2 or not _is_plain(total) or total.start - cue.end() > 16:
                continue
            if _APART.search(passage.plain, cue.start(), total.start):
                continue
            for run in dated_runs(passage, total.end, end):
                if len(run.values) == count and _belongs(passage, cue, total, run):
                    yield from _claim(passage, total, run, cue)
                    break


def _is_plain(mention: Mention) -> bool:
    return mention.number.hedge is Hedge.NONE and not mention.is_percent and bool(mention.measure)


def _alike(left: Mention, right: Mention) -> bool:
    return left.measure == right.measure or {left.measure, right.measure} <= _HEADS


def _belongs(passage: Passage, cue: re.Match[str], total: Mention, run: DatedRun) -> bool:
    """True where the years follow the total at once, and count what it counts."""
    if any(not _is_plain(value) or not _alike(value, total) for value in run.values):
        return False
    lead = _LEAD_IN.fullmatch(passage.plain, total.end, run.start)
    if lead is None:
        return False
    named = passage.plain[cue.start() : total.start] + total.noun
    own = _FILLERS.sub("", lead["own"] + run.noun)
    return not own or own in named


def _claim(passage: Passage, total: Mention, run: DatedRun, cue: re.Match[str]) -> Iterator[Relation]:
    whole = total.operand(f"{total.name[-12:]} {total.raw.strip()}", trust=0.9)
    operands = [
        value.operand(f"{period} {value.raw.strip()}") for period, value in zip(run.periods, run.values, strict=True)
    ]
    yield relation(
        "yearly-sums", [sum_of(whole, operands)], cue=cue[0], severity="warning",
        place=passage.place(total.start, run.values[-1].end),
    )  # fmt: skip
