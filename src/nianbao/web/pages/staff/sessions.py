"""Looks of operators into a district: begun and ended by the operator, read by the district."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nianbao.web.organisations.models import DISTRICT_ROLES, Organisation, Role, StaffSession
from nianbao.web.organisations.staff_sessions import begin_staff_session, end_staff_session, open_staff_session
from nianbao.web.presentation.lookup import standing_in


@require_http_methods(["GET", "HEAD", "POST"])
def staff_sessions(request: HttpRequest) -> HttpResponse:
    """Who looked into the district, when and why; for an operator also the form that begins a look."""
    standing = standing_in(request)
    operator = standing.person if standing.person.is_operator else None
    mine = Q(operator=operator) if operator is not None else Q(pk=None)
    for grant in standing.grants:
        if grant.role in (*DISTRICT_ROLES, Role.CITY):
            mine |= Q(organisation__path__startswith=grant.organisation.path)
    if operator is None and mine == Q(pk=None):
        raise Http404
    if request.method == "POST":
        if operator is None:
            raise Http404
        if request.POST.get("act") == "end":
            end_staff_session(operator)
            messages.success(request, _("已离开。"))
            return redirect("staff-sessions")
        chosen = request.POST.get("organisation", "")
        found = Organisation.objects.filter(pk=int(chosen) if chosen.isdecimal() else 0, level="district").first()
        if found is None:
            raise Http404
        begin_staff_session(operator, organisation=found, reason=request.POST.get("reason", ""))
        return redirect("home")
    return render(
        request,
        "pages/staff/sessions.html",
        {
            "sessions": StaffSession.objects.filter(mine).select_related("operator", "organisation")[:100],
            "is_operator": operator is not None,
            "open": open_staff_session(operator) if operator is not None else None,
            "districts": Organisation.objects.filter(level="district").order_by("path") if operator else (),
            "now": timezone.now(),
        },
    )
