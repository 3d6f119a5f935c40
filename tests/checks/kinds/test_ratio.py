from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


def test_students_per_teacher_is_recomputed(judged: Judged) -> None:
    assert judged("ratio", ratio="1.18:1", numerator="172人", denominator="146人").grade == "nearest"
    outcome = judged("ratio", ratio="1.18:1", numerator="172人", denominator="141人")
    assert outcome.formula == "172人 ÷ 141人 = 1.2199:1 ≠ 1.18:1"


def test_money_per_student_comes_from_money_in_any_unit(judged: Judged) -> None:
    assert judged("ratio", ratio="159609.51元/生", numerator="2745.283491万元", denominator="172人").holds


def test_a_mean_of_people_is_rounded_although_people_are_counted(judged: Judged) -> None:
    assert judged("ratio", ratio="320人", numerator="3841人", denominator="12门").grade == "nearest"
    assert judged("ratio", ratio="320人", numerator="3900人", denominator="12门").verdict == "fail"


def test_a_multiplier_of_zero_breaks_the_rule(judged: Judged) -> None:
    assert judged("ratio", {"multiplier": 0}, ratio="1:1", numerator="1", denominator="1").verdict == "broken"


def test_a_padded_zero_claims_no_place(judged: Judged) -> None:
    assert judged("ratio", ratio="17.0:1", numerator="2122", denominator="125").grade == "nearest"
    assert judged("ratio", ratio="17.30:1", numerator="2160", denominator="125").grade == "trailing_zero"


@pytest.mark.parametrize(
    ("roles", "verdict"),
    [
        ({"ratio": "0:1", "numerator": "无", "denominator": "5"}, "pass"),
        ({"ratio": "无", "numerator": "1", "denominator": "5"}, "unknown"),
        ({"ratio": "不适用", "numerator": "0", "denominator": "0"}, "pass"),
        ({"ratio": "2:1", "numerator": "4", "denominator": "0"}, "unknown"),
        ({"ratio": "2:1", "numerator": None, "denominator": "2"}, "unknown"),
        ({"ratio": "2:1", "numerator": "4", "denominator": "缺报"}, "unknown"),
        ({"ratio": "2:1", "numerator": "不适用", "denominator": "2"}, "pass"),
        ({"ratio": "2:1", "numerator": "问卷", "denominator": "2"}, "unknown"),
    ],
)
def test_each_cell_state_has_its_meaning(judged: Judged, roles: dict[str, object], verdict: str) -> None:
    assert judged("ratio", **roles).verdict == verdict
