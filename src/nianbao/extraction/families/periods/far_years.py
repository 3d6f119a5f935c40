"""A year that a report tells but once, where all others stand beside it, is not a year off.

Cue: 2020年 … 比上年 where all other sentences of that kind begin with 2022; 比2017年增加 where every other comparison is with 2018; 2020年 … 人 as past and whole in the report for 2019 of which nothing else is told. Why it
should hold in any report: a report is written for one year and held against the year before; of the year to come it knows no figures.
Guards: only where title, tables and classes agree on the year; the year must be told nowhere else, in text or tables;
计划, 将, 力争 look ahead; 十三五末, 五年来, 基期 and 疫情前 choose another year to compare with.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Hint, Remark, hint_at
from nianbao.extraction.dates.agreed_year import agreed_year, years_told
from nianbao.extraction.dates.report_moment import latest_month
from nianbao.extraction.example import Example
from nianbao.extraction.families.periods.moments import AHEAD
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern

FAULT = "date"
_TITLE = "某校质量年度报告（2022年度）\n\n2022届毕业生稳定，2022届升学较多。2022年招生比2021年增加20人，2022年在校生比2021年多8人，获奖比2021年多3项。\n\n"
EXAMPLES = (
    Example("fail", _TITLE + "培训比2020年增加300人次。"),
    Example("fail", _TITLE + "2023年享受助学金的学生124人。"),
    Example(
        "fail",
        _TITLE
        + "2022年招生320人，比上年多20人。\n\n2022年获奖8项，比上年多3项。\n\n2020年培训896人次，比上年增加55人次。",
    ),
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
    r"安排|继续|要|需|应(?![用届急])|重点|打算|争|目标|任务|拟|列入|招生计划|届|推迟|延|转入|启用|起|结转|跨|至|到|前|预"
)
_COMPARED = 3  # comparisons with the year before


def find(manuscript: Manuscript) -> Iterator[Remark | Hint]:
    """Comparisons, then figures of the year to come."""
    own_year = agreed_year(manuscript)
    if own_year is None:
        return
    yield from _compared(manuscript, own_year)
    yield from _to_come(manuscript, own_year)
    yield from _of_an_old_year(manuscript, own_year)


def _in_tables(manuscript: Manuscript, own_year: int) -> bool:
    return any(
        str(own_year) in half_width(text)
        for sheet in manuscript.sheets
        for text in (
            sheet.caption,
            *(sheet.text(row, column) for row in range(sheet.row_count) for column in range(sheet.column_count)),
        )
        if "20" in text
    )


def _compared(manuscript: Manuscript, own_year: int) -> Iterator[Remark]:
    found = [
        (passage, match, int(match["told"]))
        for passage in manuscript.prose_with("年", "届")
        if "20" in passage.plain
        for match in _AGAINST.finditer(passage.plain)
    ]
    usual = sum(1 for _, _, told in found if told == own_year - 1)
    odd = [entry for entry in found if entry[2] < own_year - 1]
    if len(odd) != 1 or usual + sum(p.plain.count("比上年") for p in manuscript.prose()) < _COMPARED:
        return
    passage, match, told = odd[0]
    start, end = passage.full_sentence_at(match.start())
    told_years, classes = years_told(manuscript)
    if str(told + 1) in passage.plain[start:end]:
        return  # 2020年…比2019年…: the sentence is of another year itself
    if (
        _OTHER_BASE.search(passage.plain, start, end)
        or told_years[told] + classes[told] > 1
        or _in_tables(manuscript, told)
    ):
        return
    place = passage.place(match.start("told"), match.end("told") + 1)
    yield _remark(
        "compared", passage, match.start("told"), match.end("told") + 1, f"别处都与 {own_year - 1} 年相比，只有此处写「{place.text}」，而且 {told} 年在全文只出现这一次",
        f"all other comparisons are with {own_year - 1}; {told} stands here alone", own_year - 1,
    )  # fmt: skip


def _to_come(manuscript: Manuscript, own_year: int) -> Iterator[Remark]:
    latest = latest_month(manuscript)
    if latest is None or latest >= (own_year + 1, _AFTER_SUMMER):
        return
    told = [
        (passage, match)
        for passage in manuscript.prose_with(str(own_year + 1), str(own_year + 2))
        for match in _WHOLE.finditer(passage.plain)
        if int(match["told"]) in (own_year + 1, own_year + 2)
    ]
    past = []
    for passage, match in told:
        start, end = passage.full_sentence_at(match.start())
        if not _NUMBERED.fullmatch(passage.plain, start, match.start()):
            past.extend([(passage, match, False)] * (not AHEAD.search(passage.plain, start, end)))
            continue
        if not AHEAD.search(passage.plain, start, end) and not _LOOKS_AHEAD.search(passage.plain, match.end(), end):
            past.append((passage, match, bool(passage.mentions_in(match.end(), end))))
    if len(past) != 1 or not past[0][2]:
        return
    passage, match, _ = past[0]
    when = int(match["told"])
    yield _remark(
        "to-come", passage, match.start(), match.end(), f"题名、表格和届别都是 {own_year} 年，此处却把 {when} 年的数当作已经有了来写",
        f"title, tables and classes are of {own_year}, yet figures of {when} are told", own_year,
    )  # fmt: skip


_AFTER_SUMMER = 7
_NUMBERED = as_pattern(
    r"[\s\d.．、（()）一二三四五六七八九十]*"
)  # what may stand before the year that opens a sentence


def _of_an_old_year(manuscript: Manuscript, own_year: int) -> Iterator[Remark | Hint]:
    """2020年共培训8968人次，比上年增加553人次 in the report for 2022: the year before that of which sentences speak is told bare."""
    found = []
    for passage in manuscript.prose_with("比上年", "较上年", "比去年", "较去年", "同比", "上年的"):
        for start, end in passage.full_sentences:
            match = _WHOLE.search(passage.plain, start, end)
            if match is None or not _NUMBERED.fullmatch(passage.plain, start, match.start()):
                continue
            words = passage.plain[match.end() : end]
            last = _LAST.search(words)
            if last is None or _ANY.search(words) or _OTHER_BASE.search(words[: last.start()]):
                continue
            found.append((passage, match, int(match["told"])))
    usual = sum(1 for _, _, told in found if told == own_year)
    odd = [entry for entry in found if entry[2] < own_year]
    if len(odd) != 1 or usual < _LEAST or own_year - odd[0][2] > _FEW:
        return
    passage, match, told = odd[0]
    told_years, _ = years_told(manuscript)
    if passage.plain.count(f"{told}") > 1:
        return
    place = passage.place(match.start(), match.end())
    if told < own_year - 1 or told_years[told] == 1:
        yield _remark(
            "old", passage, match.start(), match.end(), f"题名、表格和届别都是 {own_year} 年，此处却写「{place.text}」的数并与「上年」相比",
            f"title, tables and classes are of {own_year}, yet {told} is compared with the year before it", own_year,
        )  # fmt: skip
        return
    yield hint_at(
        "far-years", f"old:{passage.id}:{match.start()}", FAULT, (place,),
        f"此处写「{place.text}」的数并与「上年」相比，而报告写的是 {own_year} 年，请核对年份", f"“{place.text}” is compared with the year before it in the report for {own_year}: please check",
        reported=place.text, expected=str(own_year), formula=f"{told} / {own_year}", weight=0.5,
    )  # fmt: skip


_LAST = as_pattern(r"[比较](?:上年|去年)|同比|上年的")
_ANY = as_pattern(r"(?<!\d)20[0-4]\d(?=\s*[年届—–至-])")
_LEAST, _FEW = 2, 3


def _remark(name: str, passage: Passage, start: int, end: int, zh: str, en: str, expected: int) -> Remark:
    place = passage.place(start, end)
    return Remark(
        f"far-years:{name}:{passage.id}:{start}", "far-years", FAULT, (place,), f"{zh}，请核对年份", en, severity="warning",
        reported=place.text, expected=str(expected), formula=f"{place.text} / {expected}",
    )  # fmt: skip
