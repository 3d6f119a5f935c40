"""A branch's people: who is there, invitations, roles, links, suspension; for the branch's leaders alone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nianbao.framework.loader import load_catalogue
from nianbao.web.accounts.links import INVITE, RESET
from nianbao.web.accounts.models import Person
from nianbao.web.accounts.second_factor import turn_off
from nianbao.web.manuscripts.succession import hand_over_with_chapters
from nianbao.web.organisations.models import Grant, Organisation, Role
from nianbao.web.organisations.people import (
    ROLES_OF_LEVEL,
    has_charge,
    invite,
    new_link,
    require_charge,
    resume,
    set_roles,
    suspend,
)
from nianbao.web.presentation.links import link_address, mail_link
from nianbao.web.presentation.lookup import standing_in
from nianbao.workbooks.layout import plan_workbook


@require_safe
def branches(request: HttpRequest) -> HttpResponse:
    """The organisations whose people somebody looks after; at once to the only one."""
    standing = standing_in(request)
    led = [grant.organisation for grant in standing.grants if standing.may_lead(grant.organisation)]
    if standing.person.is_operator:
        led = list(Organisation.objects.exclude(level="school").order_by("path"))
    led = sorted({one.pk: one for one in led}.values(), key=lambda one: one.path)
    if not led:
        raise Http404
    if len(led) == 1:
        return redirect("people", led[0].pk)
    return render(request, "pages/people/branches.html", {"organisations": led})


@require_safe
def people(request: HttpRequest, organisation: int) -> HttpResponse:
    """Everybody of one organisation with roles, and the form of the invitation."""
    found = led_organisation(request, organisation)
    grants = Grant.objects.filter(organisation=found).select_related("person").order_by("person__name", "pk")
    rows: dict[int, dict[str, Any]] = {}
    for grant in grants:
        row = rows.setdefault(grant.person_id, {"person": grant.person, "grants": []})
        if grant.revoked_at is None:
            row["grants"].append(grant)
    below = Organisation.objects.filter(parent=found, closed_on=None).annotate(
        staff=Count("grants__person", filter=Q(grants__revoked_at=None, grants__person__is_active=True), distinct=True)
    )
    standing = standing_in(request)
    return render(
        request,
        "pages/people/people.html",
        {
            "organisation": found,
            "rows": sorted(rows.values(), key=lambda row: not row["grants"]),
            "roles": [(role.value, role.label) for role in ROLES_OF_LEVEL[found.level]],
            "tables": _tables() if found.level == "school" else (),
            "chapters": _chapters() if found.level == "school" else (),
            "below": [one for one in below.order_by("path") if standing.may_lead(one)],
        },
    )


@require_POST
def invitation(request: HttpRequest, organisation: int) -> HttpResponse:
    """Invite somebody; the link is shown this once, and sent where the person has an address."""
    found = led_organisation(request, organisation)
    role = request.POST.get("role", "")
    person, token = invite(
        organisation=found,
        name=request.POST.get("name", ""),
        login_name=request.POST.get("login_name", ""),
        email=request.POST.get("email", ""),
        role=role,
        tables=_chosen_tables(request) if role == Role.FILLER else [],
        chapters=_chosen_chapters(request) if role == Role.FILLER else [],
        standing=standing_in(request),
    )
    return _shown_link(request, found, person, token, INVITE)


@require_safe
def person_detail(request: HttpRequest, organisation: int, number: int) -> HttpResponse:
    """One person: roles here, and what to do when a link, a password or a telephone is lost."""
    found = led_organisation(request, organisation)
    person = person_of(found, number)
    standing = standing_in(request)
    held = {grant.role: grant for grant in Grant.objects.filter(person=person, organisation=found, revoked_at=None)}
    filler = held.get(Role.FILLER)
    return render(
        request,
        "pages/people/person.html",
        {
            "organisation": found,
            "person": person,
            "roles": [(role.value, role.label, role in held) for role in ROLES_OF_LEVEL[found.level]],
            "tables": _tables() if found.level == "school" else (),
            "limited_to": (*filler.tables, *filler.chapters) if filler else (),
            "chapters": _chapters() if found.level == "school" else (),
            "others": Person.objects.filter(grants__organisation=found, grants__revoked_at=None, is_active=True)
            .exclude(pk__in=[person.pk, standing.person.pk])
            .distinct()
            .order_by("name", "pk"),
            "has_charge": has_charge(person, standing),
            "is_oneself": person.pk == standing.person.pk,
            "is_invited": not person.has_usable_password(),
        },
    )


@require_POST
def change_roles(request: HttpRequest, organisation: int, number: int) -> HttpResponse:
    found = led_organisation(request, organisation)
    person = person_of(found, number)
    set_roles(
        person,
        organisation=found,
        roles=request.POST.getlist("role"),
        tables=_chosen_tables(request),
        chapters=_chosen_chapters(request),
        standing=standing_in(request),
    )
    messages.success(request, _("%(name)s的角色已保存。") % {"name": person.name})
    return redirect("person", found.pk, person.pk)


@require_POST
def another_link(request: HttpRequest, organisation: int, number: int) -> HttpResponse:
    """A new invitation, or a link to choose a new password."""
    found = led_organisation(request, organisation)
    person = person_of(found, number)
    purpose = RESET if person.has_usable_password() else INVITE
    token = new_link(person, organisation=found, standing=standing_in(request))
    return _shown_link(request, found, person, token, purpose)


@require_POST
def change_access(request: HttpRequest, organisation: int, number: int) -> HttpResponse:
    """Suspend, resume, or take away the second factor of a lost telephone."""
    found = led_organisation(request, organisation)
    person = person_of(found, number)
    standing = standing_in(request)
    match request.POST.get("act", ""):
        case "suspend":
            suspend(person, organisation=found, standing=standing)
            messages.success(request, _("%(name)s的账号已停用。") % {"name": person.name})
        case "resume":
            resume(person, organisation=found, standing=standing)
            messages.success(request, _("%(name)s的账号已恢复。") % {"name": person.name})
        case "second-factor":
            require_charge(person, organisation=found, standing=standing)
            turn_off(person, by=standing.person, branch=found.path)
            messages.success(request, _("已关闭%(name)s的两步验证。") % {"name": person.name})
        case _:
            raise Http404
    return redirect("person", found.pk, person.pk)


@require_POST
def hand_over_work(request: HttpRequest, organisation: int, number: int) -> HttpResponse:
    """Give all that somebody does here to a successor."""
    found = led_organisation(request, organisation)
    person = person_of(found, number)
    chosen = request.POST.get("successor", "")
    successor = person_of(found, int(chosen) if chosen.isdecimal() else 0)
    hand_over_with_chapters(person, successor=successor, organisation=found, standing=standing_in(request))
    said = {"name": person.name, "successor": successor.name}
    messages.success(request, _("%(name)s的工作已交给%(successor)s。") % said)
    return redirect("person", found.pk, person.pk)


def led_organisation(request: HttpRequest, number: int) -> Organisation:
    """An organisation whose people the asker looks after; for everybody else it does not exist."""
    found = Organisation.objects.filter(pk=number).first()
    if found is None or not standing_in(request).may_lead(found):
        raise Http404
    return found


def person_of(organisation: Organisation, number: int) -> Person:
    """Somebody who has or had a role in the organisation."""
    person = Person.objects.filter(pk=number, grants__organisation=organisation).distinct().first()
    if person is None:
        raise Http404
    return person


def _shown_link(
    request: HttpRequest, organisation: Organisation, person: Person, token: str, purpose: str
) -> HttpResponse:
    return render(
        request,
        "pages/people/link.html",
        {
            "organisation": organisation,
            "person": person,
            "address": link_address(request, token),
            "was_mailed": mail_link(request, person, purpose=purpose),
            "is_invitation": purpose == INVITE,
        },
    )


def _tables() -> list[tuple[str, str]]:
    """The tables of the newest form for schools, as id and name."""
    catalogue = load_catalogue()
    newest = max(one.id for one in catalogue.editions.values() if one.level == "school")
    return [(sheet.table.id, sheet.name) for sheet in plan_workbook(catalogue.editions[newest], catalogue).sheets]


def _chapters() -> list[tuple[str, str]]:
    """The chapters of the newest outline for schools, as id and name."""
    catalogue = load_catalogue()
    newest = max(one.id for one in catalogue.editions.values() if one.level == "school")
    outline = catalogue.outlines.get(catalogue.editions[newest].outline or "")
    return [(node.id, node.title) for node in outline.nodes] if outline is not None else []


def _chosen_tables(request: HttpRequest) -> list[str]:
    """The tables that a filler is limited to: with chapters chosen as well, no table may be meant."""
    known = [table for table, _name in _tables()]
    chosen = [table for table in known if table in request.POST.getlist("table")]
    return [] if len(chosen) == len(known) and not _chosen_chapters(request) else chosen


def _chosen_chapters(request: HttpRequest) -> list[str]:
    return [chapter for chapter, _name in _chapters() if chapter in request.POST.getlist("chapter")]
