"""核稿 on the web."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nianbao.web.audit.models import Event

WRONG = "学校在校生共 300 人，其中男生 180 人，女生 130 人。"


def test_anybody_signed_in_may_have_a_draft_read(enter: Callable[[str], Client]) -> None:
    sent = SimpleUploadedFile("稿.txt", WRONG.encode())
    answer = enter("范若谷").post("/drafts/", {"draft": sent, "form": "page"})
    assert answer.status_code == 200
    assert "310" in answer.content.decode()
    assert "sandbox" in answer["Content-Security-Policy"]


def test_the_record_holds_that_a_draft_was_read_and_not_what_it_said(enter: Callable[[str], Client]) -> None:
    enter("范若谷").post("/drafts/", {"draft": SimpleUploadedFile("机密.txt", WRONG.encode())})
    event = Event.objects.get(kind="publications.draft.read")
    assert "机密" not in str(event.detail) + event.subject


def test_sending_nothing_is_told(enter: Callable[[str], Client]) -> None:
    assert enter("范若谷").post("/drafts/").status_code == 409
