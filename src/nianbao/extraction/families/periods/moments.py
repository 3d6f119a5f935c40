"""What is told as past was over when the report was written, and what is awaited was not.

Cue: a month told as past; 预计, 拟 and 将于 before a date; 2024 届 … 截至; 2016 届 … 五年后; 2025 级 with its students; 谋划 beside a five-year
plan; the month on the cover. Why it should hold in any report: a report for one period is written in the months behind it, a class
leaves in the summer of its year and enters in the autumn of its year. Guards: a school year that runs into the next
moves the limit; plans, goals, contracts and second ends of spans may lie ahead; where many dates lie behind
the limit the limit was wrong; 原计划 and 曾 tell of what was awaited once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nianbao.extraction.claims import Remark
from nianbao.extraction.dates.report_moment import latest_month, signature_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.kept import kept_for_each
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern

FAULT = "date"
_TITLE = "学校质量年度报告（2022年度）\n\n一、基本情况\n\n"
EXAMPLES = (
    Example("fail", _TITLE + "教师数据截止到2023年10月31日，经费数据为2022自然年数据。"),
    Example("fail", _TITLE + "2023年11月，学校与四家企业签约，共建实训基地。"),
    Example("fail", _TITLE + "剩余2条问题正在整改，预计2021年上半年完成。"),
    Example("fail", _TITLE + "2022届毕业生812人，截至2021年8月31日，落实去向796人。"),
    Example("fail", _TITLE + "跟踪调查显示，2020届毕业生129人，五年后仍在岗的112人。"),
    Example("fail", _TITLE + "2024级新生1180人，报到率98.0%。"),
    Example("pass", _TITLE + "2022届毕业生812人，截至2022年8月31日，落实去向796人。"),
    Example("silent", _TITLE + "2022年11月，学校与四家企业签约，共建实训基地。"),
    Example("silent", _TITLE + "新校区将于2024年9月启用。"),
    Example("silent", _TITLE + "协议期为2022年9月至2025年8月。"),
)
_MONTH = as_pattern(r"(?<!\d)(?P<told>20\d{2})\s*年\s*(?P<month>\d{1,2})\s*月(?:\s*\d{1,2}\s*[日号])?")
AHEAD = as_pattern(
    r"目标|规划|(?<!招生)(?<!教学)计划|将|展望|远景|力争|未来|下一步|下一?年|下学[年期]|明年|预计|拟|有效期|周期|期限|建设期|签订|合同|协议|远期|方案|意见|纲要|试点|任期|聘期|前(?:全部|全面|基本|陆续)?(?:完成|建成|到位|投用|投入|整改|竣工)|届满|到期|争取|待|不迟于|预期|有望|准备|打算|安排在|定于|即将"
)
_SECOND_END = as_pattern(r"(?<!截)(?<!截[至止])(?:至|到|[-—–~～])\s*(?:20\d{2}\s*年)?\s*$")
_FORECAST = as_pattern(
    r"(?P<word>预计|预期|拟于?|将于|将在|有望|力争|争取|计划(?:于|在|到)?|定于)(?P<gap>[^，。；：\d《》“”]{0,6}?)(?:到|于|在)?\s*(?P<told>20\d{2})\s*年(?P<part>\s*\d{1,2}\s*月|上半年|年?[底末]|下半年|[春秋]季)?"
)
_ONCE = as_pattern(
    r"原|曾|当[时年初]|此前|已经?|去年|上年|最初|提出|要求|《|规划|纲要|意见|招生计划|按计划|如期|提前|按照"
)
_CLASS_LATER = as_pattern(
    r"(?P<told>20\d{2})\s*届(?P<words>[^。；！？\n]{0,40}?)(?:毕业|离校|就业|工作)?(?P<count>[一二两三四五六七八十]|\d{1,2})\s*年(?P<tail>[内后]|以后|之后|来|以来)"
)
_CLASS_BY = as_pattern(
    r"(?P<class>20\d{2})\s*届[^。；！？\n届]{0,36}?截[至止]到?\s*(?P<told>20\d{2})\s*年\s*(?P<month>\d{1,2})\s*月(?:\s*\d{1,2}\s*[日号])?"
)
_PLANNING = as_pattern(
    r"(?P<cue>谋划|即将|展望|迎接|面向|将(?:认真|科学|着力|积极)?(?:编制|制定|谋划)|启动[^，。“]{0,4}编制|着手编制)(?:好|了)?[^，。；“”\d]{0,8}?[“\"]十(?P<plan>[一二三四五六])五[”\"]"
)
_TENTH_PLAN = 2001  # the first twelvemonth of 十五; each plan takes five
_COHORT = as_pattern(r"(?<!\d)(?P<told>20\d{2})\s*级(?!别)")
_PLANNED_COHORT = as_pattern(r"计划|培养方案|教学标准|起|将|拟|预计|修订|课程标准|大纲")
_FEW = 2  # so many dates behind the limit are slips; more of them show that the limit was misjudged


class _Late(NamedTuple):
    passage: Passage
    start: int
    end: int
    zh: str
    en: str


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Dates that lie too late, then forecasts, classes and the month of signing."""
    latest = latest_month(manuscript)
    if latest is None:
        return
    late: list[_Late] = []
    for passage in manuscript.prose():
        if "20" not in passage.plain:
            continue
        late.extend(_late_months(passage, latest))
        late.extend(_late_cohorts(passage, latest))
        yield from _forecasts(manuscript, passage)
        yield from _classes(passage, latest)
    for passage in manuscript.passages:
        if "五" in passage.plain:
            yield from _plans(manuscript, passage)
    signed = _signed_too_early(manuscript)
    if signed is not None:
        yield signed
    elif len(late) <= _FEW:
        for found in late:
            yield _remark(found.passage, found.start, found.end, False, found.zh, found.en)


def _remark(
    passage: Passage, start: int, end: int, holds: bool, zh: str = "", en: str = "", family: str = "moments"
) -> Remark:
    place = passage.place(start, end)
    return Remark(
        f"{family}:{passage.id}:{start}", "moments", FAULT, (place,), zh or f"「{place.text}」与报告的时间相符", en or "the time fits the report's",
        severity="warning", holds=holds, reported=place.text, formula=place.text,
    )  # fmt: skip


def _late_months(passage: Passage, latest: tuple[int, int]) -> Iterator[_Late]:
    for match in _MONTH.finditer(passage.plain):
        told, month = int(match["told"]), int(match["month"])
        if (told, month) <= latest or month > 12 or told > latest[0] + 2:
            continue
        start, end = passage.full_sentence_at(match.start())
        if AHEAD.search(passage.plain, start, end) or _SECOND_END.search(passage.plain[start : match.start()]):
            continue
        yield _Late(
            passage, match.start(), match.end(),
            f"「{match[0]}」在报告写成之后（按题名、学年或落款，最晚到 {latest[0]} 年 {latest[1]} 月），却当作已经发生来写，请核对年份",
            f"“{match[0]}” is later than the report itself ({latest[0]}-{latest[1]:02d}), yet it is told as past",
        )  # fmt: skip


def _late_cohorts(passage: Passage, latest: tuple[int, int]) -> Iterator[_Late]:
    for match in _COHORT.finditer(passage.plain):
        told = int(match["told"])
        start, end = passage.sentence_at(match.start())
        if (told, 8) <= latest or told > latest[0] + 2 or _PLANNED_COHORT.search(passage.plain, start, end):
            continue
        yield _Late(
            passage, match.start(), match.end(),
            f"{told} 级学生 {told} 年秋季才入学，报告写成时还没有，请核对年份", f"the students of {told} had not entered when the report was written",
        )  # fmt: skip


def _forecasts(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    """预计 2022 年上半年完成, in the report for 2023."""
    period = manuscript.title_period
    if period is None or not _FORECAST.search(passage.plain):
        return
    signed = signature_of(manuscript)
    begins = (_spoken_of(manuscript, period), 1)
    if signed is not None and period <= signed.month[0] <= period + 1:
        begins = signed.month
    for match in _FORECAST.finditer(passage.plain):
        begin, _ = passage.clause_at(match.start())
        words = passage.plain[begin : match.end() + 8]
        if _ONCE.search(words) or passage.kind == "heading":
            continue
        told = int(match["told"])
        holds = (told, _last_month(match["part"] or "")) >= begins
        yield _remark(
            passage, match.start(), match.end(), holds,
            f"「{match[0]}」说的是将来，而报告写的已是 {begins[0]} 年 {begins[1]} 月及以后的事，请核对年份" if not holds else "",
            f"“{match[0]}” is told as still to come, yet the report tells of {begins[0]}-{begins[1]:02d} and later" if not holds else "",
            "moments:awaited",
        )  # fmt: skip


def _last_month(part: str) -> int:
    """The last month of a part of a year.

    >>> _last_month("上半年"), _last_month("9月"), _last_month("底")
    (6, 9, 12)
    """
    if found := as_pattern(r"\d+").search(part):
        return int(found[0])
    return 6 if part == "上半年" or part.startswith("春") else 12


@kept_for_each
def _spoken_of(manuscript: Manuscript, period: int) -> int:
    """The period whose doings the text tells: the title's, or the one before where a text says little of the title's."""
    counted = {
        p: sum(len(re.findall(rf"{p}\s*年", x.plain)) for x in manuscript.passages) for p in (period - 1, period)
    }
    return period if counted[period] >= counted[period - 1] else period - 1


def _classes(passage: Passage, latest: tuple[int, int]) -> Iterator[Remark]:
    if "届" not in passage.plain:
        return
    for match in _CLASS_LATER.finditer(passage.plain):
        told = int(match["told"])
        count = read_whole(match["count"]) or 0
        between = match["words"]
        if as_pattern(r"\d{4}|近$|前$|过去$|最近$|学制|将|计划|连续$").search(between) or not 0 < count <= 10:
            continue
        if match["tail"] == "来" or AHEAD.search(passage.plain, *passage.sentence_at(match.start())):
            continue
        # 毕业三年内 may be told before the three are over, 三年后 may not.
        holds = told + count <= latest[0]
        yield _remark(
            passage, match.start("told"), match.start("words"), holds,
            f"{told} 届毕业生的「{match['count']}年{match['tail']}」要到 {told + count} 年，报告写成时还没有到，请核对届别" if not holds else "",
            f"{count} years after the class of {told} left were not over when the report was written" if not holds else "",
            "moments:class",
        )  # fmt: skip
    for match in _CLASS_BY.finditer(passage.plain):
        left, by = int(match["class"]), (int(match["told"]), int(match["month"]))
        holds = (left, 3) <= by <= (left + 5, 12)
        yield _remark(
            passage, match.start("told"), match.end(), holds,
            f"{left} 届学生 {left} 年夏天才毕业，「截至{by[0]}年{by[1]}月」还谈不上去向，请核对年份" if not holds else "",
            f"the class of {left} leaves in the summer of {left}, not before {by[0]}-{by[1]:02d}" if not holds else "",
            "moments:by",
        )  # fmt: skip


def _plans(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    """谋划“十三五” in a report of 2021."""
    period = manuscript.title_period
    for match in _PLANNING.finditer(passage.plain) if period is not None else ():
        begins = _TENTH_PLAN + 5 * "一二三四五六".index(match["plan"]) + 5
        holds = begins + 4 > (period or 0)
        yield _remark(
            passage, match.start(), match.end(), holds,
            f"「十{match['plan']}五」到 {begins + 4} 年已经结束，{period} 年度的报告不会再「{match['cue']}」它，请核对" if not holds else "",
            f"that plan was over in {begins + 4}" if not holds else "", "moments:planning",
        )  # fmt: skip


def _signed_too_early(manuscript: Manuscript) -> Remark | None:
    """The month on the cover lies before months that the text tells of as past."""
    signed = signature_of(manuscript)
    period = manuscript.title_period
    if signed is None or period is None or not period - 1 <= signed.month[0] <= period + 1:
        return None
    behind = [
        (passage, match)
        for passage in manuscript.prose()
        if passage is not signed.passage
        for match in _MONTH.finditer(passage.plain)
        if signed.month < (int(match["told"]), int(match["month"])) <= (signed.month[0] + 1, 12)
        and not AHEAD.search(passage.plain, *passage.full_sentence_at(match.start()))
        and not _SECOND_END.search(passage.plain[: match.start()])
    ]
    told = len({match[0] for _, match in behind})
    early = signed.month < (period, _EARLY) and _speaks_of_the_whole(manuscript, period)
    if told <= _FEW and not (early and _spoken_of(manuscript, period) == period):
        return None
    place = signed.passage.place(signed.start, signed.end)
    return Remark(
        "moments:signed", "moments", FAULT, (place, *(p.place(m.start(), m.end()) for p, m in behind[:3])),
        f"落款「{place.text}」早于正文写到的事，请核对年份", f"the report is dated {place.text}, before what it tells of",
        severity="warning", reported=place.text, formula=f"{signed.month[0]}年{signed.month[1]}月",
    )  # fmt: skip


_EARLY = 5
_MANY = 3


def _speaks_of_the_whole(manuscript: Manuscript, period: int) -> bool:
    """True where the text tells of the title's period, with figures, far more often than of the one before."""
    counted = {
        p: sum(
            1
            for passage in manuscript.prose()
            for match in re.finditer(rf"{p}\s*年(?!级|以前|底前)", passage.plain)
            if not AHEAD.search(passage.plain, *passage.full_sentence_at(match.start()))
        )
        for p in (period - 1, period)
    }
    return counted[period] >= _MANY and counted[period] > 2 * counted[period - 1]
