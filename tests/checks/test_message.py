from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from nianbao.checks.engine import judge
from nianbao.checks.message import sentences
from nianbao.checks.outcome import Outcome, Verdict
from nianbao.facts.relation import Reading
from nianbao.framework.loader import load_catalogue

SPEC = replace(
    load_catalogue().checks["AR003"], message="{parts} {parts_value} 大于{whole}（{formula}）{hint}",
    message_en="{parts} {parts_value} exceeds {whole} ({formula})",
)  # fmt: skip
ENGLISH = {"parts0": "Placed", "whole0": "Graduates"}


def test_a_fault_is_told_in_both_languages_with_the_arithmetic(reading: Callable[..., Reading]) -> None:
    one = reading("at_most", parts="3", whole="2")

    assert sentences(SPEC, one, judge(one), ENGLISH) == (
        "「parts0」 3 大于「whole0」（3 > 2）",
        "“Placed” 3 exceeds “Graduates” (3 > 2)",
    )


def test_what_cannot_be_told_says_why(reading: Callable[..., Reading]) -> None:
    one = reading("at_most", parts="3", whole=None)

    assert sentences(SPEC, one, judge(one), ENGLISH) == (
        "暂时无法核验：「whole0」为空。",
        "Cannot be told yet: “Graduates” is blank.",
    )


def test_what_does_not_apply_and_what_holds_say_so(reading: Callable[..., Reading]) -> None:
    holds, absent = reading("at_most", parts="2", whole="3"), reading("at_most", parts="不适用", whole="3")

    assert sentences(SPEC, holds, judge(holds), ENGLISH) == ("符合：2 ≤ 3。", "Holds: 2 ≤ 3.")
    assert sentences(SPEC, absent, judge(absent), ENGLISH)[0] == "不适用：「parts0」不适用。"


def test_formulas_with_words_have_them_in_both_languages(reading: Callable[..., Reading]) -> None:
    one = reading("direction", {"word": "up"}, new="2.28:1", old="2.59:1")
    spec = replace(SPEC, message="{formula}", message_en="{formula}")

    assert sentences(spec, one, judge(one), {}) == ("2.59:1 > 2.28:1，不是升高", "2.59:1 > 2.28:1, not a rise")


def test_a_broken_check_says_that_the_figures_are_not_to_blame(reading: Callable[..., Reading]) -> None:
    one = reading("at_most", parts="3人", whole="2元")
    outcome = judge(one)

    assert outcome.verdict is Verdict.BROKEN
    assert "不是数据的问题" in sentences(SPEC, one, outcome, ENGLISH)[0]
    assert isinstance(outcome, Outcome)
