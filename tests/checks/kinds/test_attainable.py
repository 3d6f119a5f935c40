from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


def test_a_share_that_no_number_of_teachers_gives_fails(judged: Judged) -> None:
    outcome = judged("attainable", share=("29.6", "%"), whole="141人")

    assert outcome.verdict == "fail"
    assert outcome.expected == "29.1% 或 29.8%"
    assert (outcome.details["cases_below"], outcome.details["cases_above"]) == ("41", "42")


@pytest.mark.parametrize(
    ("share", "whole", "verdict"),
    [
        ("29.1%", "141", "pass"),
        ("29.0%", "141", "pass"),  # 29.078 cut off
        ("50.5%", "141", "fail"),
        ("100%", "2", "pass"),
        ("30%", "1万人", "pass"),  # the whole is itself rounded
        ("29.6%", None, "unknown"),
        ("29.6%", "0", "unknown"),
        ("29.6%", "无", "unknown"),
        ("无", "141", "unknown"),
        ("不适用", "141", "pass"),
        ("以上30%以上", "141", "unknown"),
    ],
)
def test_shares_of_a_known_whole(judged: Judged, share: str, whole: str, verdict: str) -> None:
    assert judged("attainable", share=share, whole=whole).verdict == verdict


def test_halves_may_count(judged: Judged) -> None:
    assert judged("attainable", {"per": "0.5"}, share="12.5%", whole="4").holds
    assert judged("attainable", {"per": 0}, share="12.5%", whole="4").verdict == "broken"


def test_a_hedged_share_has_room(judged: Judged) -> None:
    assert judged("attainable", share="30%以上", whole="141").holds
