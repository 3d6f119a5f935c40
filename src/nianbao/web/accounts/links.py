"""Links that let somebody choose a password once: invitations, and resets by letter or from hand to hand."""

from __future__ import annotations

import datetime
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.accounts.actions import require_good_password
from nianbao.web.accounts.models import LinkLetter, OneTimeLink, Person
from nianbao.web.audit.actions import record_event

INVITE, RESET = "invite", "reset"
LASTS = {INVITE: datetime.timedelta(days=7), RESET: datetime.timedelta(hours=24)}


def make_link(person: Person, *, purpose: str, by: Person | None, branch: str = "") -> str:
    """The token of a new link; every earlier one of the person ends with it. It is shown once and never stored."""
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if not person.is_active:
            raise Problem(
                "link-for-suspended",
                f"{person.name}的账号已停用，请先恢复再发链接。",
                f"The account of {person.name} is suspended; resume it first, then make a link.",
            )
        OneTimeLink.objects.filter(person=person, used_at=None).delete()
        LinkLetter.objects.filter(person=person).delete()
        OneTimeLink.objects.create(
            person=person, purpose=purpose, digest=_digest(token), made_at=now, expires_at=now + LASTS[purpose]
        )
        record_event(f"accounts.link.{purpose}", by=by, branch=branch, subject=person.name)
    return token


def another_token(person: Person, *, purpose: str, expires_at: datetime.datetime) -> str:
    """A further link beside the one that was handed over, for a letter; nothing where that one was used or ended."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if not person.is_active or not person.one_time_links.filter(purpose=purpose, used_at=None).exists():
            return ""
        OneTimeLink.objects.create(
            person=person, purpose=purpose, digest=_digest(token), made_at=timezone.now(), expires_at=expires_at
        )
    return token


def person_of_link(token: str) -> OneTimeLink | None:
    """The link behind a token while it can be used."""
    found = OneTimeLink.objects.select_related("person").filter(digest=_digest(token), used_at=None).first()
    if found is None or found.expires_at <= timezone.now() or not found.person.is_active:
        return None
    return found


def use_link(token: str, *, password: str, name: str = "") -> Person:
    """Choose a password, and on the first entry correct one's name; the link is used up with it.

    A password that will not do leaves the link as it was.
    """
    gone = Problem(
        "link-gone",
        "链接已用过、已过期或已被新的链接代替。请向本单位负责人再要一个。",
        "The link was used, has expired or was replaced by a newer one. Ask your organisation's leader for another.",
    )
    with transaction.atomic():
        found = person_of_link(token)
        if found is None:
            raise gone
        person = Person.objects.select_for_update().get(pk=found.person_id)
        # Locked by the person's row: of two requests with one link the second finds it used.
        if OneTimeLink.objects.filter(pk=found.pk, used_at=None).update(used_at=timezone.now()) == 0:
            raise gone
        OneTimeLink.objects.filter(person=person, used_at=None).delete()  # the same link by another way
        LinkLetter.objects.filter(person=person).delete()
        if found.purpose == INVITE and name.strip():
            person.name = name.strip()[:40]
        require_good_password(password, person)
        person.set_password(password)
        person.failed_attempts, person.locked_until = 0, None
        person.save(update_fields=["name", "password", "failed_attempts", "locked_until"])
        kind = "accounts.invitation.accepted" if found.purpose == INVITE else "accounts.password.reset"
        record_event(kind, by=person, subject=person.name)
    return person


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
