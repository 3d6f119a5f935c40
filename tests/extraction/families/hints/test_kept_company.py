"""Words that stand with one body elsewhere are not told of another."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "kept-company"
TABLE = "\n\n表1 各校情况\n\n学校\t招生数\t在校生数\n清川职业学校\t210\t640\n清川卫生学校\t180\t520\n东岭艺术学校\t90\t260\n"
TEXT = "清川卫生学校的智慧康养实训楼启用。\n\n清川职业学校建有车间。\n\n2023年，{}利用智慧康养实训楼开展体验活动。"


def test_words_of_another_school_are_hinted_at() -> None:
    assert is_contradicted(FAMILY, TEXT.format("清川职业学校") + TABLE)
    assert failing(FAMILY, TEXT.format("清川卫生学校") + TABLE) == []


@pytest.mark.parametrize("names", ["清川职业学校和清川卫生学校", "各校"])
def test_sentences_of_several_are_left_alone(names: str) -> None:
    assert failing(FAMILY, TEXT.format(names) + TABLE) == []
