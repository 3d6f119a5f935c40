"""A total told for so many years is the sum of those years.

Cue: 近三年共录取 126 人，2020 年 38 人、2021 年 42 人、2022 年 46 人; 五届累计毕业 n 人: and each of the five. Why it should hold in any report: as
many years are listed as the total is told of, so nothing is left out. Guards: one sentence and one measure; what stands between a
year and its figure must have been named with the total; changes, means, goals and hedged figures are left alone. Where the years
stand in a table close by, the row or column of all or the one that is named must make the total, or miss it by one slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import relation, sum_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.sum_slips import one_slip
from nianbao.extraction.tables.column_names import core_of
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.extraction.told.dated_runs import DatedRun, dated_runs
from nianbao.extraction.wording import CHANGE_HEAD, QUOTIENT
from nianbao.facts.numeral import read_numeral
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "sum"
_TABLE = "项目\t2020年\t2021年\t2022年\n人员经费\t512\t560\t604\n公用经费\t318\t335\t352\n合计\t830\t895\t956\n"
EXAMPLES = (
    Example("fail", "近三年共录取126人，2020年38人、2021年42人、2022年66人。"),
    Example("fail", "三年累计资助960人次：2020年300人次、2021年310人次、2022年390人次。"),
    Example("pass", "近三年共录取126人，2020年38人、2021年42人、2022年46人。"),
    Example("fail", f"{_TABLE}\n三年投入稳定增长，三年累计2861万元。"),
    Example("pass", f"{_TABLE}\n三年投入稳定增长，三年累计2681万元。"),
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
_NEAR, _NAME = 6, 2  # blocks between a total and the table of its years; letters of a name
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
            else:
                yield from _in_table(manuscript, passage, total, cue, count)


def _in_table(
    manuscript: Manuscript, passage: Passage, total: Mention, cue: re.Match[str], count: int
) -> Iterator[Relation]:
    """三年累计 2681 万元 beside a table of three years: the row of all, or the row that the sentence names."""
    at = manuscript.positions.get(passage.id)
    start, _ = passage.full_sentence_at(total.start)
    words = compact(passage.plain[start : total.start])
    found: list[tuple[bool, bool, Relation]] = []
    for sheet in manuscript.sheets:
        place = manuscript.positions.get(sheet.id)
        if at is None or place is None or abs(place - at) > _NEAR:
            continue
        for name, is_all, figures in _series(sheet, count):
            if not is_all and (len(name) < _NAME or name not in words):
                continue
            added = sum((figure.value for figure in figures), start=Decimal(0))
            scale = total.number.scale if figures[0].number.unit is None else Decimal(1)
            agrees = added * scale == total.number.value
            if not agrees and not one_slip(total.number.digits, added * scale / total.number.scale):
                continue
            operands = [figure.operand_like(total.number) for figure in figures]
            whole = total.operand(f"{total.name[-12:]} {total.raw.strip()}", trust=0.8)
            made = relation("yearly-sums", [sum_of(whole, operands)], cue=cue[0], severity="warning", place=total.place)
            found.append((agrees, is_all, made))
    found.sort(key=lambda each: (not each[0], each[1]))
    if found:
        yield found[0][2]


def _series(sheet: Sheet, count: int) -> Iterator[tuple[str, bool, list[Figure]]]:
    """Rows under just so many years that follow one another, and columns beside them."""
    columns = [(sheet.period(sheet.first_data_row, c), c) for c in sheet.numeric_columns]
    dated = [(period, c) for period, c in columns if period is not None and not CHANGE_HEAD.search(sheet.head(c))]
    if _follow([period for period, _ in dated], count):
        for row in sheet.data_rows:
            figures = [f for _, c in dated if (f := sheet.figure(row, c)) is not None and not f.is_percent]
            if len(figures) == count and not QUOTIENT.search(sheet.row_label(row)):
                only = len(sheet.data_rows) == 1
                yield core_of(sheet.row_label(row)), sheet.is_total_row(row) or only, figures
    rows = (
        [(sheet.period(row, sheet.numeric_columns[0]), row) for row in sheet.data_rows] if sheet.numeric_columns else []
    )
    periods = [(period, row) for period, row in rows if period is not None]
    if _follow([period for period, _ in periods], count):
        for column in sheet.numeric_columns:
            figures = [f for _, row in periods if (f := sheet.figure(row, column)) is not None and not f.is_percent]
            if len(figures) == count and not QUOTIENT.search("".join(sheet.column_path(column))):
                yield core_of(sheet.head(column)), len(sheet.numeric_columns) == 1, figures


def _follow(periods: list[int], count: int) -> bool:
    """So many years, one after another, each once.

    >>> _follow([2020, 2021, 2022], 3), _follow([2022, 2021], 2), _follow([2020, 2022], 2)
    (True, True, False)
    """
    return len(periods) == count and sorted(periods) == list(range(min(periods), min(periods) + count))


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
