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


@pytest.mark.parametrize(
    "said",
    [
        "学校顺利完成了秋季招生任务，录取新生312人，尚未招满。",
        "实训楼全部竣工，设备逐台调试，尚未竣工。",
        "问题清单均已整改，台账齐全，还未整改。",
    ],
)
def test_what_is_done_is_not_still_to_be_done(said: str) -> None:
    assert is_contradicted(FAMILY, said)


@pytest.mark.parametrize(
    "said",
    [
        "学校顺利完成了秋季招生任务，录取新生312人，全部招满。",
        "学校顺利完成了秋季招生任务，但电商专业尚未招满。",
        "一号实训楼全部竣工，二号实训楼尚未竣工。",
        "问题清单均已整改，个别长期任务还未整改。",
    ],
)
def test_of_whom_the_second_is_told_makes_it_another_thing(said: str) -> None:
    assert failing(FAMILY, said) == []
