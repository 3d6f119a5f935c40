"""A city's tables from its districts' signed ones: who counts, who does not yet and why.

A city adds up what its districts' heads signed and nothing else. A district's figures travel unrounded, so that
nothing is rounded twice; where they are no longer those of its release, the city waits for the district's correction.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from nianbao.aggregation.aggregate import Aggregate, aggregate
from nianbao.facts.problem import Problem
from nianbao.facts.record import Organisation as OrganisationFact
from nianbao.framework.loader import load_catalogue
from nianbao.rendering.printed_text import printed_decimal
from nianbao.rendering.view import Coverage
from nianbao.sample.journey import district_edition
from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.models import Organisation
from nianbao.web.publications.aggregate import DistrictTables, district_tables
from nianbao.web.releases.models import Release, ReleasedFact
from nianbao.web.releases.published import current

NOT_RELEASED = "区级数据尚未发布"
MOST_NAMED = 3


@dataclass(frozen=True)
class Standing:
    """A district of a city in a data year: what it released and the campaign that it was made from, if any."""

    district: Organisation
    campaign: Campaign | None
    release: Release | None

    @property
    def counts(self) -> bool:
        return self.campaign is not None and self.release is not None


@dataclass(frozen=True)
class CityTables:
    """The aggregate of a city's districts with what of them stands behind it."""

    city: Organisation
    data_year: int
    aggregate: Aggregate
    counted: int  # schools
    expected: int
    districts: tuple[Standing, ...]
    coverage: Mapping[str, Coverage]  # in schools
    hidden_by_one: Mapping[str, str]  # indicators that a single district keeps back, with its name


def districts_of(city: Organisation, now: datetime.datetime) -> dict[int, list[Standing]]:
    """By data year, the latest first, every district of the city; three queries."""
    districts = list(Organisation.objects.filter(path__startswith=city.path, level="district", closed_on=None))
    numbers = [one.pk for one in districts]
    catalogue = load_catalogue()
    campaigns: dict[tuple[int, int], Campaign] = {}
    for one in Campaign.objects.filter(district__in=numbers).select_related("district").order_by("edition"):
        known = catalogue.editions.get(one.edition)
        if known is not None:
            campaigns[one.district_id, int(known.data_year.removeprefix("dy"))] = one
    releases = {
        (one.organisation_id, one.data_year): one
        for one in current(now).filter(organisation__in=numbers).select_related("organisation")
    }
    data_years = sorted({data_year for _, data_year in (*campaigns, *releases)}, reverse=True)
    return {
        data_year: [
            Standing(one, campaigns.get((one.pk, data_year)), releases.get((one.pk, data_year))) for one in districts
        ]
        for data_year in data_years
    }


def city_tables(city: Organisation, data_year: int, now: datetime.datetime) -> CityTables:
    """The city's tables of a data year. Problem where no district counts, or one was changed after it was signed."""
    known = districts_of(city, now).get(data_year, [])
    counting = [one for one in known if one.counts]
    if not counting:
        raise Problem(
            "release-no-district",
            f"“{city.name}”还没有一个区发布 {data_year} 年的数据，全市汇总没有内容。请先由各区签署发布。",
            f"No district of {city.name} has released {data_year}; there is nothing to add up. "
            "The districts sign theirs first.",
        )
    tables = {one.district.pk: _tables(one) for one in counting}
    editions = {district_edition(one.campaign.edition, load_catalogue()) for one in counting if one.campaign}
    if len(editions) > 1:
        raise Problem(
            "release-editions-differ",
            f"各区用了不同的表式：{'、'.join(sorted(editions))}。不同的表式不能相加。",
            f"The districts used different forms: {', '.join(sorted(editions))}. They cannot be added up.",
        )
    _require_as_signed(counting, tables)
    made = aggregate(
        [found.aggregate.record for found in tables.values()],
        load_catalogue(),
        edition=editions.pop(),
        organisation=city.fact,
        registry=_registry(known),
        carried={found.campaign.district.code: found.aggregate.carried for found in tables.values()},
    )
    coverage = {
        name: Coverage(figure.coverage.schools_counted, figure.coverage.schools_total)
        for name, figure in made.figures.items()
    }
    counted = sum(len(found.submissions) for found in tables.values())
    expected = sum(found.expected for found in tables.values())
    expected += sum(len(_schools(one)) for one in known if not one.counts)
    return CityTables(
        city, data_year, made, counted, expected, tuple(known), MappingProxyType(coverage), _hidden_by_one(counting)
    )


def _tables(one: Standing) -> DistrictTables:
    assert one.campaign is not None
    return district_tables(one.campaign, is_provisional=False)


def _registry(known: Sequence[Standing]) -> list[OrganisationFact]:
    """The districts, those that do not count with the reason, and the schools below those."""
    found: list[OrganisationFact] = []
    for one in known:
        fact = one.district.fact
        found.append(fact if one.counts else replace(fact, no_report_reason=NOT_RELEASED))
        if not one.counts:
            found += _schools(one)
    return found


def _schools(one: Standing) -> list[OrganisationFact]:
    """The schools that a district which does not count would have brought."""
    if one.campaign is not None:
        taking = one.campaign.participations.filter(takes_part=True).select_related("organisation")
        return [participation.organisation.fact for participation in taking.order_by("organisation__path")]
    below = Organisation.objects.filter(path__startswith=one.district.path, level="school", closed_on=None)
    return [school.fact for school in below.order_by("path")]


def _require_as_signed(counting: Sequence[Standing], tables: Mapping[int, DistrictTables]) -> None:
    """The figures that would be added up are those that each district's head signed."""
    catalogue = load_catalogue()
    releases = {one.release.pk: one for one in counting if one.release is not None}
    facts = (
        ReleasedFact.objects.filter(release_id__in=releases).exclude(state="suppressed").select_related("definition")
    )
    changed: dict[str, list[str]] = {}
    for fact in facts.order_by("release_id", "definition__position"):
        one = releases[fact.release_id]
        record = tables[one.district.pk].aggregate.record
        name = fact.definition.indicator
        held = record.facts.get(name)
        unit = catalogue.indicators[name].meaning_in(f"dy{fact.definition.data_year}").unit
        decimal = printed_decimal(held.cell, unit) if held is not None else None
        if (f"{decimal:f}" if decimal is not None else "") != fact.number:
            changed.setdefault(one.district.name, []).append(fact.definition.label)
    if changed:
        district, labels = next(iter(sorted(changed.items())))
        named = "、".join(labels[:MOST_NAMED])
        raise Problem(
            "release-district-changed",
            f"“{district}”的数据在签署发布以后改过（{named}等 {len(labels)} 项）。请先由该区发布更正，再汇总全市。",
            f"{district} was changed after it was signed ({named}; {len(labels)} figures). "
            "It releases a correction first, then the city can be added up.",
        )


def _hidden_by_one(counting: Sequence[Standing]) -> Mapping[str, str]:
    """What a single district keeps back can be told from the city's figure less all the others'."""
    found = Counter(name for one in counting if one.release is not None for name in one.release.suppressed)
    return MappingProxyType(
        {
            name: one.district.name
            for one in counting
            if one.release is not None
            for name in one.release.suppressed
            if found[name] == 1
        }
    )
