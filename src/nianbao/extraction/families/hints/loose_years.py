"""A year or class that the report has no reason to speak of there.

Cue: a sentence that tells this report's figures (2019年，全校招生…) under another year than the others; a year behind the report's own
that is not told as a plan; a class (2021届) beside the report's own told once; a year told once that is near the usual one. Why it should hold
in any report: an annual report is about its own twelve months, and what is older is compared, founded or remembered.
Guards: sentences that compare, found, issue, remember or plan; years and classes that the report often speaks of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from nianbao.extraction.claims import Hint, Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.report_moment import latest_month
from nianbao.facts.pattern import as_pattern

FAULT = "date"
_TITLE = "某区职业教育质量年度报告（2022年度）\n\n"
EXAMPLES = (
    Example("fail", f"{_TITLE}2022年，全区招生1066人。\n\n2021年，全区培训4120人次，比上年增加120人次。"),
    Example("fail", f"{_TITLE}全区2022届毕业生1066人。\n\n2021届毕业生升学率为61.20%。"),
    Example("fail", f"{_TITLE}学校为企业提供服务，2024年到款86.5万元。"),
    Example("silent", f"{_TITLE}2022年，全区招生1066人。\n\n2021年，全区培训4120人次，2022年培训4000人次。"),
    Example("silent", f"{_TITLE}学校将提供服务，2024年到款将达86.5万元。"),
)
_YEAR = as_pattern(r"(?<![\d.—–~～-])(?P<told>20[0-4]\d)\s*年(?!度?报告|级|代|制|版|[底末初]?\s*[—–~～至-])")
_OTHER = as_pattern(
    r"[比与较同和从自由跟及、]\s*$|截[至止]\s*$|相比于?\s*$|早在\s*$|始于\s*$|[（(《〔]\s*$|[于到至]\s*$|的\s*$|[—–~～-]\s*$"
)
_ONCE = as_pattern(
    r"成立|建[校成立于]|创[办建]|印发|出台|年起|年\s*\d{1,2}\s*月起|以来|入选|被|认定|获批|立项|更名|合并|启动|签[订署约]|考入|入学|入职|出生|颁布|评为|毕业于|回忆|当选|开始|开办|届|近[三两四五]年|首次|挂牌|进入|来到|分别"
)
_AHEAD = as_pattern(
    r"将|计划|拟|预计|力争|争取|目标|规划|下一步|到20|展望|继续|努力|打算|即将|有望|前完成|方案|明年|任务|行动|预算|至20|有效期|到期|竣工|未来|今后|建设期|为期|聘期"
)
_FIGURE = as_pattern(r"\d(?:[\d,.]*)\s*(?:[人名个所项门次万元亿届%台套册本间亩学课件]|平方米|百分点)")
_COMPARES = as_pattern(r"[比较]上一?年|同比|较去年|比去年|较上一?届|比上一?届")
_CLASS = as_pattern(r"(?<![\d—–至、和与-])(?P<told>20[0-4]\d)\s*届(?!\s*[、和与及—–至-])")
_CLASS_OTHER = as_pattern(r"[比与较同和跟及、]\s*(?:上年的?|去年的?)?\s*$|[上往前]一?届\s*[（(]?\s*$|[（(]$")
_SOMEBODY = as_pattern(
    r"专业[^。，]{0,4}20\d\d\s*届|20\d\d\s*届[^，。；]{0,14}(?:毕业生|学生|校友)(?:[\u4e00-\u9fff]{2,3})?[，、。]|现[为任就在]|他|她"
)
_HEADING = as_pattern(r"^\s*(?:附?表|图)\s*[\dA-Za-zⅠ-Ⅻ一二三四五六七八九十]")
_OFTEN, _RARE, _MOST = 4, 2, 3


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Years first, then classes."""
    period = manuscript.data_period
    if period is None:
        return
    told: list[tuple[int, Passage, re.Match[str]]] = [
        (int(match["told"]), passage, match)
        for passage in manuscript.passages[1:]
        if "20" in passage.plain
        for match in _YEAR.finditer(passage.plain)
    ]
    often = Counter(one for one, _, _ in told)
    found = sorted(_years(manuscript, told, often, period), key=lambda hint: -hint.weight)
    yield from found[:_MOST]
    classes = [
        (int(match["told"]), passage, match)
        for passage in manuscript.passages
        if "届" in passage.plain
        for match in _CLASS.finditer(passage.plain)
    ]
    yield from sorted(_classes(classes, period), key=lambda hint: -hint.weight)[:_MOST]


def _years(
    manuscript: Manuscript, told: list[tuple[int, Passage, re.Match[str]]], often: Counter[int], period: int
) -> Iterator[Hint]:
    moment = latest_month(manuscript)
    latest = max(moment[0] if moment is not None else period + 1, period)
    openings = Counter(one for one, passage, match in told if _opens(passage, match))
    own = max(openings, key=lambda one: (openings[one], one), default=period)
    if abs(own - period) > 1:
        own = period
    for year, passage, match in told:
        start, end = passage.full_sentence_at(match.start())
        sentence = passage.plain[start:end]
        clause, stop = passage.clause_at(match.start())
        stop = passage.clause_at(stop + 1)[1] if stop + 1 < end else stop
        if year > latest:
            if not _AHEAD.search(sentence) and not _AHEAD.search(passage.plain[max(0, start - 40) : start]):
                yield _hint(passage, match, "比报告的年度晚，此处却不像是计划", 0.4)
            continue
        if _HEADING.match(passage.plain) or passage.kind in ("caption", "heading", "title"):
            continue
        if (
            year == own
            or not own - 3 <= year <= own + 1
            or _OTHER.search(passage.plain[max(0, match.start() - 4) : match.start()])
        ):
            continue
        if str(own) in sentence or _ONCE.search(passage.plain[clause:stop]) or _AHEAD.search(sentence):
            continue
        figures = _FIGURE.search(sentence) is not None
        compared = _COMPARES.search(sentence) is not None
        month = re.match(r"\s*\d{1,2}\s*月", passage.plain[match.end() :]) is not None
        if (
            figures
            and _opens(passage, match)
            and not month
            and (openings[year] <= _RARE or openings[year] * 3 <= openings[own])
        ):
            elsewhere = str(own) in passage.plain
            yield _hint(
                passage,
                match,
                f"此处所说的像是本年度的情况，别处多写 {own} 年",
                0.35 if compared else 0.15 if elsewhere else 0.25,
            )
        elif (
            figures
            and not month
            and (often[year] <= _RARE or often[year] * 4 <= often[own])
            and passage.plain[match.start() - 1 : match.start()] in "，,；"
        ):
            yield _hint(passage, match, f"此处所说的像是本年度的情况，别处多写 {own} 年", 0.2)
        elif not month and _opens(passage, match) and often[year] * 4 <= often[own] and str(own) not in passage.plain:
            yield _hint(passage, match, f"别处多写 {own} 年", 0.15)
        elif figures and compared and not month and openings[year] <= _RARE:
            yield _hint(passage, match, f"此处与上年相比，而报告讲的是 {own} 年", 0.25)
        elif (
            often[year] == 1
            and often[own] >= _OFTEN
            and not month
            and abs(year - own) <= 3
            and _HEADING.match(passage.plain) is None
        ):
            yield _hint(passage, match, f"这一年全文只提到这一次，别处多写 {own} 年", 0.12)


def _opens(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a sentence begins with the year."""
    return (
        re.search(
            r"(?:^|[。；\n：])\s*(?:[^，。；]{0,6}[，,]\s*)?$",
            passage.plain[max(0, match.start() - 12) : match.start()],
        )
        is not None
    )


def _classes(told: list[tuple[int, Passage, re.Match[str]]], period: int) -> Iterator[Hint]:
    often = Counter(one for one, _, _ in told)
    near = {one: count for one, count in often.items() if abs(one - period) <= 1}
    own = max(near, key=lambda one: (near[one], one == period, one), default=period)
    for one, passage, match in told:
        if one == own and not (one > period and often[one] == 1):
            continue
        before = passage.plain[max(0, match.start() - 8) : match.start()]
        sentence = passage.plain[slice(*passage.full_sentence_at(match.start()))]
        if abs(one - own) > 2 or often[one] > _RARE or _CLASS_OTHER.search(before):
            continue
        if one > period:
            yield _hint(passage, match, "比报告的年度晚", 0.4)
        elif _HEADING.match(passage.plain) and len(passage.plain) < 60:
            yield _hint(passage, match, f"别处多写 {own} 届", 0.3)
        elif _SOMEBODY.search(sentence):
            continue
        elif _FIGURE.search(sentence) and not re.search(rf"{own}\s*届", sentence):
            yield _hint(passage, match, f"别处多写 {own} 届", 0.3 if often[own] > often[one] else 0.2)
        elif often[one] == 1:
            yield _hint(passage, match, f"别处多写 {own} 届", 0.15)


def _hint(passage: Passage, match: re.Match[str], why: str, weight: float) -> Hint:
    place = passage.place(match.start(), match.end())
    return Hint(
        Remark(
            f"loose-years:{passage.id}:{match.start()}", "loose-years", FAULT, (place,), f"此处写「{place.text}」，{why}，请核对年份",
            f"“{place.text}” stands here against the other years of the report: please check", severity="info", reported=place.text,
            formula=place.text,
        ),
        weight,
    )  # fmt: skip
