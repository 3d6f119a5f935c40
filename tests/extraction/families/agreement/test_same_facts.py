"""The family of one thing said in two places, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "same-facts"
WRONG = (
    "2022年全区专任教师300人，结构合理。\n\n目前专任教师310人，队伍稳定。",
    "就业率为98.5%，形势良好。\n\n2022年毕业生就业率达97.5%，稳中有升。",
    "全区共有3所职业学校。\n\n区内4所职业学校协同发展。",
)
RIGHT = (
    "全区共有3所职业学校。\n\n三所职业学校协同发展。",
    "就业率为98.5%，形势良好。\n\n毕业生就业率达98.5%，稳中有升。",
)
NO_CLAIM = (
    "截至2022年9月，在校生1793人。\n\n截至2022年12月，在校生1739人。",
    "某县职业学校质量年度报告（2022）\n\n学校生师比15.3:1，结构合理。\n\n全市生师比16.2:1。",
    "教学计划内课程246门。\n\n序号\t指标\t单位\t2022年2023年\n1\t教学计划内课程数\t门\t238246\n2\t教材数\t本\t79\n",
    "2021年就业率为98.5%。\n\n2022年毕业生就业率达97.5%。",
    "某市第一职业学校专任教师80人。\n\n全区专任教师300人。",
    "新建2所职业学校，全区现有3所职业学校。",
    "实习对口率为90.5%。\n\n毕业生对口就业率为95.2%。",
)


@pytest.mark.parametrize("text", WRONG)
def test_two_values_for_one_thing_are_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_equal_values_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_other_periods_and_scopes_are_other_things(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_majors_counted_twice_are_some_of_the_majors() -> None:
    text = "学校现有26个专业。\n\n注：专业数合计中有4个专业为两校重复设置。"
    assert failing("same-facts", text) == []
