import pickle
from dataclasses import replace
from decimal import Decimal

import pytest

from nianbao.checks.outcome import RUNGS, Grade, Outcome, Verdict, Words, broken, not_applicable


def test_a_vacuous_pass_verifies_nothing() -> None:
    absent = not_applicable("月收入")

    assert absent.holds
    assert not absent.applies
    assert Outcome(Verdict.PASS, Grade.EXACT).applies
    assert not broken("x", "错", "wrong").holds


def test_the_ladder_runs_from_exact_to_none() -> None:
    assert RUNGS[0] is Grade.EXACT
    assert RUNGS[-1] is Grade.NONE
    assert set(RUNGS) == set(Grade)


def later(asked: list[int]) -> Outcome:
    def formula() -> str:
        asked.append(1)
        return "1 + 1 = 3"

    def further() -> Words:
        asked.append(2)
        return "3", "2", {"low": "2"}

    return Outcome.worded_later(
        Verdict.FAIL, Grade.NONE, formula, further, expected_interval=None, difference=Decimal(1), suspects=("a",)
    )


def test_words_are_put_together_once_and_only_where_they_are_read() -> None:
    asked: list[int] = []
    outcome = later(asked)
    assert not outcome.holds
    assert outcome.difference == 1
    assert asked == []
    assert (outcome.formula, outcome.formula) == ("1 + 1 = 3", "1 + 1 = 3")
    assert asked == [1]
    assert (outcome.reported, outcome.expected, outcome.details["low"]) == ("3", "2", "2")
    assert asked == [1, 2]


def test_an_outcome_worded_later_is_equal_copied_and_kept_as_any_other() -> None:
    plain = Outcome(
        Verdict.FAIL, Grade.NONE, "1 + 1 = 3", "3", "2", difference=Decimal(1), suspects=("a",), details={"low": "2"}
    )
    assert later([]) == plain == replace(later([]), formula="1 + 1 = 3")
    assert pickle.loads(pickle.dumps(later([]))) == plain
    with pytest.raises(AttributeError):
        assert later([]).colour  # type: ignore[attr-defined]
