"""Choosing the language of the pages: kept with the person, and for strangers in a cookie."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from nianbao.web.accounts.actions import choose_language
from nianbao.web.organisations.permissions import Standing

A_YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Back to where the person was, in the other language; what is no language of ours changes nothing."""
    chosen = "en" if request.POST.get("language") == "en" else "zh"
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    standing: Standing | None = getattr(request, "standing", None)
    if standing is not None:
        choose_language(standing.person, language=chosen)
    response = redirect(back)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.IS_SECURE
    )
    return response
