"""In which language a page answers: the person's own, else the cookie's, else Chinese whatever the browser prefers."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from nianbao.web.organisations.permissions import Standing

Answer = Callable[[HttpRequest], HttpResponse]
CODES = {"zh": "zh-hans", "en": "en"}


def chosen_language(answer: Answer) -> Answer:
    """Answer in the chosen language; it ends with the answer, so that a thread carries none into the next."""

    def handle(request: HttpRequest) -> HttpResponse:
        standing: Standing | None = getattr(request, "standing", None)
        chosen = standing.person.language if standing else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = CODES.get(chosen, CODES["zh"])
        with translation.override(code):
            response = answer(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return handle
