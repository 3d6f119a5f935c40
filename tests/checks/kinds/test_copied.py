from __future__ import annotations

from collections.abc import Callable

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


def test_figures_that_are_all_the_same_are_suspicious(judged: Judged) -> None:
    assert judged("copied", {"minimum": 3}, values=["1", "2", "3"], before=["1", "2", "3"]).verdict == "fail"
    assert judged("copied", {"minimum": 3}, values=["1", "2", "4"], before=["1", "2", "3"]).holds


def test_zeros_and_blanks_are_no_evidence(judged: Judged) -> None:
    assert judged("copied", {"minimum": 3}, values=["1", "2", "0"], before=["1", "2", "0"]).applies is False
    assert judged("copied", {"minimum": 3}, values=["1", "2", None], before=["1", "2", "3"]).verdict == "unknown"
    assert judged("copied", values=["1"], before=["1", "2"]).verdict == "broken"
