"""Letters to people: sent when the change they speak of is in the database, and never the reason why it fails.

Where no mail server is set (``NIANBAO_SMTP``) nothing is sent and the callers show what the letter would have said.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from nianbao.web.accounts.models import Person

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
logger = logging.getLogger(__name__)


def can_mail() -> bool:
    """Whether letters go anywhere at all: to a server, to the console of the demonstration, to a test's box."""
    return str(settings.EMAIL_BACKEND) != NOWHERE


def mail_person(person: Person, *, subject: str, text: str) -> bool:
    """Write to one person once the transaction is through; False where there is no address or no server."""
    return mail_people([person], subject=subject, text=text) == 1


def mail_people(people: Iterable[Person], *, subject: str, text: str) -> int:
    """The same letter to each person apart, so that nobody sees the others' addresses; to how many it goes."""
    addresses = sorted({person.email for person in people if person.email and person.is_active})
    if not addresses or not can_mail():
        return 0
    title = " ".join(subject.split())
    letters = [EmailMessage(f"[年报工作台] {title}", text, to=[address]) for address in addresses]
    transaction.on_commit(lambda: _send(letters), robust=True)
    return len(letters)


def _send(letters: list[EmailMessage]) -> None:
    """Hand the letters over; a trouble is logged without saying to whom they were."""
    try:
        with get_connection() as connection:
            connection.send_messages(letters)
    except OSError as trouble:
        logger.warning("%d letters were not sent: %s", len(letters), type(trouble).__name__)
