"""What an operator does: read the record of who did what, and see that it is whole."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nianbao.web.audit.actions import verify_chain
from nianbao.web.audit.models import Event
from nianbao.web.organisations.models import Role
from nianbao.web.presentation.lookup import standing_in

PAGE = 50
KINDS = (
    "accounts", "organisations", "campaigns", "submissions", "reviews",
)  # fmt: skip


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Events, newest first. A district's head sees the own branch; an operator sees all but what figures said."""
    standing = standing_in(request)
    branches = [grant.organisation.path for grant in standing.grants if grant.role in (Role.DISTRICT_HEAD, Role.CITY)]
    if not branches and not standing.person.is_operator:
        raise Http404
    events = Event.objects.order_by("-sequence")
    if not standing.person.is_operator:
        mine = Q()
        for path in branches:
            mine |= Q(branch__startswith=path)
        events = events.filter(mine)
    kind, who = request.GET.get("kind", ""), request.GET.get("who", "").strip()
    if kind in KINDS:
        events = events.filter(kind__startswith=f"{kind}.")
    if who:
        events = events.filter(Q(actor_name__icontains=who) | Q(subject__icontains=who))
    page = Paginator(events, PAGE).get_page(request.GET.get("page"))
    verification = verify_chain() if request.GET.get("verify") == "1" else None
    return render(
        request,
        "pages/staff/audit.html",
        {
            "page": page,
            "kinds": KINDS,
            "kind": kind,
            "who": who,
            "verification": verification,
            "shows_content": bool(branches),
        },
    )
