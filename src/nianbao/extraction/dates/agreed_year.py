"""The year that a report is about, where its title, the heads of its tables, its classes and its sentences say the same.

A title alone may be printed a twelvemonth after the data, and a text may look back often. Where the title and two of the
others agree, a single place that says otherwise stands alone.
"""

from __future__ import annotations

from collections import Counter

from nianbao.extraction.manuscript import Manuscript
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern

_TOLD = as_pattern(r"(?<![\d—–~～至-])(20[0-4]\d)\s*(?P<kind>年(?!级|[\s]*[-—–~～至])|届)")
_OFTEN = 6
_LEAST = 2  # tables, classes or sentences that bear a year


@kept
def agreed_year(manuscript: Manuscript) -> int | None:
    """The title's year, where the title and two of heads, classes and sentences have it for theirs; else None."""
    title = manuscript.title_period
    if title is None:
        return None
    told_years, classes = years_told(manuscript)
    heads = Counter(latest for sheet in manuscript.sheets if (latest := sheet.latest_head) is not None)
    witnesses = (_most(heads), _most(told_years), _most(classes))
    return title if sum(own_year == title for own_year in witnesses) >= 2 and _after(title, witnesses) else None


def told_year(manuscript: Manuscript) -> int | None:
    """The title's year, where the text tells of it again and again, and of no other as often; else None."""
    title = manuscript.title_period
    told_years, _ = years_told(manuscript)
    if title is None or told_years[title] < _OFTEN:
        return None
    return title if all(told_years[title] > often for each, often in told_years.items() if each != title) else None


def _after(title: int, witnesses: tuple[int | None, ...]) -> bool:
    """No witness speaks of a later year than the title."""
    return all(own_year is None or own_year <= title for own_year in witnesses)


def _most(counted: Counter[int]) -> int | None:
    own_year = max(counted, key=lambda each: (counted[each], each), default=None)
    return own_year if own_year is not None and counted[own_year] >= _LEAST else None


@kept
def years_told(manuscript: Manuscript) -> tuple[Counter[int], Counter[int]]:
    """How often each year and each class stands in the running text, headings and captions."""
    told_years: Counter[int] = Counter()
    classes: Counter[int] = Counter()
    for passage in manuscript.passages:
        if "20" not in passage.plain:
            continue
        for match in _TOLD.finditer(passage.plain):
            (classes if match["kind"] == "届" else told_years)[int(match[1])] += 1
    return told_years, classes
