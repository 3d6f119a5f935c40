from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("word", "new", "old", "verdict"),
    [
        ("up", "18.0:1", "17.0:1", "pass"),
        ("up", "2.28:1", "2.59:1", "fail"),
        ("down", "2.28:1", "2.59:1", "pass"),
        ("down", "18.0:1", "17.0:1", "fail"),
        ("flat", "98.2%", "98.0%", "pass"),
        ("flat", "70%", "98%", "fail"),
        ("up", "120", "120", "fail"),
        ("up", "3.4", "3.4", "pass"),  # the true values may well have risen
    ],
)
def test_words_agree_with_figures(judged: Judged, word: str, new: str, old: str, verdict: str) -> None:
    assert judged("direction", {"word": word}, new=new, old=old).verdict == verdict


def test_every_step_of_a_series_counts(judged: Judged) -> None:
    assert judged("direction", {"word": "up"}, series=["10", "12", "15"]).formula == "10 < 12 < 15"
    outcome = judged("direction", {"word": "up"}, series=["10", "12", "11"])
    assert (outcome.formula, outcome.expected) == ("12 > 11，不是升高", "降低")


def test_without_a_word_nothing_is_claimed(judged: Judged) -> None:
    assert judged("direction", new="1", old="2").verdict == "broken"
    assert judged("direction", {"word": "up"}, new="1").verdict == "broken"
    assert judged("direction", {"word": "sideways"}, new="1", old="2").verdict == "broken"


def test_blanks_leave_it_open(judged: Judged) -> None:
    assert judged("direction", {"word": "up"}, new=None, old="2").verdict == "unknown"
    assert judged("direction", {"word": "up"}, new="1", old="不适用").verdict == "pass"
    assert judged("direction", {"word": "up"}, new="3", old="无").verdict == "pass"
