"""In a sentence that goes from school to school no school has its turn twice."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "parallel-bodies"
TABLE = "\n\n表1 各校情况\n\n学校\t招生数\t在校生数\n清川职业学校\t210\t640\n清川护理学校\t180\t520\n启航艺术学校\t90\t260\n"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("清川职业学校把车间搬进课堂；{}与医院共写讲义；启航艺术学校周末演出。", "清川职业学校", "清川护理学校"),
        ("分学校看，清川职业学校升学172人，{}升学99人。", "清川职业学校", "清川护理学校"),
        ("打造清川职业学校的“红帆”、清川护理学校的“仁心”、{}的“德艺”三个品牌。", "清川护理学校", "启航艺术学校"),
        ("升学比例最高的是启航艺术学校；清川护理学校为77.13%；{}为63.27%。", "清川护理学校", "清川职业学校"),
        ("参赛的有清川职业学校、清川护理学校和{}的学生。", "清川护理学校", "启航艺术学校"),
        ("清川职业学校以工科专业为主，{}以护理专业为主。", "清川职业学校", "清川护理学校"),
    ],
)
def test_a_school_that_comes_twice_is_hinted_at(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong) + TABLE)
    assert failing(FAMILY, text.format(right) + TABLE) == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年，清川职业学校获奖12项；2024年，清川职业学校获奖15项。",
        "全区有清川职业学校、清川护理学校和启航艺术学校，其中清川职业学校为国家级示范学校。",
        "清川职业学校获奖72项，清川护理学校获奖44项，启航艺术学校获奖31项，清川职业学校接近一半。",
        "一是清川职业学校完善制度；二是清川职业学校充实师资。",
        "清川职业学校新建实训楼。清川职业学校还更新了设备。",
        "清川护理学校与社区合作，互派教师，社区居民到清川护理学校学习，清川护理学校学生到社区实践。",
    ],
)
def test_a_school_told_of_twice_on_purpose_is_left_alone(text: str) -> None:
    assert failing(FAMILY, text + TABLE) == []


def test_a_school_that_has_its_turn_behind_a_semicolon_is_not_left_out() -> None:
    two = "\n\n学校\t教师\n清川职业学校\t88\n清川护理学校\t64\n"
    text = "清川职业学校始建于1985年；清川护理学校创办于2004年。两校在校生共805人。清川职业学校承担全区考试任务。"
    assert failing(FAMILY, "清川职业学校始建于1985年。两校在校生共805人。清川职业学校承担全区考试任务。" + two)
    assert failing(FAMILY, text + two) == []
