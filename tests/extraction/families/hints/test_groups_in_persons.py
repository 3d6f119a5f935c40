"""A group that is honoured is counted as a group."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "groups-in-persons"


@pytest.mark.parametrize(
    "text",
    [
        "评选优秀学生12人、文明宿舍3{}、优秀干部5人。",
        "获区级表彰：先进教研集体2{}，骨干教师9名。",
        "本年度有三好学生8名，优秀班级1{}。",
    ],
)
def test_a_group_in_persons_is_hinted_at(text: str) -> None:
    assert is_contradicted(FAMILY, text.format("人"))
    assert failing(FAMILY, text.format("个")) == []


@pytest.mark.parametrize(
    "text",
    [
        "党支部32人，团支部45人。",
        "优秀班级成员共32人，教师3人。",
        "优秀教师12人，先进个人3人。",
        "先进班集体2个，共68人参加。",
    ],
)
def test_persons_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
