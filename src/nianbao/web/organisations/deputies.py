"""Stand-ins for a span of days, recorded as one for another, and the hand-over of somebody who leaves."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import Person
from nianbao.web.audit.actions import record_event
from nianbao.web.organisations.actions import grant_role, revoke_role
from nianbao.web.organisations.models import Deputy, Grant, Organisation, Role
from nianbao.web.organisations.permissions import Standing, standing_of

ACTING = "acting_for"  # in a session: the number of the stand-in
LONGEST = datetime.timedelta(days=366)


def colleagues_of(person: Person) -> QuerySet[Person]:
    """Who works for an organisation that the person works for."""
    mine = Grant.objects.filter(person=person, revoked_at=None).values("organisation")
    found = Person.objects.filter(
        grants__in=Grant.objects.filter(organisation__in=mine, revoked_at=None), is_active=True, is_operator=False
    )
    return found.exclude(pk=person.pk).distinct().order_by("name", "pk")


def name_deputy(*, deputy: Person, since: datetime.date, until: datetime.date, by: Person) -> Deputy:
    """Let a colleague stand in for oneself; the same days again change nothing."""
    if not since <= until <= since + LONGEST or until < timezone.localdate():
        raise Problem(
            "deputy-days",
            "日期不对：结束不早于开始和今天，最长一年。",
            "The days are wrong: the end is not before the beginning or today, a year at most.",
        )
    if not colleagues_of(by).filter(pk=deputy.pk).exists():
        raise Problem(
            "deputy-not-a-colleague", "只能请同一单位的同事代办。", "Only a colleague of the same organisation."
        )
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.pk)
        found, is_new = Deputy.objects.get_or_create(person=by, deputy=deputy, since=since, until=until, ended_at=None)
        if is_new:
            detail = {"deputy": deputy.name, "since": since.isoformat(), "until": until.isoformat()}
            for grant in Grant.objects.filter(person=by, revoked_at=None).select_related("organisation"):
                branch = grant.organisation.path
                record_event("organisations.deputy.named", by=by, branch=branch, subject=by.name, detail=detail)
    return found


def end_deputy(number: int, *, by: Person) -> None:
    """End a stand-in before its day, by either of the two; twice changes nothing."""
    with transaction.atomic():
        found = Deputy.objects.select_for_update().select_related("person", "deputy").filter(pk=number).first()
        if found is None or by.pk not in (found.person_id, found.deputy_id) or found.ended_at is not None:
            return
        found.ended_at = timezone.now()
        found.save(update_fields=["ended_at"])
        detail = {"deputy": found.deputy.name}
        record_event("organisations.deputy.ended", by=by, subject=found.person.name, detail=detail)


def stand_ins(person: Person) -> QuerySet[Deputy]:
    """For whom somebody may act today."""
    today = timezone.localdate()
    found = Deputy.objects.filter(deputy=person, ended_at=None, since__lte=today, until__gte=today)
    return found.filter(person__is_active=True).select_related("person").order_by("pk")


def standing_in_for(person: Person, number: int) -> Standing | None:
    """The other's roles in the hands of the person, or None where that is over."""
    found = stand_ins(person).filter(pk=number).first()
    if found is None:
        return None
    return Standing(person, standing_of(found.person).grants, found.person)


def hand_over(person: Person, *, successor: Person, organisation: Organisation, standing: Standing) -> int:
    """Give all that somebody does for an organisation to another, tables included; how many roles that were.

    Filings and remarks belong to the organisation, so whoever has the role has them. Twice changes nothing.
    """
    if not standing.may_lead(organisation):
        raise Problem(
            "not-permitted", "只有本单位或上级的负责人可以办理交接。", "Only a leader of the organisation hands over."
        )
    if standing.person.pk in (person.pk, successor.pk):
        raise Problem(
            "roles-of-oneself",
            "不能为自己办理交接，请上级或另一位负责人来办。",
            "Nobody hands over for oneself; ask the level above or another leader.",
        )
    if person.pk == successor.pk or not successor.is_active:
        raise Problem("successor-unfit", "请选择另一位在用的人员接手。", "Choose another, active person.")
    with transaction.atomic():
        held = Grant.objects.select_for_update().filter(person=person, organisation=organisation, revoked_at=None)
        moved = list(held.order_by("role"))
        if not moved:
            return 0
        for grant in moved:
            role = Role(grant.role)
            has = Grant.objects.filter(person=successor, organisation=organisation, role=role, revoked_at=None).first()
            # All work and some is all; some and other is both.
            tables, chapters = list(grant.tables), list(grant.chapters)
            if has is not None:
                both = has.is_limited and grant.is_limited
                tables = sorted({*tables, *has.tables}) if both else []
                chapters = sorted({*chapters, *has.chapters}) if both else []
            grant_role(
                person=successor, organisation=organisation, role=role, tables=tables, chapters=chapters,
                by=standing.person,
            )  # fmt: skip
            revoke_role(grant, by=standing.person)
        now = timezone.now()
        Deputy.objects.filter(person=person, ended_at=None).update(ended_at=now)
        Deputy.objects.filter(deputy=person, ended_at=None).update(ended_at=now)
        record_event(
            "organisations.person.handed-over",
            by=standing.person,
            branch=organisation.path,
            subject=person.name,
            detail={"successor": successor.name, "roles": [grant.role for grant in moved]},
        )
    return len(moved)
