"""The family of years that the whole country knows, in wordings of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "well-known-years"
_TITLE = "某校质量年度报告（2022年度）\n\n一、基本情况\n\n"
PAIRS = (
    ("职业教育已纳入本区{}时期经济社会发展规划纲要，作为重点工作推进。", "“十三五”", "“十四五”"),
    ("区政府高度重视职业教育，将其列入{}规划重点项目。", "“十三五”", "“十四五”"),
    ("2022年，县政府把实训基地写入{}规划。", "“十三五”", "“十四五”"),
    ("{}年是建国70周年，学校开展系列活动。", "2021", "2019"),
    ("2021年恰逢建党{}周年，师生同唱红歌。", "90", "100"),
    ("2018年，学校组织改革开放{}周年图片展。", "30", "40"),
    ("{}年10月，党的二十大胜利召开，学校组织师生收看。", "2020", "2022"),
    ("学校以党的{}大精神为指引，推进改革。", "二十一", "二十"),
)
NO_CLAIM = (
    "“十三五”期间，职业教育被列入“十三五”规划的重点项目。",
    "学校积极争取把实训楼列入“十五五”规划。",
    "2020年，项目列入“十三五”规划，2021年又列入“十四五”规划。",
    "2020年底，学校启动庆祝建党100周年筹备工作。",
    "2012年建党91周年之际，学校曾获表彰。",
    "喜迎党的二十大，学校开展征文活动。",
)


@pytest.mark.parametrize(("text", "wrong", "right"), PAIRS)
def test_a_year_that_everyone_knows_better_is_seen(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, _TITLE + text.format(wrong))
    assert failing(FAMILY, _TITLE + text.format(right)) == []


@pytest.mark.parametrize("text", NO_CLAIM)
def test_what_looks_back_or_ahead_is_left_alone(text: str) -> None:
    assert failing(FAMILY, _TITLE + text) == []
