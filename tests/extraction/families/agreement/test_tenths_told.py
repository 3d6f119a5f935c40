"""The family of tenths that sum up a share of their paragraph, in wordings of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "tenths-told"
PAIRS = (
    (
        "直接就业的235名毕业生中，在本区就业的148人，占62.98%。超过{}成的毕业生留在本区工作，补充了一线力量。",
        "七",
        "六",
    ),
    ("毕业生312人，升学201人，升学率64.42%。{}成以上的毕业生选择升学，比例较高。", "八", "六"),
    ("专任教师中具有高级职称的占35.2%。高级职称教师超过{}成，结构较好。", "五", "三"),
    ("京郊学生240人，占在校生的20.3%。可见，京郊学生占到{}成。", "四", "两"),
)
NO_CLAIM = (
    "专任教师中高级职称占35.2%。超过七成的毕业生留在本区工作。",
    "2021年升学率64.42%。2022年近九成的毕业生选择升学。",
    "升学率64.42%。力争九成毕业生升学。",
    "升学率64.42%。升学指导工作成效明显，三成为限的说法已成历史。",
    "上年升学率64.42%。近九成的毕业生选择升学。",
)


@pytest.mark.parametrize(("text", "wrong", "right"), PAIRS)
def test_tenths_that_no_share_of_the_paragraph_fits_are_seen(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize("text", NO_CLAIM)
def test_tenths_of_something_else_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
