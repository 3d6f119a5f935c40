"""A person, a studio, a class or an event belongs to one school wherever its name comes up."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "homes-of-names"
TABLE = "\n\n表1 各校情况\n\n学校\t招生数\t在校生数\n清川职业学校\t210\t640\n清川护理学校\t180\t520\n启航艺术学校\t90\t260\n"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (
            "清川护理学校教师林晓雯获教学能力比赛一等奖。\n\n林晓雯，清川护理学校教师，从教十二年。\n\n{}教师林晓雯带队参赛。",
            "启航艺术学校",
            "清川护理学校",
        ),
        ("高子涵，清川职业学校2021级学生。\n\n{}学生高子涵获市赛一等奖。", "启航艺术学校", "清川职业学校"),
        ("市级劳模冯海涛（清川职业学校）受到表彰。\n\n{}教师冯海涛主持课题。", "清川护理学校", "清川职业学校"),
        (
            "清川职业学校建有“巧匠”工作室。\n\n“巧匠”工作室设在清川职业学校。\n\n{}“巧匠”工作室接待来访120人次。",
            "启航艺术学校",
            "清川职业学校",
        ),
        (
            "清川职业学校的无人机创新中心面向社区开放。\n\n无人机创新中心由{}承建。",
            "清川护理学校",
            "清川职业学校",
        ),
        ("康养体验馆位于清川护理学校。\n\n{}康养体验馆接待居民600人次。", "启航艺术学校", "清川护理学校"),
        ("区校园艺术节由启航艺术学校承办。\n\n由{}承办的区校园艺术节吸引千人参与。", "清川职业学校", "启航艺术学校"),
    ],
)
def test_another_home_is_hinted_at(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong) + TABLE)
    assert failing(FAMILY, text.format(right) + TABLE) == []


@pytest.mark.parametrize(
    "text",
    [
        "清川职业学校教师林晓雯获奖。\n\n林晓雯调入启航艺术学校。\n\n启航艺术学校教师林晓雯参赛。",
        "清川职业学校、启航艺术学校的“巧匠”工作室开放。\n\n启航艺术学校“巧匠”工作室开放。",
        "清川职业学校建成市级实训基地。\n\n启航艺术学校市级实训基地验收。",
        "清川职业学校举办校园技能节。\n\n启航艺术学校举办校园技能节。",
        "两校共用的无人机创新中心建成，由清川职业学校管理。\n\n启航艺术学校无人机创新中心开放。",
        "清川职业学校学生参观启航艺术学校剪纸体验馆。\n\n启航艺术学校剪纸体验馆开放。",
        "清川职业学校“巧匠”工作室开放。\n\n“巧匠”工作室的成果在启航艺术学校展出。",
    ],
)
def test_what_is_shared_moved_or_general_is_left_alone(text: str) -> None:
    assert failing(FAMILY, text + TABLE) == []
