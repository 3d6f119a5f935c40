"""What a report says of the time of its own data is the year that its title, its tables and its classes bear.

Cue: 数据 with 时点, 截至, 以…为准, 采集, 统计数 or 自然年 beside a year, a school year or a class (学生数据以2023年9月30日为时点, 毕业生数据截至2023年8月31日,
2023—2024学年初统计数, 毕业生为2023届); 截至2023年底 before what there is now, or before 均已完成 behind what that year paid for; the year behind 附件：…数据表; the day under the last
lines. Why it should hold in any report: students and
teachers are counted in the autumn, graduates in the summer and money over the twelve months of one year, and the tables of the report
bear that year. Guards: only where the title, the heads of the tables and the classes agree on the year; a school year may begin or end
in it; money may be a year behind; 上年, 同期, 历年 and plans speak of other data; a state of an earlier date is only hinted, and no more is said where but title and text agree;
a report is signed in its own year or later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Hint, Remark, hint_at
from nianbao.extraction.dates.agreed_year import agreed_year, told_year, years_told
from nianbao.extraction.dates.report_moment import signature_of
from nianbao.extraction.example import Example
from nianbao.extraction.families.periods.moments import AHEAD
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern

FAULT = "date"
_TITLE = "某校质量年度报告（2022年度）\n\n2022届毕业生稳定，2022届升学较多，2022年招生多，2022年培训多。\n\n"
EXAMPLES = (
    Example("fail", _TITLE + "本报告学生、教师数据以2021年9月30日为时点，经费为2022自然年数据。"),
    Example("fail", _TITLE + "毕业生数据截至2021年8月31日。"),
    Example("fail", _TITLE + "文中学生和办学条件数据为2021—2022学年初统计数。"),
    Example("fail", _TITLE + "附件：某校质量年度报告数据表（2021年）"),
    Example("fail", _TITLE + "截至2021年9月，学校有专任教师95人。\n\n截至2022年9月，在校生2000人。截至2022年底，有图书3万册。"),
    Example("fail", _TITLE + "毕业生数据以2022届为对象、以2021年8月31日为截止日期。"),
    Example("fail", _TITLE + "数据来源：学籍系统（截至2021年8月31日）"),
    Example("fail", _TITLE + "全校师生共同努力。\n\n某校\n\n2021年12月5日"),
    Example("fail", _TITLE + "2022年安排专项资金320万元，用于实训室改造。截至2021年12月31日，各项目均已执行完毕。"),
    Example("pass", _TITLE + "本报告学生、教师数据以2022年9月30日为时点，经费为2021自然年数据。"),
    Example("pass", _TITLE + "文中学生和办学条件数据为2022—2023学年初统计数，毕业生为2022届。"),
    Example("silent", _TITLE + "上年数据取自2021年的年度报告。"),
    Example("silent", "某校质量年度报告（2022年度）\n\n本报告学生数据以2021年9月30日为时点。"),
)  # fmt: skip
_TIME = as_pattern(
    r"(?<!\d)(?P<told>20\d{2})\s*(?:年?\s*[-—–~～至/]+\s*(?P<until>(?:20)?\d{2})(?!\d))?\s*(?P<kind>学年初?|届|年)(?!度?报告|以来|级)"
)
_DECLARED = as_pattern(
    r"数据?(?:的)?(?:统计|采集|截[止至]|时[段点间]|口径|取自|来[自源]|起止|范围|均|都|统一|[为是以按])|统计(?:时[段点间限]|口径|周期|截[止至]|范围|期限?)|"
    r"(?:采集|填报)(?:时[间点]|周期|区间)|报告期(?:[为是自从])|为(?:统计|采集)?时点|学年初?(?:的)?(?:统计|采集|上报)?数据?|[以按][^，。；]{2,24}(?:为准|时点|为截[止至])|截[止至](?:日期|时间)|(?:系统|平台|报表)\s*[（(]?\s*截[止至]"
)
_OF_THE_REPORT = as_pattern(
    r"本?报告|文中|本文|全文|数据|统计数|统计表|口径|时点"
)  # one of them stands in the sentence
_BACK = as_pattern(
    r"上[一]?[学年]|去年|前年|同期|往[年届]|近[三五两十\d]|历年|逐年|较|比(?![例重赛])|对比|变化|趋势|以来|曾|首次|全国(?![\u4e00-\u9fff]{0,12}系统)|全省|普查|文件|印发|方案|发布|修订|标准|《|平台|追踪|跟踪|回访|分别|依次|由|累计"
)
_OF_OTHERS = as_pattern(r"全国(?![\u4e00-\u9fff]{0,12}系统)|全省|普查|抽样|印发|《")
_MONEY = as_pattern(r"经费|财务|预算|决算|资产|收入|支出|投入|财政")
_AS_OF = as_pattern(
    r"截(?:[至止]到?)?\s*(?P<told>20\d{2})\s*年(?:度|\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?)?(?:年?[底末初])?(?=[，,、]|\s*[\u4e00-\u9fff]{2})"
)
_ANNEX = as_pattern(
    r"^\s*附[件表录]\s*[\d一二三四]?\s*[:：].{0,40}?(?:(?<!\d)(?P<told>20\d{2})\s*年.{0,30}?数据表|数据表\s*[（(]\s*(?P<behind>20\d{2}))"
)
_RUNS_ON = as_pattern(r"\s*(?:\d{1,2}\s*月)?\s*(?:\d{1,2}\s*[日号])?\s*(?:[-—–~～]+|至|到)\s*20\d{2}")
_SIGNER = as_pattern(r"|.*(?:[校局院委厅处会心]|中专|职高|中学|政府|编写组|办公室)")
_OTHERS = 2  # other statements of the same kind


def find(manuscript: Manuscript) -> Iterator[Remark | Hint]:
    """Declarations, annexes, then dates of what there is."""
    own_year = agreed_year(manuscript)
    if own_year is None:
        if (own_year := told_year(manuscript)) is not None:
            yield from (found for found in _as_of(manuscript, own_year) if isinstance(found, Hint))
        return
    for passage in manuscript.prose_with("数据", "时点", "统计", "学年初"):
        if "20" in passage.plain:
            yield from _declared(passage, own_year)
    for passage in manuscript.passages:
        if "数据表" in passage.plain and (match := _ANNEX.match(passage.plain)) is not None:
            name = "told" if match["told"] else "behind"
            yield _remark("annex", passage, match.start(name), match.end(name), own_year, int(match[name]) == own_year)
    yield from _as_of(manuscript, own_year)
    signed = signature_of(manuscript)
    signer = signed.passage.plain[: signed.start].strip(" 　（(") if signed is not None else ""
    if signed is not None and own_year - _OTHERS <= signed.month[0] < own_year and _SIGNER.fullmatch(signer):
        place = signed.passage.place(signed.start, signed.end)
        yield Remark(
            f"data-dates:signed:{signed.passage.id}", "data-dates", FAULT, (place,),
            f"落款「{place.text}」早于报告的年度（题名、表格和届别都是 {own_year} 年），请核对年份", f"signed “{place.text}”, before the year that the report is about ({own_year})",
            severity="warning", reported=place.text, expected=str(own_year), formula=f"{place.text} / {own_year}",
        )  # fmt: skip


def _remark(name: str, passage: Passage, start: int, end: int, own_year: int, holds: bool) -> Remark:
    place = passage.place(start, end)
    return Remark(
        f"data-dates:{name}:{passage.id}:{start}", "data-dates", FAULT, (place,),
        f"「{place.text}」与报告的年度相符" if holds else f"此处把报告数据的时间写作「{place.text}」，而题名、表格和届别都是 {own_year} 年，请核对年份",
        "the time of the data fits the report" if holds else f"the data are dated “{place.text}”, while title, tables and classes are of {own_year}",
        severity="warning", holds=holds, reported=place.text, expected="" if holds else str(own_year), formula=f"{place.text} / {own_year}",
    )  # fmt: skip


def _declared(passage: Passage, own_year: int) -> Iterator[Remark]:
    for start, end in passage.full_sentences:
        if _OF_THE_REPORT.search(passage.plain, start, end) is None or _OF_OTHERS.search(passage.plain, start, end):
            continue
        times = list(_TIME.finditer(passage.plain, start, end))
        behind = start
        for match in times:
            begin, stop = passage.clause_at(match.start())
            words = passage.plain[max(behind, begin) : stop]
            subject = passage.plain[behind : match.start()]
            behind = match.end()
            if not _DECLARED.search(words) or _BACK.search(words) or AHEAD.search(words):
                continue
            if _RUNS_ON.match(passage.plain, match.end()):
                continue  # 2022年9月1日至2023年8月31日: the second end is the report's
            yield from _one(passage, match, subject, own_year)


def _one(passage: Passage, match: re.Match[str], subject: str, own_year: int) -> Iterator[Remark]:
    first = int(match["told"])
    last = int(f"20{match['until'][-2:]}") if match["until"] else first
    if match["until"] and (match["kind"] == "年" or last != first + 1):
        return
    if match["kind"] == "学年初":
        holds = first == own_year
    elif _MONEY.search(subject):
        # The accounts of the last twelve months may be all there are.
        if first == last == own_year - 1:
            return
        holds = first <= own_year <= last
    else:
        holds = first <= own_year <= last or (match["until"] is not None and first == own_year)
    yield _remark("data", passage, match.start(), match.end(), own_year, holds)


def _as_of(manuscript: Manuscript, own_year: int) -> Iterator[Remark | Hint]:
    """截至2022年9月，专任教师95人 in a report whose other states are of 2023."""
    told: list[tuple[Passage, re.Match[str], int]] = []
    for passage in manuscript.prose_with("截至", "截止"):
        for match in _AS_OF.finditer(passage.plain):
            start, end = passage.full_sentence_at(match.start())
            is_state = bool(passage.mentions_in(match.end(), end)) or _is_closed(passage, match.end(), end, own_year)
            if is_state and not AHEAD.search(passage.plain, match.end(), end):
                told.append((passage, match, int(match["told"])))
    own = sum(1 for _, _, when in told if when == own_year)
    for passage, match, when in told:
        if when > own_year and (when > own_year + 1 or not _MONTH.search(match[0])) and _none_of(manuscript, when):
            yield _remark("later", passage, match.start("told"), match.end(), own_year, False)
    odd = [entry for entry in told if entry[2] < own_year]
    for passage, match, when in told:
        if when == own_year:
            yield _remark("state", passage, match.start("told"), match.end(), own_year, True)
    if len(odd) != 1 or own_year - odd[0][2] > _OTHERS:
        return
    passage, match, when = odd[0]
    start, end = passage.full_sentence_at(match.start())
    if _PAST.search(passage.plain, start, end) or _others_of(passage, when, match):
        return
    # 2023 年 … 截至 2022 年 8 月 31 日: the sentence itself is of another year.
    beside = any(
        int(t["told"]) == own_year and t["kind"] != "学年"
        for t in _TIME.finditer(passage.plain, max(0, start - 1), end)
        if t.start() != match.start("told")
    )
    if own >= _OTHERS or (own and beside):
        yield _remark("state", passage, match.start("told"), match.end(), own_year, False)
        return
    place = passage.place(match.start("told"), match.end())
    yield hint_at(
        "data-dates", f"{passage.id}:{match.start()}", FAULT, (place,),
        f"此处写「{place.text}」的现状，而报告的题名和数据是 {own_year} 年的，请核对年份", f"a state of “{place.text}” in a report whose title and data are of {own_year}: please check",
        reported=place.text, expected=str(own_year), formula=f"{place.text} / {own_year}", weight=0.5 if own or beside else 0.45,
    )  # fmt: skip


_MONTH = as_pattern(r"\d\s*月|年初|学年")
_CLOSED = as_pattern(
    r"(?:已|全部|均|都)[\u4e00-\u9fff]{0,6}?(?:完毕|完成|到位|结清|结束|发放|拨付|支付|兑现|竣工|交付|实施)"
)


def _is_closed(passage: Passage, start: int, end: int, own_year: int) -> bool:
    """2023年专项资金320万元…。截至2022年12月31日，各项目均已执行完毕: nothing is closed before the year that it belongs to."""
    if _CLOSED.search(passage.plain, start, end) is None:
        return False
    told = [int(found["told"]) for found in _TIME.finditer(passage.plain, 0, passage.full_sentence_at(start)[0])]
    return bool(told) and told[-1] == own_year


def _none_of(manuscript: Manuscript, when: int) -> bool:
    """Nothing else is told of that year, but for what lies ahead."""
    return years_told(manuscript)[0][when] <= 1


_PAST = as_pattern(r"当时|曾|历史|首批|第一期|一期|规划|评估|验收|普查|户籍|常住人口|到期")


def _others_of(passage: Passage, when: int, match: re.Match[str]) -> bool:
    """The paragraph tells of that year in other places too, and not only to compare with it."""
    told = re.finditer(rf"(?<![比较与同跟])(?<![比较与同跟] )(?<!\d){when}\s*年", passage.plain)
    return any(found.start() != match.start("told") for found in told)
