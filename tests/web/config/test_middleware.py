"""Every answer carries the policy; troubles are told in the language and form that was asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from django.test import Client

import nianbao.web
from nianbao.web.accounts.models import Person
from nianbao.web.submissions.models import Submission

WEB = Path(nianbao.web.__path__[0])


def test_no_page_runs_anything_inline(enter: Callable[[str], Client]) -> None:
    answer = enter("邱明溪").get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    for template in (WEB / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(
            r"<script(?![^>]*\b(?:src=|type=\x22application/ld\+json\x22))|\son\w+=[\x22\x27]|\sstyle=|javascript:",
            text,
        ), template


def test_a_trouble_is_told_in_the_person_s_language(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    address = f"/submissions/{submission('9901020002').pk}/workbook/preview/"
    assert "请先选择" in enter("邱明溪").post(address).content.decode()
    Person.objects.filter(name="邱明溪").update(language="en")
    assert "Choose a workbook" in enter("邱明溪").post(address).content.decode()


def test_a_trouble_leads_back_within_the_site_only(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    address = f"/submissions/{submission('9901020002').pk}/workbook/preview/"
    assert enter("邱明溪").post(address, {"back": "/account/"}).headers["Location"] == "/account/"
    assert enter("邱明溪").post(address, {"back": "//elsewhere.example/"}).status_code == 409
