"""Who is said to come first or last of several does so, and the distance between them is right.

Cue: 最高, 最低, 最多 or 最少 beside figures given in turn (甲、乙、丙的满意度分别为 a、b、c，其中乙最高), 最高 … a，最低 … b，
相差 d. Why it should hold in any report: the reader sees all the figures in the same sentence. Guards: as many
names as figures; the name must be one of them, and only one; the largest and the smallest may be shared.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from nianbao.extraction.claims import Remark, at_most, difference_of, relation
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.figure_runs import Run, figure_runs
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "label"
EXAMPLES = (
    Example("fail", "在校生、毕业生、家长的总体满意度分别为93.4%、94.6%、91.8%，其中家长满意度最高。"),
    Example("fail", "四个项目的满意度中，实训最高，为96.3%，食堂最低，为90.2%，相差7.1个百分点。"),
    Example("fail", "甲校、乙校、丙校的就业率分别为96.1%、98.2%、97.5%，乙校最高，比最低的甲校高出3.1个百分点。"),
    Example("pass", "在校生、毕业生、家长的总体满意度分别为93.4%、94.6%、91.8%，其中毕业生满意度最高。"),
    Example("pass", "四个项目的满意度中，实训最高，为96.3%，食堂最低，为90.2%，相差6.1个百分点。"),
    Example("fail", "护理专业820人，机电专业650人，会计专业430人，人数最多的是机电专业。"),
    Example("fail", "护理专业在校生最多，为650人；其次是机电专业，为820人。"),
    Example(
        "silent", "焊工培训320人次，电工培训210人次，钳工培训160人次，人次最多的是焊工培训，花费最多的是钳工培训。"
    ),
    Example("silent", "在校生、毕业生、家长的满意度分别为93.4%、94.6%、91.8%，用人单位满意度最高。"),
)
_EXTREME = as_pattern(
    r"(?:其中|以)?(?P<who>20\d\d年|[\u4e00-\u9fff]{2,14}?)(?:的?[\u4e00-\u9fff]{0,5}(?:率|度|数|比例))?最(?P<which>[高低多少])(?!的)"
)
_EXTREME_OF = as_pattern(
    r"最(?P<which>[高低多少大小])的(?:[\u4e00-\u9fff]{0,6}?)(?:是|为|当属)(?P<who>20\d\d年|[\u4e00-\u9fff]{2,14})"
)
_BY_VALUE = as_pattern(r"(?:以|其中)[^，。；\d]{0,10}(?:20\d\d学?年)?[^，。；\d]{0,8}的?$")
_IS_FIRST = as_pattern(r"\s*(?:[为是]|则|属于)?最(?P<which>[高低多少大小])(?!的)")
_SECOND = as_pattern(r"其次|次之|居次|紧随其后|(?:位?居|排名?)第二")
_HIGHEST = as_pattern(r"最[高多][^。；\d]{0,10}$")
_LOWEST = as_pattern(r"最[低少][^。；\d]{0,10}$")
_APART = as_pattern(r"(?:相差|差距为?|极差为?|高出|差)\s*(?:了|约)?$")


def find(manuscript: Manuscript) -> Iterator[Relation | Remark]:
    """Extremes, passage by passage."""
    for passage in manuscript.prose():
        if "最" not in passage.plain:
            continue
        for start, end in passage.full_sentences:
            if "最" in passage.plain[start:end]:
                yield from _in_turn(passage, start, end)
                yield from _apart(passage, start, end)
                yield from _ranked(passage, start, end)


def _in_turn(passage: Passage, start: int, end: int) -> Iterator[Relation | Remark]:
    for run in figure_runs(passage, start, end):
        names, figures = run.names, run.figures
        if len(figures) < 3:
            continue
        yield from _value_of_the_first(passage, run, end)
        if not run.is_named:
            continue
        for said in (
            *_EXTREME.finditer(passage.plain, run.end, end),
            *_EXTREME_OF.finditer(passage.plain, run.end, end),
        ):
            found = [n for n, name in enumerate(names) if name in said["who"] or said["who"] in name]
            values = [figure.number.value for figure in figures]
            if len(found) != 1 or (figures[0].is_count and _is_of_another_kind(passage, said)):
                continue
            top = said["which"] in ("高", "多", "大")
            best = max(values) if top else min(values)
            place = passage.place(said.start(), said.end())
            right = names[values.index(best)]
            yield Remark(
                f"extremes:{passage.id}:{said.start()}", "extremes", FAULT, (place, *(f.place for f in figures)),
                f"说「{names[found[0]]}」最{said['which']}，但所列的数里最{said['which']}的是「{right}」（{figures[values.index(best)].raw.strip()}）",
                f"“{names[found[0]]}” is said to be {'highest' if top else 'lowest'}, but of the figures given “{right}” is",
                severity="error", holds=values[found[0]] == best, reported=names[found[0]], expected=right,
                formula=" / ".join(f"{n} {f.raw.strip()}" for n, f in zip(names, figures, strict=True)),
                keys=tuple(f.id for f in figures),
            )  # fmt: skip
        yield from _distance(passage, figures, run.end, end)


_MONEY = as_pattern(r"花钱|花费|用钱|资金|经费|金额|投入|支出|费用|到账|收入|产值")


# 满意度最高的是用人单位 behind how many of each kind were asked.
_RATE = as_pattern(r"(?:[率度比]|比例|比重)(?:最|[为是]$)|满意|评价")


def _is_of_another_kind(passage: Passage, said: re.Match[str]) -> bool:
    """报名最多的是甲类，花费最多的是乙类: who is first in money, or in a rate, is none of those compared by heads."""
    words = passage.plain[passage.clause_at(said.start())[0] : said.end()]
    return _MONEY.search(words) is not None or _RATE.search(words) is not None


def _value_of_the_first(passage: Passage, run: Run, end: int) -> Iterator[Remark]:
    """三年招生分别为 820 人、650 人和 730 人，以 2019 年的 820 人为最高: the figure named is the largest of them."""
    for said in passage.mentions_in(run.end, end):
        behind = _IS_FIRST.match(passage.plain, said.end)
        if behind is None or said.measure != run.figures[0].measure:
            continue
        if not _BY_VALUE.search(passage.plain[said.clause[0] : said.start]) or said.number.hedge is not Hedge.NONE:
            continue
        top = behind["which"] in "高多大"
        values = [figure.number.value for figure in run.figures]
        best = max(values) if top else min(values)
        right = run.figures[values.index(best)].raw.strip()
        yield Remark(
            f"extremes:{said.id}", "extremes", FAULT, (said.place, *(f.place for f in run.figures)),
            f"说「{said.raw.strip()}」最{behind['which']}，但所列的数里最{behind['which']}的是「{right}」",
            f"“{said.raw.strip()}” is said to be {'highest' if top else 'lowest'}, but of the figures given “{right}” is",
            severity="warning", holds=said.number.value == best, reported=said.raw.strip(), expected=right,
            formula=" / ".join(f.raw.strip() for f in run.figures), keys=(said.id, *(f.id for f in run.figures)),
        )  # fmt: skip


def _ranked(passage: Passage, start: int, end: int) -> Iterator[Relation]:
    """护理最多，为 820 人；其次是机电，为 650 人: who comes second has no more than who comes first."""
    mentions = [m for m in passage.mentions_in(start, end) if not m.is_loose and m.number.hedge is Hedge.NONE]
    for first, second in itertools.pairwise(mentions):
        lead = passage.plain[max(start, first.start - 24) : first.start]
        said = as_pattern(r"最(?P<which>[高低多少大小])[^。；\d]{0,14}$").search(lead)
        between = passage.plain[first.end : second.start]
        if said is None or first.measure != second.measure or not _SECOND.search(between) or len(between) > 24:
            continue
        top = said["which"] in "高多大"
        less, more = (second, first) if top else (first, second)
        reading = at_most([less.named_operand()], [more.named_operand()])
        yield relation(
            "extremes", [reading], cue="其次", severity="warning", place=passage.place(first.start, second.end)
        )


def _distance(passage: Passage, figures: Sequence[Mention], start: int, end: int) -> Iterator[Relation]:
    """…，毕业生最高，比最低的一项高出 2.8 个百分点: the largest less the smallest of the figures in turn."""
    for apart in passage.mentions_in(start, end):
        lead = passage.plain[apart.clause[0] : apart.start]
        words = passage.plain[start : apart.start]
        if not as_pattern(r"比最[低少高多][^，。；\d]{0,10}(?:高|低|多|少)出?\s*$").search(lead) or "最" not in words:
            continue
        if not _fits(apart, figures[0]):
            continue
        top = max(figures, key=lambda f: f.number.value)
        bottom = min(figures, key=lambda f: f.number.value)
        yield _difference(passage, apart, top, bottom, "最高与最低")
        return


def _apart(passage: Passage, start: int, end: int) -> Iterator[Relation]:
    mentions = [m for m in passage.mentions_in(start, end) if not m.is_loose]
    for high, low, apart in zip(mentions, mentions[1:], mentions[2:], strict=False):
        leads = [passage.plain[max(start, left) : m.start] for left, m in ((start, high), (high.end, low))]
        if _LOWEST.search(leads[0]) and _HIGHEST.search(leads[1]):
            high, low = low, high
        elif not (_HIGHEST.search(leads[0]) and _LOWEST.search(leads[1])):
            continue
        if (
            _APART.search(passage.plain[apart.clause[0] : apart.start])
            and _fits(apart, high)
            and low.measure == high.measure
        ):
            yield _difference(passage, apart, high, low, "相差")


def _fits(apart: Mention, figure: Mention) -> bool:
    if apart.number.hedge is not Hedge.NONE:
        return False
    points = apart.unit is not None and apart.unit.dimension == "share_difference"
    return points if figure.is_percent else apart.measure == figure.measure


def _difference(passage: Passage, apart: Mention, high: Mention, low: Mention, cue: str) -> Relation:
    operands = [m.named_operand() for m in (high, low)]
    claim = apart.operand(f"相差 {apart.raw.strip()}", trust=0.6)
    place = passage.place(min(high.start, low.start), apart.end)
    return relation("extremes", [difference_of(claim, *operands)], cue=cue, severity="warning", place=place)
