from __future__ import annotations

from collections.abc import Callable

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


def test_cells_that_say_none_are_counted_together(judged: Judged) -> None:
    outcome = judged("answer", {"refuse": ["none"]}, values=["无", "3", "-", None])

    assert (outcome.verdict, outcome.details["count"]) == ("fail", "2")


def test_other_states_are_left_alone(judged: Judged) -> None:
    assert judged("answer", values=["0", "不适用", None]).holds
    assert judged("answer", {"refuse": ["不适用"]}, values="1").verdict == "broken"
