"""Letters with a link wait in the database, hold no token there, and go once."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.accounts.letters import MOST_ATTEMPTS, ask_for_letter, send_link_letters
from nianbao.web.accounts.links import INVITE, RESET, make_link, person_of_link, use_link
from nianbao.web.accounts.mail import NOWHERE
from nianbao.web.accounts.models import LinkLetter, OneTimeLink, Person

Who = Callable[[str], Person]
ORIGIN, PASSWORD = "https://report.example.cn/", "望川 7 月的雨-long"


def token_in(letter: EmailMessage) -> str:
    found = re.search(r"https://report.example.cn/welcome/([^/\s]+)/", str(letter.body))
    assert found is not None
    return found[1]


def test_a_letter_waits_and_then_goes_once_with_a_link_of_its_own(person: Who, mailoutbox: list[EmailMessage]) -> None:
    clerk = person("邱明溪")
    shown = make_link(clerk, purpose=INVITE, by=None)
    assert ask_for_letter(clerk, purpose=INVITE, origin=ORIGIN)
    assert not mailoutbox
    assert [send_link_letters() for _ in range(2)] == [(1, 0), (0, 0)]
    (letter,) = mailoutbox
    assert (letter.subject, letter.to) == ("[年报工作台] 邀请您使用年报工作台", [clerk.email])
    for words in ("school2.filler", "7 天"):
        assert words in str(letter.body)
    sent = token_in(letter)
    assert sent != shown
    assert person_of_link(sent) is not None
    use_link(sent, password=PASSWORD)
    assert person_of_link(shown) is None  # the same invitation, taken by the other way
    with pytest.raises(Problem):
        use_link(shown, password=PASSWORD)


def test_no_token_lies_in_the_database(person: Who) -> None:
    clerk = person("邱明溪")
    make_link(clerk, purpose=RESET, by=None)
    ask_for_letter(clerk, purpose=RESET, origin=ORIGIN)
    kept = LinkLetter.objects.values_list().get()
    assert not any("welcome" in str(value) for value in kept)
    assert OneTimeLink.objects.filter(person=clerk, used_at=None).count() == 1


def test_a_reader_of_english_gets_an_english_letter(person: Who, mailoutbox: list[EmailMessage]) -> None:
    Person.objects.filter(name="邱明溪").update(language="en")
    clerk = person("邱明溪")
    make_link(clerk, purpose=RESET, by=None)
    ask_for_letter(clerk, purpose=RESET, origin=ORIGIN)
    send_link_letters()
    (letter,) = mailoutbox
    assert not re.search("[\u4e00-\u9fff]", f"{letter.subject}{letter.body}".replace(clerk.name, ""))


def test_a_new_link_ends_the_letter_that_waits(person: Who, mailoutbox: list[EmailMessage]) -> None:
    clerk = person("邱明溪")
    make_link(clerk, purpose=RESET, by=None)
    ask_for_letter(clerk, purpose=RESET, origin=ORIGIN)
    make_link(clerk, purpose=RESET, by=None)
    assert send_link_letters() == (0, 0)
    for _ in range(2):
        ask_for_letter(clerk, purpose=RESET, origin=ORIGIN)
    assert LinkLetter.objects.count() == 1


def test_a_letter_to_somebody_who_was_suspended_or_is_in_already_is_not_sent(
    person: Who, mailoutbox: list[EmailMessage]
) -> None:
    clerk = person("邱明溪")
    use_link(make_link(clerk, purpose=RESET, by=None), password=PASSWORD)
    ask_for_letter(clerk, purpose=RESET, origin=ORIGIN)
    assert send_link_letters() == (0, 0)
    make_link(clerk, purpose=RESET, by=None)
    ask_for_letter(clerk, purpose=RESET, origin=ORIGIN)
    Person.objects.filter(pk=clerk.pk).update(is_active=False)
    assert send_link_letters() == (0, 0)
    assert not mailoutbox
    assert not LinkLetter.objects.exists()


def test_without_a_server_or_an_address_nothing_is_queued(person: Who, settings: Any) -> None:
    assert not ask_for_letter(person("系统管理员"), purpose=RESET, origin=ORIGIN)
    settings.EMAIL_BACKEND = NOWHERE
    assert not ask_for_letter(person("邱明溪"), purpose=RESET, origin=ORIGIN)


def test_a_server_that_does_not_answer_is_asked_again_later(person: Who, settings: Any, caplog: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # the discard port: nobody listens
    clerk = person("邱明溪")
    make_link(clerk, purpose=INVITE, by=None)
    ask_for_letter(clerk, purpose=INVITE, origin=ORIGIN)
    for attempt in range(1, MOST_ATTEMPTS):
        assert send_link_letters() == (0, 1)
        waiting = LinkLetter.objects.get()
        assert waiting.attempts == attempt
        assert waiting.try_at > timezone.now()
        LinkLetter.objects.update(try_at=timezone.now() - datetime.timedelta(seconds=1))
    assert send_link_letters() == (0, 1)
    assert not LinkLetter.objects.exists()
    assert "not sent" in caplog.text
    assert "example.org" not in caplog.text


def test_a_letter_whose_link_would_have_expired_is_dropped(person: Who, mailoutbox: list[EmailMessage]) -> None:
    clerk = person("邱明溪")
    make_link(clerk, purpose=INVITE, by=None)
    ask_for_letter(clerk, purpose=INVITE, origin=ORIGIN)
    LinkLetter.objects.update(expires_at=timezone.now())
    assert send_link_letters() == (0, 0)
    assert not mailoutbox
