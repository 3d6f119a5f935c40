"""What is praised does not fall."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "falling-goods"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("通过集体备课，教师的课堂教学水平明显{}。", "下降", "提高"),
        ("各校开展培训，全面{}教师的信息素养。", "降低", "提高"),
        ("二是社会认可度有待{}。", "降低", "提高"),
    ],
)
def test_a_good_that_falls_is_hinted_at(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "受疫情影响，学生实践能力有所下降。",
        "三、存在的问题\n\n学校教学水平明显下降。",
        "就业率下降了2.1个百分点。",
        "新平台减少了重复填报，降低了办学成本。",
    ],
)
def test_difficulties_and_savings_fall_by_right(text: str) -> None:
    assert failing(FAMILY, text) == []
