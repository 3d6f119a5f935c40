from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


def test_growth_is_change_over_the_old_value(judged: Judged) -> None:
    assert judged("growth", rate="10%", new="110", old="100").grade == "exact"
    assert judged("growth", rate="10%", new="115", old="100").formula == "(115 − 100) ÷ 100 = 15% ≠ 10%"


def test_a_fall_may_be_stated_as_a_size(judged: Judged) -> None:
    assert judged("growth", {"signed": False}, rate="10%", new="90", old="100").holds
    assert judged("growth", rate="10%", new="90", old="100").verdict == "fail"
    assert judged("growth", {"signed": False}, rate="0.0%", new="100.0", old="100.0").holds


def test_things_of_two_kinds_do_not_grow_into_each_other(judged: Judged) -> None:
    assert judged("growth", rate="10%", new="110人", old="100人次").verdict == "broken"


@pytest.mark.parametrize(
    ("roles", "verdict"),
    [
        ({"rate": "10%", "new": "11", "old": "0"}, "unknown"),  # nothing grows from zero
        ({"rate": "10%", "new": "11", "old": "无"}, "unknown"),
        ({"rate": None, "new": "11", "old": "10"}, "unknown"),
        ({"rate": "不适用", "new": "11", "old": "10"}, "pass"),
        ({"rate": "10%", "new": "缺报", "old": "10"}, "unknown"),
    ],
)
def test_each_cell_state_has_its_meaning(judged: Judged, roles: dict[str, object], verdict: str) -> None:
    assert judged("growth", **roles).verdict == verdict
