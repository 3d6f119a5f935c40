"""A figure of the district with the schools' cells behind it, and the corrections that the district makes."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nianbao.aggregation.correction import as_typed
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import AggregationMethod, Indicator, Meaning
from nianbao.web.campaigns.models import Campaign
from nianbao.web.presentation.files import correction_file_answer
from nianbao.web.presentation.lookup import district_campaign, standing_in
from nianbao.web.publications.aggregate import DistrictTables, district_tables
from nianbao.web.publications.corrections import (
    CorrectedNow,
    confirm_correction,
    correct,
    corrections_now,
    own_figure,
    withdraw_correction,
)
from nianbao.web.publications.kept_figures import refresh_soon
from nianbao.web.reviews.evidence import MOST_BYTES
from nianbao.web.reviews.models import Correction
from nianbao.web.submissions.content import boxes_by_indicator
from nianbao.web.submissions.models import Submission


@dataclass(frozen=True)
class SchoolCell:
    """What a school signed for an indicator, and how the district reads it where it reads it otherwise."""

    submission: Submission
    typed: str
    correction: CorrectedNow | None


@require_safe
def figure(request: HttpRequest, number: int, indicator: str) -> HttpResponse:
    """One figure: how it is made, each school's cell, every correction, and the forms to enter one."""
    campaign = district_campaign(request, number)
    found, meaning = _indicator(campaign, indicator)
    tables = district_tables(campaign, is_provisional=False)
    made = tables.aggregate.figures.get(indicator)
    entered = corrections_now(campaign, tables, indicator=indicator)
    in_force = [one for one in entered if one.correction.withdrawn_at is None]
    own = next((one for one in in_force if one.correction.submission_id is None), None)
    cells = _school_cells(tables, indicator, in_force)
    chosen = next((one for one in cells if str(one.submission.pk) == request.GET.get("school")), None)
    before = own_figure(tables, indicator)
    return render(
        request,
        "pages/district/figure.html",
        {
            "campaign": campaign,
            "indicator": found,
            "meaning": meaning,
            "figure": made,
            "formula": made.formula(english=get_language() == "en") if made is not None else "",
            "coverage": made.coverage.describe(english=get_language() == "en") if made is not None else "",
            "is_listed": made is None or made.method is AggregationMethod.NONE,
            "before": as_typed(before) if before is not None else "",
            "own": own,
            "cells": cells,
            "chosen": chosen,
            "corrections": entered,
            "behind": _others(campaign, meaning),
            "resting": _resting_on(campaign, indicator),
            "is_asked": indicator in boxes_by_indicator(campaign.edition),
            "may_correct": standing_in(request).may_correct(campaign.district),
        },
    )


@require_POST
def make(request: HttpRequest, number: int, indicator: str) -> HttpResponse:
    """Enter a correction of the district's figure, or of the cell of the school that the form names."""
    campaign = district_campaign(request, number)
    _indicator(campaign, indicator)
    sent = request.FILES.get("file")
    correct(
        campaign,
        indicator=indicator,
        submission=_submission(campaign, request.POST.get("school", "")),
        seen=request.POST.get("seen", ""),
        after=request.POST.get("after", ""),
        reason=request.POST.get("reason", ""),
        name=(sent.name or "") if sent is not None else "",
        data=sent.read(MOST_BYTES + 1) if sent is not None else b"",
        standing=standing_in(request),
    )
    refresh_soon(campaign, language=get_language() or "")
    messages.success(request, _("更正已记下，学校所报的数没有改动。"))
    return redirect("figure", campaign.pk, indicator)


@require_safe
def corrections(request: HttpRequest, number: int) -> HttpResponse:
    """Every correction of the campaign; those whose figure has changed come first."""
    campaign = district_campaign(request, number)
    has_any = campaign.corrections.exists()  # adding up three hundred schools for nothing takes a while
    entered = corrections_now(campaign, district_tables(campaign, is_provisional=False)) if has_any else []
    order = {"stale": 0, "absent": 1, "used": 2, "withdrawn": 3}
    return render(
        request,
        "pages/district/corrections.html",
        {
            "campaign": campaign,
            "corrections": sorted(entered, key=lambda one: order[one.standing]),
            "labels": load_catalogue().indicators,
            "may_correct": standing_in(request).may_correct(campaign.district),
        },
    )


@require_POST
def withdraw(request: HttpRequest, number: int, correction: int) -> HttpResponse:
    found = _correction(request, number, correction)
    withdraw_correction(found, reason=request.POST.get("reason", ""), standing=standing_in(request))
    refresh_soon(found.campaign, language=get_language() or "")
    messages.success(request, _("更正已撤回，保留在记录里。"))
    return redirect(_back(request, found))


@require_POST
def confirm(request: HttpRequest, number: int, correction: int) -> HttpResponse:
    found = _correction(request, number, correction)
    confirm_correction(found, seen=request.POST.get("seen", ""), standing=standing_in(request))
    refresh_soon(found.campaign, language=get_language() or "")
    messages.success(request, _("已按现在的原数确认，更正继续采用。"))
    return redirect(_back(request, found))


@require_safe
def evidence(request: HttpRequest, number: int, correction: int) -> HttpResponse:
    return correction_file_answer(_correction(request, number, correction))


def _correction(request: HttpRequest, number: int, correction: int) -> Correction:
    campaign = district_campaign(request, number)
    found = campaign.corrections.select_related("submission__organisation").filter(pk=correction).first()
    if found is None:
        raise Http404
    found.campaign = campaign
    return found


def _back(request: HttpRequest, found: Correction) -> str:
    if request.POST.get("from") == "list":
        return reverse("corrections", args=[found.campaign_id])
    return reverse("figure", args=[found.campaign_id, found.indicator])


def _submission(campaign: Campaign, number: str) -> Submission | None:
    if not number:
        return None
    found = campaign.submissions.filter(pk=int(number)).first() if number.isdecimal() else None
    if found is None:
        raise Http404
    return found


def _indicator(campaign: Campaign, name: str) -> tuple[Indicator, Meaning]:
    catalogue = load_catalogue()
    found = catalogue.indicators.get(name)
    tables = boxes_by_indicator(campaign.edition)
    if found is None or name not in tables:
        raise Http404
    return found, found.meaning_in(catalogue.editions[campaign.edition].data_year)


def _school_cells(tables: DistrictTables, indicator: str, in_force: list[CorrectedNow]) -> list[SchoolCell]:
    corrected = {one.correction.submission_id: one for one in in_force if one.correction.submission_id is not None}
    return [
        SchoolCell(submission, as_typed(record.cell(indicator)), corrected.get(submission.pk))
        for submission, record in zip(tables.submissions, tables.records, strict=True)
    ]


def _others(campaign: Campaign, meaning: Meaning) -> list[Indicator]:
    """What a figure is computed from: there a correction moves it too."""
    catalogue = load_catalogue()
    names = [*meaning.formula.numerator, *meaning.formula.denominator] if meaning.formula is not None else []
    asked = boxes_by_indicator(campaign.edition)
    return [catalogue.indicators[name] for name in dict.fromkeys(names) if name in asked]


def _resting_on(campaign: Campaign, indicator: str) -> list[Indicator]:
    """Which figures are computed from this one: they follow a school's corrected cell, not the district's own."""
    catalogue = load_catalogue()
    found = []
    for name, box in boxes_by_indicator(campaign.edition).items():
        formula = box.meaning.formula
        if formula is not None and indicator in (*formula.numerator, *formula.denominator):
            found.append(catalogue.indicators[name])
    return found
