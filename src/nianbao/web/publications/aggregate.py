"""The district's tables from what its schools handed in: accepted ones, or provisionally all that arrived."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Lock

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from nianbao.aggregation.aggregate import Aggregate, aggregate
from nianbao.aggregation.correction import Correction as CorrectionMade
from nianbao.aggregation.correction import CorrectionOutcome, corrected_aggregate, corrected_record
from nianbao.facts.record import Record
from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import make_package
from nianbao.rendering.district import build_district_annex
from nianbao.rendering.renderer import find_renderer
from nianbao.rendering.view import ReportView
from nianbao.sample.journey import district_edition
from nianbao.web.campaigns.models import Campaign, Participation
from nianbao.web.organisations.names import named_then, with_names_on
from nianbao.web.reviews.evidence import read_file
from nianbao.web.reviews.models import Correction
from nianbao.web.submissions.content import Rows, record_from
from nianbao.web.submissions.models import Entry, ListContent, State, Submission
from nianbao.web.submissions.packages import waivers_by_submission

FINAL = (State.ACCEPTED,)
PROVISIONAL = (State.ACCEPTED, State.RECEIVED, State.HANDED_IN)
MOST_KEPT = 8


@dataclass
class DistrictTables:
    """The aggregate of a campaign with the submissions behind it; what is made of it is made once."""

    campaign: Campaign
    aggregate: Aggregate
    submissions: tuple[Submission, ...]
    records: tuple[Record, ...]  # in the order of the submissions, as the schools signed them
    participations: tuple[Participation, ...]
    corrections: tuple[Correction, ...] = ()  # in force, whether or not they are used
    _shown: dict[tuple[str, str], SafeString] = field(default_factory=dict, repr=False)

    @property
    def expected(self) -> int:
        return sum(participation.takes_part for participation in self.participations)

    @cached_property
    def view(self) -> ReportView:
        return build_district_annex(self.aggregate, load_catalogue())

    @cached_property
    def view_in_english(self) -> ReportView:
        return build_district_annex(self.aggregate, load_catalogue(), english=True)

    def shown(self, language: str, template: str) -> SafeString:
        """The tables as a page shows them, kept by language: thousands of traces take long to write out."""
        key = (language, template)
        if key not in self._shown:
            sources = {one.organisation.name: one.pk for one in self.submissions}
            stale = sum(not one.is_used for one in self.aggregate.corrections)
            view = self.view_in_english if language == "en" else self.view
            known = {"view": view, "sources": sources, "campaign": self.campaign, "stale": stale}
            self._shown[key] = render_to_string(template, known)
        return self._shown[key]

    def printed(self, extension: str) -> bytes:
        """The annex in one format; Problem where this machine cannot print it."""
        return find_renderer(extension).render(self.view)

    def packed(self) -> bytes:
        """The district's package with the package of each school inside."""
        catalogue, signed = load_catalogue(), waivers_by_submission(self.submissions)
        sources = [
            make_package(record, catalogue, waivers=signed[one.pk])
            for one, record in zip(self.submissions, self.records, strict=True)
        ]
        return make_package(
            self.aggregate.record,
            catalogue,
            sources=sources,
            aggregate=self.aggregate,
            attachments={
                f"corrections/{number:03d}-{one.name}": read_file(one.digest, one.name)
                for number, one in enumerate(self.corrections, start=1)
                if one.digest
            },
        )


@dataclass(frozen=True)
class Sources:
    """What a campaign's tables are made from; ``proof`` is another as soon as any of it has changed."""

    campaign: Campaign
    submissions: tuple[Submission, ...]
    participations: tuple[Participation, ...]
    corrections: tuple[Correction, ...]  # in force
    proof: tuple[object, ...]

    @property
    def expected(self) -> int:
        return sum(participation.takes_part for participation in self.participations)


_KEPT: OrderedDict[tuple[object, ...], DistrictTables] = OrderedDict()
_LOCK = Lock()


def sources_of(campaign: Campaign, *, is_provisional: bool) -> Sources:
    """Which schools take part, as what, and each submission's state, revision and the moment of its last save."""
    states = PROVISIONAL if is_provisional else FINAL
    taking = with_names_on(campaign.participations.select_related("organisation"), campaign.due_on)
    participations = tuple(named_then(taking, lambda one: one.organisation))
    submissions = tuple(campaign.submissions.filter(state__in=states).defer("summary").order_by("organisation__path"))
    corrections = tuple(
        Correction.objects.filter(campaign=campaign, withdrawn_at=None)
        .select_related("by", "submission__organisation")
        .order_by("pk")
    )
    organisations = {one.organisation_id: one.organisation for one in participations}
    key = (
        campaign.pk, campaign.edition, campaign.title, campaign.district.fact,
        tuple((one.organisation.fact, one.takes_part, one.reason, one.extended_until) for one in participations),
        tuple((one.pk, one.state, one.revision, one.saved_at) for one in submissions),
        tuple((one.pk, one.indicator, one.before, one.after, one.made_at) for one in corrections),
    )  # fmt: skip
    for one in submissions:
        one.campaign = campaign
        if one.organisation_id in organisations:
            one.organisation = organisations[one.organisation_id]
    return Sources(campaign, submissions, participations, corrections, key)


def district_tables(campaign: Campaign, *, is_provisional: bool) -> DistrictTables:
    """Aggregate what the campaign's schools have, or what was aggregated before where nothing has changed since."""
    return tables_from(sources_of(campaign, is_provisional=is_provisional))


def tables_from(sources: Sources) -> DistrictTables:
    """The tables of sources that were just read; a process keeps the last few."""
    with _LOCK:
        kept = _KEPT.get(sources.proof)
        if kept is not None:
            _KEPT.move_to_end(sources.proof)
            return kept
    made = _aggregated(sources)
    with _LOCK:
        _KEPT[sources.proof] = made
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)
    return made


def _aggregated(sources: Sources) -> DistrictTables:
    campaign, submissions, participations = sources.campaign, sources.submissions, sources.participations
    registry = []
    for participation in participations:
        fact = participation.organisation.fact
        registry.append(fact if participation.takes_part else replace(fact, no_report_reason=participation.reason))
    catalogue = load_catalogue()
    records = tuple(_records(submissions))
    seen, outcomes = _as_corrected(records, sources)
    made = aggregate(
        seen,
        catalogue,
        edition=district_edition(campaign.edition, catalogue),
        organisation=campaign.district.fact,
        registry=registry,
    )
    own = [correction_made(one, campaign) for one in sources.corrections if one.submission_id is None]
    made = corrected_aggregate(made, own, catalogue, of_schools=outcomes)
    return DistrictTables(campaign, made, submissions, records, participations, sources.corrections)


def correction_made(one: Correction, campaign: Campaign) -> CorrectionMade:
    """A correction as the tables, their printed forms and the package know it."""
    organisation = one.submission.organisation if one.submission is not None else campaign.district
    return CorrectionMade(
        one.indicator,
        organisation.code,
        organisation.name,
        one.before,
        one.after,
        one.reason,
        one.by.name,
        timezone.localdate(one.made_at).isoformat(),
        (one.name, one.digest) if one.digest else (),
    )


def _as_corrected(
    records: tuple[Record, ...], sources: Sources
) -> tuple[tuple[Record, ...], tuple[CorrectionOutcome, ...]]:
    """The schools' records as the district reads them; the records themselves stay what the schools signed."""
    by_submission: dict[int, list[CorrectionMade]] = {}
    for one in sources.corrections:
        if one.submission_id is not None:
            by_submission.setdefault(one.submission_id, []).append(correction_made(one, sources.campaign))
    seen: list[Record] = []
    outcomes: list[CorrectionOutcome] = []
    for submission, record in zip(sources.submissions, records, strict=True):
        corrected = corrected_record(record, by_submission.get(submission.pk, ()), load_catalogue())
        seen.append(corrected.record)
        outcomes.extend(corrected.outcomes)
    return tuple(seen), tuple(outcomes)


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
