"""Building the tree, renaming in it, and giving and taking roles."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import Person
from nianbao.web.audit.actions import record_event
from nianbao.web.organisations.models import Grant, Organisation, OrganisationName, Role


def add_organisation(
    *,
    code: str,
    name: str,
    level: str,
    parent: Organisation | None,
    by: Person | None,
    owner: str = "",
    has_students: bool = True,
    has_graduates: bool = True,
) -> Organisation:
    """A new node below ``parent``; the same code twice is refused."""
    with transaction.atomic():
        if Organisation.objects.filter(code=code).exists():
            raise Problem("organisation-code-taken", f"代码 {code} 已有单位使用。", f"The code {code} is taken.")
        organisation = Organisation.objects.create(
            code=code,
            name=name,
            level=level,
            parent=parent,
            path=f"{parent.path if parent else ''}{code}/",
            owner=owner,
            has_students=has_students,
            has_graduates=has_graduates,
        )
        OrganisationName.objects.create(organisation=organisation, name=name)
        record_event("organisations.organisation.added", by=by, branch=organisation.path, subject=name)
    return organisation


def rename_organisation(organisation: Organisation, *, name: str, since: datetime.date, by: Person | None) -> None:
    """A new name from a day on; the old one stays with the time before."""
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
        if organisation.name == name:
            return
        organisation.names.filter(until=None).update(until=since - datetime.timedelta(days=1))
        OrganisationName.objects.create(organisation=organisation, name=name, since=since)
        before, organisation.name = organisation.name, name
        organisation.save(update_fields=["name"])
        detail = {"before": before, "after": name, "since": since.isoformat()}
        record_event("organisations.organisation.renamed", by=by, branch=organisation.path, subject=name, detail=detail)


def name_on(organisation: Organisation, day: datetime.date) -> str:
    """What the organisation was called on a day."""
    for name in organisation.names.all():
        if (name.since is None or name.since <= day) and (name.until is None or day <= name.until):
            return name.name
    return organisation.name


def grant_role(
    *,
    person: Person,
    organisation: Organisation,
    role: Role,
    by: Person | None,
    tables: Sequence[str] = (),
    chapters: Sequence[str] = (),
) -> Grant:
    """Give a role, or give it again with other tables and chapters; the same grant twice changes nothing."""
    if (tables or chapters) and role is not Role.FILLER:
        raise Problem(
            "grant-tables-refused",
            "只有填报人可以限定表格和章节。",
            "Only a filler can be limited to tables and chapters.",
        )
    limits = [list(tables), list(chapters)]
    with transaction.atomic():
        grant = Grant.objects.select_for_update().filter(person=person, organisation=organisation, role=role).first()
        if grant is not None and grant.revoked_at is None and [grant.tables, grant.chapters] == limits:
            return grant
        grant = grant or Grant(person=person, organisation=organisation, role=role)
        (grant.tables, grant.chapters), grant.revoked_at = limits, None
        grant.save()
        detail = {"person": person.name, "role": role.value, "tables": limits[0], "chapters": limits[1]}
        record_event(
            "organisations.role.granted", by=by, branch=organisation.path, subject=organisation.name, detail=detail
        )
    return grant


def revoke_role(grant: Grant, *, by: Person | None) -> None:
    """Take a role away; the grant stays as a trace of who could do what."""
    with transaction.atomic():
        grant = Grant.objects.select_for_update().select_related("organisation", "person").get(pk=grant.pk)
        if grant.revoked_at is not None:
            return
        grant.revoked_at = timezone.now()
        grant.save(update_fields=["revoked_at"])
        detail = {"person": grant.person.name, "role": grant.role}
        record_event(
            "organisations.role.revoked",
            by=by,
            branch=grant.organisation.path,
            subject=grant.organisation.name,
            detail=detail,
        )
