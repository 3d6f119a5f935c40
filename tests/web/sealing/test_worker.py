"""What is waiting is done in the order in which it was asked for."""

from __future__ import annotations

import datetime

from django.utils import timezone

from nianbao.web.accounts.models import Person
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.sealing.models import Seal, SealState
from nianbao.web.sealing.worker import next_waiting


def test_the_longest_waiting_is_next(manuscript: Manuscript) -> None:
    assert next_waiting() is None
    now, by = timezone.now(), Person.objects.get(name="温编言")
    made = [
        Seal.objects.create(manuscript=manuscript, covers="c", by=by, asked_at=now - ago, beat_at=now, state=state)
        for ago, state in (
            (datetime.timedelta(seconds=1), SealState.WAITING),
            (datetime.timedelta(seconds=9), SealState.WAITING),
            (datetime.timedelta(seconds=99), SealState.SEALED),
        )
    ]
    assert next_waiting() == made[1].pk
