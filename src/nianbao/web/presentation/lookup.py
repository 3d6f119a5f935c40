"""Finding what an address names for somebody who may see it; for everybody else it does not exist."""

from __future__ import annotations

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest

from nianbao.web.campaigns.models import Campaign, Participation
from nianbao.web.campaigns.names import campaign_named
from nianbao.web.organisations.models import OrganisationName, Succession
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.models import Correction, Evidence
from nianbao.web.storage.prepared import Prepared
from nianbao.web.submissions.models import Submission


def standing_in(request: HttpRequest) -> Standing:
    standing: Standing | None = getattr(request, "standing", None)
    if standing is None:
        raise Http404
    return standing


def school_submission(request: HttpRequest, number: int) -> Submission:
    """A submission of a school that the person works for."""
    submission = _submission(number)
    if not standing_in(request).is_of_school(submission.organisation):
        raise Http404
    return submission


def entered_submission(request: HttpRequest, number: int) -> Submission:
    """The same for a save, which needs neither the district nor the due date."""
    found = _ENTERED(number)
    if not found or not standing_in(request).is_of_school(found[0].organisation):
        raise Http404
    return found[0]


_ENTERED = Prepared(
    lambda: Submission.objects.select_related("organisation", "campaign").filter(pk=0).defer("summary").order_by()
)


def reviewed_submission(request: HttpRequest, number: int) -> Submission:
    """A submission of a district that the person works for or looks over."""
    submission = _submission(number)
    if not standing_in(request).may_read_district(submission.campaign.district):
        raise Http404
    return submission


def district_campaign(request: HttpRequest, number: int) -> Campaign:
    found = campaign_named(number)
    if found is None or not standing_in(request).may_read_district(found.district):
        raise Http404
    return found


def due_date(submission: Submission) -> datetime.date:
    """When this school's filing is due, its extension counted."""
    extended: datetime.date | None = getattr(submission, "extended_until", None)
    return extended or submission.campaign.due_on


def _submission(number: int) -> Submission:
    rows = _SEEN(number)
    if not rows:
        raise Http404
    found = rows[0]
    name_then: str = getattr(found, "name_then", "")
    found.organisation.name = name_then or found.organisation.name  # as it was called when this was due
    return found


def _with_all_that_pages_ask() -> QuerySet[Submission]:
    mine = Participation.objects.filter(campaign=OuterRef("campaign"), organisation=OuterRef("organisation"))
    due = OuterRef("campaign__due_on")
    names = OrganisationName.objects.filter(organisation=OuterRef("organisation"))
    names = names.filter(Q(since=None) | Q(since__lte=due), Q(until=None) | Q(until__gte=due))
    shown = Evidence.objects.filter(submission=OuterRef("pk"), removed_at=None)
    corrected = Correction.objects.filter(submission=OuterRef("pk"), withdrawn_at=None)
    merged = Succession.objects.filter(successor=OuterRef("organisation"))
    return (
        Submission.objects.select_related("organisation", "campaign__district")
        .annotate(
            extended_until=Subquery(mine.values("extended_until")[:1]),
            has_evidence=Exists(shown),
            has_corrections=Exists(corrected),
            has_predecessors=Exists(merged),
            name_then=Subquery(names.order_by("-since").values("name")[:1]),
        )
        .filter(pk=0)
        .order_by()
    )


_SEEN = Prepared(_with_all_that_pages_ask)
