from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


def test_a_part_larger_than_its_whole_fails(judged: Judged) -> None:
    outcome = judged("at_most", parts="3", whole="2")

    assert (outcome.verdict, outcome.formula, outcome.expected) == ("fail", "3 > 2", "≤ 2")


def test_deductions_come_off_the_whole_first(judged: Judged) -> None:
    assert judged("at_most", parts="38", whole="118", less="80").holds
    assert judged("at_most", parts="40", whole="118", less="80").formula == "40 > 118 − 80 = 38"


def test_rounding_alone_never_makes_a_part_too_large(judged: Judged) -> None:
    assert judged("at_most", parts="3.45", whole="3.4").grade == "nearest"
    assert judged("at_most", parts="3.46", whole="3.4").grade == "truncated"
    assert judged("at_most", parts="3.51", whole="3.4").verdict == "fail"


def test_answers_may_be_held_against_people_where_the_rule_says_so(judged: Judged) -> None:
    assert judged("at_most", parts="9人次", whole="2人").verdict == "broken"
    assert judged("at_most", {"any_units": True}, parts="9人次", whole="2人").verdict == "fail"


@pytest.mark.parametrize(
    ("roles", "verdict"),
    [
        ({"parts": "2", "whole": "2"}, "pass"),
        ({"parts": "无", "whole": "2"}, "pass"),
        ({"parts": "3", "whole": "无"}, "fail"),
        ({"parts": "不适用", "whole": "2"}, "pass"),
        ({"parts": "3", "whole": "不适用"}, "pass"),
        ({"parts": None, "whole": "2"}, "unknown"),
        ({"parts": "3", "whole": None}, "unknown"),
        ({"parts": ["3", None], "whole": "2"}, "fail"),  # the known part is too large already
        ({"parts": ["1", None], "whole": "2"}, "unknown"),
        ({"parts": "3", "whole": "缺报"}, "unknown"),
        ({"parts": "网上", "whole": "2"}, "unknown"),
        ({"parts": "3", "whole": "5", "less": None}, "unknown"),
    ],
)
def test_each_cell_state_has_its_meaning(judged: Judged, roles: dict[str, object], verdict: str) -> None:
    assert judged("at_most", **roles).verdict == verdict
