"""What a school does with its surveys: prepare, print, watch, close, read the results, fill in table 2."""

from __future__ import annotations

import datetime
import random
from decimal import Decimal
from typing import Any

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nianbao.facts.problem import Problem
from nianbao.surveys.change import Change, Direction
from nianbao.surveys.collected import Collected
from nianbao.surveys.estimate import INDEX_FORMULA, INDEX_FORMULA_EN, RATE_FORMULA, RATE_FORMULA_EN, printed
from nianbao.surveys.export import answer_rows, as_csv, result_rows
from nianbao.surveys.frame_text import read_frame
from nianbao.surveys.quality import MINIMUM
from nianbao.surveys.result import SurveyResult
from nianbao.surveys.xlsform import workbook
from nianbao.web.pages.surveys.wording import said_of, typed_day, words
from nianbao.web.presentation.lookup import school_submission, standing_in
from nianbao.web.submissions.content import read_content
from nianbao.web.submissions.models import Submission
from nianbao.web.surveys.actions import (
    Taken,
    close_survey,
    enter_paper,
    extend_survey,
    instruments_for,
    may_survey,
    open_survey,
    prepare_survey,
    remind_school,
)
from nianbao.web.surveys.codes import code_of, shown
from nianbao.web.surveys.importing import import_answers, read_columns
from nianbao.web.surveys.models import Group, Mode, Stage, Survey
from nianbao.web.surveys.results import (
    board_of,
    changes_of,
    people_in_form,
    result_of_survey,
    sheets_of,
    strata_of_groups,
)
from nianbao.web.surveys.table import fill_table, lines_of

DAYS = 14
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def surveys(request: HttpRequest, number: int) -> HttpResponse:
    """The six groups of table 2 and how far each survey is."""
    submission = school_submission(request, number)
    held = {survey.instrument: survey for survey in submission.surveys.prefetch_related("groups")}
    rows = []
    for instrument in instruments_for(submission):
        survey = held.get(instrument.id)
        groups = list(survey.groups.all()) if survey is not None else []
        rows.append(
            {
                "instrument": instrument,
                "survey": survey,
                "asked": sum(group.asked for group in groups),
                "returned": sum(group.returned for group in groups),
                "may": may_survey(submission, instrument, standing_in(request)),
            }
        )
    return render(request, "pages/surveys/surveys.html", {"submission": submission, "rows": rows} | words())


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, number: int, group: str) -> HttpResponse:
    """Whom to ask, until when and with which codes."""
    submission = school_submission(request, number)
    instrument = next((one for one in instruments_for(submission) if one.group == group), None)
    if instrument is None:
        raise Http404
    if not may_survey(submission, instrument, standing_in(request)):
        raise Problem("not-permitted", "您没有开展问卷的权限。", "You may not hold surveys.")
    survey = submission.surveys.filter(instrument=instrument.id).select_related("round").first()
    given = survey.round if survey is not None else None
    if survey is not None and survey.stage != Stage.PREPARED:
        return redirect("survey", survey.pk)
    typed: dict[str, Any] = {
        "frame": request.POST.get("frame", ""),
        "closes_on": request.POST.get("closes_on", ""),
        "mode": request.POST.get("mode", survey.mode if survey else Mode.CODES),
        "is_sample": request.POST.get("is_sample") == "1"
        if request.method == "POST"
        else bool(survey and survey.is_sample),
    }
    problem: Problem | None = None
    if request.method == "POST":
        try:
            found = prepare_survey(
                submission,
                instrument=instrument.id,
                rows=read_frame(typed["frame"]),
                closes_on=given.closes_on if given else typed_day(typed["closes_on"]),
                mode=Mode.OPEN if typed["mode"] == Mode.OPEN else Mode.CODES,
                is_sample=bool(typed["is_sample"]),
                standing=standing_in(request),
            )
            return redirect("survey", found.pk)
        except Problem as trouble:
            problem = trouble
    else:
        typed["frame"] = _frame_before(submission, survey, instrument.population)
        day = survey.closes_on if survey else timezone.localdate() + datetime.timedelta(days=DAYS)
        typed["closes_on"] = day.isoformat()
    return render(
        request,
        "pages/surveys/prepare.html",
        {
            "submission": submission,
            "instrument": instrument,
            "typed": typed,
            "given": given,
            "problem": said_of(problem),
        }
        | words(),
        status=409 if problem else 200,
    )


@require_safe
def survey_detail(request: HttpRequest, number: int) -> HttpResponse:
    """The live board: how many came back from each class, and how good the answers are."""
    survey = _survey(request, number)
    board = board_of(survey)
    in_form = people_in_form(survey)
    return render(
        request,
        "pages/surveys/survey.html",
        _of(survey)
        | {
            "board": board,
            "may": _may(request, survey),
            "tomorrow": (timezone.localdate() + datetime.timedelta(days=1)).isoformat(),
            "has_result": survey.stage == Stage.CLOSED,
            "in_form": in_form if in_form and board.groups and not in_form.holds(board.population) else None,
        }
        | words(),
    )


@require_safe
def results(request: HttpRequest, number: int) -> HttpResponse:
    """Rates, indexes and parts of a survey that is over, and what they would say in table 2."""
    survey = _survey(request, number)
    result = result_of_survey(survey)
    if result is None:
        raise Problem(
            "survey-not-closed",
            "问卷还没有结束，结果要等结束以后才能看：边收边看会暴露刚交的那一份。",
            "The survey is not over. Results are shown afterwards: before, they would give the latest answer away.",
        )
    content = read_content(survey.submission)
    lines = []
    for line in lines_of(survey, result):
        now = {name: content.entries.get(name) for name in line.texts}
        cells = [(name, text, now[name].raw if now[name] else "", now[name].version if now[name] else 0)  # type: ignore[union-attr]
                 for name, text in line.texts.items()]  # fmt: skip
        lines.append({"line": line, "cells": cells, "same": all(text == there for _n, text, there, _v in cells)})
    english = get_language() == "en"
    return render(
        request,
        "pages/surveys/results.html",
        _of(survey)
        | {
            "result": result,
            "rows": _rows(result, content, english),
            "parts": _parts(result),
            "lines": lines,
            "is_filled": all(one["same"] for one in lines),
            "may": _may(request, survey) and survey.submission.is_editable,
            "may_export": _may(request, survey),
            "rate_formula": RATE_FORMULA_EN if english else RATE_FORMULA,
            "index_formula": INDEX_FORMULA_EN if english else INDEX_FORMULA,
            "method": result.method_en if english else result.method,
        }
        | words(),
    )


def _rows(result: SurveyResult, content: Any, english: bool) -> list[dict[str, Any]]:
    changes = changes_of(result, content)
    rows = []
    for measure in result.instrument.measures:
        found, change = result.estimates[measure.id], changes.get(measure.id)
        row: dict[str, Any] = {
            "label": measure.label_en if english else measure.label,
            "found": found,
            "rate": printed(found.rate) if found else "",
            "low": printed(found.rate_range.low) if found and found.rate_range else "",
            "high": printed(found.rate_range.high) if found and found.rate_range else "",
            "index": printed(found.index) if found else "",
            "direction": change.direction if change else Direction.UNKNOWN,
            "points": printed(abs(change.points)) if change and change.points is not None else "",
            "is_small": found is not None and found.n < MINIMUM,
        }
        rows.append(row | (_against(change) if change else {}))
    return rows


def _against(change: Change) -> dict[str, str]:
    """What a change was found against, with signs: the last rate and its n, the difference and its interval."""
    ends = change.points_range
    return {
        "before": printed(change.rate_before),
        "n_before": "" if change.n_before is None else str(change.n_before),
        "difference": _signed(change.points),
        "difference_low": _signed(ends.low if ends else None),
        "difference_high": _signed(ends.high if ends else None),
    }


def _signed(value: Decimal | None) -> str:
    """A difference as it is printed.

    >>> _signed(Decimal("1.5")), _signed(Decimal("-0.004")), _signed(Decimal("-2"))
    ('+1.50', '0.00', '−2.00')
    """
    text = printed(abs(value)) if value is not None else ""
    if value is None or not text.strip("0."):
        return text
    return f"{'−' if value < 0 else '+'}{text}"


def _parts(result: SurveyResult) -> list[dict[str, Any]]:
    measure = result.instrument.measures[-1]
    return [
        {
            "name": name,
            "parts": [
                {"part": part, "rate": printed(part.estimates[measure.id].rate) if part.estimates else "",
                 "index": printed(part.estimates[measure.id].index) if part.estimates else ""}
                for part in parts
            ],
        }
        for name, parts in result.parts.items()
        if parts
    ]  # fmt: skip


@require_POST
def begin(request: HttpRequest, number: int) -> HttpResponse:
    survey = _survey(request, number)
    open_survey(survey, standing=standing_in(request))
    messages.success(request, _("问卷已经开始，请打印海报和答题码。"))
    return redirect("survey", survey.pk)


@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    survey = _survey(request, number)
    close_survey(survey, standing=standing_in(request))
    return redirect("survey-results", survey.pk)


@require_POST
def reminder(request: HttpRequest, number: int) -> HttpResponse:
    survey = _survey(request, number)
    told = remind_school(survey, standing=standing_in(request))
    messages.success(request, _("已通知本校 %(count)s 人各班还差几份。") % {"count": told})
    return redirect("survey", survey.pk)


@require_POST
def fill(request: HttpRequest, number: int) -> HttpResponse:
    """One click: value, n and method into table 2, where the form's own checks run."""
    survey = _survey(request, number)
    versions = {
        key.removeprefix("version-"): int(str(value))
        for key, value in request.POST.items()
        if key.startswith("version-") and str(value).isdecimal()
    }
    saved = fill_table(survey, versions=versions, standing=standing_in(request))
    if saved.conflicts:
        messages.error(request, _("有 %(count)s 格刚被别人改过，没有覆盖，请核对。") % {"count": len(saved.conflicts)})
        return redirect("survey-results", survey.pk)
    messages.success(request, _("已填入表 2，来源写在备注里。"))
    return redirect("table", survey.submission_id, "satisfaction")


@require_safe
def posters(request: HttpRequest, number: int) -> HttpResponse:
    """A page for each class to hang up: one code to scan."""
    survey = _survey(request, number)
    found = [
        {"group": group, "address": _address(request, group), "image": _image(_address(request, group), 12)}
        for group in survey.groups.order_by("position")
    ]
    return render(request, "pages/surveys/posters.html", _of(survey) | {"posters": found} | words())


@require_safe
def slips(request: HttpRequest, number: int, group: int) -> HttpResponse:
    """The codes of one class, to be cut apart and drawn like lots."""
    survey, found = _class(request, number, group)
    return render(
        request, "pages/surveys/slips.html", _of(survey) | {"group": found, "slips": _codes(request, found)} | words()
    )


@require_safe
def sheets(request: HttpRequest, number: int, group: int) -> HttpResponse:
    """The questionnaire on paper for one class, each sheet with a code of its own."""
    survey, found = _class(request, number, group)
    instrument = survey.questionnaire
    numbered = [(position, question) for position, question in enumerate(instrument.questions, 1)]
    return render(
        request,
        "pages/surveys/sheets.html",
        _of(survey) | {"group": found, "slips": _codes(request, found), "questions": numbered} | words(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, number: int) -> HttpResponse:
    """Typing in paper sheets: class, code, one digit a question."""
    survey = _survey(request, number)
    groups = list(survey.groups.select_related("survey__submission__organisation", "survey__submission__campaign"))
    typed = {name: request.POST.get(name, "") for name in ("group", "code", "answers")}
    problem: Problem | None = None
    if request.method == "POST":
        group = next((one for one in groups if str(one.pk) == typed["group"]), None)
        try:
            if group is None:
                raise Problem("group-unknown", "请选择班级。", "Choose the class.")
            taken = enter_paper(group, code=typed["code"], text=typed["answers"], standing=standing_in(request))
            said = {
                Taken.THANKS: _("已录入 %(code)s。"),
                Taken.ALREADY: _("%(code)s 已经答过，没有重复录入。"),
                Taken.CLOSED: _("问卷不在进行中，没有录入 %(code)s。"),
                Taken.EMPTY: _("%(code)s 是空白卷，没有录入。"),
            }[taken] % {"code": typed["code"]}
            (messages.success if taken is Taken.THANKS else messages.error)(request, said)
            return redirect(f"{reverse('survey-paper', args=[survey.pk])}?group={group.pk}")
        except Problem as trouble:
            problem = trouble
    return render(
        request,
        "pages/surveys/paper.html",
        _of(survey)
        | {"groups": groups, "typed": typed, "chosen": typed["group"] or request.GET.get("group", ""),
           "problem": said_of(problem), "may": _may(request, survey)}
        | words(),
        status=409 if problem else 200,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest, number: int) -> HttpResponse:
    """Answers that were collected elsewhere: a whole file, or why it cannot be used."""
    survey = _survey(request, number)
    columns = request.POST.get("columns", "")
    problem: Problem | None = None
    collected: Collected | None = None
    count = 0
    if request.method == "POST":
        sent = request.FILES.get("file")
        try:
            if sent is None:
                raise Problem("file-missing", "请选择文件。", "Choose a file.")
            count, collected = import_answers(
                survey, content=sent.read(), name=sent.name or "", columns=read_columns(columns),
                standing=standing_in(request),
            )  # fmt: skip
        except Problem as trouble:
            problem = trouble
    english = get_language() == "en"
    said = (
        [(one.is_error, one.message_en if english else one.message) for one in collected.messages] if collected else []
    )
    return render(
        request,
        "pages/surveys/import.html",
        _of(survey)
        | {"count": count, "collected": collected, "said": said, "columns": columns, "problem": said_of(problem),
           "may": _may(request, survey)}
        | words(),
        status=409 if problem or (collected and not collected.is_usable) else 200,
    )  # fmt: skip


@require_safe
def answers_file(request: HttpRequest, number: int, extension: str) -> HttpResponse:
    """Results and answers of a survey that is over, without anything that tells one person from another."""
    survey = _survey(request, number)
    result = result_of_survey(survey)
    if result is None or extension not in ("csv", "xlsx"):
        raise Http404
    if not _may(request, survey):
        raise Problem("not-permitted", "您没有导出答卷的权限。", "You may not export answers.")
    strata = strata_of_groups(list(survey.groups.order_by("position")))
    rows = answer_rows(survey.questionnaire, sheets_of(survey), strata)
    if extension == "csv":
        content, kind = as_csv(rows), "text/csv; charset=utf-8"
    else:
        content, kind = workbook({"结果": result_rows(result), "答卷（去标识）": rows}), XLSX_TYPE
    response = HttpResponse(content, content_type=kind)
    name = f"{survey.submission.organisation.name}-{survey.questionnaire.label}.{extension}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@require_POST
def extend(request: HttpRequest, number: int) -> HttpResponse:
    survey = _survey(request, number)
    extend_survey(survey, closes_on=typed_day(request.POST.get("closes_on", "")), standing=standing_in(request))
    messages.success(request, _("已延期。"))
    return redirect("survey", survey.pk)


def _survey(request: HttpRequest, number: int) -> Survey:
    """A survey of a school that the person works for; for everybody else it does not exist."""
    survey = (
        Survey.objects.select_related("submission__organisation", "submission__campaign__district", "round")
        .filter(pk=number)
        .first()
    )
    if survey is None or not standing_in(request).is_of_school(survey.submission.organisation):
        raise Http404
    return survey


def _class(request: HttpRequest, number: int, group: int) -> tuple[Survey, Group]:
    """A class whose codes may be printed by those who hold the survey, and by nobody else."""
    survey = _survey(request, number)
    found = survey.groups.filter(pk=group).first()
    if found is None:
        raise Http404
    if not _may(request, survey):
        raise Problem("not-permitted", "您没有打印答题码的权限。", "You may not print codes.")
    if survey.mode != Mode.CODES:
        raise Problem(
            "survey-without-codes",
            "这份问卷是一班一码，没有个人答题码；请用海报。",
            "This survey has one link a class and no personal codes; use the poster.",
        )
    found.survey = survey
    return survey, found


def _may(request: HttpRequest, survey: Survey) -> bool:
    return may_survey(survey.submission, survey.questionnaire, standing_in(request))


def _codes(request: HttpRequest, group: Group) -> list[dict[str, str]]:
    """Codes in an order that says nothing about their numbers."""
    codes = [code_of(group.survey.issue_key, group.link, index) for index in range(group.handed)]
    random.SystemRandom().shuffle(codes)
    return [
        {
            "code": shown(code),
            "image": _image(request.build_absolute_uri(reverse("answer", args=[group.link, code])), 3),
        }
        for code in codes
    ]


def _address(request: HttpRequest, group: Group) -> str:
    return request.build_absolute_uri(reverse("answer-class", args=[group.link]))


def _image(address: str, scale: int) -> str:
    image: str = segno.make(address, error="m", micro=False).svg_data_uri(
        scale=scale, border=4, dark="#000", light="#fff"
    )
    return image


def _frame_before(submission: Submission, survey: Survey | None, population: str | None) -> str:
    """The frame to begin with: as it was saved, else that of a survey of the same people, else the number alone."""
    like = survey
    if like is None:
        others = submission.surveys.prefetch_related("groups")
        like = next((one for one in others if population and one.questionnaire.population == population), None)
    lines = [_("专业,年级,班级,人数")]
    if like is not None:
        lines += [f"{one.major},{one.grade},{one.label},{one.population}" for one in like.groups.all()]
    return "\n".join(lines) + "\n"


def _of(survey: Survey) -> dict[str, Any]:
    english = get_language() == "en"
    instrument = survey.questionnaire
    return {
        "survey": survey,
        "submission": survey.submission,
        "instrument": instrument,
        "title": instrument.label_en if english else instrument.label,
    }
