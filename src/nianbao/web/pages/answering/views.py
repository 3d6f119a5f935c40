"""What somebody who is asked sees: a page for any phone, that works without JavaScript and on a bad network.

No session, no sign-in, and no cookie but the one that keeps an open class's code on the phone that asked for it.
"""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.web.organisations.models import Organisation
from nianbao.web.storage.prepared import Prepared
from nianbao.web.surveys.actions import Taken, hand_out, send_answer
from nianbao.web.surveys.ballots import is_used
from nianbao.web.surveys.codes import code_of, index_of, shown
from nianbao.web.surveys.models import Group, Mode, Stage, group_by_link, known_group
from nianbao.web.surveys.results import is_over

_SIGNER = Signer(salt="nianbao survey opened")
KEPT = 60 * 60 * 24 * 30
STATUS = {Taken.THANKS: 200, Taken.ALREADY: 200, Taken.CLOSED: 410, Taken.EMPTY: 400}


# Whoever answers has no session that another site could misuse: the code in the address is all that counts.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def class_page(request: HttpRequest, link: str) -> HttpResponse:
    """Where a poster leads: asks for the code of the slip, or hands one out where the whole class has one link."""
    group = _group(link)
    survey = group.survey
    is_open = survey.stage == Stage.OPEN and not is_over(survey)
    kept = request.COOKIES.get(_cookie(link), "")
    problem = ""
    typed = request.GET.get("code", "").strip()
    if request.method == "POST" and survey.mode == Mode.OPEN:
        code = kept if index_of(survey.issue_key, link, kept) is not None else ""
        code = code or code_of(survey.issue_key, link, hand_out(group))
        answer = _to(request, link, code)
        answer.set_cookie(_cookie(link), code, max_age=KEPT, path=f"/s/{link}/", samesite="Lax", httponly=True,
                          secure=request.is_secure())  # fmt: skip
        return answer
    if typed:
        index = index_of(survey.issue_key, link, typed)
        if index is not None and index < group.handed:
            return _to(request, link, code_of(survey.issue_key, link, index))
        problem = typed
    return _said(
        request,
        "pages/answering/class_page.html",
        {"group": group, "is_open": is_open, "problem": problem, "with_codes": survey.mode == Mode.CODES},
        group,
    )


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_page(request: HttpRequest, link: str, code: str) -> HttpResponse:
    """The questions, and after sending them the thanks. The same answer sent twice counts once."""
    group = _group(link, known=request.method == "POST")
    index = index_of(group.survey.issue_key, link, code)
    if index is not None and index >= group.handed:
        group = _group(link)  # given out since the class was read
    survey = group.survey
    if index is None or index >= group.handed:
        raise Http404
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    if request.method == "POST":
        chosen = {key.removeprefix("q-"): str(value) for key, value in request.POST.items() if key.startswith("q-")}
        try:
            taken = send_answer(group, code=code, chosen=chosen, seconds=_seconds(request.POST.get("opened", "")))
        except Problem as problem:
            if wants_json:
                return JsonResponse({"taken": problem.code}, status=409)
            raise
        if wants_json:
            return JsonResponse({"taken": taken}, status=STATUS[taken])
        if taken is not Taken.EMPTY:
            return _said(request, "pages/answering/thanks.html", {"taken": taken}, group, STATUS[taken])
    elif is_used(group, index):
        return _said(request, "pages/answering/thanks.html", {"taken": Taken.ALREADY}, group)
    elif survey.stage != Stage.OPEN or is_over(survey):
        return _said(request, "pages/answering/thanks.html", {"taken": Taken.CLOSED}, group, 410)
    return _said(
        request,
        "pages/answering/answer_page.html",
        {
            "code": shown(code_of(survey.issue_key, link, index)),
            "questions": _questions(survey.instrument, request.GET.get("lang") == "en"),
            "opened": _SIGNER.sign(format(int(time.time()), "x")),
            "is_empty": request.method == "POST",
            "last_day": survey.closes_on,
        },
        group,
    )


def _group(link: str, *, known: bool = False) -> Group:
    group = known_group(link.lower()) if known else group_by_link(link.lower())
    if group is None or group.survey.stage == Stage.PREPARED:
        raise Http404
    return group


def _to(request: HttpRequest, link: str, code: str) -> HttpResponse:
    """On to the questions; by a path that says the language too, so that a link can be passed on."""
    found = redirect("answer", link, code)
    if request.GET.get("lang") == "en":
        found["Location"] += "?lang=en"
    return found


def _said(request: HttpRequest, template: str, told: dict[str, Any], group: Group, status: int = 200) -> HttpResponse:
    english = request.GET.get("lang") == "en"
    with translation.override("en" if english else "zh-hans"):
        instrument = group.survey.questionnaire
        (school,) = _SCHOOL(group.survey.submission_id)
        context = {
            "group": group,
            "school": school.name,
            "title": instrument.label_en if english else instrument.label,
            "introduction": instrument.introduction_en if english else instrument.introduction,
            "count": len(instrument.questions),
            "english": english,
        }
        return render(request, template, context | told, status=status)


_SCHOOL = Prepared(lambda: Organisation.objects.filter(submissions__pk=0).only("name").order_by())


@lru_cache(maxsize=64)
def _questions(name: str, english: bool) -> str:
    """The questions with their options: the same for everybody, and nearly all of what a page costs."""
    instrument = load_catalogue().instruments[name]
    numbered = []
    number = 0
    for measure in instrument.measures:
        questions = []
        for question in measure.questions:
            number += 1
            questions.append((number, question.id, question.text_en if english else question.text))
        numbered.append((measure.label_en if english else measure.label, questions))
    options = [
        (option.code, option.label_en if english else option.label, option.score is None)
        for option in instrument.scale.options
    ]
    return render_to_string("pages/answering/_questions.html", {"measures": numbered, "options": options})


def _seconds(opened: str) -> float | None:
    """How long ago the page was opened; the moment itself is not kept."""
    try:
        return time.time() - int(_SIGNER.unsign(opened), 16)
    except (BadSignature, ValueError):
        return None


def _cookie(link: str) -> str:
    return f"nianbao-{link}"
