"""Dates exist, lie in a time that the report can know, and plans bear names that there are.

Cue: a date, a period of twelve months or the name of a five-year plan. Why it should hold in any
report: month and day are given by the calendar, a report for one period cannot tell of a later one
as past, and five-year plans are counted 十一五, 十二五, 十三五, 十四五, 十五五. Guards: the twelvemonth after
the report's is allowed, further ones only in sentences about plans and goals; founding dates may
lie far back; two dates are compared only where 至 or - joins them.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.dates.report_moment import latest_month
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern

FAULT = "date"
EXAMPLES = (
    Example("fail", "学校质量年度报告（2022）\n\n一、基本情况\n\n2022年2月30日召开大会，部署全年的工作任务。"),
    Example("fail", "学校质量年度报告（2022）\n\n一、基本情况\n\n学校积极谋划“十三四”期间教师培训规划，提升质量。"),
    Example("fail", "学校质量年度报告（2022）\n\n一、基本情况\n\n2028年学校共招生300人，完成了招生计划。"),
    Example("fail", "学校质量年度报告（2022）\n\n一、基本情况\n\n学校2027年被评为省级示范校，2020年迁入新址。"),
    Example("fail", "学校质量年度报告（2022）\n\n一、案例\n\n2018级机电专业学生小王，2012年毕业后进入一家企业。"),
    Example(
        "pass",
        "学校质量年度报告（2022）\n\n一、基本情况\n\n学校始建于1983年，2022年11月28日召开大会，谋划“十四五”规划。",
    ),
    Example(
        "silent", "学校质量年度报告（2022）\n\n一、基本情况\n\n到2035年，基本建成现代职业教育体系，这是我们的目标。"
    ),
)
DATE = as_pattern(
    r"(?P<period>(?:1(?<!\d1)9|2(?<!\d2)0)\d{2})\s*年\s*(?:(?P<month>\d{1,2})\s*月\s*(?:(?P<day>\d{1,2})\s*[日号])?)?"
)
# Years that neither history nor any plan reaches: two digits changed places.
FAR = as_pattern(
    r"[12](?<![\d.].)(?:(?<=2)(?:[1-9]\d{2}|0[6-9]\d)|(?<=1)[0-7]\d{2})\s*年(?=[，。、；）)至底初末度]|\d{1,2}月)"
)
MONTH_DAY = as_pattern(r"(?P<month>\d(?<![\d年].)(?<!年 .)\d?)\s*月\s*(?P<day>\d{1,2})\s*[日号]")
SPAN = as_pattern(
    r"(?P<first>(?:19|20)\d{2})\s*(?:年)?\s*(?:[-—–~～至到]+|/(?=\d{4}\s*学年))\s*(?P<second>(?:19|20)\d{2})\s*(?:年|学年)"
)
PLAN = as_pattern(
    r"[“\"‘]?(?P<tens>十)(?P<middle>[一二三四五六七八九])(?P<last>[一二三四五六七八九])[”\"’]?(?=\s*(?:期间|时期|规划|计划|收官|开局|以来|末|初|教育|发展|建设|职业))|[“\"‘](?P<bare>十[一二三四五六七八九][一二三四五六七八九])[”\"’]"
)
_FUTURE = as_pattern(
    r"到20|目标|规划|(?<!招生)(?<!教学)计划|将|展望|远景|力争|未来|下一步|预计|拟|(?<!截)至20|有效期|周期|期限|建设期|截止|签订|合同|协议|远期|方案|意见|纲要|试点|届|筹办|筹备|申办|奥运|世博|亚运|冬奥|大运会|有权|则自|[如若][不未]"
)


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Dates in reading order."""
    yield from _title(manuscript)
    for passage in manuscript.passages:
        if passage.kind == "caption":
            continue
        # What a date contradicts is said before the date is found to be one.
        yield from _cohorts(passage)
        yield from _dates(manuscript, passage)
        yield from _plans(passage)


def _remark(
    passage: Passage,
    start: int,
    end: int,
    holds: bool,
    zh: str = "",
    en: str = "",
    expected: str = "",
    severity: str = "error",
) -> Remark:
    place = passage.place(start, end)
    return Remark(
        f"dates:{passage.id}:{start}", "dates", FAULT, (place,), zh or f"日期「{place.text}」成立", en or "the date can be",
        severity=severity, holds=holds, reported=place.text, expected=expected, suggestion="" if holds else expected, formula=place.text, is_plain=True,
    )  # fmt: skip


_SIGNED = as_pattern(r"^\s*(?P<period>20\d{2})\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?\s*$")


def _title(manuscript: Manuscript) -> Iterator[Remark]:
    """The period in the title against the period that the text speaks of and the day of signing."""
    period = manuscript.title_period
    if period is None:
        return
    title = next(p for p in manuscript.passages if str(period) in p.plain or manuscript.title_period)
    title = next((p for p in manuscript.passages[:12] if str(period) in p.plain), title)
    start = max(0, title.plain.find(str(period)))
    place = title.place(start, start + 4)
    counted: dict[int, int] = {}
    for passage in manuscript.passages:
        for match in DATE.finditer(passage.plain):
            counted[int(match["period"])] = counted.get(int(match["period"]), 0) + 1
    near = counted.get(period, 0) + counted.get(period - 1, 0)
    signed = [(p, m) for p in manuscript.passages[-3:] if (m := _SIGNED.match(p.plain))]
    late = next(((p, m) for p, m in signed if not period - 1 <= int(m["period"]) <= period + 1), None)
    if late is not None:
        passage, match = late
        day = passage.place(match.start("period"), match.end())
        yield Remark(
            "dates:title:signed", "dates", "label", (day, place), f"题名是 {period} 年度，落款却是「{day.text}」", f"the title names {period}, the report is dated {day.text}",
            severity="warning", reported=day.text, formula=f"{period} ≠ {match['period']}",
        )  # fmt: skip
    elif near:
        places = (place, *(p.place(m.start("period"), m.end()) for p, m in signed))
        yield Remark(
            "dates:title",
            "dates",
            "label",
            places,
            "题名年份与正文一致",
            "the title's period is the text's",
            holds=True,
            formula=f"{period}",
        )


def _dates(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    report = manuscript.title_period or _told_period(manuscript)
    for match in DATE.finditer(passage.plain):
        period, month, day = int(match["period"]), match["month"], match["day"]
        if wrong := _calendar_fault(period, month, day):
            yield _remark(passage, match.start(), match.end(), False, wrong[0], wrong[1])
            continue
        start, end = passage.sentence_at(match.start())
        sentence = passage.plain[start:end]
        if report is not None and report + 2 < period and _is_slip(period, report) and not _FUTURE.search(sentence):
            yield _remark(
                passage, match.start(), match.end(), False,
                f"「{match[0].strip()}」晚于报告年度（{report}年），此处又不是在写规划或目标，请核对年份",
                f"{match[0].strip()} is later than the report's period {report}, and the sentence speaks of no plan",
                severity="warning",
            )  # fmt: skip
            continue
        if (told := _bestowed(manuscript, passage, match, report)) is not None:
            yield told
            continue
        if passage.kind != "heading" or period:
            yield _remark(passage, match.start(), match.end(), True)
    for match in FAR.finditer(passage.plain):
        if int(match[0][:4]) < _OLDEST and not _is_modern(manuscript, int(match[0][:4])):
            continue
        yield _remark(
            passage, match.start(), match.end(), False, f"「{match[0].strip()}」不是报告可能谈到的年份，请核对数字",
            f"“{match[0].strip()}” is not a year that a report can speak of: check the digits", severity="warning",
        )  # fmt: skip
    for match in MONTH_DAY.finditer(passage.plain) if "月" in passage.plain else ():
        if wrong := _calendar_fault(report or 2020, match["month"], match["day"]):
            yield _remark(passage, match.start(), match.end(), False, wrong[0], wrong[1])
    for match in SPAN.finditer(passage.plain):
        first, second = int(match["first"]), int(match["second"])
        if second < first:
            yield _remark(
                passage,
                match.start(),
                match.end(),
                False,
                f"起止年份颠倒：「{match[0]}」",
                f"the span runs backwards: {match[0]}",
            )
        elif "学年" in match[0] and second != first + 1 and passage.plain[match.end() : match.end() + 1] != "至":
            yield _remark(
                passage, match.start(), match.end(), False,
                f"一个学年跨相邻两年，「{match[0]}」跨了 {second - first} 年", f"a school year spans two neighbouring years, not {match[0]}",
                severity="warning",
            )  # fmt: skip


_OLDEST = 1840
_OFTEN, _MOSTLY = 5, 4  # times that a period is named, and out of how many years that are named one lies near it
_ANY_YEAR = as_pattern(r"(?<![\d.])(?P<period>1\d{3}|20\d{2})\s*年")


@kept
def _years_told(manuscript: Manuscript) -> Counter[int]:
    """How often each year is named in the whole text."""
    return Counter(
        int(match["period"]) for passage in manuscript.passages for match in _ANY_YEAR.finditer(passage.plain)
    )


def _told_period(manuscript: Manuscript) -> int | None:
    """What a text without a dated title is about: the latest year that it names again and again.

    A history or a biography names many years and is about none of them.
    """
    told = _years_told(manuscript)
    often = [period for period, times in told.items() if times >= _OFTEN]
    if not often:
        return None
    latest = max(often)
    if len({period for period in told if period > latest + 2 and period not in _MILESTONES}) > 1:
        # One late year is a slip, several are what the text goes on to.
        return None
    near = sum(times for period, times in told.items() if latest - 2 <= period <= latest + 1)
    return latest if near * _MOSTLY >= sum(told.values()) * (_MOSTLY - 1) else None


def _is_modern(manuscript: Manuscript, period: int) -> bool:
    """True where an old year is a slip: the text names years of today, no other old one, and the digits change places."""
    told = _years_told(manuscript)
    if any(other < _OLDEST and other != period for other in told):
        return False
    today = [other for other in told if other >= _CENTURY_OF_SCHOOLS]
    return len(today) > 1 and any(
        sorted(str(period)) == sorted(str(other)) for other in range(_CENTURY_OF_SCHOOLS, max(today) + 2)
    )


_CENTURY_OF_SCHOOLS = 1949
# Years that national goals are set for: 现代化, 强国, 碳达峰.
_MILESTONES = frozenset((2020, 2025, 2027, 2030, 2035, 2049, 2050, 2060))


def _is_slip(period: int, report: int) -> bool:
    """True for a late year that no national goal is set for, or that a mistyped digit makes of a year near the report's.

    >>> _is_slip(2035, 2022), _is_slip(2032, 2023), _is_slip(2028, 2022)
    (False, True, True)
    """
    if period not in _MILESTONES:
        return True
    return any(sorted(str(period)) == sorted(str(near)) for near in (report - 1, report, report + 1))


# 2029年被评为…: what somebody has bestowed is behind the report, whatever goals the nation sets for that year.
_BESTOWED = as_pattern(
    r"\s*[，,]?\s*(?:[\u4e00-\u9fff]{2,8}(?:学校|专业|基地|中心|学院|团队|项目))?(?:又|再次|首次|先后|成功|正式|已|顺利)?"
    r"(?:被[^，。；]{0,20}?(?:认定|评|授予|命名|确[定认]|列|批准|表彰|吸纳|选|纳入|确立)|获得?了?(?:评|批|授|“)|荣获|荣膺|喜获|升格|晋升为|晋级为|更名为|并入|正式挂牌|建成并|通过了[^，。；]{0,20}(?:验收|评估|认证|复核|评审))"
)


def _bestowed(manuscript: Manuscript, passage: Passage, match: re.Match[str], report: int | None) -> Remark | None:
    """2027 年被评为… in the report for 2022: goals are set for that year, but titles are told when they are held."""
    told = int(match["period"])
    latest = latest_month(manuscript)
    if report is None or latest is None or told <= max(report + 1, latest[0]):
        return None
    start, end = passage.clause_at(match.start())
    if _BESTOWED.match(passage.plain, match.end()) is None or _AWAITED.search(
        passage.plain, passage.sentence_at(start)[0], end
    ):
        return None
    return _remark(
        passage, match.start(), match.end(), False,
        f"「{match[0].strip()}」晚于报告年度（{report}年），此处却写成已经得到，请核对年份",
        f"{match[0].strip()} is later than the report's period {report}, yet it is told as done", severity="warning",
    )  # fmt: skip


_AWAITED = as_pattern(r"将|拟|预计|力争|争取|目标|规划|计划|确保|有望|到\s*20|展望|未来|打算|待|若|如果|[之年末底月]前")
_COHORT = as_pattern(
    r"(?<!\d)(?P<began>(?:19|20)\d{2})级[^。；！？\n]{0,24}?(?<!\d)(?P<left>(?:19|20)\d{2})\s*年(?:\d{1,2}月)?(?:从[^，。]{0,12})?毕业(?!设计)"
)
_LONGEST_COURSE = 7  # years from entry to the end of the longest course, an interruption included


def _cohorts(passage: Passage) -> Iterator[Remark]:
    """2018 级 … 2021 年毕业: nobody leaves before the year of entry, nor a decade after."""
    for match in _COHORT.finditer(passage.plain) if "毕业" in passage.plain else ():
        began, left = int(match["began"]), int(match["left"])
        if 0 < left - began <= _LONGEST_COURSE:
            continue
        yield _remark(
            passage, match.start("left"), match.end("left"), False,
            f"{began} 级的学生不会在 {left} 年毕业，请核对年份", f"students who entered in {began} do not graduate in {left}",
        )  # fmt: skip


def _calendar_fault(period: int, month: str | None, day: str | None) -> tuple[str, str] | None:
    if month is None:
        return None
    number = int(month)
    if not 1 <= number <= 12:
        return f"没有 {number} 月", f"there is no month {number}"
    if day is not None and not 1 <= int(day) <= calendar.monthrange(period, number)[1]:
        return f"{period}年{number}月没有 {int(day)} 日", f"month {number} of {period} has no day {int(day)}"
    return None


def _plans(passage: Passage) -> Iterator[Remark]:
    for match in PLAN.finditer(passage.plain) if "十" in passage.plain else ():
        name = match["bare"] or f"十{match['middle']}{match['last']}"
        words = match[0].strip('“”"‘’')
        if name.endswith("五"):
            yield _remark(passage, match.start(), match.end(), True)
            continue
        after = passage.plain[match.end() : match.end() + 12]
        if match["bare"] and not as_pattern(r"\s*(?:期间|时期|规划|计划|收官|开局|以来|末|初|教育|发展)").match(after):
            continue
        right = f"十{name[2]}五" if name[2] in "一二三四" else f"十{name[1]}五"
        yield _remark(
            passage, match.start(), match.end(), False,
            f"没有「{words}」这个规划期，应为「{right}」（或「十{name[1]}五」）", f"there is no plan named {words}; perhaps {right}",
            expected=match[0].replace(words, right),
        )  # fmt: skip
