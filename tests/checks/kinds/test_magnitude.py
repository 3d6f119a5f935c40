from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


def test_a_total_in_the_place_of_a_mean_is_recognised(judged: Judged) -> None:
    outcome = judged("magnitude", {"high": 1000000}, value=("27452834.91", "元/生"), divisor="172人")

    assert outcome.verdict == "fail"
    assert outcome.expected == "159609.51"
    assert "除以「divisor0」172人 得 159609.51" in outcome.details["hint"]


def test_a_size_that_division_does_not_explain_gets_no_hint(judged: Judged) -> None:
    outcome = judged("magnitude", {"high": 100}, value="1000000000", divisor="172人")

    assert (outcome.details["hint"], outcome.expected) == ("", "≤ 100")


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("0", "pass"),
        ("100", "pass"),
        ("100.4", "fail"),
        ("-1", "fail"),
        ("无", "pass"),
        (None, "unknown"),
        ("不适用", "pass"),
        ("缺报", "unknown"),
        ("问卷", "unknown"),
    ],
)
def test_bounds_belong_to_the_range(judged: Judged, value: str, verdict: str) -> None:
    assert judged("magnitude", {"low": 0, "high": 100}, value=(value, "%")).verdict == verdict


def test_strict_bounds_speak_of_the_printed_figure(judged: Judged) -> None:
    assert judged("magnitude", {"below": 100}, value="100%").verdict == "fail"
    assert judged("magnitude", {"below": 100}, value="99.9%").verdict == "pass"
    assert judged("magnitude", {"above": 0}, value="0").verdict == "fail"


def test_the_same_digits_with_the_point_elsewhere_are_a_slip(judged: Judged) -> None:
    assert judged("magnitude", value="12340", reference="1234").formula == "1234 × 10 = 12340"
    assert judged("magnitude", value="0.1234", reference="1234").verdict == "fail"
    assert judged("magnitude", value="12350", reference="1234").holds
    assert judged("magnitude", value="20", reference="2").holds  # a small school may grow
    assert judged("magnitude", value="20", reference=None).verdict == "unknown"


def test_bounds_that_nothing_fits_break_the_rule(judged: Judged) -> None:
    assert judged("magnitude", {"low": "abc"}, value="1").verdict == "broken"
