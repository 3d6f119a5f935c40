"""Months, weeks and days that something lasted are those between its first day and its last.

Cue: 2024 年 3 月至 7 月，历时 5 个月; 为期两周的集训（7 月 3 日至 16 日）; 2 月至 7 月，为期一学期; “3+2” and 五年学习期间 in the next sentence. Why it should hold in any report: the calendar is
the same for all. Guards: both ends may count or only one; weeks and days may leave out Saturdays and Sundays; where words stand
between the span and its length, each of several may have stayed for less, so only what is longer than the span is told; 分批, 轮流,
每, holidays taken out and rounded lengths are left alone.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from nianbao.extraction.claims import Hint, Remark, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern

FAULT = "date"
EXAMPLES = (
    Example("fail", "新校舍装修工期2023年2月至4月，历时6个月。"),
    Example("fail", "为期两周的暑期集训（7月3日至7月30日）顺利结束。"),
    Example("fail", "8月21日至25日，学校组织新生军训，为期7天。"),
    Example("pass", "新校舍装修工期2023年2月至7月，历时6个月。"),
    Example("pass", "为期两周的暑期集训（7月3日至7月16日）顺利结束。"),
    Example("fail", "录取的学生按“3+2”模式培养。四年学习期间，两校共同制定方案。"),
    Example("silent", "录取的学生按“3+2”模式培养。五年学习期间，两校共同制定方案。"),
    Example("silent", "2023年3月至7月，选派教师到企业实践，为期一个月。"),
    Example("silent", "2023年3月至12月，教师分批到企业实践，历时两个月。"),
)
_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_SPAN = (
    r"(?<![\d.])(?:(?P<first>20\d{2})\s*年)?\s*(?P<first_month>\d{1,2})\s*月(?:份|\s*(?P<first_day>\d{1,2})\s*[日号]?)?\s*"
    r"(?:[-—–~～]+|至|到)\s*(?:(?P<last>20\d{2})\s*年|次年|翌年|当年|同年)?\s*"
    r"(?:(?P<last_month>\d{1,2})\s*月(?:份|\s*(?P<last_day>\d{1,2})\s*[日号])?|(?P<only_day>\d{1,2})\s*[日号])"
)
_LENGTH = (
    rf"(?P<count>{_NUMBER})\s*(?P<unit>个月|个?学期|个?星期|周|天)(?![年岁末夜津数以多余半])(?!以上|左右|之内|以内)"
)
_CUE = r"(?:为期|历时|历经|持续|长达|时长|时间|期限|周期|为|共计|总计|共|前后|计)+\s*"
_SPAN_FIRST = as_pattern(rf"{_SPAN}(?P<gap>[^。；！？\d]{{0,24}}?)[，,、（(]?\s*{_CUE}{_LENGTH}")
_LENGTH_FIRST = as_pattern(
    rf"(?:为期|历时|持续|长达)\s*{_LENGTH}(?P<gap>的?[^，。；！？\d]{{0,16}}?[，,]?\s*(?:时间)?(?:于|在|自|从|为|[（(]))\s*{_SPAN}"
)
_PUNCTUATION = as_pattern(r"[，,、）)\s]*")
_PIECEMEAL = as_pattern(
    r"每|分[批期别段两三四]|轮[流岗换]|陆续|先后|错峰|各|其中|除|不含|扣除|假期|寒假|周末|双休|课余|间断|中断|暂停|人均|平均|累计|至少|不少于|不超过"
)
_DAYS_OF_A_MONTH = 30
_DAYS_OF_A_WEEK, _SCHOOL_DAYS = 7, 5
_MONTHS_OF_A_TERM = 6


def find(manuscript: Manuscript) -> Iterator[Remark | Hint]:
    """Spans with their lengths, passage by passage, then the years of two schools together."""
    for passage in manuscript.prose_with("+", "＋"):
        yield from _courses_of_years(passage)
    for passage in manuscript.prose_with("个月", "学期", "周", "天", "星期"):
        if "月" not in passage.plain:
            continue
        seen: set[int] = set()
        for pattern in (_SPAN_FIRST, _LENGTH_FIRST):
            for match in pattern.finditer(passage.plain):
                if match.start("count") not in seen and (remark := _judged(manuscript, passage, match)) is not None:
                    seen.add(match.start("count"))
                    yield remark


# “3+2”模式…。五年学习期间: the years of both stages together.
_STAGES = as_pattern(r"(?<![\d+])(?P<first>[1-5])\s*[+＋]\s*(?P<second>[1-5])(?![\d+＋个天周])(?!\s*[+＋])")
_OF_STUDY = as_pattern(
    r"(?:^|[。；，,])\s*(?:在|这|整个)?(?P<count>[一二两三四五六七八]|\d)\s*年(?P<study>的?(?:学习|在校|求学|培养|培训|贯通培养|就读)(?:期间|时间|周期|过程|期)|学制|学习生活)"
)
_ONE_STAGE = as_pattern(r"\s*[（(，,]?\s*(?:中职|中专|高职|大专|本科|本校|前|后|第[一二]|其中)")
_COURSE_CUES = as_pattern(r"模式|学制|贯通|衔接|培养|分段|联合办学|班|学段|连读")
_NO_COURSE = as_pattern(r"学期|证书|岗位|课程体系|考试|高考|文化素质|平台|工作机制|行动|教学法|N|X")


def _courses_of_years(passage: Passage) -> Iterator[Hint]:
    """a+b years of two schools are so many years of study together; one of the two stages goes by its own name."""
    for stages in _STAGES.finditer(passage.plain):
        _, end = passage.full_sentence_at(stages.start())
        lengths = int(stages["first"]), int(stages["second"])
        near = passage.plain[stages.end() : stages.end() + 6]
        if not _COURSE_CUES.search(near) or _NO_COURSE.search(near):
            continue
        stop = passage.full_sentence_at(end + 1)[1] if end + 1 < len(passage.plain) else end
        told = _OF_STUDY.search(passage.plain, stages.end(), stop)
        count = read_whole(told["count"].replace("两", "二")) if told is not None else None
        if told is None or count is None or count == sum(lengths):
            continue
        if _ONE_STAGE.match(passage.plain, told.end()):
            continue
        place = passage.place(told.start("count"), told.end())
        other = passage.place(stages.start(), stages.end())
        yield hint_at(
            "durations", f"{passage.id}:{told.start('count')}:study", FAULT, (place, other),
            f"「{other.text}」两段合起来是 {sum(lengths)} 年，此处写「{place.text}」，请核对", f"“{other.text}” is {sum(lengths)} years together, “{place.text}” is told here: please compare",
            reported=place.text, formula=f"{lengths[0]}+{lengths[1]} ≠ {count}", weight=0.4 if count in lengths else 0.55,
        )  # fmt: skip
        return


def _judged(manuscript: Manuscript, passage: Passage, match: re.Match[str]) -> Remark | None:
    count = read_whole(match["count"].replace("两", "二"))
    ends = _ends(match, manuscript.data_period or 2020)
    start, _ = passage.clause_at(match.start())
    _, end = passage.clause_at(match.end() - 1)
    before = passage.plain[: match.start("first") if match["first"] else match.start("first_month")].rstrip()
    if before[-1:] in tuple("、和及与"):
        # 9 月至 12 月、3 月至 6 月，共 8 个月: two spans together.
        return None
    if not count or ends is None or _PIECEMEAL.search(passage.plain, start, end):
        return None
    fewest, most = _lengths(match, *ends)
    if most is None:
        return None
    beside = match.start("count") < match.start("first_month") or bool(_PUNCTUATION.fullmatch(match["gap"]))
    holds = fewest <= count <= most
    if not holds and not beside and count <= most:
        return None
    span = passage.place(match.start("first") if match["first"] else match.start("first_month"), _end_of_span(match))
    length = passage.place(match.start("count"), match.end("unit"))
    said = str(most) if fewest == most else f"{fewest}—{most}"
    return Remark(
        f"durations:{passage.id}:{match.start('count')}", "durations", FAULT, (length, span),
        f"「{span.text}」应有 {said} {match['unit']}，不是「{length.text}」，请核对起止时间" if not holds else f"「{length.text}」与起止时间相符",
        f"“{span.text}” lasts {said}, not “{length.text}”" if not holds else "the length fits the two ends",
        severity="warning", holds=holds, reported=length.text, formula=f"{span.text} / {length.text}",
    )  # fmt: skip


def _end_of_span(match: re.Match[str]) -> int:
    """Behind the last sign of the later end."""
    return match.end("only_day") + 1 if match["only_day"] else (
        match.end("last_day") + 1 if match["last_day"] else match.end("last_month") + 1
    )  # fmt: skip


_Moment = tuple[int, int, int | None]  # a day of a month of a year


def _ends(match: re.Match[str], period: int) -> tuple[_Moment, _Moment] | None:
    first_month = int(match["first_month"])
    last_month = int(match["last_month"] or first_month)
    if not (1 <= first_month <= 12 and 1 <= last_month <= 12):
        return None
    first = int(match["first"] or period)
    last = int(match["last"]) if match["last"] else first + (last_month < first_month)
    days = match["first_day"], match["last_day"] or match["only_day"]
    begins, stops = (int(day) if day else None for day in days)
    if (begins is None) != (stops is None) or (first, first_month, begins or 0) >= (last, last_month, stops or 32):
        return None
    return (first, first_month, begins), (last, last_month, stops)


def _lengths(match: re.Match[str], begins: _Moment, stops: _Moment) -> tuple[int, int | None]:
    """The least and the most that may be told; no most where nothing can be said."""
    unit = match["unit"].removeprefix("个")
    months = (stops[0] - begins[0]) * 12 + stops[1] - begins[1]
    if begins[2] is None or stops[2] is None:
        if unit == "月":
            return max(1, months), months + 1
        if unit == "学期":
            return max(1, (months + 1) // _MONTHS_OF_A_TERM - 1), -(-(months + 3) // _MONTHS_OF_A_TERM)
        return 0, None
    try:
        days = (datetime.date(*stops) - datetime.date(*begins)).days + 1  # type: ignore[arg-type]
    except ValueError:
        return 0, None
    if unit == "月":
        return (days - 12) // _DAYS_OF_A_MONTH, (days + 20) // _DAYS_OF_A_MONTH
    if unit in ("周", "星期"):
        return max(1, (days - 2) // _DAYS_OF_A_WEEK), (days + 4) // _DAYS_OF_A_WEEK
    if unit == "天":
        weeks, rest = divmod(days, _DAYS_OF_A_WEEK)
        return max(1, weeks * _SCHOOL_DAYS + max(0, rest - 2)), days
    return 0, None
