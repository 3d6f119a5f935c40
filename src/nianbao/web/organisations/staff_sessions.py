"""An operator's look into a district: with a reason, for an hour, read only, seen by the district."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import Person
from nianbao.web.audit.actions import record_event
from nianbao.web.organisations.models import Grant, Organisation, Role, StaffSession
from nianbao.web.organisations.permissions import Standing

LASTS = datetime.timedelta(hours=1)


def begin_staff_session(operator: Person, *, organisation: Organisation, reason: str) -> StaffSession:
    """Open a look into one district; the one that is open already is returned, another district's is ended."""
    reason = reason.strip()[:200]
    if not operator.is_operator or organisation.level != "district":
        raise Problem("not-permitted", "只有系统管理员可以进入区县。", "Only operators look into districts.")
    if len(reason) < 4:
        raise Problem(
            "staff-session-without-reason",
            "请写明进入的原因（至少 4 个字），区县会看到。",
            "Say why, in a few words; the district sees it.",
        )
    now = timezone.now()
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=operator.pk)
        found = open_staff_session(operator)
        if found is not None and found.organisation_id == organisation.pk:
            return found
        end_staff_session(operator)
        found = StaffSession.objects.create(
            operator=operator, organisation=organisation, reason=reason, began_at=now, ends_at=now + LASTS
        )
        detail = {"reason": reason, "ends_at": found.ends_at.isoformat()}
        record_event(
            "organisations.staff.entered",
            by=operator,
            branch=organisation.path,
            subject=organisation.name,
            detail=detail,
        )
    return found


def end_staff_session(operator: Person) -> None:
    """Leave before the hour is over; twice changes nothing."""
    with transaction.atomic():
        found = open_staff_session(operator)
        if found is None:
            return
        found.ended_at = timezone.now()
        found.save(update_fields=["ended_at"])
        where = found.organisation
        record_event("organisations.staff.left", by=operator, branch=where.path, subject=where.name)


def open_staff_session(operator: Person) -> StaffSession | None:
    """The look that is going on; it ends by itself with its hour."""
    found = StaffSession.objects.filter(operator=operator, ended_at=None, ends_at__gt=timezone.now())
    return found.select_related("organisation").first()


def staff_standing(session: StaffSession, operator: Person) -> Standing:
    """What an operator may do meanwhile: read what the level above the district reads."""
    return Standing(operator, (Grant(person=operator, organisation=session.organisation, role=Role.CITY),))


def note_look(session: StaffSession, operator: Person, path: str) -> None:
    """Every page of content that an operator opened stands in the record."""
    where = session.organisation
    record_event(
        "organisations.staff.looked", by=operator, branch=where.path, subject=where.name, detail={"page": path}
    )
