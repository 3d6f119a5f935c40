"""What a person was told: the page of notices, and marking them as seen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from nianbao.web.accounts.mail import can_mail
from nianbao.web.campaigns.notices import look_at
from nianbao.web.presentation.lookup import standing_in

MOST_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """The last hundred, new ones marked; one button says that they were read."""
    person = standing_in(request).person
    if request.method == "POST":
        look_at(person)
        return redirect("notices")
    found = list(person.notices.all()[:MOST_SHOWN])
    return render(
        request,
        "pages/notices/notices.html",
        {"notices": found, "unseen": sum(one.seen_at is None for one in found), "can_mail": can_mail()},
    )
