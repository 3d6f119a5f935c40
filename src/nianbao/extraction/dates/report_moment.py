"""When a report was written, as far as it says so itself: the months that it can tell of as past.

A title names a period, a school year may run into the next one, a cover or a last page bears a month.
What lies behind all of them cannot be told of as done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.kept import kept
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern

Month = tuple[int, int]  # of a year

_HAN_DIGITS = {character: str(value) for value, character in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]"
_SIGNED = as_pattern(
    rf"(?P<who>[（(]?[^\d，。；：:、]{{0,24}}?[\s　]*)(?P<told>20\d{{2}}|二[〇零○][一二三四五][〇○零一二三四五六七八九])\s*年\s*"
    rf"(?P<month>\d{{1,2}}|十?[一二三四五六七八九十])\s*月\s*(?:{_DAY})?\s*[）)]?"
)
_SCHOOL_YEAR = as_pattern(r"(?<!\d)(20\d{2})\s*年?\s*[-—–~～至/]+\s*(?:20)?(\d{2})\s*学年(?!制)")
_WHOLE_SPAN = as_pattern(
    r"(20\d{2})\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?\s*(?:[-—–~～]+|至|到)\s*(20\d{2})\s*年\s*(\d{1,2})\s*月"
)
_WRITTEN_BY = 4  # the month in which reports for the past twelve are out
_COVER, _LAST_PAGE = 10, 6  # passages in which a report is signed


@dataclass(frozen=True, slots=True)
class Signature:
    """The month a report bears, and where."""

    month: Month
    passage: Passage
    start: int
    end: int


def read_year(words: str) -> int:
    """
    >>> read_year("2023"), read_year("二〇二三")
    (2023, 2023)
    """
    return int("".join(_HAN_DIGITS.get(character, character) for character in words))


@kept
def signature_of(manuscript: Manuscript) -> Signature | None:
    """The date on the cover or under the last lines, with or without the name of who signs."""
    passages = manuscript.passages
    for passage in (*passages[-_LAST_PAGE:], *passages[:_COVER]):
        match = _SIGNED.fullmatch(passage.plain.strip()) if len(passage.plain) < 60 else None
        month = read_whole(match["month"]) if match is not None else None
        if match is not None and month is not None and 1 <= month <= 12 and passage.kind not in ("caption", "case"):
            shift = len(passage.plain) - len(passage.plain.lstrip())
            return Signature(
                (read_year(match["told"]), month), passage, match.start("told") + shift, match.end() + shift
            )
    return None


@kept
def latest_month(manuscript: Manuscript) -> Month | None:
    """The last month that the report can tell of as past; None where its title names no period."""
    period = manuscript.title_period
    if period is None:
        return None
    latest = (period + 1, _WRITTEN_BY)
    if any(second == period + 1 for second in _school_year_ends(manuscript)):
        # 2019—2020 学年 in the report for 2019: it was written when that school year was over.
        latest = (period + 2, _WRITTEN_BY)
    signed = signature_of(manuscript)
    if signed is not None and period <= signed.month[0] <= period + 2:
        return signed.month if signed.month[0] > period else max(signed.month, (period, 12))
    return latest


def _school_year_ends(manuscript: Manuscript) -> Iterator[int]:
    for passage in manuscript.passages:
        if "年" not in passage.plain:
            continue
        for match in _SCHOOL_YEAR.finditer(passage.plain):
            yield 2000 + int(match[2])
        for match in _WHOLE_SPAN.finditer(passage.plain):
            if int(match[3]) in (7, 8) and int(match[2]) == int(match[1]) + 1:
                yield int(match[2])
    for sheet in manuscript.sheets:
        for label in (sheet.caption, *(sheet.row_label(row) for row in sheet.data_rows)):
            for match in _SCHOOL_YEAR.finditer(label):
                yield 2000 + int(match[2])
