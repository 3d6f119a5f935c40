"""Somebody leaves: the chapters that were theirs to write go to the successor with the roles and tables."""

from __future__ import annotations

from django.db import transaction

from nianbao.web.accounts.models import Person
from nianbao.web.audit.actions import record_event
from nianbao.web.manuscripts.models import Assignment, Chapter
from nianbao.web.organisations.deputies import hand_over
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing


def hand_over_with_chapters(
    person: Person, *, successor: Person, organisation: Organisation, standing: Standing
) -> tuple[int, int]:
    """Give roles and assigned chapters of an organisation to another; how many of each. Twice changes nothing.

    A chapter that both were to write stays the successor's alone. Comments, revisions and signatures keep the name of
    whoever made them.
    """
    with transaction.atomic():
        roles = hand_over(person, successor=successor, organisation=organisation, standing=standing)
        held = list(
            Assignment.objects.select_for_update(of=("self",))
            .filter(person=person, chapter__manuscript__organisation=organisation)
            .order_by("chapter_id")
        )
        if not held:
            return roles, 0
        theirs = set(
            Assignment.objects.filter(person=successor, chapter__in=[one.chapter_id for one in held]).values_list(
                "chapter_id", flat=True
            )
        )
        moving = [one.pk for one in held if one.chapter_id not in theirs]
        Assignment.objects.filter(pk__in=[one.pk for one in held]).exclude(pk__in=moving).delete()
        Assignment.objects.filter(pk__in=moving).update(person=successor)
        Chapter.objects.filter(manuscript__organisation=organisation, open_with=person).update(open_with=None)
        record_event(
            "manuscripts.chapters.handed-over",
            by=standing.person,
            branch=organisation.path,
            subject=person.name,
            detail={"successor": successor.name, "chapters": [one.chapter_id for one in held]},
        )
    return roles, len(held)
