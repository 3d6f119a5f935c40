"""Links for one use as people get them: the whole address, and the letter that carries it."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from nianbao.web.accounts.links import INVITE
from nianbao.web.accounts.mail import mail_person
from nianbao.web.accounts.models import Person


def mail_link(request: HttpRequest, person: Person, token: str, *, purpose: str) -> bool:
    """Send the address of a link by letter, where the person has an address and letters go anywhere."""
    address = link_address(request, token)
    if purpose == INVITE:
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
    said = text % {"name": person.name, "login": person.login_name, "address": address}
    return mail_person(person, subject=subject, text=said)


def link_address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("welcome", args=[token]))
