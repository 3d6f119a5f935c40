from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


def test_the_sign_belongs_to_the_claim_unless_a_word_carries_it(judged: Judged) -> None:
    assert judged("difference", difference="0.31", new="2.28:1", old="2.59:1").verdict == "fail"
    unsigned = judged("difference", {"signed": False}, difference="0.31", new="2.28:1", old="2.59:1")
    assert unsigned.formula == "2.59:1 − 2.28:1 = 0.31"


def test_two_percentages_differ_by_points(judged: Judged) -> None:
    assert judged("difference", difference="5.14个百分点", new="57.59%", old="52.45%").grade == "exact"


def test_rounded_values_leave_room(judged: Judged) -> None:
    assert judged("difference", difference="0.2", new="1.3万人", old="1.1万人").verdict == "fail"
    assert judged("difference", difference="0.3万人", new="1.3万人", old="1.1万人").grade == "nearest"


def test_sizes_of_intervals_around_zero_start_at_zero(judged: Judged) -> None:
    assert judged("difference", {"signed": False}, difference="0.0", new="1.1", old="1.1").holds


@pytest.mark.parametrize(
    ("roles", "verdict"),
    [
        ({"difference": "5", "new": "5", "old": "无"}, "pass"),
        ({"difference": "5", "new": "8", "old": "3"}, "pass"),
        ({"difference": None, "new": "8", "old": "3"}, "unknown"),
        ({"difference": "5", "new": "缺报", "old": "3"}, "unknown"),
        ({"difference": "5", "new": "8", "old": "不适用"}, "pass"),
        ({"difference": "5", "new": "问卷", "old": "3"}, "unknown"),
    ],
)
def test_each_cell_state_has_its_meaning(judged: Judged, roles: dict[str, object], verdict: str) -> None:
    assert judged("difference", **roles).verdict == verdict
