"""Peers' numbers read ahead: whoever opens a review is one step from asking how the school compares.

Reading six hundred submissions takes half a second where nobody has compared them since the server began. It happens
beside the answers to people, at most once a minute for the schools of a type in a district; the comparison itself
reads only what was saved since then.
"""

from __future__ import annotations

import logging
import time
from threading import Lock, Thread

from django.db import connection, transaction

from nianbao.web.publications.peers import read_peers
from nianbao.web.submissions.models import Submission

Alike = tuple[int, int | None, str]  # campaign, district, type of school

PAUSE = 0.2  # seconds: the page that asks is answered first
HOLDS = 60.0  # seconds
MOST_KNOWN = 2_000
LOG = logging.getLogger("nianbao.figures")

_READ: dict[Alike, float] = {}
_DUE: dict[Alike, Submission] = {}
_LOCK = Lock()
_AT_WORK: list[Thread] = []


def read_peers_soon(submission: Submission) -> None:
    """Once the transaction stands, read what the school will be compared with, unless that was just done."""
    school = submission.organisation
    alike = (submission.campaign_id, school.parent_id, school.school_type)
    transaction.on_commit(lambda: _ask(alike, submission))


def _ask(alike: Alike, submission: Submission) -> None:
    now = time.monotonic()
    with _LOCK:
        known = _READ.get(alike)
        if known is not None and now - known < HOLDS:
            return
        if len(_READ) >= MOST_KNOWN:
            _READ.clear()
        _READ[alike] = now
        _DUE[alike] = submission
        if not _AT_WORK:
            _AT_WORK.append(Thread(target=_work, name="peers", daemon=True))
            _AT_WORK[0].start()


def _work() -> None:
    try:
        while True:
            time.sleep(PAUSE)
            with _LOCK:
                due = list(_DUE.values())
                _DUE.clear()
                if not due:
                    _AT_WORK.clear()
                    return
            for submission in due:
                _read(submission)
    finally:
        connection.close()


def _read(submission: Submission) -> None:
    try:
        read_peers(submission)
    except Exception:
        LOG.warning("peers not read ahead", exc_info=True)
