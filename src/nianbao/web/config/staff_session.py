"""An operator who looks into a district reads its pages for a while; each page is recorded, nothing is written."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from nianbao.web.organisations.permissions import Standing
from nianbao.web.organisations.staff_sessions import note_look, open_staff_session, staff_standing

CONTENT = ("/campaigns/", "/reviews/", "/submissions/", "/participations/", "/districts/", "/releases/")


class _StaffSession:
    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        standing: Standing | None = getattr(request, "standing", None)
        if standing is None or not standing.person.is_operator:
            return self.answer(request)
        session = open_staff_session(standing.person)
        if session is None:
            return self.answer(request)
        request.standing = staff_standing(session, standing.person)  # type: ignore[attr-defined]
        request.staff_session = session  # type: ignore[attr-defined]
        response = self.answer(request)
        if request.path.startswith(CONTENT) and response.status_code == 200:
            note_look(session, standing.person, request.path)
        return response

    def process_view(self, request: HttpRequest, *_: object) -> None:
        if (
            getattr(request, "staff_session", None) is not None
            and request.method not in ("GET", "HEAD")
            and request.path.startswith(CONTENT)
        ):
            raise PermissionDenied


staff_session = _StaffSession
