from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


def test_founders_are_among_those_not_studying_on(judged: Judged) -> None:
    upper = {"bound": "upper"}

    assert judged("quotient_bound", upper, value="1.7%", part="118", less="80", whole="120").holds
    outcome = judged("quotient_bound", upper, value="40%", part="118", less="80", whole="120")
    assert outcome.formula == "40% > (118 − 80) ÷ 120 = 31.67%"


def test_a_lower_bound_holds_the_other_way(judged: Judged) -> None:
    assert judged("quotient_bound", {"bound": "lower"}, value="98.3%", part="30", whole="120").holds
    assert judged("quotient_bound", {"bound": "lower"}, value="20%", part="30", whole="120").expected == "≥ 25%"


@pytest.mark.parametrize(
    ("roles", "verdict"),
    [
        ({"value": None, "part": "1", "whole": "2"}, "unknown"),
        ({"value": "1%", "part": "1", "whole": "0"}, "unknown"),
        ({"value": "无", "part": "1", "whole": "2"}, "unknown"),
        ({"value": "不适用", "part": "1", "whole": "2"}, "pass"),
        ({"value": "10%", "part": "无", "whole": "2"}, "fail"),
    ],
)
def test_each_cell_state_has_its_meaning(judged: Judged, roles: dict[str, str], verdict: str) -> None:
    assert judged("quotient_bound", {"bound": "upper"}, **roles).verdict == verdict
