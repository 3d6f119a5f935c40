"""A figure told with its year is the figure that the table gives for that year, and not for another.

Cue: 2021 年的 61420 人, 2021 年为 61420 人 with what it counts before or behind it, and a table with a series of that name. Why it
should hold in any report: a table has one figure for each year, and large figures do not repeat by chance. Guards:
four digits and more, printed exactly; only where no table and no other series gives the figure for the year that is
told, and the series that gives it for another year is named in the sentence and has a different one for the year told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.column_names import core_of
from nianbao.extraction.tables.table_facts import Figure
from nianbao.extraction.tables.table_series import series_of
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

FAULT = "date"
_TABLE = "指标\t2021年\t2022年\t2023年\n招生数（人）\t21860\t22745\t23910\n在校生数（人）\t61420\t63855\t66300\n"
EXAMPLES = (
    Example("fail", f"在校生由2022年的61420人增至2023年的66300人。\n\n{_TABLE}"),
    Example("pass", f"在校生由2021年的61420人增至2023年的66300人。\n\n{_TABLE}"),
    Example("silent", f"全市2022年专任教师培训61420人次。\n\n{_TABLE}"),
)
_LEAST = 100  # smaller figures meet by chance
_YEAR = as_pattern(
    r"(?<!\d)(?P<told>20\d{2})\s*(?:年度?|届)\s*(?:的|为|是|有|达到?|[:：]|末|底)?\s*(?P<noun>[\u4e00-\u9fff]{0,8}?)(?:为|是|有|达到?)?\s*$"
)


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Figures with their years, passage by passage."""
    series = [(core_of(name), dict(dated)) for name, dated in series_of(manuscript) if len(name) >= 3]
    if not series:
        return
    for passage in manuscript.prose():
        if "20" not in passage.plain:
            continue
        for mention in passage.mentions:
            if mention.number.digits < _LEAST or mention.number.hedge is not Hedge.NONE or mention.is_percent:
                continue
            if not mention.is_count and not mention.number.places:
                continue
            match = _YEAR.search(passage.plain, max(mention.sentence[0], mention.start - 20), mention.start)
            if match is not None:
                yield from _judged(passage, mention, match, series)


def _judged(
    passage: Passage, mention: Mention, match: re.Match[str], series: list[tuple[str, dict[int, Figure]]]
) -> Iterator[Remark]:
    told, value = int(match["told"]), mention.number.value
    giving = [
        (name, figures, period)
        for name, figures in series
        for period, figure in figures.items()
        if figure.value == value
    ]
    if not giving:
        return
    start, end = mention.sentence
    words = passage.plain[start:end]
    right = any(period == told for _, _, period in giving)
    named = [
        (figures, period)
        for name, figures, period in giving
        if len(name) >= 2
        and name in words
        and (figures[told].value != value if told in figures else period - told == 1)
    ]
    if not right and (len({period for _, period in named}) != 1 or len(named) != len(giving)):
        return
    place = passage.place(match.start("told"), match.start("told") + 5)
    others = (
        (named[0][0][named[0][1]].place, *([named[0][0][told].place] if told in named[0][0] else []))
        if named and not right
        else ()
    )
    other = named[0][1] if named else told
    yield Remark(
        f"years-told:{mention.id}", "years-told", FAULT, (place, mention.place, *others),
        f"「{mention.raw.strip()}」在表中是 {other} 年的数，此处写作 {told} 年，请核对年份" if not right else f"「{mention.raw.strip()}」与表中 {told} 年的数一致",
        f"the table gives {mention.raw.strip()} for {other}, not for {told}" if not right else "the table gives it for that year",
        severity="warning", holds=right, reported=place.text, expected=f"{other}年" if not right else "", formula=f"{told} / {other}", keys=(mention.id,),
    )  # fmt: skip
