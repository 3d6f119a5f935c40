from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


def test_a_composite_lies_between_its_parts(judged: Judged) -> None:
    assert judged("within", value="96.5%", others=["95%", "97%"]).holds
    outcome = judged("within", value="98.5%", others=["95%", "97%"])
    assert (outcome.formula, outcome.expected) == ("98.5% ∉ [95%, 97%]", "95% ～ 97%")


def test_rounding_counts_on_both_sides(judged: Judged) -> None:
    assert judged("within", value="97.1%", others=["95.0%", "97.08%"]).grade == "nearest"


@pytest.mark.parametrize(
    ("roles", "verdict"),
    [
        ({"value": "96", "others": ["95", None]}, "unknown"),
        ({"value": "95", "others": ["95", None]}, "pass"),  # the known ones enclose it
        ({"value": "96", "others": ["95", "97", None]}, "pass"),
        ({"value": None, "others": ["95", "97"]}, "unknown"),
        ({"value": "无", "others": ["95", "97"]}, "unknown"),
        ({"value": "不适用", "others": ["95"]}, "pass"),
        ({"value": "96", "others": ["不适用"]}, "pass"),
        ({"value": "96", "others": ["95", "不适用"]}, "fail"),
    ],
)
def test_each_cell_state_has_its_meaning(judged: Judged, roles: dict[str, object], verdict: str) -> None:
    assert judged("within", **roles).verdict == verdict
