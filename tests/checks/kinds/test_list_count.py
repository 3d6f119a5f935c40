from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


def test_six_of_which_five_are_listed_fails(judged: Judged) -> None:
    outcome = judged("list_count", count="6个", items=["钻研", "统筹", "开拓", "博爱", "创新"])

    assert (outcome.verdict, outcome.formula, outcome.expected) == ("fail", "列出 5 项 ≠ 6个", "5")


def test_an_open_list_may_be_longer(judged: Judged) -> None:
    assert judged("list_count", {"open": True}, count="7个", items=["甲", "乙"]).holds
    assert judged("list_count", {"open": True}, count="1个", items=["甲", "乙"]).verdict == "fail"


def test_conjunctions_make_the_number_of_items_a_range(judged: Judged) -> None:
    assert judged("list_count", {"at_least": 2, "at_most": 3}, count="3个", items=["甲", "乙和丙"]).holds
    assert judged("list_count", {"at_least": 2, "at_most": 3}, count="4个", items=["甲", "乙和丙"]).verdict == "fail"


@pytest.mark.parametrize(
    ("count", "items", "verdict"),
    [
        ("无", [], "pass"),
        ("0", [], "pass"),
        (None, ["甲"], "unknown"),
        ("不适用", ["甲"], "pass"),
        ("2", ["甲", None], "fail"),
    ],
)
def test_each_cell_state_has_its_meaning(judged: Judged, count: str, items: list[str], verdict: str) -> None:
    assert judged("list_count", count=count, items=items).verdict == verdict
