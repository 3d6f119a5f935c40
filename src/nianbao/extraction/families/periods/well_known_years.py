"""What the whole country knows the year of is told with that year.

Cue: 纳入, 列入 and 写入 before a five-year plan; 建党, 建国, 改革开放 … and 周年 with a year; 党的十九大, 二十大 with the year of the meeting.
Why it should hold in any report: a plan runs for five years and takes nothing in after them, an anniversary is a difference of two
years, and a congress met once. Guards: the year of the sentence counts before the report's own; 曾, 期间 and a second plan in the
sentence look back, 迎接 and 将 look ahead; festivities may run a year either way unless the year is said to be the one.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern

FAULT = "date"
_TITLE = "某校质量年度报告（2022年度）\n\n一、基本情况\n\n"
EXAMPLES = (
    Example("fail", _TITLE + "2022年，县政府将职业教育纳入《本县“十三五”时期教育改革和发展规划》，优先安排经费。"),
    Example("fail", _TITLE + "2022年是建党100周年，学校开展系列活动。"),
    Example("fail", _TITLE + "2020年10月，党的二十大胜利召开，学校组织师生收看。"),
    Example("pass", _TITLE + "2022年，县政府将职业教育纳入《本县“十四五”时期教育改革和发展规划》，优先安排经费。"),
    Example("pass", _TITLE + "2021年是建党100周年，学校开展系列活动。"),
    Example("silent", _TITLE + "“十三五”期间，职业教育被列入“十三五”规划的重点项目。"),
    Example("silent", _TITLE + "学校积极争取把实训楼列入“十五五”规划。"),
)
_YEAR = as_pattern(r"(?<!\d)(?P<told>20\d{2})\s*年(?!级|制|以前|之前)")
_TAKEN_IN = as_pattern(
    r"(?:纳入|列入|写入|编入|融入)(?:了|到|进|我|本|全|省|市|区|县|国家|地方|《|经济|社会)*[^。；，“”\"\d]{0,12}?"
    r"(?P<all>[“\"]?十(?P<plan>[一二三四五六])五[”\"]?)[^。；，]{0,20}?(?:规划|计划|纲要|项目|工程)"
)
_PLAN = as_pattern(r"十[一二三四五六]五")
_BEGINS = {name: 2006 + 5 * place for place, name in enumerate("一二三四五六")}  # of 十一五, 十二五 …
_LOOKING_BACK = as_pattern(
    r"曾|当[时年]|先后|此前|收官|总结|回顾|末|以来|期间|连续|20\d\d\s*年起|自20|验收|完成了|截[至止]"
)
_AHEAD = as_pattern(r"将|拟|谋划|争取|力争|建议|希望|有望|呼吁|计划|编制|筹划|推动|预计|提出|[喜迎]")
_SLACK = 2  # years behind the end of a plan in which a report for a past period still speaks of it
ANNIVERSARIES: tuple[tuple[str, int], ...] = (
    (r"建党|中国共产党(?:成立|建党|诞生)|党的?生日", 1921),
    (r"建国|(?:新中国|共和国|中华人民共和国|国家)成立|国庆", 1949),
    (r"建军|人民解放军建军", 1927),
    (r"改革开放", 1978),
    (r"(?:抗战|抗日战争|反法西斯战争)(?:[^，。；\d]{0,10})?胜利", 1945),
    (r"五四运动", 1919),
    (r"建团|(?:中国)?共青团(?:成立|建团)|共产主义青年团成立", 1922),
    (r"(?:红军)?长征胜利", 1936),
    (r"香港回归(?:祖国)?", 1997),
    (r"澳门回归(?:祖国)?", 1999),
)
_JUBILEES = tuple(
    (as_pattern(rf"(?:{words})[^，。；\d“”]{{0,4}}?(?P<count>\d{{2,3}}|[一二三四五六七八九十百]{{1,5}})\s*周年"), base)
    for words, base in ANNIVERSARIES
)
_IS_THE_YEAR = as_pattern(r"\s*(?:是|正[值逢]|恰[值逢]|适逢|迎来了?|时值|喜逢)[^，。；\d]{0,8}$")
_FAR = 40  # characters between a year and the anniversary that it dates
CONGRESSES = {"十七": (2007, 10), "十八": (2012, 11), "十九": (2017, 10), "二十": (2022, 10)}
_MET = as_pattern(
    r"(?P<told>20\d{2})\s*年(?:\s*(?P<month>\d{1,2})\s*月)?[，,]?(?:是|，)?(?:举世瞩目的?|[^，。；\d]{0,6}?)(?:党的|中国共产党)?第?(?P<name>十[七八九]|二十)(?:次全国代表)?大(?:会)?"
    r"(?:胜利|隆重|顺利|在[^，。；]{0,6})*(?:召开|开幕|闭幕|举行)"
)
_SPOKEN_OF = as_pattern(r"党的(?P<name>十[七八九]|二十[一二]?)大(?:以来|报告|精神|提出|召开|胜利|代表)")
_BY_THEN = as_pattern(r"迎接|喜迎|即将|献礼|筹备|召开前|选举")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Plans, anniversaries and congresses in sentences and headings."""
    for passage in manuscript.passages:
        words = passage.plain
        if "五" in words and _PLAN.search(words):
            yield from _plans(manuscript, passage)
        if "周年" in words:
            yield from _jubilees(passage)
        if "大" in words and ("十" in words):
            yield from _congresses(manuscript, passage)


def _remark(name: str, passage: Passage, start: int, end: int, holds: bool, zh: str, en: str) -> Remark:
    place = passage.place(start, end)
    return Remark(
        f"well-known-years:{name}:{passage.id}:{start}", "well-known-years", FAULT, (place,), f"{zh}，请核对" if not holds else f"「{place.text}」的年份成立",
        en if not holds else "the year is right", severity="warning", holds=holds, reported=place.text, formula=place.text,
    )  # fmt: skip


def _plans(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    """纳入“十三五”规划 told of 2022."""
    period = manuscript.title_period
    for match in _TAKEN_IN.finditer(passage.plain) if period is not None else ():
        start, end = passage.full_sentence_at(match.start())
        sentence = passage.plain[start:end]
        if len(set(_PLAN.findall(sentence))) > 1 or _LOOKING_BACK.search(sentence):
            continue
        told_years = [int(found["told"]) for found in _YEAR.finditer(passage.plain, start, match.start())]
        begins = _BEGINS[match["plan"]]
        told = told_years[-1] if told_years else (period or 0)
        late = told > begins + 4 if told_years else told >= begins + 4 + _SLACK
        early = told < begins - 2 and not _AHEAD.search(sentence)
        yield _remark(
            "plan", passage, match.start("all"), match.end("all"), not late and not early,
            f"「十{match['plan']}五」是 {begins}—{begins + 4} 年，{told} 年{'不会再' if late else '还不会'}纳入它的规划",
            f"that plan runs from {begins} to {begins + 4}, and the sentence tells of {told}",
        )  # fmt: skip


def _jubilees(passage: Passage) -> Iterator[Remark]:
    for pattern, base in _JUBILEES:
        for match in pattern.finditer(passage.plain):
            start, _ = passage.full_sentence_at(match.start())
            told_years = list(_YEAR.finditer(passage.plain, max(start, match.start() - _FAR), match.start()))
            count = read_whole(match["count"])
            if not told_years or not count:
                continue
            told = int(told_years[-1]["told"])
            exact = _IS_THE_YEAR.match(passage.plain[told_years[-1].end() : match.start()]) is not None
            holds = abs(told - base - count) <= (0 if exact else 1)
            yield _remark(
                "jubilee", passage, told_years[-1].start(), match.end(), holds,
                f"{told} 年距 {base} 年是 {told - base} 年，不是 {count} 周年", f"{told} is {told - base} years after {base}, not {count}",
            )  # fmt: skip


def _congresses(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    for match in _MET.finditer(passage.plain):
        right, month = CONGRESSES[match["name"]]
        holds = int(match["told"]) == right and (match["month"] is None or int(match["month"]) in (month, month + 1))
        yield _remark(
            "met", passage, match.start("told"), match.end(), holds,
            f"党的{match['name']}大于 {right} 年 {month} 月召开", f"that congress met in {right}-{month}",
        )  # fmt: skip
    period = manuscript.title_period
    for match in _SPOKEN_OF.finditer(passage.plain) if period is not None else ():
        met = CONGRESSES.get(match["name"], (2027, 10))[0]
        start, end = passage.full_sentence_at(match.start())
        if met - (period or 0) < _SLACK or _BY_THEN.search(passage.plain, start, end):
            continue
        yield _remark(
            "spoken", passage, match.start(), match.end(), False,
            f"党的{match['name']}大{met} 年才召开，{period} 年度的报告不会谈到它", f"that congress meets in {met}, after the report for {period}",
        )  # fmt: skip
