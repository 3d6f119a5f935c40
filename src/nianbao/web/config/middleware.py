"""What every answer carries and every question knows: a strict content policy, who asks, and troubles told kindly."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import Person
from nianbao.web.audit.actions import address_of_request
from nianbao.web.config.door import address_of
from nianbao.web.organisations.permissions import Standing, standing_of

Answer = Callable[[HttpRequest], HttpResponse]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def content_security_policy(answer: Answer) -> Answer:
    """Only files of our own run or are shown; nothing inline, nothing from elsewhere."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return handle


def who_asks(answer: Answer) -> Answer:
    """The person's roles, read once, and the address that the audit writes down."""

    def handle(request: HttpRequest) -> HttpResponse:
        token = address_of_request.set(address_of(request))
        person = request.user
        request.standing = (  # type: ignore[attr-defined]
            standing_of(person) if isinstance(person, Person) and person.is_authenticated else None
        )
        try:
            return answer(request)
        finally:
            address_of_request.reset(token)

    return handle


class _Told:
    """Turns a Problem that a view raises into a message where the person was, or a short page."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Problem):
            return None
        standing: Standing | None = getattr(request, "standing", None)
        english = standing is not None and standing.person.language == "en"
        message = exception.message_en if english else exception.message
        status = 403 if exception.code == "not-permitted" else 409
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"problem": exception.code, "message": message}, status=status)
        back = request.POST.get("back", "")
        if request.method == "POST" and status != 403 and back.startswith("/") and not back.startswith("//"):
            messages.error(request, message)
            return redirect(back)
        return render(request, "problem.html", {"message": message, "code": exception.code}, status=status)


told_problems = _Told
