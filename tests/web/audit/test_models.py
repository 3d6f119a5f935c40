"""Events are added and never changed."""

from __future__ import annotations

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.audit.actions import record_event


def test_an_event_cannot_be_changed_or_deleted() -> None:
    event = record_event("reviews.remark.made", by=None)
    event.kind = "something.else"
    with pytest.raises(Problem, match="只能追加"):
        event.save()
    with pytest.raises(Problem, match="只能追加"):
        event.delete()
