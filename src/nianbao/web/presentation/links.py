"""Links for one use as people get them: the whole address, and the letter that will carry another."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from nianbao.web.accounts.letters import ask_for_letter
from nianbao.web.accounts.models import Person


def mail_link(request: HttpRequest, person: Person, *, purpose: str) -> bool:
    """Have a link sent by letter, where the person has an address and letters go anywhere."""
    return ask_for_letter(person, purpose=purpose, origin=request.build_absolute_uri("/"))


def link_address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("welcome", args=[token]))
