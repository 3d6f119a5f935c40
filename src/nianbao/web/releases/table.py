"""The released figures as one long table: filtered, in a stable order, page by page.

A page ends with a mark that says where the next one begins. The order is that of the definitions and releases, so
that a figure released while somebody pages moves nothing that was already read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from nianbao.facts.problem import Problem
from nianbao.web.releases.models import Definition, Release, ReleasedFact, State
from nianbao.web.releases.published import current

MOST_ORGANISATIONS = 500
MOST_KNOWN = 20_000
_MARK = re.compile(r"(\d{1,15})-(\d{1,15})")


@dataclass(frozen=True)
class Asked:
    """Which figures somebody wants; what is empty narrows nothing."""

    organisations: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    data_years: tuple[int, ...] = ()
    level: str = ""
    district: str = ""
    state: str = ""


@dataclass(frozen=True)
class FactPage:
    facts: tuple[ReleasedFact, ...]
    next_mark: str  # empty at the end


def fact_page(asked: Asked, now: datetime.datetime, *, after: str = "", most: int) -> FactPage:
    """One page of the table; at most five queries."""
    found = _matching(asked, now)
    if after:
        definition, release = mark(after)
        found = found.filter(definition_id__gte=definition).exclude(definition_id=definition, release_id__lte=release)
    rows = list(found.order_by("definition_id", "release_id")[: most + 1])
    shown = rows[:most]
    more = len(rows) > most
    _complete(shown)
    return FactPage(tuple(shown), f"{shown[-1].definition_id}-{shown[-1].release_id}" if more else "")


_KNOWN: dict[int, Definition] = {}  # definitions are never changed, and there are some hundreds an edition


def _complete(facts: Sequence[ReleasedFact]) -> None:
    """Give each figure its release and definition; each is read once, not once for every figure."""
    missing = {one.definition_id for one in facts} - _KNOWN.keys()
    if missing:
        if len(_KNOWN) > MOST_KNOWN:
            _KNOWN.clear()
            missing = {one.definition_id for one in facts}
        _KNOWN.update(Definition.objects.in_bulk(missing))
    releases = Release.objects.select_related("organisation", "district").in_bulk({one.release_id for one in facts})
    for one in facts:
        one.definition, one.release = _KNOWN[one.definition_id], releases[one.release_id]


def mark(text: str) -> tuple[int, int]:
    """Where a page begins; a Problem where the mark is none of ours.

    >>> mark("12-7000")
    (12, 7000)
    """
    found = _MARK.fullmatch(text)
    if found is None:
        raise Problem(
            "page-mark-unknown",
            "翻页标记 after 不对；请用上一页返回的 next。",
            "The mark after is none of ours; use the next of the page before.",
        )
    return int(found[1]), int(found[2])


def _matching(asked: Asked, now: datetime.datetime) -> QuerySet[ReleasedFact]:
    found = ReleasedFact.objects.all()
    by_release = bool(asked.organisations or asked.district)
    if asked.indicators or (asked.data_years and not by_release):
        definitions = Definition.objects.all()
        if asked.indicators:
            definitions = definitions.filter(indicator__in=asked.indicators)
        if asked.data_years:
            definitions = definitions.filter(data_year__in=asked.data_years)
        found = found.filter(definition_id__in=list(definitions.order_by().values_list("pk", flat=True)))
    if by_release:
        # Few reports: their numbers first, so that the database reads their rows and no others.
        found = found.filter(release_id__in=list(_releases(asked, now).order_by().values_list("pk", flat=True)))
    else:
        standing = Q(release__superseded_at=None) | Q(release__superseded_at__gt=now)
        found = found.filter(standing, release__state=State.PUBLISHED, release__public_at__lte=now)
        if asked.data_years:
            found = found.filter(release__data_year__in=asked.data_years)
        if asked.level:
            found = found.filter(release__level=asked.level)
    return found.filter(state=asked.state) if asked.state else found


def _releases(asked: Asked, now: datetime.datetime) -> QuerySet[Release]:
    found = current(now)
    if asked.organisations:
        found = found.filter(organisation__code__in=asked.organisations[:MOST_ORGANISATIONS])
    if asked.district:
        found = found.filter(district__code=asked.district)
    if asked.level:
        found = found.filter(level=asked.level)
    if asked.data_years:
        found = found.filter(data_year__in=asked.data_years)
    return found


def asked_from(
    organisations: Sequence[str],
    indicators: Sequence[str],
    data_years: Sequence[int],
    *,
    level: str = "",
    district: str = "",
    state: str = "",
) -> Asked:
    """What was asked, each value once."""
    return Asked(
        tuple(dict.fromkeys(organisations)),
        tuple(dict.fromkeys(indicators)),
        tuple(dict.fromkeys(data_years)),
        level,
        district,
        state,
    )
