from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


def test_the_odd_one_out_is_suspected(judged: Judged) -> None:
    outcome = judged("same", values=["7个", "8个", "8个"])

    assert (outcome.verdict, outcome.suspects, outcome.expected) == ("fail", ("values0",), "8个")


def test_one_odd_place_is_found_among_many_alike(judged: Judged) -> None:
    outcome = judged("same", values=["8个"] * 40 + ["9个"] + ["8个"] * 20)

    assert (outcome.verdict, outcome.suspects, outcome.expected) == ("fail", ("values40",), "8个")


def test_a_coarser_mention_agrees_with_a_finer_one(judged: Judged) -> None:
    assert judged("same", values=["57.59%", "58%"]).grade == "nearest"
    assert judged("same", values=["57.59%", "57%"]).grade == "truncated"
    assert judged("same", values=["57.59%", "62.83%"]).verdict == "fail"
    assert judged("same", values=["1.2万人", "12345人"]).grade == "nearest"
    assert judged("same", values=["1.2万人", "12600人"]).grade == "truncated"


def test_texts_agree_without_their_spaces(judged: Judged) -> None:
    assert judged("same", values=["学 时", "学时"]).holds
    assert judged("same", values=["学时", "个"]).formula == "「学时」≠「个」"
    assert judged("same", {"ignore": "[*＊]"}, values=["生师比*", "生师比"]).holds


@pytest.mark.parametrize(
    ("roles", "verdict"),
    [
        ({"values": ["0", "无"]}, "pass"),
        ({"values": ["5", "无"]}, "fail"),
        ({"values": ["5", None]}, "unknown"),
        ({"values": ["5", "不适用"]}, "pass"),
        ({"values": ["文字", None]}, "unknown"),
        ({"values": ["5", "缺报"]}, "unknown"),
        ({"values": ["5人", "5元"]}, "broken"),
    ],
)
def test_each_cell_state_has_its_meaning(judged: Judged, roles: dict[str, object], verdict: str) -> None:
    assert judged("same", **roles).verdict == verdict
