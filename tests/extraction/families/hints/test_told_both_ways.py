"""What rose by a figure does not fall in the same paragraph."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "told-both-ways"
TEXT = "2023年招生1116人，比上年增加57人；在校生3192人，比上年增加94人。招生和在校生连续三年保持{}。"


@pytest.mark.parametrize("word", ["下降", "减少"])
def test_two_ways_in_a_paragraph_are_hinted_at(word: str) -> None:
    assert is_contradicted(FAMILY, TEXT.format(word))


@pytest.mark.parametrize("word", ["增长", "上升"])
def test_one_way_is_not(word: str) -> None:
    assert failing(FAMILY, TEXT.format(word)) == []
