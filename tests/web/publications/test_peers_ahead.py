"""Peers are read while a reviewer reads the review, and not again at every look."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from nianbao.web.publications import peers_ahead
from nianbao.web.publications.peers_ahead import read_peers_soon
from nianbao.web.submissions.models import Submission

Whose = Callable[..., Submission]
ARRIVED, FAULTY = "9901020003", "9901020002"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The submissions whose peers were read, in order; the database belongs to the test alone."""
    found: list[int] = []
    monkeypatch.setattr(peers_ahead, "PAUSE", 0.05)
    monkeypatch.setattr(peers_ahead, "read_peers", lambda submission: found.append(submission.pk))
    peers_ahead._READ.clear()
    yield found
    settle()
    peers_ahead._READ.clear()


def settle() -> None:
    for _ in range(200):
        if not peers_ahead._AT_WORK:
            return
        time.sleep(0.02)
    raise AssertionError("the reading does not end")


def test_a_review_reads_the_peers_once_for_many_looks(
    read: list[int], submission: Whose, enter: Callable[[str], Client], django_capture_on_commit_callbacks: Any
) -> None:
    number, client = submission(ARRIVED).pk, enter("高审之")
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(3):
            assert client.get(f"/reviews/{number}/").status_code == 200
    settle()
    assert read == [number]


def test_after_a_while_they_are_read_again(
    read: list[int], submission: Whose, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(peers_ahead, "HOLDS", 0.0)
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            read_peers_soon(submission(FAULTY))
        settle()
    assert len(read) == 2


def test_what_fails_is_logged_and_stops_nobody(
    read: list[int],
    submission: Whose,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    def fail(found: Submission) -> None:
        raise OSError("no database")

    monkeypatch.setattr(peers_ahead, "read_peers", fail)
    with django_capture_on_commit_callbacks(execute=True):
        read_peers_soon(submission(FAULTY))
    settle()
    assert not read
    assert "peers not read ahead" in caplog.text
