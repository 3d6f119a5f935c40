"""A year that a report tells but once, where all others stand beside it, is not a year off.

Cue: 比2017年增加 where every other comparison is with 2018; 2020年 … 人 as past and whole in the report for 2019 of which nothing else is told. Why it
should hold in any report: a report is written for one year and held against the year before; of the year to come it knows no figures.
Guards: only where title, tables and classes agree on the year; the year must be told nowhere else, in text or tables;
计划, 将, 力争 look ahead; 十三五末, 五年来, 基期 and 疫情前 choose another year to compare with.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.agreed_year import agreed_year, years_told
from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.periods.moments import AHEAD
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.report_moment import latest_month
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern

FAULT = "date"
_TITLE = "某校质量年度报告（2022年度）\n\n2022届毕业生稳定，2022届升学较多。2022年招生比2021年增加20人，2022年在校生比2021年多8人。\n\n"
EXAMPLES = (
    Example("fail", _TITLE + "培训比2020年增加300人次。"),
    Example("fail", _TITLE + "2023年享受助学金的学生124人。"),
    Example("silent", _TITLE + "培训比2021年增加300人次。"),
    Example("silent", _TITLE + "2020年招生300人。培训比2020年增加300人次。"),
    Example("silent", _TITLE + "2023年计划招生240人。"),
)
_AGAINST = as_pattern(
    r"(?:[比较]|与|同)\s*(?P<told>20[0-4]\d)\s*(?:年度?|届)(?!\s*\d{1,2}\s*月|[底末初]|以来)(?:的|实际|同期|相比)?[^，。；：、]{0,18}?(?:增|减|多|少|上升|下降|提高|降低|扩大|缩小|净|相比)"
)
_OTHER_BASE = as_pattern(
    r"十[一二三四五]五|年来|年间|以来|[两三四五六]年|基期|基数|基础上|疫情|底|末|创办|成立|开办|首届|历史|恢复|试点|[、和与及]\s*20\d\d|20\d\d\s*年?\s*[-—–~～至]"
)
_WHOLE = as_pattern(
    r"(?<![\d—–~～至到比较-])(?P<told>20[0-4]\d)\s*年(?!\s*\d{1,2}\s*月|[底末初级届前春秋]|以前|之前|上半|[一二]季|第|[\s]*[-—–~～至])"
)
_LOOKS_AHEAD = as_pattern(
    r"安排|继续|要|需|应|重点|打算|争|目标|任务|拟|列入|招生计划|届|推迟|延|转入|启用|起|结转|跨|至|到|前|预"
)
_COMPARED = 3  # comparisons with the year before


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Comparisons, then figures of the year to come."""
    year = agreed_year(manuscript)
    if year is None:
        return
    yield from _compared(manuscript, year)
    yield from _to_come(manuscript, year)


def _in_tables(manuscript: Manuscript, year: int) -> bool:
    return any(
        str(year) in half_width(text)
        for sheet in manuscript.sheets
        for text in (
            sheet.caption,
            *(sheet.text(row, column) for row in range(sheet.row_count) for column in range(sheet.column_count)),
        )
        if "20" in text
    )


def _compared(manuscript: Manuscript, year: int) -> Iterator[Remark]:
    found = [
        (passage, match, int(match["told"]))
        for passage in manuscript.prose_with("年", "届")
        if "20" in passage.plain
        for match in _AGAINST.finditer(passage.plain)
    ]
    usual = sum(1 for _, _, told in found if told == year - 1)
    odd = [entry for entry in found if entry[2] < year - 1]
    if len(odd) != 1 or usual + sum(p.plain.count("比上年") for p in manuscript.prose()) < _COMPARED:
        return
    passage, match, told = odd[0]
    start, end = passage.full_sentence_at(match.start())
    years, classes = years_told(manuscript)
    if _OTHER_BASE.search(passage.plain, start, end) or years[told] + classes[told] > 1 or _in_tables(manuscript, told):
        return
    place = passage.place(match.start("told"), match.end("told") + 1)
    yield _remark(
        "compared", passage, match.start("told"), match.end("told") + 1, f"别处都与 {year - 1} 年相比，只有此处写「{place.text}」，而且 {told} 年在全文只出现这一次",
        f"all other comparisons are with {year - 1}; {told} stands here alone", year - 1,
    )  # fmt: skip


def _to_come(manuscript: Manuscript, year: int) -> Iterator[Remark]:
    latest = latest_month(manuscript)
    if latest is None or latest >= (year + 1, _AFTER_SUMMER):
        return
    told = [
        (passage, match)
        for passage in manuscript.prose_with(str(year + 1), str(year + 2))
        for match in _WHOLE.finditer(passage.plain)
        if int(match["told"]) in (year + 1, year + 2)
    ]
    past = []
    for passage, match in told:
        start, end = passage.full_sentence_at(match.start())
        if not AHEAD.search(passage.plain, start, end) and not _LOOKS_AHEAD.search(passage.plain, match.end(), end):
            past.append((passage, match, bool(passage.mentions_in(match.end(), end))))
    if len(past) != 1 or not past[0][2]:
        return
    passage, match, _ = past[0]
    when = int(match["told"])
    yield _remark(
        "to-come", passage, match.start(), match.end(), f"题名、表格和届别都是 {year} 年，此处却把 {when} 年的数当作已经有了来写",
        f"title, tables and classes are of {year}, yet figures of {when} are told", year,
    )  # fmt: skip


_AFTER_SUMMER = 7


def _remark(name: str, passage: Passage, start: int, end: int, zh: str, en: str, expected: int) -> Remark:
    place = passage.place(start, end)
    return Remark(
        f"far-years:{name}:{passage.id}:{start}", "far-years", FAULT, (place,), f"{zh}，请核对年份", en, severity="warning",
        reported=place.text, expected=str(expected), formula=f"{place.text} / {expected}",
    )  # fmt: skip
