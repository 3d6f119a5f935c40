"""The district's tables are kept as files and never shown stale."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from nianbao.sample.district import LATEST
from nianbao.web.campaigns.models import Campaign
from nianbao.web.publications import kept_figures
from nianbao.web.publications.kept_figures import FOLDER, refresh_soon, shown_figures
from nianbao.web.submissions.models import State, Submission


@pytest.fixture
def campaign() -> Campaign:
    return Campaign.objects.select_related("district").get(edition=LATEST)


def files(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER).glob("*"))


def test_the_second_view_reads_what_the_first_one_kept(campaign: Campaign, settings: Any) -> None:
    first = shown_figures(campaign, is_provisional=False, language="zh-hans")
    (file,) = files(settings.DATA)
    marked = file.read_text(encoding="utf-8") + "<!-- kept -->"
    file.write_text(marked, encoding="utf-8")
    second = shown_figures(campaign, is_provisional=False, language="zh-hans")

    assert second.html == first.html + b"<!-- kept -->"
    assert second.sources.proof == first.sources.proof
    assert not file.stat().st_mode & 0o077


def test_what_has_changed_is_made_anew(campaign: Campaign, settings: Any) -> None:
    before = shown_figures(campaign, is_provisional=False, language="zh-hans").html
    arrived = Submission.objects.filter(campaign=campaign).exclude(state=State.ACCEPTED).exclude(handed_in_at=None)
    assert arrived.update(state=State.ACCEPTED)

    assert shown_figures(campaign, is_provisional=False, language="zh-hans").html != before
    assert len(files(settings.DATA)) == 1


def test_a_damaged_file_is_made_anew(campaign: Campaign, settings: Any) -> None:
    first = shown_figures(campaign, is_provisional=False, language="zh-hans").html
    (file,) = files(settings.DATA)
    file.write_bytes(b"\xff\xfe")

    assert shown_figures(campaign, is_provisional=False, language="zh-hans").html == first


def test_many_acceptances_are_added_up_once(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    asked: list[tuple[int, str]] = []
    monkeypatch.setattr(kept_figures, "PAUSE", 0.05)
    monkeypatch.setattr(kept_figures, "_refresh", lambda number, language: asked.append((number, language)))
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(5):
            refresh_soon(campaign, language="zh-hans")
    for _ in range(200):
        if not kept_figures._AT_WORK:
            break
        time.sleep(0.05)

    assert asked == [(campaign.pk, "zh-hans")]
