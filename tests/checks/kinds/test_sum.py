from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.checks.outcome import Outcome

Judged = Callable[..., Outcome]


def test_parts_that_miss_the_total_show_the_arithmetic(judged: Judged) -> None:
    outcome = judged("sum", total="27", parts=["12", "25"])

    assert outcome.verdict == "fail"
    assert outcome.formula == "12 + 25 = 37 ≠ 27"
    assert (outcome.reported, outcome.expected, outcome.suspects) == ("27", "37", ("total0",))


def test_four_rounded_shares_may_miss_a_hundred_by_their_last_places(judged: Judged) -> None:
    assert judged("sum", total="100.00%", parts=["70.33%", "20.33%", "4.33%", "5.00%"]).grade == "nearest"
    assert judged("sum", total="100.00%", parts=["70.33%", "20.33%", "4.33%", "4.90%"]).verdict == "fail"


def test_parts_in_another_multiple_of_the_unit_are_converted(judged: Judged) -> None:
    assert judged("sum", total="1.5万元", parts=["5000元", "1万元"]).holds


def test_known_parts_beyond_the_total_fail_whatever_the_blank_holds(judged: Judged) -> None:
    outcome = judged("sum", total="27", parts=["32", None])

    assert outcome.verdict == "fail"
    assert outcome.formula == "32 > 27"


def test_a_negative_part_leaves_room_for_a_blank(judged: Judged) -> None:
    assert judged("sum", total="27", parts=["-5", "40", None]).verdict == "unknown"


def test_people_and_visits_are_never_added(judged: Judged) -> None:
    assert judged("sum", total="30人", parts=["10人", "20人次"]).reason.code == "unit-mismatch"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("roles", "verdict"),
    [
        ({"total": "27", "parts": ["12", "15"]}, "pass"),
        ({"total": "12", "parts": ["12", "0"]}, "pass"),
        ({"total": "12", "parts": ["12", "无"]}, "pass"),  # 无 counts as nothing
        ({"total": "无", "parts": ["0", "无"]}, "pass"),
        ({"total": "无", "parts": ["3", "0"]}, "fail"),  # 无 in the total is zero
        ({"total": "12", "parts": ["12", "不适用"]}, "pass"),  # 不适用 drops out
        ({"total": "27", "parts": ["12", "不适用"]}, "fail"),
        ({"total": "不适用", "parts": ["1"]}, "pass"),  # nothing to compare
        ({"total": "27", "parts": ["12", None]}, "unknown"),  # a blank is not a zero
        ({"total": "27", "parts": ["12", "缺报"]}, "unknown"),
        ({"total": "27", "parts": ["12", "网上调查"]}, "unknown"),
        ({"total": None, "parts": ["12", "15"]}, "unknown"),
        ({"total": "缺报", "parts": ["12"]}, "unknown"),
        ({"total": "100%", "parts": ["100%", "无"]}, "unknown"),  # 无 is no share of 0 %
    ],
)
def test_each_cell_state_has_its_meaning(judged: Judged, roles: dict[str, object], verdict: str) -> None:
    assert judged("sum", **roles).verdict == verdict
