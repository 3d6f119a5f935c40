"""A report is not about a time before the one that its tables and its sentences are of.

Cue: a year in the title, and another one, a year or two later, at the head of most tables, or told again and again of what was done.
Why it should hold in any report: a report may be printed a year after its data, and bear the later year; it cannot tell in its title
of a year and hold the figures of the next. Guards: sentences of plans, goals, documents and agreements, and the months in which a
report is written up, do not count; the later year must be told in three passages, or stand at the head of two tables, and be told more often than the title's.
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
from nianbao.facts.place import Place

FAULT = "date"
_TEXT = "\n\n2022年，学校招生410人。\n\n2022年共有毕业生365人，2022届毕业生就业稳定。\n\n2022年9月，新实训楼启用。\n\n2022年投入经费320万元。"
EXAMPLES = (
    Example("fail", f"某校质量年度报告（2021年度）{_TEXT}"),
    Example(
        "fail",
        "某县质量年度报告（2021）\n\n全县有职业学校3所。\n\n2022年，各校稳步发展。\n\n表1 学生情况\n\n项目\t2021年\t2022年\n在校生\t900\n毕业生\t300\n\n"
        "表2 教师情况\n\n项目\t2021年\t2022年\n专任教师\t90\t95\n\n2022年培训320人次。\n\n2022年新建实训室2个。",
    ),
    Example("pass", f"某校质量年度报告（2022年度）{_TEXT}"),
    Example("silent", f"某校质量年度报告（2023年度）{_TEXT}"),
    Example(
        "silent",
        "某校质量年度报告（2021年度）\n\n2021年，学校招生410人。\n\n2021年共有毕业生365人。\n\n2022年1月，实训楼启用。\n\n2022年，学校将新建食堂。\n\n2022年3月完成验收。",
    ),
)  # fmt: skip
_TOLD = as_pattern(r"(?<![\d—–~～至-])(20[0-4]\d)\s*年(?!级|\s*[-—–~～至])(?!\s*[1-6]\s*月|上半年|[初春])")
_TITLE = as_pattern(r"报告|年报")
_LEAST = 3  # passages that tell of the later year
_LATEST = 2  # years that a title may lag by a slip; more than that is another kind of text
_HEADS = 2  # tables whose heads end with it
_SHOWN = 3
_OPENING = 12  # passages among which a title stands


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """One remark for the title, where the year of the data is known."""
    period = manuscript.title_period
    title = _place_of_title(manuscript, period) if period is not None else None
    if period is None or title is None:
        return
    told: dict[int, list[Place]] = {}
    for passage in manuscript.passages:
        for each, place in _years_done(passage).items():
            told.setdefault(each, []).append(place)
    heads = Counter(latest for sheet in manuscript.sheets if (latest := sheet.latest_head) is not None)
    later = max(told, key=lambda each: (heads[each], len(told[each]), each), default=period)
    is_known = len(told[later]) >= _LEAST or heads[later] >= _HEADS if told else False
    if period < later <= period + _LATEST and is_known and not heads[later] < heads[period]:
        if len(told[later]) > len(told.get(period, [])):
            yield _remark(title, period, later, told[later][:_SHOWN])
    elif told.get(period):
        yield _remark(title, period, period, told[period][:_SHOWN])


def _years_done(passage: Passage) -> dict[int, Place]:
    """The years of which a passage tells what was done, each with its first place."""
    found: dict[int, Place] = {}
    if "20" not in passage.plain or passage.kind in ("heading", "caption"):
        return found
    for match in _TOLD.finditer(passage.plain):
        if not AHEAD.search(passage.plain, *passage.full_sentence_at(match.start())):
            found.setdefault(int(match[1]), passage.place(match.start(), match.end()))
    return found


def _place_of_title(manuscript: Manuscript, period: int | None) -> Place | None:
    titled = False
    for passage in manuscript.passages[:_OPENING]:
        titled = titled or _TITLE.search(passage.plain) is not None
        start = passage.plain.find(str(period))
        if titled and start >= 0:
            return passage.place(start, start + 4)
    return None


def _remark(title: Place, period: int, later: int, witnesses: list[Place]) -> Remark:
    holds = later == period
    return Remark(
        "title-years:title", "title-years", FAULT, (title, *witnesses),
        f"题名的年度与正文相符：{period} 年" if holds else f"题名写作 {period} 年，正文和各表说的却是 {later} 年的情况，请核对题名的年份",
        f"the title bears the year of the text: {period}" if holds else f"the title says {period}, while text and tables are of {later}: check the year of the title",
        severity="warning", holds=holds, reported=str(period), expected="" if holds else str(later), formula=f"{period} / {later}",
    )  # fmt: skip
