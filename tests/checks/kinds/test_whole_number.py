from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("120", "pass"),
        ("0", "pass"),
        ("无", "pass"),
        ("不适用", "pass"),
        ("119.5", "fail"),
        ("-3", "fail"),
        ("1.2万人", "pass"),
        (None, "unknown"),
        ("缺报", "unknown"),
        ("问卷", "unknown"),
    ],
)
def test_counts_are_whole_and_not_negative(judged: Judged, value: str, verdict: str) -> None:
    assert judged("whole_number", values=value).verdict == verdict


def test_a_wrong_count_outweighs_a_blank(judged: Judged) -> None:
    outcome = judged("whole_number", values=[None, "119.5"])

    assert (outcome.verdict, outcome.suspects, outcome.expected) == ("fail", ("values1",), "120")
