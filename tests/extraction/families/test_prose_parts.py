"""The family of totals in sentences and their parts, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "prose-parts"
WRONG = (
    "全区现有教职工500人，其中男教职工180人，女教职工330人。",
    "举办讲座12场，其中线上5场，线下8场。",
    "投入资金900万元，其中市级资金300万元，区级资金400万元，其他资金100万元。",
    "在校生1200人，其中住校生1300人。",
    "甲专业招生40人，乙专业招生50人，共计招生100人。",
)
RIGHT = (
    "全区现有教职工500人，其中男教职工170人，女教职工330人。",
    "甲专业招生40人，乙专业招生50人，共计招生90人。",
    "招生330人，比上年增加30人，其中男生200人，女生130人。",
)
NO_CLAIM = (
    "现有教师220人，其中党员140人，女教师180人。",
    "学校共有专业12个，其中市级特色专业3个，在校生1200人。",
    "开展活动20次，共计800人参加。",
    "平均年龄38岁，其中最大的59岁，最小的24岁。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_total_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_totals_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_parts_that_may_overlap_are_not_added(text: str) -> None:
    assert failing(FAMILY, text) == []
