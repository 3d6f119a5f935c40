"""What a report says of its own data lies in the years of the report.

Cue: 数据统计时段, 统计时点, 数据采集, 毕业生数据 and 财务数据 beside a year; a class (2032届) or a document (国发〔2029〕4号) of a time to come; a
caption with a class that nothing else in the document speaks of; “十三五” beside 开局, 收官 and 关键之年. Why it should hold in any report: a report
for one period gathers the data of that period, of the school year round it, and of the one before. Guards: the title must
name the period; sentences of plans, goals, comparisons and several years are left alone; five-year plans are held to
the year of the sentence, or to the report's own and the next where it says 今年.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.periods.moments import AHEAD
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern

FAULT = "date"
_TITLE = "某校质量年度报告（2022年度）\n\n一、基本情况\n\n"
EXAMPLES = (
    Example("fail", _TITLE + "经费数据统计时段为2012自然年。"),
    Example("fail", _TITLE + "数据统计时点为2032年8月31日。"),
    Example("fail", _TITLE + "机电专业2032届毕业生小冉，现为企业技术员。"),
    Example("fail", _TITLE + "落实《实施方案》（国发〔2029〕4号），推进改革。"),
    Example("fail", _TITLE + "2022年是党的二十大召开之年，也是“十三五”规划承上启下之年。"),
    Example("fail", _TITLE + "今年是第十三个五年规划的第二年。"),
    Example("pass", _TITLE + "经费数据统计时段为2021自然年，教学数据为2021—2022学年。"),
    Example("pass", _TITLE + "2022年是“十四五”规划承上启下之年。"),
    Example("silent", _TITLE + "到2025年，2025届毕业生将全部参加认定。"),
    Example("silent", _TITLE + "近三年数据对比显示，2019年以来投入逐年增加。"),
)
_YEAR = as_pattern(
    r"(?<!\d)(?P<told>20\d{2})(?:\s*[-—–~～/至]+\s*(?P<until>20\d{2}))?\s*(?=学?年|自然年|财政年|会计年|预算年|届|级|[.．/-]\d)"
)
_DATA = as_pattern(
    r"数据(?:的)?(?:统计|采集|截[止至]|时[段点间]|口径|取自|来源|起止|范围|为|均|是|以|按)|统计(?:时[段点间限]|口径|周期|截[止至]|范围|期)|(?:时点|时段)(?:为|是|取)|"
    r"(?:采集|统计|填报)(?:时间|周期|区间)|报告期(?:为|是|自|从)"
)
_NO_DATA = as_pattern(
    r"近[三五两十\d]|历年|逐年|[较比与](?!例)|对比|变化|趋势|规划|以来|曾|首次|全国|全省|普查|文件|印发|方案|发布|修订|标准|《|平台"
)
_CLASS = as_pattern(r"(?<!\d)(?P<told>20\d{2})\s*届(?!.{0,6}[会赛展])")
_DOCUMENT = as_pattern(r"[〔\[【（(](?P<told>20\d{2})[〕\]】）)]\s*(?:第\s*)?\d{1,4}\s*号")
_NEXT_CLASS = as_pattern(
    r"将|预计|计划|拟|即将|在[校读]|招聘|校招|实习|应届|目标|力争|到20|培养方案|专业(?:建设|调整)|贯通"
)
_CAPTION_CLASS = as_pattern(r"(?<![\d—–至、和与-])(?P<told>20\d{2})\s*届(?!\s*[、和与—–至-])")
_CLASS_OF_DATA = as_pattern(
    r"(?:毕业生|就业|升学)(?:的|情况|去向|质量|相关)*数据(?:均|都|统一)?(?:为|是|取自|来自|采用|以|按|指)[^，。；\d]{0,6}(?P<told>20\d{2})\s*届(?!\s*[、和与及—–至-])"
)
_OTHERS = 3  # mentions of the report's own class
_FIRST_YEAR = {name: 2006 + 5 * place for place, name in enumerate("一二三四五六")}  # of 十一五, 十二五 …
_TURNS = r"(?P<turn>开局|起步|开篇|收官|收尾|最后一|中期|承上启下|承前启后|关键|攻坚|[第][一二三四五])(?:之|的|关键)*[之一]?年"
_PLAN = as_pattern(
    rf"(?:[“\"‘]?十(?P<plan>[一二三四五六])五[”\"’]?|第十(?P<named>[一二三四五六])个五年)(?:期间|时期|规划|计划|发展|建设|实施|奋斗|的|《|》|教育|事业|职业)*{_TURNS}"
)
_WHEN = as_pattern(r"(?<!\d)(?P<told>20\d{2})\s*年(?![级届以前])|(?P<now>今年|本年度?|这一年|当年)")
_PLACE = {"开局": 0, "起步": 0, "开篇": 0, "收官": 4, "收尾": 4, "最后一": 4, "中期": 2} | {
    f"第{name}": place for place, name in enumerate("一二三四五")
}


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Data, classes, documents and plans, passage by passage; the captions last."""
    period = manuscript.title_period
    if period is None:
        return
    for passage in manuscript.passages:
        if passage.kind == "caption":
            continue
        if "十" in passage.plain and "五" in passage.plain:
            yield from _plans(passage, period)
        if "20" not in passage.plain:
            continue
        yield from _data(passage, period)
        yield from _later(passage, period)
    yield from _captions(manuscript, period)


def _remark(name: str, passage: Passage, start: int, end: int, holds: bool, zh: str, en: str) -> Remark:
    place = passage.place(start, end)
    return Remark(
        f"report-years:{name}:{passage.id}:{start}", "report-years", FAULT, (place,), zh if not holds else f"「{place.text}」与报告的年度相符",
        en if not holds else "the year fits the report's", severity="warning", holds=holds, reported=place.text, formula=place.text,
    )  # fmt: skip


def _data(passage: Passage, period: int) -> Iterator[Remark]:
    """Sentences on when and over what time the data were gathered."""
    for start, end in passage.full_sentences:
        if _DATA.search(passage.plain, start, end) is None:
            continue
        for match in _YEAR.finditer(passage.plain, start, end):
            begin, stop = passage.clause_at(match.start())
            before, _ = passage.clause_at(max(start, begin - 2))
            words = passage.plain[before:stop]
            if _DATA.search(words) is None and "数据" not in words and "统计" not in words:
                continue
            if _NO_DATA.search(words) or AHEAD.search(words):
                continue
            first, last = int(match["told"]), int(match["until"] or match["told"])
            latest = max(int(found["until"] or found["told"]) for found in _YEAR.finditer(passage.plain, start, end))
            newest = last if match["until"] else latest
            holds = period - 2 <= first and last <= period + 1 and newest >= period - 1
            yield _remark(
                "data", passage, match.start(), match.end(), holds,
                f"{period} 年度的报告，数据的时间却写作「{match[0].strip()}」，请核对年份", f"the report is for {period}, but the data are dated “{match[0].strip()}”",
            )  # fmt: skip


def _later(passage: Passage, period: int) -> Iterator[Remark]:
    """Classes that have not left yet and documents that have not been issued."""
    for match in _CLASS.finditer(passage.plain):
        told = int(match["told"])
        if told <= period + 1 or _NEXT_CLASS.search(passage.plain, *passage.full_sentence_at(match.start())):
            continue
        yield _remark(
            "class", passage, match.start(), match.end(), False,
            f"{period} 年度的报告写成时，「{match[0].strip()}」还没有毕业，请核对届别", f"the class of {told} had not left when the report for {period} was written",
        )  # fmt: skip
    for match in _DOCUMENT.finditer(passage.plain):
        yield _remark(
            "document", passage, match.start(), match.end(), int(match["told"]) <= period + 1,
            f"「{match[0]}」晚于 {period} 年度的报告，请核对文号", f"“{match[0]}” is later than a report for {period}: check the document number",
        )  # fmt: skip


def _plans(passage: Passage, period: int) -> Iterator[Remark]:
    """2021 年是建党百年，也是“十四五”开局之年: the year of the sentence against the plan's."""
    for match in _PLAN.finditer(passage.plain):
        start, end = passage.full_sentence_at(match.start())
        times = (
            list(_WHEN.finditer(passage.plain, start, match.start()))
            or list(_WHEN.finditer(passage.plain, match.end(), end))[:1]
        )
        name, turn = match["plan"] or match["named"], match["turn"]
        if not times or as_pattern(r"(?<![作成])为.{0,6}[“\"]?$|迎接|谋划|即将|奠定").search(
            passage.plain[max(start, match.start() - 8) : match.start()],
        ):
            continue
        told = [int(times[-1]["told"])] if times[-1]["told"] else [period, period + 1]
        begins = _FIRST_YEAR[name]
        place = _PLACE.get(turn)
        right = range(begins, begins + 5) if place is None else (begins + place,)
        yield _remark(
            "plan", passage, match.start(), match.end(), any(one in right for one in told),
            f"「十{name}五」是 {begins}—{begins + 4} 年，{told[0]} 年说不上「{turn}」，请核对", f"the plan “十{name}五” runs from {begins} to {begins + 4}, so {told[0]} is not its “{turn}”",
        )  # fmt: skip


def _captions(manuscript: Manuscript, period: int) -> Iterator[Remark]:
    """A table of a class that nothing else speaks of, where the report's own class is spoken of again and again."""
    telling = [passage.plain for passage in manuscript.passages if "届" in passage.plain]
    count = Counter(int(match["told"]) for words in telling for match in _CLASS.finditer(words))
    if not count:
        return
    usual = min(count, key=lambda told: (-count[told], -told))
    if count[usual] < _OTHERS or not period - 1 <= usual <= period + 1:
        return
    for passage in manuscript.passages:
        for found in _CLASS_OF_DATA.finditer(passage.plain) if passage.kind != "caption" else ():
            told = int(found["told"])
            yield _remark(
                "class-of-data", passage, found.start("told"), found.end(), told == usual or count[told] * 2 > count[usual],
                f"毕业生数据写作「{told} 届」，全文别处多是 {usual} 届，请核对届别", f"the data are said to be of {told}, the text tells of the class of {usual}",
            )  # fmt: skip
        if passage.kind != "caption" or (match := _CAPTION_CLASS.search(passage.plain)) is None:
            continue
        told = int(match["told"])
        if told == usual:
            yield _remark("caption", passage, match.start(), match.end(), True, "", "")
        elif count[told] == 1:
            yield _remark(
                "caption", passage, match.start(), match.end(), False,
                f"表题写「{told} 届」，全文别处都是 {usual} 届，请核对届别", f"the caption says the class of {told}, everything else {usual}",
            )  # fmt: skip
