"""The family of classes that enter and leave in the year they are named after, in wordings of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "school-turns"
PAIRS = (
    ("{}年9月招收2022级新生380人，报到率98%。", "2021", "2022"),
    ("{}年秋季学期招收2022级新生380人。", "2021", "2022"),
    ("{}年，全区中职学校共录取2022级新生1380人。", "2023", "2022"),
    ("2022级新生于{}年秋季入学。", "2021", "2022"),
    ("{}年秋季入学的2022级学生全部参加军训。", "2021", "2022"),
    ("2022级新生在{}年9月报到，共380人。", "2023", "2022"),
    ("{}年7月毕业的2022届毕业生共310人。", "2021", "2022"),
    ("2022届毕业生于{}年7月离校。", "2021", "2022"),
    ("2022届学生均于{}年6月毕业。", "2023", "2022"),
)
NO_CLAIM = (
    "2022年9月，学校为2021级学生安排认识实习。",
    "2022年春季招收2021级学生20人。",
    "2022年7月，学校回访了2021届毕业生。",
    "2022年招生计划按2021级新生人数确定。",
    "2021届毕业生在2022年7月的跟踪调查中满意度为97%。",
)


@pytest.mark.parametrize(("text", "wrong", "right"), PAIRS)
def test_a_class_told_of_another_year_is_seen(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert is_confirmed(FAMILY, text.format(right))


@pytest.mark.parametrize("text", NO_CLAIM)
def test_what_happened_to_a_class_otherwise_is_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
