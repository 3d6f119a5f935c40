"""A work that says nothing any more counts as broken off."""

from __future__ import annotations

import datetime

from django.utils import timezone

from nianbao.web.sealing.models import Seal, SealState
from nianbao.web.sealing.steps import SILENT_FOR, STEPS, is_broken_off, is_under_way


def seal(state: str, ago: datetime.timedelta) -> Seal:
    return Seal(state=state, beat_at=timezone.now() - ago)


def test_under_way_broken_off_and_over() -> None:
    moment, long = datetime.timedelta(seconds=1), SILENT_FOR * 2
    assert is_under_way(seal(SealState.WORKING, moment))
    assert is_under_way(seal(SealState.WAITING, moment))
    assert is_broken_off(seal(SealState.WORKING, long))
    for state in (SealState.SEALED, SealState.FAILED):
        assert not is_under_way(seal(state, moment))
        assert not is_broken_off(seal(state, long))


def test_every_step_is_named_once() -> None:
    assert len({code for code, _ in STEPS}) == len(STEPS)
