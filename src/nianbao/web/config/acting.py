"""Whoever stands in for a colleague acts with the colleague's roles, and the record says for whom."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from nianbao.web.audit.actions import acting_for_of_request
from nianbao.web.organisations.deputies import ACTING, standing_in_for
from nianbao.web.organisations.permissions import Standing


def acting_for(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def handle(request: HttpRequest) -> HttpResponse:
        standing: Standing | None = getattr(request, "standing", None)
        number = request.session.get(ACTING) if standing is not None else None
        if standing is None or number is None:
            return answer(request)
        borrowed = standing_in_for(standing.person, number)
        if borrowed is None or borrowed.acting_for is None:  # its last day is over, or somebody ended it
            del request.session[ACTING]
            return answer(request)
        request.standing = borrowed  # type: ignore[attr-defined]
        token = acting_for_of_request.set(borrowed.acting_for.name)
        try:
            return answer(request)
        finally:
            acting_for_of_request.reset(token)

    return handle
