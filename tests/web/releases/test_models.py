"""What the tables themselves promise."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from nianbao.web.releases.models import Release, ReleaseFinding


def test_a_version_exists_once(released: Callable[..., Release]) -> None:
    made = released()
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


def test_a_finding_is_open_until_it_has_a_reason_and_for_ever_where_it_blocks() -> None:
    assert ReleaseFinding(is_blocking=False).is_open
    assert not ReleaseFinding(is_blocking=False, reason="合计数").is_open
    assert ReleaseFinding(is_blocking=True, reason="合计数").is_open
