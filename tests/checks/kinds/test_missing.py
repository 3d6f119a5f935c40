from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("required", "verdict"),
    [(["0", "无", "不适用", "文字"], "pass"), (["1", None], "fail"), (["1", "缺报"], "fail"), ([None, None], "fail")],
)
def test_blanks_and_debts_are_missing_and_answers_are_not(judged: Judged, required: list[str], verdict: str) -> None:
    assert judged("missing", required=required).verdict == verdict


def test_a_block_is_missing_only_as_a_whole(judged: Judged) -> None:
    assert judged("missing", {"all": True}, required=["1", None]).holds
    assert judged("missing", {"all": True}, required=[None, "缺报"]).verdict == "fail"


def test_many_gaps_are_named_up_to_five(judged: Judged) -> None:
    assert judged("missing", required=[None] * 7).details["names"].endswith("required4等")
