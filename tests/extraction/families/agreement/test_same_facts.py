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


@pytest.mark.parametrize(
    ("sentence", "row", "wrong", "right"),
    [
        ("财政专项拨款2416.8万元，主要用于实训基地建设。", "年财政专项拨款\t万元", "2132.5", "2416.8"),
        ("用人单位对毕业生的满意度达到98.1%。", "用人单位满意度\t%", "91.8", "98.1"),
        (
            "教学仪器设备值生均水平提高。生均教学仪器设备值为15672元。",
            "生均教学科研仪器设备值*\t元/生",
            "16572",
            "15672",
        ),
    ],
)
def test_an_official_name_with_its_light_words_left_out_is_the_same(
    sentence: str, row: str, wrong: str, right: str
) -> None:
    form = f"序号\t指标\t单位\t2022年\n1\t全日制在校生人数*\t人\t3192\n2\t{row}\t{{}}\n3\t教职工额定编制数\t人\t428\n"
    assert is_contradicted("same-facts", f"{sentence}\n\n{form.format(wrong)}")
    assert failing("same-facts", f"{sentence}\n\n{form.format(right)}") == []


def test_quotation_marks_change_no_name() -> None:
    table = "指标\t2021年\t2022年\n专任教师（人）\t151\t157\n双师型教师（人）\t70\t{}\n高级职称（人）\t50\t52\n"
    text = "某区中等职业教育质量年度报告（2022年度）\n\n一、规模\n\n2022年，现有“双师型”教师47人。\n\n二、教师\n\n"
    assert is_contradicted("same-facts", text + table.format("74"))
    assert failing("same-facts", text + table.format("47")) == []
