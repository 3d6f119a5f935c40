"""What people are told about their filings: shown on the page, and queued as letters that are sent beside the work.

Telling writes rows within the caller's transaction and opens no connection, so that a mail server that is slow or
away neither holds up nor breaks what the notice speaks of. Letters leave by ``nianbao send-mail`` or the server's
own thread; one that fails is tried again, later each time.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from nianbao.facts.problem import Problem
from nianbao.web.accounts.mail import can_mail
from nianbao.web.accounts.models import Person
from nianbao.web.audit.actions import record_event
from nianbao.web.campaigns.models import Campaign, Notice, Participation
from nianbao.web.organisations.models import SCHOOL_ROLES, Grant, Organisation

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 8
MOST_LETTERS = 200  # of one round
CLAIMED = datetime.timedelta(minutes=10)  # how long a letter belongs to the sender that took it
DAYS_BEFORE = (7, 3, 1, 0)  # before the due date, those who owe are reminded by themselves
REMINDED = ("reminder", "deadline")


@dataclass(frozen=True)
class Said:
    """One notice in the reader's language: a title for lists and subjects, and what follows it."""

    title: str
    text: str = ""


def school_people(organisations: Iterable[Organisation]) -> list[tuple[Person, Organisation]]:
    """Everybody who works for the schools, once for each school."""
    schools = {one.pk: one for one in organisations}
    grants = (
        Grant.objects.filter(organisation__in=schools, role__in=SCHOOL_ROLES, revoked_at=None, person__is_active=True)
        .select_related("person")
        .order_by("organisation_id", "person_id")
    )
    found = {(grant.organisation_id, grant.person_id): grant.person for grant in grants}
    return [(person, schools[school]) for (school, _person), person in found.items()]


def tell(
    people: Iterable[tuple[Person, Organisation]],
    *,
    kind: str,
    say: Callable[[Organisation], Said],
    path: str,
    campaign: Campaign | None = None,
) -> int:
    """A notice for each person; ``say`` is called in the language that the person chose. How many were told."""
    now, posted = timezone.now(), can_mail()
    made = []
    for person, organisation in people:
        with translation.override("en" if person.language == "en" else "zh-hans"):
            said = say(organisation)
        made.append(
            Notice(
                person=person, campaign=campaign, organisation=organisation, kind=kind, title=said.title[:200],
                text=said.text, path=path, made_at=now, try_mail_at=now if posted and person.email else None,
            )
        )  # fmt: skip
    Notice.objects.bulk_create(made)
    return len(made)


def tell_school(
    organisation: Organisation, *, kind: str, say: Callable[[Organisation], Said], path: str, campaign: Campaign
) -> int:
    """Tell a school's people; remarks that pile up before anybody looks are one notice."""
    people = school_people([organisation])
    if kind == "remarked":
        waiting = set(
            Notice.objects.filter(kind=kind, campaign=campaign, organisation=organisation, seen_at=None).values_list(
                "person_id", flat=True
            )
        )
        people = [(person, school) for person, school in people if person.pk not in waiting]
    return tell(people, kind=kind, say=say, path=path, campaign=campaign)


def tell_all(campaign: Campaign, *, kind: str, say: Callable[[Organisation], Said], path: str = "/") -> int:
    """Tell the people of every school that takes part."""
    taking = campaign.participations.filter(takes_part=True).select_related("organisation")
    return tell(school_people(one.organisation for one in taking), kind=kind, say=say, path=path, campaign=campaign)


def owing(campaign: Campaign) -> list[Participation]:
    """Who has not handed in: nothing begun, in work, or returned."""
    arrived = campaign.submissions.exclude(state__in=("drafted", "returned")).values("organisation")
    found = campaign.participations.filter(takes_part=True).exclude(organisation__in=arrived)
    return list(found.select_related("organisation"))


def remind(campaign: Campaign, *, text: str, by: Person, organisations: Iterable[int] | None = None) -> int:
    """Remind those who owe, each person once a day at most, by whatever way; how many were told."""
    text = text.strip()
    if not text:
        raise Problem("reminder-empty", "催办没有内容。", "The reminder says nothing.")
    wanted = None if organisations is None else set(organisations)
    owed = [one for one in owing(campaign) if wanted is None or one.organisation_id in wanted]
    dues = {one.organisation_id: one.due_on(campaign) for one in owed}

    def say(school: Organisation) -> Said:
        title = _("催办：%(campaign)s，%(due)s 截止") % {"campaign": campaign.title, "due": dues[school.pk]}
        return Said(title, text)

    with transaction.atomic():
        Campaign.objects.select_for_update().get(pk=campaign.pk)  # two reminders at once: the second finds the first
        people = _not_reminded_today(campaign, school_people(one.organisation for one in owed))
        told = tell(people, kind="reminder", say=say, path="/", campaign=campaign)
        if told:
            record_event(
                "campaigns.reminder.sent", by=by, branch=campaign.district.path, subject=campaign.title,
                detail={"text": text, "people": told, "organisations": len(owed)},
            )  # fmt: skip
    return told


def remind_of_deadlines(today: datetime.date | None = None) -> int:
    """Tell those who owe when their due date is a week, three days, a day away or today."""
    today = today or timezone.localdate()
    told = 0
    # An extension may be due after the campaign itself, until it closes or later.
    for campaign in Campaign.objects.filter(opens_on__lte=today, closes_on__gte=today).select_related("district"):
        for days in DAYS_BEFORE:
            due = today + datetime.timedelta(days=days)
            near = [one for one in owing(campaign) if one.due_on(campaign) == due]

            def say(_school: Organisation, due: datetime.date = due, title: str = campaign.title) -> Said:
                return Said(_("截止临近：%(campaign)s，%(due)s 截止") % {"campaign": title, "due": due})

            with transaction.atomic():
                Campaign.objects.select_for_update().get(pk=campaign.pk)
                people = _not_reminded_today(campaign, school_people(one.organisation for one in near))
                told += tell(people, kind="deadline", say=say, path="/", campaign=campaign)
    return told


def look_at(person: Person) -> None:
    """Mark everything as seen."""
    person.notices.filter(seen_at=None).update(seen_at=timezone.now())


def send_waiting(address: str) -> tuple[int, int]:
    """Send the letters that are due through one connection; how many went and how many did not.

    A letter is claimed before it is sent: two senders at once never send the same one, and one that was claimed by
    a process that died is tried again.
    """
    now = timezone.now()
    sent = failed = 0
    due = Notice.objects.filter(try_mail_at__lte=now).select_related("person").order_by("try_mail_at", "pk")
    letters = list(due[:MOST_LETTERS])
    if not letters or not can_mail():
        return 0, 0
    connection = get_connection()
    for one in letters:
        claimed = Notice.objects.filter(pk=one.pk, try_mail_at=one.try_mail_at).update(try_mail_at=now + CLAIMED)
        if not claimed:
            continue
        try:
            connection.send_messages([_letter(one, address)])
        except (OSError, SMTPException) as trouble:
            failed += 1
            logger.warning("A letter was not sent: %s", type(trouble).__name__)
            _try_later(one)
            connection.close()
        else:
            sent += 1
            Notice.objects.filter(pk=one.pk).update(try_mail_at=None, mailed_at=timezone.now())
    connection.close()
    return sent, failed


def _letter(notice: Notice, address: str) -> EmailMessage:
    with translation.override("en" if notice.person.language == "en" else "zh-hans"):
        greeting = _("%(name)s，您好：") % {"name": notice.person.name}
        product = _("年报工作台")
    where = address.rstrip("/") + notice.path if address else ""
    text = "\n\n".join(part for part in (greeting, notice.title, notice.text, where) if part)
    return EmailMessage(f"[{product}] {' '.join(notice.title.split())}", text, to=[notice.person.email])


def _try_later(notice: Notice) -> None:
    """A minute later, then two, four …; after the last attempt the notice stays on the page alone."""
    attempts = notice.attempts + 1
    later = timezone.now() + datetime.timedelta(minutes=2 ** (attempts - 1))
    Notice.objects.filter(pk=notice.pk).update(
        attempts=attempts, try_mail_at=later if attempts < MOST_ATTEMPTS else None
    )


def _not_reminded_today(
    campaign: Campaign, people: list[tuple[Person, Organisation]]
) -> list[tuple[Person, Organisation]]:
    """Those who were not reminded of this campaign today, each once even where several schools are theirs."""
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    reminded = set(
        Notice.objects.filter(campaign=campaign, kind__in=REMINDED, made_at__gte=start).values_list(
            "person_id", flat=True
        )
    )
    found = []
    for person, school in people:
        if person.pk not in reminded:
            reminded.add(person.pk)
            found.append((person, school))
    return found
