"""Numbers of submissions: read once for a revision, by whichever process comes first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nianbao.web.publications import kept_numbers
from nianbao.web.publications.kept_numbers import Floats, Key, numbers_of
from nianbao.web.submissions.content import boxes_by_indicator
from nianbao.web.submissions.models import Submission
from nianbao.workbooks.layout import Box

Whose = Callable[..., Submission]
CODES = ("9901020001", "9901020002", "9901020003", "9901020004")


@pytest.fixture
def boxes(submission: Whose) -> list[Box]:
    edition = submission(CODES[0]).campaign.edition
    return [box for box in boxes_by_indicator(edition).values() if box.takes_number]


@pytest.fixture
def keys(submission: Whose, monkeypatch: pytest.MonkeyPatch) -> list[Key]:
    monkeypatch.setattr(kept_numbers, "WORTH_A_FILE", len(CODES))
    return [Key(one.pk, one.revision, one.saved_at) for one in map(submission, CODES)]


def looked(keys: list[Key], boxes: list[Box]) -> tuple[dict[int, Floats], int]:
    """What is found, and how many questions it took."""
    with CaptureQueriesContext(connection) as queries:
        return numbers_of(keys, boxes, campaign=1), len(queries)


def test_another_process_finds_what_the_first_one_read(keys: list[Key], boxes: list[Box]) -> None:
    first, asked = looked(keys, boxes)
    assert asked == 1
    assert looked(keys, boxes)[1] == 0
    kept_numbers._KEPT.clear()
    again, asked = looked(keys, boxes)
    assert asked == 0
    assert first.keys() == again.keys()
    assert all(np.array_equal(first[number], again[number], equal_nan=True) for number in first)


def test_a_number_is_in_base_units_and_a_blank_is_none(keys: list[Key], boxes: list[Box], submission: Whose) -> None:
    found, _asked = looked(keys, boxes)
    place = [box.indicator for box in boxes].index("graduates")
    for code, key in zip(CODES, keys, strict=True):
        raw = submission(code).entries.filter(indicator="graduates").values_list("raw", flat=True).first() or ""
        number = found[key.submission][place]
        assert number == float(raw) if raw.isdecimal() else np.isnan(number)


def test_a_later_revision_is_read_anew(keys: list[Key], boxes: list[Box]) -> None:
    looked(keys, boxes)
    moved = [keys[0]._replace(revision=keys[0].revision + 1), *keys[1:]]
    assert looked(moved, boxes)[1] == 1


def test_a_revision_of_another_time_is_not_taken_from_the_file(keys: list[Key], boxes: list[Box]) -> None:
    looked(keys, boxes)
    kept_numbers._KEPT.clear()
    assert looked([keys[0]._replace(saved_at=None), *keys[1:]], boxes)[1] == 1


@pytest.mark.parametrize("content", [b"", b"PK", b"no file of numbers"])
def test_a_broken_file_is_read_past(content: bytes, keys: list[Key], boxes: list[Box], settings: Any) -> None:
    looked(keys, boxes)
    kept_numbers._KEPT.clear()
    (file,) = Path(settings.DATA).glob("figures/*.npz")
    file.write_bytes(content)
    assert looked(keys, boxes)[1] == 1


def test_numbers_of_another_form_are_not_taken(keys: list[Key], boxes: list[Box]) -> None:
    looked(keys, boxes)
    kept_numbers._KEPT.clear()
    found, asked = looked(keys, boxes[1:])
    assert asked == 1
    assert {len(row) for row in found.values()} == {len(boxes) - 1}
