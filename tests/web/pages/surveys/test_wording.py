"""What pages of surveys say in the reader's language."""

from __future__ import annotations

import pytest
from django.utils import translation

from nianbao.facts.problem import Problem
from nianbao.web.pages.surveys.wording import said_of, typed_day, words


def test_a_problem_is_told_in_the_readers_language() -> None:
    problem = Problem("x", "缺少日期。", "A day is missing.")

    with translation.override("en"):
        assert (said_of(problem), words()["english"]) == ("A day is missing.", True)
    with translation.override("zh-hans"):
        assert (said_of(problem), words()["english"]) == ("缺少日期。", False)
    assert said_of(None) == ""


def test_what_is_no_day_is_asked_again() -> None:
    with pytest.raises(Problem) as caught:
        typed_day("明天")
    assert caught.value.code == "not-a-day"
