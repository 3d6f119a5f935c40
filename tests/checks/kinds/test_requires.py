from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("condition", "consequence", "verdict"),
    [
        ("19", "640", "pass"),
        ("无", "无", "pass"),
        ("0", "不适用", "pass"),
        ("19", "无", "fail"),
        ("19", "0", "fail"),
        ("0", "640", "fail"),  # and the other way round
        ("19", None, "unknown"),
        (None, "640", "unknown"),
        ("19", "缺报", "unknown"),
        ("19", "0.0万元", "unknown"),  # a little that was rounded away
    ],
)
def test_projects_and_hours_are_both_there_or_neither(
    judged: Judged, condition: str, consequence: str, verdict: str
) -> None:
    both_ways = {"when": "positive", "then": "positive", "both_ways": True}

    assert judged("requires", both_ways, condition=condition, consequence=consequence).verdict == verdict


def test_one_way_only_claims_one_way(judged: Judged) -> None:
    assert judged("requires", condition="0", consequence="640").holds


@pytest.mark.parametrize(
    ("then", "cell", "verdict"),
    [
        ("present", "0", "pass"),
        ("present", "无", "pass"),
        ("present", None, "fail"),
        ("present", "缺报", "unknown"),
        ("absent", "不适用", "pass"),
        ("absent", "无", "pass"),
        ("absent", "0", "fail"),
        ("absent", None, "unknown"),
        ("zero", "不适用", "pass"),
        ("zero", "3", "fail"),
    ],
)
def test_what_may_be_asked_of_the_consequence(judged: Judged, then: str, cell: str, verdict: str) -> None:
    assert judged("requires", {"then": then}, condition="1", consequence=cell).verdict == verdict


def test_any_condition_is_enough_and_every_consequence_is_needed(judged: Judged) -> None:
    assert judged("requires", condition=["0", "2"], consequence="0").verdict == "fail"
    assert judged("requires", condition="2", consequence=["1", "0"]).verdict == "fail"
