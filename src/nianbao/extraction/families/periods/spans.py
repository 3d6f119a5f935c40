"""A span of time is as long as its two ends are apart.

Cue: 2020 年 1 月至 2022 年 12 月，共三年; 自 2021 年 9 月开始，为期三年，至 2024 年 8 月; “十四五”期间（2021—2025年）; 三年行动方案（2023—2025年）;
近三届（2017—2019届）; 2020—2022年…，三年累计; 自2019年起连续四年. Why it should hold in any report: the calendar is the same for all. Guards: one year either way is how people
count, with both ends or without.
"""

from __future__ import annotations

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
    Example("fail", "项目自2021年9月开始，为期三年，至2023年8月结束。"),
    Example("fail", "协议期为2020年1月至2022年12月，共四年。"),
    Example("fail", "市政府出台职业教育三年行动方案（2023—2026年），提出23项任务。"),
    Example("fail", "某校质量年度报告（2022）\n\n学校自2020年起连续五年获得先进。"),
    Example("fail", "“十四五”期间（2016—2020年）共投入1.2亿元。"),
    Example("fail", "县政府印发《职业教育三年行动计划（2019—2021年）》，提出到2018年在校生达到3500人。"),
    Example("pass", "县政府印发《职业教育三年行动计划（2019—2021年）》，提出到2021年在校生达到3500人。"),
    Example("fail", "《职业教育“十四五”发展意见》提出到2020年在校生达到1400人。"),
    Example("fail", "区政府印发《提质方案（2023—2027年）》，明确三年投入9000万元。"),
    Example("pass", "“十四五”期间（2021—2025年）共投入1.2亿元。"),
    Example("silent", "协议期为2020年1月至2022年12月。"),
)
_YEAR = r"(?:19|20)\d{2}"
_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十百]{1,4})"


def _moment(name: str) -> str:
    return rf"(?P<{name}>{_YEAR})\s*年(?:\s*(?P<{name}_month>\d{{1,2}})\s*月)?(?:\s*\d{{1,2}}\s*日)?"


_FIRST, _SECOND = _moment("first"), _moment("last")
_LASTING = as_pattern(
    rf"{_FIRST}\s*(?:[-—–~～]+|至|到)\s*{_SECOND}[）)]?[，,、（(]?\s*(?:共计?|为期|历时|期限为?|合同期|协议期|周期为?|前后)\s*(?P<count>{_NUMBER})\s*(?:个)?(?P<unit>学?年)(?!级|制)"
)
_FROM_ON = as_pattern(
    rf"(?:自|从)?{_FIRST}[^。；\d]{{0,8}}[，,]?\s*(?:为期|期限为?|周期为?|历时)\s*(?P<count>{_NUMBER})\s*(?P<unit>学?年)[，,]?[^。；\d]{{0,6}}?(?:至|到){_SECOND}"
)
# 协议有效期五年，从2019年1月至2023年12月
_LENGTH_FIRST = as_pattern(
    rf"(?:有效期|协议期|合同期|合作期|任期|周期|期限|建设期|为期|聘期)(?:为|是|共)?\s*(?<!\d)(?P<count>{_NUMBER})\s*(?:个)?(?P<unit>学?年)[，,]?(?:自|从|即|为|时间|起止)*\s*{_FIRST}起?\s*(?:[-—–~～]+|至|到)\s*{_SECOND}"
)
# 2021年8月签订三年合作协议，协议期至2024年8月
_SIGNED_FOR = as_pattern(
    rf"{_FIRST}[^。；！？\d]{{0,24}}?签[订署约][^。；！？\d]{{0,8}}?(?<![近每第\d])(?P<count>{_NUMBER})\s*年(?:期|的|制)?[^。；！？\d，]{{0,12}}?(?:协议|合同)(?:书)?[，,（(][^。；！？\d]{{0,10}}?(?:至|到){_SECOND}"
)
# “十三五”末的2020年
_PLAN_YEAR = as_pattern(
    rf"十(?P<plan>[一二三四五])五[”\"]?\s*(?:规划)?(?P<turn>末期?|初期?|期末|期初|以来|期间|时期|收官|开局)(?:之年|年|的|即|（|\(|自)*(?P<told>{_YEAR})\s*年(?!\s*(?:[-—–~～]|至|到|、))(?P<since>以来)?"
)
_BETWEEN = (
    rf"(?P<first>{_YEAR})\s*(?:年|届|级)?(?:\s*(?P<first_month>\d{{1,2}})\s*月)?\s*(?:[-—–~～]+|至|到)\s*"
    rf"(?P<last>{_YEAR})\s*(?:年|届|级)?(?:\s*(?P<last_month>\d{{1,2}})\s*月)?"
)
# 三年行动方案（2023—2025年）, 十年间（2012—2021届）, 近三届（2017—2019届）
_BRACKETS = as_pattern(
    rf"(?<!\d)(?P<count>{_NUMBER})\s*个?(?P<unit>学?年度?|届)(?P<words>[^，。；：！？（）()《》〈〉\d]{{0,14}})[》”]?\s*[（(]\s*{_BETWEEN}\s*(?P<tail>学年度?|年)?\s*[）)]"
)
_TITLED = as_pattern(r"行动|计划|规划|方案")
# 2019—2023年，五年间; 2020—2022年经费投入逐年增加，三年累计
_THEN = as_pattern(
    rf"{_BETWEEN}\s*(?P<tail>学年|年|届)?(?P<words>[^。；！？\d（()）》近前后每]{{0,24}}?)(?<![近前后每第一-九\d])(?P<count>{_NUMBER})\s*年(?:间|累计|共计?|合计|总共)"
)
# 自2021年起连续五年
_SINCE = as_pattern(
    rf"(?:自|从)?\s*(?P<first>{_YEAR})\s*年(?:\s*\d{{1,2}}\s*月)?(?:起|开始|以来)[^。；！？\d]{{0,16}}?连续\s*(?P<count>{_NUMBER})\s*年"
)
_PLAN = as_pattern(
    rf"十(?P<plan>[一二三四五])五[”\"]?\s*(?:期间|时期|规划期|(?:[^，。；（）()\d》”]{{0,8}}规划)?)[》”]?\s*[（(]\s*(?P<first>{_YEAR})\s*年?\s*(?:[-—–~～]+|至|到)\s*(?P<last>{_YEAR})\s*年?\s*[）)]"
)
# 行动计划（2019—2021年）》，提出到2021年…
_GOAL = as_pattern(
    rf"(?:计划|方案|规划|意见|纲要|行动|工程|措施)[》”]?\s*[（(]\s*(?P<first>{_YEAR})\s*年?\s*(?:[-—–~～]+|至|到)\s*(?P<last>{_YEAR})\s*年?\s*[）)][》”]?(?P<words>[^。]{{0,60}}?)"
    rf"(?P<cue>提出|明确|要求|确定|规定|目标|力争|确保|计划)[^。，,；\d]{{0,6}}[，,:：]?\s*(?:到|至|在)?\s*(?:到|至)\s*(?P<goal>{_YEAR})\s*年"
)
_GOAL_OF_PLAN = as_pattern(
    rf"十(?P<plan>[一二三四五六])五[”\"]?(?P<words>[^。]{{0,50}}?)(?:提出|明确|要求|确定|规定|目标[是为]?|力争|确保|计划)[^。，,；\d]{{0,6}}[，,:：]?\s*(?:到|至)\s*(?P<goal>{_YEAR})\s*年"
)
_SPAN_IN_BRACKETS = as_pattern(r"[（(]\s*20\d{2}\s*年?\s*[-—–~～至到]")
# 实施方案（2023—2025年），明确三年投入9000万元; 计划（2018—2020年），提出用三年时间
_SPENT = as_pattern(
    rf"[（(]\s*(?P<first>{_YEAR})\s*年?\s*(?:[-—–~～]+|至|到)\s*(?P<last>{_YEAR})\s*年?\s*[）)][》”]?[^。；\d]{{0,24}}?(?:明确|用|利用|安排|计划|提出|拟|要求|规定|决定|在)(?P<count>[二两三四五六七八九十2-9])\s*年(?:时间|[内间]|共?投入|累计|共|总投入|建成|完成)"
)
_TENTH_PLAN = 2001  # the first twelvemonth of 十五; each plan takes five


def find(manuscript: Manuscript) -> Iterator[Remark | Hint]:
    """Spans, passage by passage."""
    for passage in manuscript.passages:
        if "年" in passage.plain or "届" in passage.plain:
            yield from _lasting(passage)
            yield from _signed_for(passage)
            yield from _told_beside(manuscript, passage)
            yield from _plans(passage)
            yield from _goals(passage)


def _lasting(passage: Passage) -> Iterator[Remark]:
    patterns = (_LASTING, _FROM_ON, _LENGTH_FIRST)
    for match in (match for pattern in patterns for match in pattern.finditer(passage.plain)):
        count = read_whole(match["count"])
        if count is None:
            continue
        first, last = int(match["first"]), int(match["last"])
        if match["first_month"] and match["last_month"]:
            months = (last - first) * 12 + int(match["last_month"]) - int(match["first_month"])
            holds = count * 12 - 2 <= months <= count * 12 + 1
        else:
            holds = count in (last - first, last - first + 1)
        yield _remark(
            passage, match.start(), match.end(), holds,
            f"「{match[0].strip()}」起止与年数不符", f"“{match[0].strip()}”: the years told and the two ends do not agree", f"{first}—{last} / {count}",
        )  # fmt: skip


def _signed_for(passage: Passage) -> Iterator[Remark]:
    for match in _SIGNED_FOR.finditer(passage.plain) if "签" in passage.plain else ():
        count = read_whole(match["count"].replace("两", "二"))
        if not count:
            continue
        apart = int(match["last"]) - int(match["first"])
        months = apart * 12 + int(match["last_month"] or 0) - int(match["first_month"] or 0)
        exact = match["first_month"] and match["last_month"]
        yield _remark(
            passage, match.start(), match.end(), abs(months - count * 12) <= _BEGINS_LATER if exact else abs(apart - count) <= 1,
            f"「{match[0].strip()}」起止与年数不符", f"“{match[0].strip()}”: the years told and the two ends do not agree", f"{match['first']}—{match['last']} / {count}",
        )  # fmt: skip


_BEGINS_LATER = 6  # months that may lie between signing and the beginning


def _told_beside(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    """A number of years and, in brackets or before it, the first and the last of them."""
    for match in (*_BRACKETS.finditer(passage.plain), *_THEN.finditer(passage.plain)):
        count = read_whole(match["count"])
        first, last = int(match["first"]), int(match["last"])
        if count is None or not 2 <= count <= 60 or last <= first:
            continue
        if match["first_month"] and match["last_month"]:
            months = (last - first) * 12 + int(match["last_month"]) - int(match["first_month"])
            # 1988 年 5 月至 2002 年 2 月的 14 年间: many take the years from each other and look at no month.
            holds = abs(months - count * 12) <= 2 or count == last - first
        elif "unit" in match.groupdict() and (
            match["unit"] == "届" or (_TITLED.search(match["words"]) and match["tail"] != "学年")
        ):
            # A plan of three years names the first and the third, three classes the first and the third.
            holds = count == last - first + 1
        else:
            holds = count in (last - first, last - first + 1)
        yield _remark(
            passage, match.start(), match.end(), holds,
            f"「{match[0].strip()}」起止年份与「{match['count']}年」不符", f"“{match[0].strip()}”: {first} to {last} is not {count} years", f"{first}—{last} / {count}",
        )  # fmt: skip
    if manuscript.title_period is None:
        return
    for match in _SINCE.finditer(passage.plain) if "连续" in passage.plain else ():
        count = read_whole(match["count"])
        first = int(match["first"])
        if count is not None and first <= manuscript.title_period:
            longest = manuscript.title_period + 1 - first + 1
            yield _remark(
                passage, match.start(), match.end(), count <= longest,
                f"从 {first} 年起到报告写成最多 {longest} 年，不到「{match[0].strip()}」所说的年数", f"from {first} on it is {longest} years at most", f"{first} + {count}",
            )  # fmt: skip


def _plans(passage: Passage) -> Iterator[Remark]:
    for match in _PLAN.finditer(passage.plain):
        begins = _TENTH_PLAN + 5 * "一二三四五".index(match["plan"]) + 5
        holds = (int(match["first"]), int(match["last"])) == (begins, begins + 4)
        yield _remark(
            passage, match.start("first"), match.end("last"), holds,
            f"「十{match['plan']}五」是 {begins}—{begins + 4} 年", f"the plan “十{match['plan']}五” runs from {begins} to {begins + 4}", match[0],
        )  # fmt: skip

    for match in _PLAN_YEAR.finditer(passage.plain) if "五" in passage.plain else ():
        begins = _TENTH_PLAN + 5 * "一二三四五".index(match["plan"]) + 5
        turn, told = match["turn"], int(match["told"])
        right = (
            (begins + 3, begins + 4) if "末" in turn or turn == "收官" else (begins, begins + 1) if "初" in turn or turn == "开局"
            else (begins,) if turn == "以来" and match["since"] else range(begins, begins + 5)
        )  # fmt: skip
        if turn == "以来" and not match["since"]:
            continue
        yield _remark(
            passage, match.start(), match.end("told") + 1, told in right,
            f"「十{match['plan']}五」是 {begins}—{begins + 4} 年", f"the plan “十{match['plan']}五” runs from {begins} to {begins + 4}", match[0],
        )  # fmt: skip


def _goals(passage: Passage) -> Iterator[Remark | Hint]:
    """What a plan wants to have reached, it wants in its last year; so many years as it gives itself lie between its ends."""
    if "20" not in passage.plain:
        return
    has_span = _SPAN_IN_BRACKETS.search(passage.plain) is not None
    for match in _GOAL.finditer(passage.plain) if has_span else ():
        first, last, goal = (int(match[name]) for name in ("first", "last", "goal"))
        if as_pattern(r"[《》]").search(match["words"].lstrip("》”")):
            continue
        yield from _goal(passage, match, first, last, goal, f"{first}—{last}")
    for match in _GOAL_OF_PLAN.finditer(passage.plain) if "五" in passage.plain else ():
        if as_pattern(r"十[一二三四五六]五|末|收官|完成|远景|20\d\d").search(match["words"]):
            continue
        begins = _TENTH_PLAN + 5 * "一二三四五".index(match["plan"]) + 5 if match["plan"] in "一二三四五" else 2031
        yield from _goal(passage, match, begins, begins + 4, int(match["goal"]), f"“十{match['plan']}五”")
    for match in _SPENT.finditer(passage.plain) if has_span else ():
        count = read_whole(match["count"].replace("两", "二"))
        first, last = int(match["first"]), int(match["last"])
        if count and first < last:
            yield _remark(
                passage, match.start("first"), match.end("last"), count == last - first + 1,
                f"「{first}—{last}」与「{match['count']}年」不符", f"{first} to {last} is not {match['count']} years", f"{first}—{last} / {count}",
            )  # fmt: skip


def _goal(
    passage: Passage, match: re.Match[str], first: int, last: int, goal: int, plan: str
) -> Iterator[Remark | Hint]:
    place = passage.place(match.start("goal"), match.end())
    if goal > last:
        return  # a prospect beyond the plan
    if first < goal < last:
        yield hint_at(
            "spans", f"goal:{passage.id}:{match.start('goal')}", FAULT, (place,),
            f"规划管「{plan}」，目标却写到「{place.text}」，请核对年份", f"the plan is for {plan}, the goal for {goal}: please compare", reported=place.text,
            expected=str(last), formula=f"{plan} / {goal}", weight=0.4,
        )  # fmt: skip
        return
    yield _remark(
        passage, match.start("goal"), match.end(), goal == last,
        f"规划管「{plan}」，目标却写到「{place.text}」", f"the plan is for {plan}, the goal for {goal}", f"{plan} / {goal}",
    )  # fmt: skip


def _remark(passage: Passage, start: int, end: int, holds: bool, zh: str, en: str, formula: str) -> Remark:
    place = passage.place(start, end)
    return Remark(
        f"spans:{passage.id}:{start}", "spans", FAULT, (place,), f"{zh}，请核对" if not holds else f"「{place.text}」与起止相符", en,
        severity="warning", holds=holds, reported=place.text, formula=formula,
    )  # fmt: skip
