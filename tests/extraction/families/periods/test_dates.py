"""The family of dates and the names of plans, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "dates"
WRONG = (
    "某校质量年度报告（2021）\n\n一、概况\n\n2021年11月31日召开总结大会，部署工作。",
    "某校质量年度报告（2021）\n\n一、概况\n\n学校前身是农业中学，2035年获评省级文明校园。",
    "某校质量年度报告（2021）\n\n一、概况\n\n学校1996年建校，2030年更名为现代服务职业学校。",
    "某校质量年度报告（2021）\n\n一、概况\n\n2021年13月召开总结大会，部署工作。",
    "某校质量年度报告（2021）\n\n一、概况\n\n“十二四”期间学校快速发展，规模扩大。",
    "某校质量年度报告（2021）\n\n一、概况\n\n2022-2021学年开展了技能节活动，师生参与。",
)
RIGHT = (
    "某校质量年度报告（2021）\n\n一、概况\n\n2020年2月29日组织线上教学，2021年6月30日总结。",
    "某校质量年度报告（2021）\n\n一、概况\n\n2020-2021学年，“十四五”规划开局良好。",
)
NO_CLAIM = (
    "学校的前身是1769年开办的书院，1643年的碑记仍在，2019年重修，2020年开放。",
    "他1998年入职，2003年任教研组长，2011年评为高级教师，2011年起带徒，2017年退休。",
    "合作办学始于2002年，2002年首批招生，2008年扩大规模，2016年转为学院。",
    "某校质量年度报告（2021）\n\n一、概况\n\n学校规划2025年被评为省级文明校园。",
    "某校质量年度报告（2021）\n\n一、概况\n\n2022年被列为市级试点，任务书已经签订。",
    "某校质量年度报告（2021）\n\n一、概况\n\n力争到2030年建成高水平学校，实现目标。",
    "某校质量年度报告（2021）\n\n一、概况\n\n实施“十百千”工程，推进“三教”改革。",
)


@pytest.mark.parametrize("text", WRONG)
def test_an_impossible_date_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_possible_dates_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_goals_and_other_words_with_numerals_are_no_dates(text: str) -> None:
    assert failing(FAMILY, text) == []
