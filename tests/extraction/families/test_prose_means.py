"""Means in sentences."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "prose-means"


@pytest.mark.parametrize(
    "text",
    [
        "奖学金共发放36万元，获奖学生120人，人均3200元。",
        "全市中职学校8所，在校生9600人，校均1300人。",
        "企业实践教师25人，累计1000天，人均45天。",
    ],
)
def test_a_wrong_mean_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text", ["奖学金共发放36万元，获奖学生120人，人均3000元。", "现有教学班24个，学生960人，班均40人。"]
)
def test_a_right_mean_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    ["投入36万元，受益学生120人，生均公用经费标准4200元。", "全年投入36万元，培训教师20人、学生120人，人均3000元。"],
)
def test_a_rule_and_an_unclear_number_of_sharers_prove_nothing(text: str) -> None:
    assert failing(FAMILY, text) == []
