from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


def test_a_plain_mean_of_majors_is_not_the_weighted_one(judged: Judged) -> None:
    assert judged("mean", mean="3050元", values=["2600元", "3500元"]).holds
    weighted = judged("mean", mean="3050元", values=["2600元", "3500元"], weights=["3", "5"])
    assert weighted.formula == "(2600元 × 3 + 3500元 × 5) ÷ (3 + 5) = 3162.5元 ≠ 3050元"


def test_a_group_of_nobody_needs_no_value(judged: Judged) -> None:
    assert judged("mean", mean="2600元", values=["2600元", None], weights=["3", "0"]).holds
    assert judged("mean", mean="2600元", values=["2600元", None], weights=["3", "1"]).verdict == "unknown"


def test_weights_go_with_values_one_by_one(judged: Judged) -> None:
    assert judged("mean", mean="1", values=["1", "2"], weights=["1"]).verdict == "broken"


@pytest.mark.parametrize(
    ("roles", "verdict"),
    [
        ({"mean": "2", "values": ["1", "3", "不适用"]}, "pass"),
        ({"mean": "2", "values": ["1", None]}, "unknown"),
        ({"mean": "无", "values": ["1", "3"]}, "unknown"),
        ({"mean": "不适用", "values": ["1"]}, "pass"),
        ({"mean": "2", "values": ["1", "无"]}, "unknown"),
        ({"mean": "2", "values": ["2"], "weights": ["0"]}, "unknown"),
        ({"mean": "2", "values": ["2"], "weights": ["缺报"]}, "unknown"),
        ({"mean": "1元", "values": ["1人"]}, "broken"),
    ],
)
def test_each_cell_state_has_its_meaning(judged: Judged, roles: dict[str, object], verdict: str) -> None:
    assert judged("mean", **roles).verdict == verdict
