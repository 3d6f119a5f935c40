"""What a district could release: accepted submissions and its own tables, with what of them is public already."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from nianbao.framework.loader import load_catalogue
from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.models import Organisation
from nianbao.web.releases.city import Standing, districts_of
from nianbao.web.releases.models import Release, State
from nianbao.web.submissions.models import State as SubmissionState
from nianbao.web.submissions.models import Submission


@dataclass(frozen=True)
class Candidate:
    """One report that could be prepared. ``released`` is the last version that was signed."""

    key: str  # s-<submission>, c-<campaign> or y-<data year of a city>
    organisation: Organisation
    data_year: int
    released: Release | None
    prepared: Release | None


@dataclass(frozen=True)
class CandidateGroup:
    title: str
    data_year: int
    candidates: tuple[Candidate, ...]
    expected: int
    districts: tuple[Standing, ...] = ()  # of a city: who counts and who does not yet

    @property
    def fresh(self) -> int:
        """How many were never released."""
        return sum(one.released is None and one.prepared is None for one in self.candidates)


def candidates_of(district: Organisation) -> list[CandidateGroup]:
    """By campaign, the latest first, the district's own tables before its schools; four queries."""
    campaigns = list(Campaign.objects.filter(district=district).order_by("-edition"))
    accepted = Submission.objects.filter(campaign__in=campaigns, state=SubmissionState.ACCEPTED)
    by_campaign: dict[int, list[Submission]] = {one.pk: [] for one in campaigns}
    for submission in accepted.select_related("organisation").defer("summary").order_by("organisation__path"):
        by_campaign[submission.campaign_id].append(submission)
    signed, prepared = _releases(district)
    taking_part = dict.fromkeys(by_campaign, 0)
    for number in Campaign.objects.filter(pk__in=taking_part, participations__takes_part=True).values_list(
        "pk", flat=True
    ):
        taking_part[number] += 1
    groups = []
    for campaign in campaigns:
        data_year = data_year_of(campaign.edition)
        found = []
        if by_campaign[campaign.pk]:
            at = (district.pk, data_year)
            found.append(Candidate(f"c-{campaign.pk}", district, data_year, signed.get(at), prepared.get(at)))
        for one in by_campaign[campaign.pk]:
            at = (one.organisation_id, data_year)
            found.append(Candidate(f"s-{one.pk}", one.organisation, data_year, signed.get(at), prepared.get(at)))
        groups.append(CandidateGroup(campaign.title, data_year, tuple(found), taking_part[campaign.pk]))
    return groups


def candidates_of_city(city: Organisation, now: datetime.datetime) -> list[CandidateGroup]:
    """By data year, the latest first: the city's own tables, once a district has released its own."""
    signed, prepared = _releases(city)
    groups = []
    for data_year, districts in districts_of(city, now).items():
        at = (city.pk, data_year)
        own = Candidate(f"y-{data_year}", city, data_year, signed.get(at), prepared.get(at))
        found = (own,) if any(one.counts for one in districts) else ()
        groups.append(CandidateGroup(f"{data_year}", data_year, found, len(districts), tuple(districts)))
    return groups


def chosen_years(keys: Sequence[str]) -> list[int]:
    """The data years of a city that the keys of a form name.

    >>> chosen_years(["y-2024", "c-1", "y-x", "y-2024"])
    [2024]
    """
    found = [key.removeprefix("y-") for key in keys if key.startswith("y-")]
    return sorted({int(one) for one in found if one.isdecimal() and len(one) == 4})


def chosen(district: Organisation, keys: Sequence[str]) -> list[Submission | Campaign]:
    """What the keys of a form name, as far as it is this district's."""
    numbers: dict[str, list[int]] = {"s": [], "c": []}
    for key in keys:
        kind, _, number = key.partition("-")
        if kind in numbers and number.isdecimal():
            numbers[kind].append(int(number))
    campaigns = Campaign.objects.filter(pk__in=numbers["c"], district=district).select_related("district")
    submissions = Submission.objects.filter(pk__in=numbers["s"], campaign__district=district)
    return [*campaigns, *submissions.select_related("organisation", "campaign__district")]


def data_year_of(edition: str) -> int:
    """The data year of an edition's id.

    >>> data_year_of("dy2024/school")
    2024
    """
    known = load_catalogue().editions.get(edition)
    return int((known.data_year if known is not None else edition.partition("/")[0]).removeprefix("dy"))


def _releases(
    district: Organisation,
) -> tuple[dict[tuple[int, int], Release], dict[tuple[int, int], Release]]:
    signed: dict[tuple[int, int], Release] = {}
    prepared: dict[tuple[int, int], Release] = {}
    for one in Release.objects.filter(district=district).order_by("version"):
        into = prepared if one.state == State.PREPARED else signed
        into[one.organisation_id, one.data_year] = one
    return signed, prepared
