"""The tree of organisations: what is in it, and what changes in it from a day on."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nianbao.facts.problem import Problem
from nianbao.web.organisations.models import Organisation, Role, Succession
from nianbao.web.organisations.tree import BELOW, add_below, close, describe, rename
from nianbao.web.presentation.lookup import standing_in

SCHOOL_TYPES = ("中等专业学校", "职业高中", "技工学校", "成人中专", "其他")


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """The branches that somebody may change, as a tree by code, closed schools last in their district."""
    standing = standing_in(request)
    found = Organisation.objects.all()
    if not standing.person.is_operator:
        mine = Q(pk=None)
        for grant in standing.grants:
            if grant.role == Role.DISTRICT_HEAD:
                mine |= Q(path__startswith=grant.organisation.path)
        found = found.filter(mine)
    shown = list(found.order_by("path")[:1000])
    if not shown and not standing.person.is_operator:
        raise Http404
    lowest = min((one.path.count("/") for one in shown), default=1)
    return render(
        request,
        "pages/organisations/organisations.html",
        {
            "rows": [(one, range(one.path.count("/") - lowest)) for one in shown],
            "adds_at_top": standing.person.is_operator,
        },
    )


@require_safe
def organisation_detail(request: HttpRequest, organisation: int) -> HttpResponse:
    """One organisation: its names by date, what it succeeds, and the forms that change it."""
    found = arranged_organisation(request, organisation)
    beside = Organisation.objects.filter(parent=found.parent_id, level="school", closed_on=None).exclude(pk=found.pk)
    successions = Succession.objects.filter(Q(predecessor=found) | Q(successor=found))
    return render(
        request,
        "pages/organisations/organisation.html",
        {
            "organisation": found,
            "names": found.names.order_by("since"),
            "successions": successions.select_related("predecessor", "successor").order_by("since", "pk"),
            "beside": beside.order_by("path") if found.level == "school" else (),
            "below": BELOW.get(found.level, ""),
            "types": SCHOOL_TYPES,
            "today": timezone.localdate(),
        },
    )


@require_POST
def add_at_top(request: HttpRequest) -> HttpResponse:
    """A province or city, by an operator."""
    if not standing_in(request).person.is_operator:
        raise Http404
    return _add(request, None)


@require_POST
def add(request: HttpRequest, organisation: int) -> HttpResponse:
    """A district below a province, or a school below a district."""
    return _add(request, arranged_organisation(request, organisation))


@require_POST
def change(request: HttpRequest, organisation: int) -> HttpResponse:
    """Rename, describe, or close with or without successors."""
    found = arranged_organisation(request, organisation)
    standing = standing_in(request)
    match request.POST.get("act", ""):
        case "rename":
            rename(found, name=request.POST.get("name", ""), since=_day(request), standing=standing)
        case "describe":
            describe(
                found,
                owner=request.POST.get("owner", ""),
                school_type=request.POST.get("school_type", ""),
                has_students=request.POST.get("has_students") == "1",
                has_graduates=request.POST.get("has_graduates") == "1",
                standing=standing,
            )
        case "close":
            chosen = [int(one) for one in request.POST.getlist("successor") if one.isdecimal()]
            successors = list(Organisation.objects.filter(pk__in=chosen).order_by("path"))
            close(found, on=_day(request), successors=successors, standing=standing)
        case _:
            raise Http404
    messages.success(request, _("%(name)s已保存。") % {"name": found.name})
    return redirect("organisation", found.pk)


def arranged_organisation(request: HttpRequest, number: int) -> Organisation:
    found = Organisation.objects.select_related("parent").filter(pk=number).first()
    if found is None or not standing_in(request).may_arrange(found):
        raise Http404
    return found


def _add(request: HttpRequest, parent: Organisation | None) -> HttpResponse:
    added = add_below(
        parent,
        code=request.POST.get("code", ""),
        name=request.POST.get("name", ""),
        owner=request.POST.get("owner", ""),
        standing=standing_in(request),
    )
    messages.success(request, _("已新增%(name)s。") % {"name": added.name})
    return redirect("organisation", added.pk)


def _day(request: HttpRequest) -> datetime.date:
    try:
        return datetime.date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        raise Problem("day-unreadable", "请填写日期，如 2026-09-01。", "Give a day, such as 2026-09-01.") from None
