"""Who is said to hold a place among several holds it, and what is said to be in order is in order."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "rankings"
THREE = "满意度方面，食堂88.1%、宿舍90.2%、教学95.6%，"


@pytest.mark.parametrize(
    "said",
    ["宿舍位居第一。", "教学居第二位。", "其中教学居末位。", "宿舍垫底。", "食堂居首位。", "排名首位的是宿舍。", "食堂排名第一。", "宿舍排在最后一位。"],
)  # fmt: skip
def test_a_place_held_by_another_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, THREE + said)


@pytest.mark.parametrize(
    "said", ["教学位居第一。", "宿舍居第二位。", "其中食堂居末位。", "食堂垫底。", "教学居首位。", "排名首位的是教学。", "宿舍列第二。"]
)  # fmt: skip
def test_a_place_that_is_held_is_confirmed(said: str) -> None:
    assert is_confirmed(FAMILY, THREE + said)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("从高到低依次为护理98.2%、会计94.0%、机电96.1%。", "从高到低依次为护理98.2%、机电96.1%、会计94.0%。"),
        (
            "按人数由多到少排列：护理820人，会计430人，机电650人。",
            "按人数由多到少排列：护理820人，机电650人，会计430人。",
        ),
        (
            "位列前三的是护理（820人）、会计（430人）、机电（650人）。",
            "位列前三的是护理（820人）、机电（650人）、会计（430人）。",
        ),
        (
            "排名前三位的专业依次是护理820人、会计430人、机电650人。",
            "排名前三位的专业依次是护理820人、机电650人、会计430人。",
        ),
    ],
)
def test_an_order_is_kept(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, wrong)
    assert is_confirmed(FAMILY, right)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("只有乙校低于97%。", "只有甲校低于97%。"),
        ("唯一低于97%的是丙校。", "唯一低于97%的是甲校。"),
        ("仅丙校超过98%。", "仅乙校超过98%。"),
        ("两所学校低于97%。", "一所学校低于97%。"),
    ],
)
def test_the_only_one_is_the_only_one(wrong: str, right: str) -> None:
    three = "甲校、乙校、丙校就业率分别为96.1%、98.2%、97.5%，"
    assert is_contradicted(FAMILY, three + wrong)
    assert is_confirmed(FAMILY, three + right)


@pytest.mark.parametrize(
    "text",
    [
        "前三位分别是护理、机电和会计，全市排名第二。",
        THREE + "我校位居全市第一。",
        "流失率甲校1.2%、乙校2.1%、丙校0.8%，丙校居首位。",
        "前三位分别是护理820人、机电430人、会计650人。",
        "2019年招生820人，2020年650人，2021年730人，就业率居全区首位。",
    ],
)
def test_other_places_are_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text)[1] == []
