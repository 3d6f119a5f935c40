"""Whoever must have a second factor and has none is led to where it is turned on, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from nianbao.web.organisations.permissions import Standing, needs_second_factor


def second_factor_asked(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def handle(request: HttpRequest) -> HttpResponse:
        standing: Standing | None = getattr(request, "standing", None)
        if standing is not None and not standing.person.totp_secret and needs_second_factor(standing):
            here = reverse("second-factor")
            if request.path not in (here, reverse("sign-out"), reverse("health")):
                return redirect(here)
        return answer(request)

    return handle
