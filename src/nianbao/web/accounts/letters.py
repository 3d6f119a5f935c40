"""Letters with a link for one use: asked for with the change they speak of, and sent beside the work.

Asking writes a row and opens no connection. The link is made when the letter is sent, so that no token ever lies in
the database; it holds as long as the one that was handed over, and the first to be used ends the others.
"""

from __future__ import annotations

import datetime
import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from nianbao.web.accounts.links import INVITE, LASTS, another_token
from nianbao.web.accounts.mail import can_mail
from nianbao.web.accounts.models import LinkLetter, Person

MOST_ATTEMPTS = 8
MOST_LETTERS = 200  # of one round
CLAIMED = datetime.timedelta(minutes=10)  # how long a letter belongs to the sender that took it
logger = logging.getLogger(__name__)


def ask_for_letter(person: Person, *, purpose: str, origin: str) -> bool:
    """Have a link sent by letter; False where there is no address or no server. A newer letter replaces one that waits.

    ``origin`` is where the workbench answers, as whoever asks has reached it.
    """
    if not person.email or not person.is_active or not can_mail():
        return False
    now = timezone.now()
    with transaction.atomic():
        LinkLetter.objects.filter(person=person).delete()
        LinkLetter.objects.create(
            person=person, purpose=purpose, origin=origin[:200], asked_at=now, expires_at=now + LASTS[purpose],
            try_at=now,
        )  # fmt: skip
    return True


def send_link_letters() -> tuple[int, int]:
    """Send the letters that are due; how many went and how many did not. Two senders at once send each one once."""
    now = timezone.now()
    LinkLetter.objects.filter(expires_at__lte=now).delete()
    due = list(
        LinkLetter.objects.filter(try_at__lte=now).select_related("person").order_by("try_at", "pk")[:MOST_LETTERS]
    )
    if not due or not can_mail():
        return 0, 0
    sent = failed = 0
    connection = get_connection()
    for one in due:
        if not LinkLetter.objects.filter(pk=one.pk, try_at=one.try_at).update(try_at=now + CLAIMED):
            continue
        token = another_token(one.person, purpose=one.purpose, expires_at=one.expires_at)
        if not token:
            LinkLetter.objects.filter(pk=one.pk).delete()
            continue
        try:
            connection.send_messages([_letter(one, token)])
        except (OSError, SMTPException) as trouble:
            failed += 1
            logger.warning("A letter was not sent: %s", type(trouble).__name__)
            _try_later(one)
            connection.close()
        else:
            sent += 1
            LinkLetter.objects.filter(pk=one.pk).delete()
    connection.close()
    return sent, failed


def _letter(one: LinkLetter, token: str) -> EmailMessage:
    """What the person reads, in the person's language."""
    address = one.origin.rstrip("/") + reverse("welcome", args=[token])
    with translation.override("en" if one.person.language == "en" else "zh-hans"):
        if one.purpose == INVITE:
            subject = _("邀请您使用年报工作台")
            text = _(
                "%(name)s，您好：\n\n请在 7 天内打开下面的链接，设置密码后登录（登录名：%(login)s）。"
                "链接只能用一次。\n\n%(address)s\n"
            )
        else:
            subject = _("重设密码")
            text = _(
                "%(name)s，您好：\n\n请在 24 小时内打开下面的链接重设密码（登录名：%(login)s）。链接只能用一次。"
                "\n如果不是您或本单位负责人要求的，请不要理会。\n\n%(address)s\n"
            )
        product = _("年报工作台")
    said = text % {"name": one.person.name, "login": one.person.login_name, "address": address}
    return EmailMessage(f"[{product}] {subject}", said, to=[one.person.email])


def _try_later(one: LinkLetter) -> None:
    """A minute later, then two, four …; after the last attempt only the link that was handed over is left."""
    attempts = one.attempts + 1
    if attempts >= MOST_ATTEMPTS:
        LinkLetter.objects.filter(pk=one.pk).delete()
        return
    later = timezone.now() + datetime.timedelta(minutes=2 ** (attempts - 1))
    LinkLetter.objects.filter(pk=one.pk).update(attempts=attempts, try_at=later)
