"""A proportion said twice, as a share and as a count or in plain words, is one proportion."""

import pytest
from family_reading import is_confirmed, is_contradicted

FAMILY = "prose-proportions"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("全年收入4018.6万元，财政拨款占87.6%，计3520.4万元。", ("87.6%", "86.7%")),
        ("毕业生612人，升学占比67.97%（即416人）。", ("416人", "461人")),
        ("对口率由上年的81.25%（130/160）提高到83.33%（145/174）。", ("145/174", "154/174")),
        ("人员经费占68.75%，超过一半。", ("超过", "不足")),
        ("来自农村的学生占31.2%，不足三分之一。", ("31.2%", "41.2%")),
        ("女生不足一半，占44.0%。", ("不足", "超过")),
        ("博士12人、硕士148人、本科96人、其他4人。硕士及以上占61.5%。", ("61.5%", "65.1%")),
    ],
)
def test_both_ways_of_saying_it_agree(right: str, wrong: tuple[str, str]) -> None:
    assert is_confirmed(FAMILY, right)
    assert is_contradicted(FAMILY, right.replace(*wrong))


@pytest.mark.parametrize(
    "sentence",
    [
        "结余占4.50%，合计7286.40万元。",
        "巩固率98.2%，超过全市平均水平。",
        "人员经费占38.75%，超过公用经费（一半以上为水电）。",
        "硕士148人、本科96人。硕士及以上占61.5%。",
        "测试于（3/12）进行，通过率98.2%。",
    ],
)
def test_what_says_something_else_is_left_alone(sentence: str) -> None:
    assert not is_contradicted(FAMILY, sentence)
