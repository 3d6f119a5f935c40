"""One indicator over the data years for several organisations, each point with how far it can be compared.

A point of another definition keeps its own figure and says that it is one; nothing is converted unless the
catalogue's crosswalk gives the arithmetic, and then the point says from what.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.web.organisations.models import Organisation
from nianbao.web.releases.continuity import Comparability, Continuity, continuity, converted, forerunners, operands
from nianbao.web.releases.models import Definition, Release, ReleasedFact
from nianbao.web.releases.published import current

MOST_ORGANISATIONS = 400


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of one data year. ``run`` counts unbroken stretches from the latest (0) back."""

    data_year: int
    release: Release
    definition: Definition
    fact: ReleasedFact
    continuity: Continuity  # with the latest definition
    run: int
    value: str  # comparable with the latest definition; empty where it is not or where there is no number
    converted_from: str = ""

    @property
    def is_comparable(self) -> bool:
        return self.run == 0

    @property
    def is_break(self) -> bool:
        return self.continuity.comparability is Comparability.BREAK


@dataclass(frozen=True)
class Series:
    organisation: Organisation
    points: tuple[Point, ...]  # the earliest first

    def at(self, data_year: int) -> Point | None:
        return next((one for one in self.points if one.data_year == data_year), None)


@dataclass(frozen=True)
class ComparedIndicator:
    """An indicator with all its released definitions and the series of whoever was asked for."""

    indicator: str
    definitions: tuple[Definition, ...]  # the earliest first, one an edition
    latest: Definition | None
    series: tuple[Series, ...]

    @property
    def data_years(self) -> tuple[int, ...]:
        return tuple(sorted({point.data_year for one in self.series for point in one.points}))


def compared_indicator(
    indicator: str, organisations: Sequence[Organisation], now: datetime.datetime, *, data_years: Iterable[int] = ()
) -> ComparedIndicator:
    """The series of some organisations; three queries, however many they are."""
    return compared_indicators([indicator], organisations, now, data_years=data_years)[0]


def compared_indicators(
    indicators: Sequence[str],
    organisations: Sequence[Organisation],
    now: datetime.datetime,
    *,
    data_years: Iterable[int] = (),
) -> list[ComparedIndicator]:
    """The same for several indicators at once, in the same three queries."""
    catalogue = load_catalogue()
    family = {name: (name, *forerunners(name, catalogue)) for name in indicators}
    wanted = {other for names in family.values() for other in names}
    wanted |= {name for entry in catalogue.crosswalk if entry.new in family for name in operands(entry.formula)}
    definitions = {one.pk: one for one in Definition.objects.filter(indicator__in=wanted)}
    releases = current(now).filter(organisation__in=[one.pk for one in organisations[:MOST_ORGANISATIONS]])
    if chosen := list(data_years):
        releases = releases.filter(data_year__in=chosen)
    held = {one.pk: one for one in releases.order_by("data_year")}
    figures: dict[int, dict[str, ReleasedFact]] = {number: {} for number in held}
    if held and definitions:
        for fact in ReleasedFact.objects.filter(release_id__in=held, definition_id__in=definitions):
            fact.definition = definitions[fact.definition_id]
            fact.release = held[fact.release_id]
            figures[fact.release_id][fact.definition.indicator] = fact
    by_organisation: dict[int, list[Release]] = {one.pk: [] for one in organisations}
    for release in held.values():
        by_organisation[release.organisation_id].append(release)
    made = []
    for name in indicators:
        mine = sorted((one for one in definitions.values() if one.indicator in family[name]), key=_age)
        own = [one for one in mine if one.indicator == name]
        latest = own[-1] if own else None
        series = tuple(
            Series(one, _points(by_organisation[one.pk], figures, family[name], latest, catalogue))
            for one in organisations[:MOST_ORGANISATIONS]
        )
        made.append(ComparedIndicator(name, tuple(mine), latest, series))
    return made


def _age(definition: Definition) -> tuple[int, str]:
    return definition.data_year, definition.edition


def _points(
    releases: Sequence[Release],
    figures: Mapping[int, Mapping[str, ReleasedFact]],
    names: Sequence[str],
    latest: Definition | None,
    catalogue: Catalogue,
) -> tuple[Point, ...]:
    if latest is None:
        return ()
    points: list[Point] = []
    run = 0
    after = latest
    for release in sorted(releases, key=lambda one: -one.data_year):
        fact = next((figures[release.pk][name] for name in names if name in figures[release.pk]), None)
        if fact is None:
            continue
        found = continuity(fact.definition, latest, catalogue)
        if found.comparability is Comparability.BREAK and continuity(
            fact.definition, after, catalogue
        ).comparability in (
            Comparability.BREAK,
            Comparability.CONVERTIBLE,
        ):
            run += 1  # unlike what comes after it as well: another stretch begins here
        elif found.comparability is not Comparability.BREAK:
            run = 0
        value, said = fact.number, ""
        if found.comparability is Comparability.CONVERTIBLE:
            given = {name: Decimal(one.number) for name, one in figures[release.pk].items() if one.number}
            answer = converted(found.formula, given)
            value, said = (f"{answer:f}", found.formula) if answer is not None else ("", "")
        comparable = run == 0
        points.append(
            Point(release.data_year, release, fact.definition, fact, found, run, value if comparable else "", said)
        )
        after = fact.definition
    return tuple(reversed(points))
