"""Many at once: each by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.many import act_on_many, preview
from nianbao.web.submissions.models import State, Submission

ALL = ("9901020001", "9901020002", "9901020003")


@pytest.fixture
def three(submission: Callable[..., Submission]) -> list[Submission]:
    return [submission(code) for code in ALL]


def test_a_preview_says_what_blocks_each_and_changes_nothing(
    three: list[Submission], standing: Callable[[str], Standing]
) -> None:
    found = preview(three, act="accept", standing=standing("高审之"))
    assert [bool(one.blocked) for one in found] == [True, True, False]
    assert "填报中" in found[1].blocked
    assert all(one.blocked for one in preview(three, act="accept", standing=standing("温编言")))


def test_one_that_fails_keeps_none_of_the_others(
    three: list[Submission], standing: Callable[[str], Standing], submission: Callable[..., Submission]
) -> None:
    results = act_on_many(three, act="return", reason="请核对", standing=standing("高审之"))
    assert [one.is_done for one in results] == [False, False, True]
    assert submission(ALL[2]).state == State.RETURNED


def test_accepting_twice_is_harmless(
    three: list[Submission], standing: Callable[[str], Standing], submission: Callable[..., Submission]
) -> None:
    for _ in range(2):
        results = act_on_many([submission(ALL[2])], act="accept", standing=standing("高审之"))
        assert results[0].is_done
    assert submission(ALL[2]).state == State.ACCEPTED
    assert submission(ALL[2]).decisions.count() == 2


def test_many_are_not_returned_without_a_reason(three: list[Submission], standing: Callable[[str], Standing]) -> None:
    with pytest.raises(Problem):
        act_on_many(three, act="return", reason=" ", standing=standing("高审之"))
    with pytest.raises(Problem):
        preview(three, act="delete", standing=standing("高审之"))
