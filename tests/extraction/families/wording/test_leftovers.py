"""The family of what templates and drafts leave behind, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "leftovers"
WRONG = (
    "XX职业学校开展了教研活动，效果明显。",
    "全年培训___人次，获得好评。",
    "【请填写】\n\n学校开展了教研活动。",
    "请简要描述学校的办学特色\n\n学校坚持立德树人。",
    "具体数据（待核实）将在下月公布。",
    "教学效果良好&nbsp;得到好评。",
)
NO_CLAIM = (
    "志愿表上可以写明“不服从XX专业调剂”。",
    "学生李某（化名）被华东XX学院录取。",
    "尺寸为3×5米的展板共20块。",
    "采用2×2矩阵分析，BIM、VR、AR等技术进入课堂。",
    "邀请专家座谈，请家长走进课堂，填写问卷1200份。",
    "5G网络、4K教室、“1+X”证书稳步推进。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_leftover_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_signs_with_a_meaning_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
