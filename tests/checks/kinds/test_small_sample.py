from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("rate", "sample", "verdict"),
    [
        ("100%", "1人次", "fail"),
        ("0%", "9人次", "fail"),
        ("100%", "30人次", "pass"),
        ("90%", "1人次", "pass"),
        ("100%", None, "unknown"),
        ("100%", "不适用", "unknown"),
        (None, "1人次", "unknown"),
        ("不适用", "0", "pass"),
        ("无", "0", "pass"),
    ],
)
def test_a_hundred_percent_needs_people(judged: Judged, rate: str, sample: str, verdict: str) -> None:
    assert judged("small_sample", rate=rate, sample=sample).verdict == verdict


def test_a_sample_that_is_not_stated_may_be_asked_for(judged: Judged) -> None:
    assert judged("small_sample", {"unstated": "fail"}, rate="100%", sample=None).details["size"] == "未写明"


def test_a_floor_leaves_small_samples_to_another_check(judged: Judged) -> None:
    assert judged("small_sample", {"floor": 30, "minimum": 1000}, rate="100%", sample="9").holds
    assert judged("small_sample", {"floor": 30, "minimum": 1000}, rate="100%", sample="81").verdict == "fail"
