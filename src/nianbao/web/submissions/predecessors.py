"""What a merged school reported last time: the sums of the schools that it was made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from nianbao.facts.cell import read_cell
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import AggregationMethod
from nianbao.web.campaigns.models import Participation
from nianbao.web.organisations.models import Succession
from nianbao.web.submissions.models import Entry, Submission
from nianbao.workbooks.layout import plan_workbook

Texts = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """A school that took part in the edition before and goes on in the one that is filled in now."""

    organisation: int
    name: str
    is_whole: bool  # not split among several schools


def with_predecessors(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """Submissions that say themselves whether their school was made of others."""
    return rows.annotate(has_predecessors=Exists(Succession.objects.filter(successor=OuterRef("organisation"))))


def merged_among(submissions: Sequence[Submission]) -> frozenset[int]:
    """Which of the submissions' schools have others before them; no query where each submission says so itself."""
    unknown = [one.organisation_id for one in submissions if not hasattr(one, "has_predecessors")]
    known = {one.organisation_id for one in submissions if getattr(one, "has_predecessors", False)}
    if unknown:
        known |= set(Succession.objects.filter(successor__in=unknown).values_list("successor", flat=True))
    return frozenset(known)


def parts_of(submission: Submission) -> tuple[Part, ...]:
    """The schools of the edition before that this one was made of, itself among them; none where nothing merged."""
    before = load_catalogue().editions[submission.campaign.edition].previous
    if before is None or not getattr(submission, "has_predecessors", True):
        return ()
    own = submission.organisation_id
    earlier = Succession.objects.filter(successor=own, since__lte=submission.campaign.opens_on).values("predecessor")
    found = (
        Participation.objects.filter(campaign__edition=before, takes_part=True)
        .filter(Q(organisation=own) | Q(organisation__in=earlier))
        .annotate(heirs=Count("organisation__successions"))
        .order_by("organisation__path")
        .values_list("organisation", "organisation__name", "heirs")
    )
    parts = tuple(Part(number, name, number == own or heirs == 1) for number, name, heirs in found)
    return parts if any(one.organisation != own for one in parts) else ()


def sums_before(submission: Submission, parts: Sequence[Part]) -> dict[str, tuple[str, str]]:
    """The figures of the edition before as the merged school would have reported them; one query."""
    before = load_catalogue().editions[submission.campaign.edition].previous
    if before is None:
        return {}
    theirs = Submission.objects.filter(
        campaign__edition=before, organisation__in=[part.organisation for part in parts]
    ).order_by()
    rows = Entry.objects.filter(submission__in=theirs.values("pk"))
    cells: dict[int, dict[str, tuple[str, str]]] = {}
    for school, name, raw, note in rows.values_list("submission__organisation", "indicator", "raw", "note"):
        cells.setdefault(school, {})[name] = (raw, note)
    return summed(before, parts, cells)


def summed(edition: str, parts: Sequence[Part], cells: Mapping[int, Texts]) -> dict[str, tuple[str, str]]:
    """By indicator, the sum over all parts: only of what adds up, and where every part has a number."""
    catalogue = load_catalogue()
    found: dict[str, tuple[str, str]] = {}
    for _, box in plan_workbook(catalogue.editions[edition], catalogue).boxes():
        if box.meaning.aggregation.method is not AggregationMethod.SUM or not box.takes_number:
            continue
        numbers = []
        for part in parts:
            raw = cells.get(part.organisation, {}).get(box.indicator, ("", ""))[0]
            number = read_cell(raw, box.unit).number if raw and part.is_whole else None
            numbers.append(None if number is None else number.value)
        known = [number for number in numbers if number is not None]
        if len(known) == len(parts):
            one = read_cell("1", box.unit).number
            scale = Decimal(1) if one is None else one.value
            found[box.indicator] = (f"{(sum(known, Decimal(0)) / scale).normalize():f}", "")
    return found
