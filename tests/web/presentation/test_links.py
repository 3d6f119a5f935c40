"""The letter that carries a link for one use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.mail import EmailMessage
from django.test import RequestFactory

from nianbao.web.accounts.links import INVITE, RESET
from nianbao.web.accounts.models import Person
from nianbao.web.presentation.links import link_address, mail_link


def test_a_letter_says_for_whom_and_for_how_long(
    person: Callable[[str], Person], mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    request = RequestFactory().get("/")
    with django_capture_on_commit_callbacks(execute=True):
        assert mail_link(request, person("邱明溪"), "abc", purpose=INVITE)
        assert mail_link(request, person("邱明溪"), "abc", purpose=RESET)
    invitation, reset = (str(letter.body) for letter in mailoutbox)
    assert link_address(request, "abc") == "http://testserver/welcome/abc/"
    for letter, lasts in ((invitation, "7 天"), (reset, "24 小时")):
        assert "school2.filler" in letter
        assert "http://testserver/welcome/abc/" in letter
        assert lasts in letter
