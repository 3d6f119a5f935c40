"""Two characters of a name in the other order are hinted at."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "turned-letters"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("学校帮扶石塘镇。石塘镇有茶园。\n\n选派教师赴{}支教。", "塘石", "石塘"),
        ("与安顺达物流集团签约。安顺达物流集团接收实习生。\n\n{}的师傅到校。", "安达顺", "安顺达"),
    ],
)
def test_letters_exchanged_are_hinted_at(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


def test_the_end_of_one_word_and_the_beginning_of_the_next_are_no_name() -> None:
    assert failing(FAMILY, "推进“作业”改革。“作业”有度。\n\n企业作为主体，事业作为方向。") == []
