"""One round of letters, and a thread that goes on until it is told to stop."""

from __future__ import annotations

import datetime
import threading

import pytest
from django.core import mail
from django.utils import timezone

from nianbao.web.campaigns.models import Campaign, Notice
from nianbao.web.config.letters import one_round, send_while_running, site_address


def test_a_round_reminds_and_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_ADDRESS", "https://report.example.cn/")
    assert site_address() == "https://report.example.cn"
    Notice.objects.all().delete()
    today = timezone.localdate()
    Campaign.objects.filter(edition="dy2025/school").update(due_on=today, closes_on=today + datetime.timedelta(days=3))
    sent, failed = one_round()
    assert sent == len(mail.outbox) > 0
    assert failed == 0


def test_the_thread_ends_when_told() -> None:
    stop = threading.Event()
    thread = send_while_running(stop, seconds=60)
    stop.set()
    thread.join(5)
    assert not thread.is_alive()
