"""Who is said to come first or last does, and the distance between them is right."""

import pytest
from family_reading import failing, is_contradicted, outcomes

FAMILY = "extremes"
_IN_TURN = "甲校、乙校、丙校的就业率分别为96.1%、98.2%、97.5%，"


@pytest.mark.parametrize("said", ["其中乙校最高", "甲校最低", "乙校最高，比最低的甲校高出2.1个百分点"])
def test_the_largest_and_the_smallest_are_known_by_their_names(said: str) -> None:
    assert outcomes(FAMILY, f"{_IN_TURN}{said}。") != ([], [])
    assert not is_contradicted(FAMILY, f"{_IN_TURN}{said}。")


@pytest.mark.parametrize("said", ["其中丙校最高", "乙校最低", "乙校最高，比最低的甲校高出1.2个百分点"])
def test_another_name_or_distance_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, f"{_IN_TURN}{said}。")


def test_a_name_that_was_not_listed_is_nobody_s_place() -> None:
    assert outcomes(FAMILY, f"{_IN_TURN}全市各校中丁校最高。") == ([], [])


def test_who_is_first_in_a_rate_is_not_measured_by_how_many_were_asked() -> None:
    text = "收回教职工问卷130份、用人单位问卷28份、家长问卷290份，满意度最高的是用人单位，为97.2%。"
    assert failing("extremes", text) == []
