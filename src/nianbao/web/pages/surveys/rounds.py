"""What a district does with surveys of many schools: launch, watch, remind, extend, end, read the result."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nianbao.facts.problem import Problem
from nianbao.framework.instrument import Instrument
from nianbao.surveys.combined import METHOD, METHOD_EN
from nianbao.surveys.estimate import (
    INDEX_FORMULA,
    INDEX_FORMULA_EN,
    RATE_FORMULA,
    RATE_FORMULA_EN,
    Estimate,
    printed,
)
from nianbao.surveys.export import as_csv
from nianbao.surveys.frame_text import read_school_frames
from nianbao.web.campaigns.models import Campaign
from nianbao.web.pages.surveys.wording import said_of, typed_day, words
from nianbao.web.presentation.lookup import district_campaign, standing_in
from nianbao.web.surveys.actions import instruments_of_edition, may_launch
from nianbao.web.surveys.models import Mode, Round, Stage, Survey
from nianbao.web.surveys.rounds import (
    RoundResult,
    close_round,
    extend_round,
    launch_round,
    open_round,
    remind_round,
    round_board,
    round_result,
    schools_of,
)

DAYS, BELOW = 21, 60
HIDDEN = "（不足 5 份）"


@require_safe
def campaign_surveys(request: HttpRequest, number: int) -> HttpResponse:
    """The district's view: which schools ask whom, and how many answered. Answers stay with the schools."""
    campaign = district_campaign(request, number)
    rows: dict[int, dict[str, Any]] = {}
    columns: dict[str, Any] = {}
    launched = {one.instrument: one for one in campaign.survey_rounds.all()}
    held = Survey.objects.filter(submission__campaign=campaign).select_related("submission__organisation")
    for survey in held.prefetch_related("groups").order_by("submission__organisation__path", "instrument"):
        groups = list(survey.groups.all())
        row = rows.setdefault(survey.submission_id, {"organisation": survey.submission.organisation, "cells": {}})
        columns[survey.instrument] = survey.questionnaire
        row["cells"][survey.instrument] = {
            "survey": survey,
            "asked": sum(group.asked for group in groups),
            "returned": sum(group.returned for group in groups),
        }
    return render(
        request,
        "pages/surveys/campaign.html",
        {
            "campaign": campaign,
            "rows": list(rows.values()),
            "columns": dict(sorted(columns.items())),
            "instruments": [
                {"instrument": one, "round": launched.get(one.id)} for one in instruments_of_edition(campaign.edition)
            ],
        }
        | words(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def launch(request: HttpRequest, number: int, group: str) -> HttpResponse:
    """Which schools, until when, how people get in; whom each asks, where the district knows it."""
    campaign = district_campaign(request, number)
    instrument = _instrument(campaign, group)
    there = campaign.survey_rounds.filter(instrument=instrument.id).first()
    taking = schools_of(campaign)
    typed: dict[str, Any] = {
        "frames": request.POST.get("frames", ""),
        "closes_on": request.POST.get("closes_on", ""),
        "mode": request.POST.get("mode", Mode.CODES),
        "is_sample": request.POST.get("is_sample") == "1",
        "schools": {int(one) for one in request.POST.getlist("school") if one.isdecimal()},
    }
    problem: Problem | None = None
    if request.method == "POST":
        try:
            launched = launch_round(
                campaign,
                instrument=instrument.id,
                schools=typed["schools"],
                frames=read_school_frames(typed["frames"]),
                closes_on=there.closes_on if there else typed_day(typed["closes_on"]),
                mode=Mode.OPEN if typed["mode"] == Mode.OPEN else Mode.CODES,
                is_sample=bool(typed["is_sample"]),
                standing=standing_in(request),
            )
        except Problem as trouble:
            problem = trouble
        else:
            messages.success(
                request,
                _("已发起：%(ready)s 所学校的抽样框已有，%(waiting)s 所由学校自己填。")
                % {"ready": launched.ready, "waiting": launched.waiting},
            )
            if launched.apart:
                listed = "、".join(launched.apart[:5])
                messages.error(request, _("这些学校已自行开展，没有并入：%(schools)s") % {"schools": listed})
            return redirect("survey-round", launched.round.pk)
    else:
        day = timezone.localdate() + datetime.timedelta(days=DAYS)
        typed |= {"closes_on": day.isoformat(), "schools": {school.pk for school in taking}}
    return render(
        request,
        "pages/surveys/round_launch.html",
        {"campaign": campaign, "instrument": instrument, "there": there, "taking": taking, "typed": typed,
         "problem": said_of(problem)}
        | words(),
        status=409 if problem else 200,
    )  # fmt: skip


@require_safe
def round_detail(request: HttpRequest, number: int) -> HttpResponse:
    """The board of schools: how many answered where; no answer and no class."""
    found = _round(request, number)
    board = round_board(found)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    return render(
        request,
        "pages/surveys/round.html",
        _of(found)
        | {"board": board, "below": BELOW, "tomorrow": tomorrow.isoformat(), "may": _may(request, found),
           "Stage": Stage}
        | words(),
    )  # fmt: skip


@require_safe
def round_results(request: HttpRequest, number: int) -> HttpResponse:
    """The schools whose surveys are over, and what they make together."""
    found = _round(request, number)
    result = _result(found)
    english = get_language() == "en"
    last = result.instrument.measures[-1].id
    return render(
        request,
        "pages/surveys/round_results.html",
        _of(found)
        | {
            "result": result,
            "rows": [
                {"label": measure.label_en if english else measure.label, **_shown(result.estimates[measure.id])}
                for measure in result.instrument.measures
            ],
            "schools": [{"school": one, **_shown(one.estimates[last])} for one in result.schools],
            "rate_formula": RATE_FORMULA_EN if english else RATE_FORMULA,
            "index_formula": INDEX_FORMULA_EN if english else INDEX_FORMULA,
            "method": METHOD_EN if english else METHOD,
        }
        | words(),
    )


@require_safe
def round_file(request: HttpRequest, number: int) -> HttpResponse:
    """Every school and measure as a table; what fewer than five answered is left blank."""
    found = _round(request, number)
    result = _result(found)
    rows = [["学校代码", "学校", "项目", "指标", "抽样框人数", "有效人数", "满意率%", "区间下限%", "区间上限%", "指数"]]
    for measure in result.instrument.measures:
        told = [("", "合计", result.population, result.estimates[measure.id])]
        told += [
            (one.organisation.code, one.organisation.name, one.population, one.estimates[measure.id])
            for one in result.schools
        ]
        for code, name, population, estimate in told:
            shown = _shown(estimate)
            rows.append(
                [code, name, measure.label, measure.indicator, str(population),
                 str(estimate.n) if estimate else HIDDEN, shown["rate"], shown["low"], shown["high"], shown["index"]]
            )  # fmt: skip
    response = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    name = f"{found.campaign.district.name}-{found.questionnaire.label}.csv"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@require_POST
def begin_all(request: HttpRequest, number: int) -> HttpResponse:
    found = _round(request, number)
    count = open_round(found, standing=standing_in(request))
    messages.success(request, _("%(count)s 所学校已开始。") % {"count": count})
    return redirect("survey-round", found.pk)


@require_POST
def extend_all(request: HttpRequest, number: int) -> HttpResponse:
    found = _round(request, number)
    day = typed_day(request.POST.get("closes_on", ""))
    count = extend_round(found, closes_on=day, standing=standing_in(request))
    messages.success(request, _("%(count)s 所学校延期至 %(day)s。") % {"count": count, "day": day})
    return redirect("survey-round", found.pk)


@require_POST
def remind_all(request: HttpRequest, number: int) -> HttpResponse:
    found = _round(request, number)
    below = request.POST.get("below", "")
    percent = min(int(below), 100) if below.isdecimal() and len(below) <= 3 else BELOW
    told = remind_round(found, below=percent, standing=standing_in(request))
    messages.success(request, _("已通知 %(count)s 人；同一所学校一天只催一次。") % {"count": told})
    return redirect("survey-round", found.pk)


@require_POST
def end_all(request: HttpRequest, number: int) -> HttpResponse:
    found = _round(request, number)
    count = close_round(found, standing=standing_in(request))
    messages.success(request, _("%(count)s 所学校的问卷已结束。") % {"count": count})
    return redirect("survey-round", found.pk)


def _instrument(campaign: Campaign, group: str) -> Instrument:
    found = next((one for one in instruments_of_edition(campaign.edition) if one.group == group), None)
    if found is None:
        raise Http404
    return found


def _round(request: HttpRequest, number: int) -> Round:
    found = Round.objects.select_related("campaign__district").filter(pk=number).first()
    if found is None or not _may(request, found):
        raise Http404
    return found


def _may(request: HttpRequest, found: Round) -> bool:
    return may_launch(found.campaign, standing_in(request))


def _result(found: Round) -> RoundResult:
    result = round_result(found)
    if result is None:
        raise Problem(
            "round-not-closed",
            "还没有一所学校的问卷结束，结果要等结束以后才能看。",
            "No school's survey is over yet; results are shown afterwards.",
        )
    return result


def _shown(found: Estimate | None) -> dict[str, Any]:
    """An estimate's texts; empty where it may not be shown."""
    ends = found.rate_range if found else None
    return {
        "found": found,
        "rate": printed(found.rate) if found else "",
        "low": printed(ends.low) if ends else "",
        "high": printed(ends.high) if ends else "",
        "index": printed(found.index) if found else "",
        "design_effect": printed(found.design_effect) if found else "",
    }


def _of(found: Round) -> dict[str, Any]:
    instrument = found.questionnaire
    return {
        "round": found,
        "campaign": found.campaign,
        "instrument": instrument,
        "title": instrument.label_en if get_language() == "en" else instrument.label,
    }
