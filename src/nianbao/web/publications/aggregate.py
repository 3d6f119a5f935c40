"""The district's tables from what its schools handed in: accepted ones, or provisionally all that arrived."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nianbao.aggregation.aggregate import Aggregate, aggregate
from nianbao.facts.record import Record
from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import make_package
from nianbao.rendering.district import build_district_annex
from nianbao.rendering.renderer import find_renderer
from nianbao.rendering.view import ReportView
from nianbao.sample.journey import district_edition
from nianbao.web.campaigns.models import Campaign
from nianbao.web.submissions.content import Rows, record_from
from nianbao.web.submissions.models import Entry, ListContent, State, Submission

FINAL = (State.ACCEPTED,)
PROVISIONAL = (State.ACCEPTED, State.RECEIVED, State.HANDED_IN)


@dataclass(frozen=True)
class DistrictTables:
    """The aggregate of a campaign with the submissions behind it."""

    campaign: Campaign
    aggregate: Aggregate
    submissions: tuple[Submission, ...]
    expected: int

    @property
    def view(self) -> ReportView:
        return build_district_annex(self.aggregate, load_catalogue())

    def printed(self, extension: str) -> bytes:
        """The annex in one format; Problem where this machine cannot print it."""
        return find_renderer(extension).render(self.view)

    def packed(self) -> bytes:
        return make_package(self.aggregate.record, load_catalogue(), aggregate=self.aggregate)


def district_tables(campaign: Campaign, *, is_provisional: bool) -> DistrictTables:
    """Aggregate what the campaign's schools have; eight queries however many schools there are."""
    states = PROVISIONAL if is_provisional else FINAL
    participations = list(campaign.participations.select_related("organisation"))
    submissions = tuple(campaign.submissions.filter(state__in=states).select_related("organisation", "campaign"))
    district = campaign.district.fact
    registry = []
    for participation in participations:
        fact = participation.organisation.fact
        registry.append(fact if participation.takes_part else replace(fact, no_report_reason=participation.reason))
    catalogue = load_catalogue()
    made = aggregate(
        _records(submissions),
        catalogue,
        edition=district_edition(campaign.edition, catalogue),
        organisation=district,
        registry=registry,
    )
    expected = sum(participation.takes_part for participation in participations)
    return DistrictTables(campaign, made, submissions, expected)


def _records(submissions: tuple[Submission, ...]) -> list[Record]:
    """All records in two queries."""
    cells: dict[int, dict[str, tuple[str, str]]] = {one.pk: {} for one in submissions}
    lists: dict[int, Rows] = {one.pk: {} for one in submissions}
    for owner, indicator, raw, note in Entry.objects.filter(submission__in=cells).values_list(
        "submission_id", "indicator", "raw", "note"
    ):
        cells[owner][indicator] = (raw, note)
    for owner, name, rows in ListContent.objects.filter(submission__in=cells).values_list(
        "submission_id", "list_id", "rows"
    ):
        lists[owner][name] = rows
    return [
        record_from(one.organisation.fact, one.campaign.edition, cells[one.pk], lists[one.pk]) for one in submissions
    ]
