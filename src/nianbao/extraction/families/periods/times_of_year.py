"""A month lies in the part of the year that it is told of.

Cue: 上半年, 第三季度, 暑假, 寒假, 春季学期, 秋季学期 right beside a month (寒假期间（7 月）, 2022 年 4 月暑期实践, 上半年的 9 月). Why it should hold in any
report: halves and quarters are given by the calendar, and schools keep their holidays and terms in the same months. Guards: the
month and the word stand side by side with nothing but 期间, 的, 于 and brackets between; a month on either side of a holiday or a term
is allowed; preparations and enrolments for a term may come before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern

FAULT = "date"
EXAMPLES = (
    Example("fail", "寒假期间（7月18日至20日），班主任参加了线上研修。"),
    Example("fail", "2022年上半年的9月，学校举办技能节。"),
    Example("fail", "2022年4月暑假期间，教师赴企业实践。"),
    Example("pass", "暑假期间（7月18日至20日），班主任参加了线上研修。"),
    Example("silent", "寒假期间，学校布置任务，7月完成验收。"),
    Example("silent", "2022年8月，秋季学期招生工作启动。"),
)
_MONTHS = {
    "上半年": range(1, 8), "下半年": range(6, 13), "一季度": range(1, 5), "二季度": range(3, 8), "三季度": range(6, 11), "四季度": range(9, 13),
    "暑假": range(6, 10), "暑期": range(6, 10), "寒假": (12, 1, 2, 3), "春季学期": range(1, 9), "秋季学期": (7, 8, 9, 10, 11, 12, 1, 2),
    "春季开学": range(2, 7), "秋季开学": range(8, 11),
}  # fmt: skip
_PART = rf"(?P<part>{'|'.join(_MONTHS)})"
_PART_FIRST = as_pattern(
    rf"{_PART}(?:期间|中|里)?\s*(?:[（(]|[，,]?(?:的|于|在|即|从|自)+)?\s*(?:(?:19|20)\d{{2}}\s*年\s*)?(?P<month>\d{{1,2}})\s*(?:月(?!工资|薪|均)|日?[-—–~～至](?P<until>\d{{1,2}})\s*月)"
)
_MONTH_FIRST = as_pattern(
    rf"(?<!\d)(?P<month>\d{{1,2}})\s*月(?:\s*\d{{1,2}}\s*日)?\s*[（(]?\s*的?{_PART}(?:期间|开学|中|[）)])"
)
_TERM = as_pattern(
    r"(?<!\d)(?P<first>20\d{2})\s*年?\s*[-—–~～至/]+\s*(?P<second>(?:20)?\d{2})\s*学年度?[（(]?第(?P<nth>[一二])学期[）)]?(?:期间|中)?\s*[（(，,]?\s*(?:自|从|即|为)?\s*(?P<told>20\d{2})\s*年\s*(?P<month>\d{1,2})\s*月"
)
_AHEAD = as_pattern(r"计划|准备|招生|将|预|拟|(?<!学)前|起至|到|部署|筹备|以来|方案|通知|截[至止]")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Months beside parts of the year, passage by passage."""
    for passage in manuscript.prose_with("半年", "季度", "暑", "寒假", "学期", "开学"):
        if "月" not in passage.plain:
            continue
        for pattern in (_PART_FIRST, _MONTH_FIRST):
            for match in pattern.finditer(passage.plain):
                yield from _judged(passage, match)
        for match in _TERM.finditer(passage.plain) if "学年" in passage.plain else ():
            yield _of_term(passage, match)


def _judged(passage: Passage, match: re.Match[str]) -> Iterator[Remark]:
    month, part = int(match["month"]), match["part"]
    start, _ = passage.clause_at(match.start())
    if not 1 <= month <= 12 or _AHEAD.search(passage.plain, start, match.end() + 8):
        return
    holds = month in _MONTHS[part]
    place = passage.place(match.start(), match.end())
    yield Remark(
        f"times-of-year:{passage.id}:{match.start()}", "times-of-year", FAULT, (place,),
        f"{month} 月不在{part}，请核对「{place.text}」" if not holds else f"「{place.text}」成立",
        f"month {month} does not lie in that part of the year" if not holds else "the month lies in that part of the year",
        severity="warning", holds=holds, reported=place.text, formula=f"{part} / {month}月",
    )  # fmt: skip


def _of_term(passage: Passage, match: re.Match[str]) -> Remark:
    """2021—2022 学年第二学期（2022 年 2 月 …）: the first term begins in the autumn of the first year, the second ends in the next summer."""
    first, moment = int(match["first"]), (int(match["told"]), int(match["month"]))
    begins, ends = ((first, 7), (first + 1, 2)) if match["nth"] == "一" else ((first + 1, 1), (first + 1, 8))
    holds = begins <= moment <= ends
    place = passage.place(match.start("told"), match.end())
    whole = passage.place(match.start(), match.end())
    return Remark(
        f"times-of-year:{passage.id}:{match.start()}:term", "times-of-year", FAULT, (place,),
        f"「{place.text}」不在那个学期里，请核对「{whole.text}」" if not holds else f"「{place.text}」成立",
        "the month does not lie in that term" if not holds else "the month lies in that term",
        severity="warning", holds=holds, reported=place.text, formula=whole.text,
    )  # fmt: skip
