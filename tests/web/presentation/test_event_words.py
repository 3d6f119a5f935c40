"""Every event that people see has a name that they understand."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils.translation import override

from nianbao.web.audit.models import Event
from nianbao.web.config.settings import WEB
from nianbao.web.presentation.event_words import BRANCHES, EVENTS, label_of_event


def test_all_that_the_demonstration_records_has_a_name() -> None:
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert kinds
    assert not kinds - EVENTS.keys()


def test_no_name_is_kept_for_what_is_never_recorded() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(WEB).rglob("*.py") if path.stem != "event_words")
    # Some kinds are put together: reviews.submission.{state}.
    parts = {kind.rpartition(".")[0] for kind in re.findall(r"[a-z]+\.[a-z_]+\.(?=\{)", code)}
    assert {kind for kind in EVENTS if f'"{kind}"' not in code and kind.rpartition(".")[0] not in parts} == set()


def test_each_name_has_its_english() -> None:
    with override("en"):
        told = [str(one) for one in (*EVENTS.values(), *BRANCHES.values())]
    assert not [one for one in told if re.search(r"[\u4e00-\u9fff]", one)]
    assert label_of_event("reviews.submission.accepted") == "审核通过"
