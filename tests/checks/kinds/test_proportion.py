from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("numerator", "denominator", "verdict"),
    [
        ("168", "172", "pass"),
        ("100", "172", "fail"),
        ("无", "172", "fail"),
        ("0", "0", "pass"),  # nothing to compare
        (None, "172", "unknown"),
        ("100", "缺报", "unknown"),
        ("不适用", "172", "pass"),
    ],
)
def test_two_figures_stand_in_proportion(judged: Judged, numerator: str, denominator: str, verdict: str) -> None:
    assert judged("proportion", {"low": "0.9"}, numerator=numerator, denominator=denominator).verdict == verdict


def test_units_are_converted_before_dividing(judged: Judged) -> None:
    outcome = judged("proportion", {"high": 2000}, numerator="96000万元", denominator="480学时")

    assert outcome.formula == "96000万元 ÷ 480学时 = 2000000 > 2000"


def test_without_bounds_nothing_is_claimed(judged: Judged) -> None:
    assert judged("proportion", {"low": 2, "high": 1}, numerator="1", denominator="1").verdict == "broken"
