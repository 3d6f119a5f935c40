"""Days are days of the calendar, and what begins ends later.

Cue: a date written with points or strokes (2022.9.31), a month beyond twelve, a day of the week in brackets behind a full date, two
dates that 至 or a stroke joins, 启动 and 验收, 开工 and 竣工, 入学 and 毕业 with a year each in one sentence. Why it should hold in
any report: the calendar is the same for all, and nothing is finished before it is begun. Guards: numbers of versions and
sections have no such form; a span without a second year may run over the turn of the year, so only days of one month, dates with
both years and spans that begin before the summer are held against each other; 一期 and 二期, 原 and 新 are two things.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern

FAULT = "date"
EXAMPLES = (
    Example("fail", "2022.9.31举行开学典礼。"),
    Example("fail", "2022年13月召开总结会。"),
    Example("fail", "2022年10月1日（星期三）举行升旗仪式。"),
    Example("fail", "2022年9月至2022年3月开展整治行动。"),
    Example("fail", "8月20日—15日，组织新生军训。"),
    Example("fail", "2022年6月至4月，教师赴企业实践。"),
    Example("fail", "项目于2022年3月启动，2021年12月完成验收。"),
    Example("pass", "2022年10月1日（星期六）举行升旗仪式。"),
    Example("pass", "项目于2021年3月启动，2022年12月完成验收。"),
    Example("silent", "一期工程2021年9月竣工，二期工程2022年3月开工。"),
)
_YEAR = r"(?<!\d)(?P<{0}>(?:19|20)\d{{2}})"
_WRITTEN = as_pattern(
    _YEAR.format("told") + r"(?P<mark>[.．/-])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>0?[1-9]|[1-9]\d)(?![\d.．/-])"
)
_NO_MONTH = as_pattern(
    r"(?:(?<=年)|(?<=[，。；（、]))\s*(?P<month>1[3-9]|[2-9]\d)\s*月(?=[召举开组份底初中上下，至到]|\s*\d{1,2}\s*[日号])"
)
_WEEKDAY = as_pattern(
    _YEAR.format("told")
    + r"\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]\s*[（(]?\s*(?:星期|周|礼拜)(?P<name>[一二三四五六日天])(?![年期])"
)
_JOINED = r"\s*(?:[-—–~～]+|至|到)\s*"
_DATE = r"(?:19|20)\d{{2}})\s*年(?:度)?(?:\s*(?P<{0}_month>\d{{1,2}})\s*月)?(?:\s*(?P<{0}_day>\d{{1,2}})\s*[日号])?"
_SPAN = as_pattern(r"(?<!\d)(?P<first>" + _DATE.format("first") + _JOINED + r"(?P<last>" + _DATE.format("last"))
_DAYS = as_pattern(
    r"(?<!\d)(?P<month>\d{1,2})\s*月\s*(?P<first>\d{1,2})\s*[日号]?"
    + _JOINED
    + r"(?:(?P<again>\d{1,2})\s*月\s*)?(?P<last>\d{1,2})\s*[日号](?!常|报|志|程|前)"
)
_ONE_YEAR = as_pattern(
    r"(?<!\d)(?P<told>(?:19|20)\d{2})\s*年\s*(?P<first>\d{1,2})\s*月(?:份|\s*\d{1,2}\s*[日号])?"
    + _JOINED
    + r"(?:当年|同年)?\s*(?P<last>\d{1,2})\s*月(?!\s*\d{1,2}\s*日?\s*[（(]?(?:次年|翌年))"
)
_LATEST_BEGINNING = 7  # what begins in a later month may run into the next year without saying so
_MOMENT = r"(?:19|20)\d{{2}})\s*年(?:\s*(?P<{0}_month>\d{{1,2}})\s*月)?"
_BEGINS = r"启动|开工|动工|奠基|开建|破土|入学|签约|立项|开办|筹建|申报|参加工作|出生"
_ENDS = r"完成|竣工|验收|投入使用|启用|结题|结项|毕业|建成|交付|完工|落成|退休"
_THEN = as_pattern(
    r"(?<!\d)(?P<begun>"
    + _MOMENT.format("begun")
    + rf"(?P<between>[^。；！？\d]{{0,12}}?)(?P<begins>{_BEGINS})(?P<more>[^。；！？\d]{{0,16}}?)[，,、]?\s*"
    r"(?P<ended>"
    + _MOMENT.format("ended")
    + rf"(?:\s*\d{{1,2}}\s*日)?(?P<words>[^，。；！？\d]{{0,8}}?)(?P<ends>{_ENDS})"
)
_TWO_THINGS = as_pattern(
    r"[一二三四]期|[老旧]校|原|另|分别|上一|下一|再次|重新|首批|[一二三]批|同时|又|级|届|曾|当年|前期|其中|此前|该校|公司|企业"
)
_SAME_SUBJECT = as_pattern(r"(?:并|且|预计|计划|将|力争|争取|到|至|于|在|已|拟|有望|随后|后|可|项目|工程)*\s*")
_DAY_NAMES = "一二三四五六日"


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Single days, spans and pairs of events, passage by passage."""
    for passage in manuscript.passages:
        words = passage.plain
        if "20" in words or "19" in words:
            yield from _written(passage)
            yield from _weekdays(passage)
            yield from _spans(passage)
            yield from _in_one_year(passage)
            if passage.kind != "heading":
                yield from _events(passage)
        if "月" in words:
            for match in _NO_MONTH.finditer(words):
                yield _remark(
                    passage, match, False, f"没有 {match['month']} 月", f"there is no month {match['month']}", "error"
                )
            yield from _days(passage)


def _remark(passage: Passage, match: re.Match[str], holds: bool, zh: str, en: str, severity: str = "warning") -> Remark:
    place = passage.place(match.start(), match.end())
    return Remark(
        f"calendar-days:{passage.id}:{match.start()}", "calendar-days", FAULT, (place,), f"{zh}，请核对日期" if not holds else f"「{place.text}」成立",
        en if not holds else "the dates can stand so", severity=severity, holds=holds, reported=place.text, formula=place.text,
        is_plain=True,
    )  # fmt: skip


def _last_day(told: int, month: int) -> int:
    return calendar.monthrange(told, month)[1]


def _written(passage: Passage) -> Iterator[Remark]:
    for match in _WRITTEN.finditer(passage.plain):
        told, month, day = int(match["told"]), int(match["month"]), int(match["day"])
        yield _remark(
            passage, match, day <= _last_day(told, month), f"{told}年{month}月没有 {day} 日", f"month {month} of {told} has no day {day}", "error"
        )  # fmt: skip


def _weekdays(passage: Passage) -> Iterator[Remark]:
    for match in _WEEKDAY.finditer(passage.plain):
        told, month, day = int(match["told"]), int(match["month"]), int(match["day"])
        if not 1 <= month <= 12 or not 1 <= day <= _last_day(told, month):
            continue
        right = _DAY_NAMES[datetime.date(told, month, day).weekday()]
        said = match["name"].replace("天", "日")
        yield _remark(
            passage, match, said == right, f"{told}年{month}月{day}日是星期{right}，不是星期{said}", f"{told}-{month:02d}-{day:02d} is not the day of the week that is printed",
        )  # fmt: skip


def _spans(passage: Passage) -> Iterator[Remark]:
    for match in _SPAN.finditer(passage.plain):
        if not match["first_month"] or not match["last_month"]:
            continue
        first = (int(match["first"][:4]), int(match["first_month"]), int(match["first_day"] or 1))
        last = (int(match["last"][:4]), int(match["last_month"]), int(match["last_day"] or 31))
        yield _remark(
            passage, match, first <= last, f"「{match[0].strip()}」起止颠倒", f"the span runs backwards: {match[0].strip()}"
        )  # fmt: skip


def _in_one_year(passage: Passage) -> Iterator[Remark]:
    """2023 年 6 月至 4 月: nothing that begins before the summer runs on into a year that is not named."""
    for match in _ONE_YEAR.finditer(passage.plain):
        first, last = int(match["first"]), int(match["last"])
        if 1 <= last < first <= _LATEST_BEGINNING:
            yield _remark(
                passage, match, False, f"「{match[0].strip()}」起止颠倒", f"the span runs backwards: {match[0].strip()}"
            )


def _days(passage: Passage) -> Iterator[Remark]:
    for match in _DAYS.finditer(passage.plain):
        month, first, last = int(match["month"]), int(match["first"]), int(match["last"])
        again = int(match["again"] or month)
        if again != month or not 1 <= month <= 12 or first > 31 or last > 31:
            continue
        yield _remark(
            passage, match, first <= last, f"「{match[0].strip()}」起止颠倒", f"the span runs backwards: {match[0].strip()}"
        )  # fmt: skip


def _events(passage: Passage) -> Iterator[Remark]:
    for match in _THEN.finditer(passage.plain):
        begin, _ = passage.clause_at(match.start())
        if _TWO_THINGS.search(passage.plain, begin, match.end()):
            continue
        parted = as_pattern(r"[，,、]").split(passage.plain[match.end("begins") : match.start("ended")])
        if len(parted) > 1 and not _SAME_SUBJECT.fullmatch(parted[-1]):
            # 新校区2019年动工，实训楼2018年投入使用: another thing was finished.
            continue
        begun, ended = int(match["begun"][:4]), int(match["ended"][:4])
        months = int(match["begun_month"] or 0), int(match["ended_month"] or 0)
        holds = begun < ended or (begun == ended and (not all(months) or months[0] <= months[1]))
        yield _remark(
            passage, match, holds, f"{begun}年才「{match['begins']}」，不会在 {ended} 年「{match['ends']}」", f"what began in {begun} does not end in {ended}"
        )  # fmt: skip
