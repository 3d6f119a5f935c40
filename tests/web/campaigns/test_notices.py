"""Who is told what, once, and letters that wait until they can leave."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import Person
from nianbao.web.campaigns.models import Campaign, Notice
from nianbao.web.campaigns.notices import look_at, owing, remind, remind_of_deadlines, send_waiting
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.actions import receive, remark, return_for_changes
from nianbao.web.submissions.models import Submission

ARRIVED = "9901020003"
FILLER = "汪青禾"
Whose = Callable[..., Submission]
Who = Callable[[str], Standing]


class Away(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise ConnectionRefusedError


@pytest.fixture(autouse=True)
def _nothing_before(db: None) -> None:
    Notice.objects.all().delete()


def latest() -> Campaign:
    return Campaign.objects.order_by("-edition")[0]


def told(name: str) -> list[str]:
    return list(Notice.objects.filter(person__name=name).order_by("pk").values_list("kind", flat=True))


def test_a_school_hears_of_every_decision_once(standing: Who, submission: Whose) -> None:
    for _ in range(2):
        receive(submission(ARRIVED), standing=standing("高审之"))
    for _ in range(2):
        return_for_changes(submission(ARRIVED), reason="班级数与去年差得多", standing=standing("高审之"))
    assert told(FILLER) == ["received", "returned"]
    assert told("邱明溪") == []
    last = Notice.objects.filter(person__name=FILLER).order_by("-pk")[0]
    assert last.text == "班级数与去年差得多"
    assert last.path == f"/submissions/{submission(ARRIVED).pk}/"


def test_remarks_that_pile_up_are_one_notice_until_it_is_seen(
    standing: Who, submission: Whose, person: Callable[[str], Person]
) -> None:
    for text in ("请核对", "这里也请核对"):
        remark(submission(ARRIVED), key="classes", text=text, standing=standing("高审之"))
    assert told(FILLER) == ["remarked"]
    look_at(person(FILLER))
    remark(submission(ARRIVED), key="classes", text="第三处", standing=standing("高审之"))
    assert told(FILLER) == ["remarked", "remarked"]


def test_those_who_owe_are_reminded_once_a_day(person: Callable[[str], Person]) -> None:
    campaign = latest()
    assert ARRIVED not in [one.organisation.code for one in owing(campaign)]
    first = remind(campaign, text="请尽快报送", by=person("郑守正"))
    assert first > 0
    assert told(FILLER) == []
    assert told("邱明溪") == ["reminder"]
    assert remind(campaign, text="再催一次", by=person("郑守正")) == 0
    Notice.objects.update(made_at=timezone.now() - datetime.timedelta(days=1))
    assert remind(campaign, text="再催一次", by=person("郑守正")) == first


def test_a_reminder_says_something(person: Callable[[str], Person]) -> None:
    with pytest.raises(Problem, match="没有内容"):
        remind(latest(), text="  ", by=person("郑守正"))


def test_a_due_date_that_is_near_is_told_by_itself() -> None:
    due = latest().due_on
    assert remind_of_deadlines(due - datetime.timedelta(days=5)) == 0
    assert remind_of_deadlines(due - datetime.timedelta(days=3)) > 0
    assert told("邱明溪") == ["deadline"]
    assert remind_of_deadlines(due - datetime.timedelta(days=3)) == 0


def test_letters_leave_beside_the_work_and_once(standing: Who, submission: Whose) -> None:
    receive(submission(ARRIVED), standing=standing("高审之"))
    assert mail.outbox == []
    waiting = Notice.objects.exclude(try_mail_at=None).count()
    assert waiting >= 3
    assert send_waiting("https://report.example.cn") == (waiting, 0)
    assert send_waiting("https://report.example.cn") == (0, 0)
    assert len({one.to[0] for one in mail.outbox}) == len(mail.outbox)
    assert f"https://report.example.cn/submissions/{submission(ARRIVED).pk}/" in str(mail.outbox[0].body)


def test_a_server_that_is_away_is_tried_again_later(standing: Who, submission: Whose, settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    receive(submission(ARRIVED), standing=standing("高审之"))
    assert submission(ARRIVED).state == "received"
    sent, failed = send_waiting("")
    assert (sent, failed > 0) == (0, True)
    assert send_waiting("") == (0, 0)
    one = Notice.objects.filter(person__name=FILLER).get()
    assert one.attempts == 1
    assert one.try_mail_at is not None
    assert one.try_mail_at > timezone.now()


def test_without_a_mail_server_nothing_waits(standing: Who, submission: Whose, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    receive(submission(ARRIVED), standing=standing("高审之"))
    assert told(FILLER) == ["received"]
    assert not Notice.objects.exclude(try_mail_at=None).exists()
