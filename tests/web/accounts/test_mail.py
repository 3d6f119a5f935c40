"""Letters to people, and the setting that says through which server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction

from nianbao.web.accounts.mail import NOWHERE, can_mail, mail_people, mail_person
from nianbao.web.accounts.models import Person


def test_a_letter_goes_when_the_change_is_in_the_database(
    person: Callable[[str], Person], mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        assert mail_person(person("邱明溪"), subject="退回\n修改", text="请看退回意见。")
        assert not mailoutbox
    (letter,) = mailoutbox
    assert (letter.subject, letter.to) == ("[年报工作台] 退回 修改", ["school2.filler@example.org"])


def test_nobody_sees_the_others_addresses(
    person: Callable[[str], Person], mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert mail_people([person("邱明溪"), person("白路遥"), person("邱明溪")], subject="通知", text="正文") == 2
    assert [len(letter.recipients()) for letter in mailoutbox] == [1, 1]


def test_without_a_server_or_an_address_nothing_is_sent(person: Callable[[str], Person], settings: Any) -> None:
    operator = person("系统管理员")
    assert can_mail()
    assert not mail_person(operator, subject="通知", text="正文")
    settings.EMAIL_BACKEND = NOWHERE
    assert not can_mail()
    assert not mail_person(person("邱明溪"), subject="通知", text="正文")


def test_a_server_that_does_not_answer_stops_nothing(
    person: Callable[[str], Person], settings: Any, django_capture_on_commit_callbacks: Any, caplog: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # the discard port: nobody listens
    with django_capture_on_commit_callbacks(execute=True):
        assert mail_person(person("邱明溪"), subject="通知", text="正文")
    assert "not sent" in caplog.text
    assert "example.org" not in caplog.text
