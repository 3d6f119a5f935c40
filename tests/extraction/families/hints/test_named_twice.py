"""A row has every name once, and two extremes are the highest and the lowest."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "named-twice"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("旅游服务系420人、建筑工程系310人、{}286人。", "旅游服务系", "信息技术系"),
        ("从专业看，规模{}的是护理专业，规模最小的是药剂专业。", "最小", "最大"),
    ],
)
def test_a_name_told_twice_is_hinted_at(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


def test_years_give_a_name_several_figures() -> None:
    assert failing(FAMILY, "2022年旅游系420人、建筑系310人，2023年旅游系430人、建筑系315人。") == []
