"""The family of indicators tied together by definitions, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "identities"
WRONG = (
    "序号\t指标\t单位\t2022年\n1\t教职工总数\t人\t120\n\t其中：专任教师总数\t人\t131\n",
    "序号\t指标\t单位\t2022年\n1\t全日制在校生人数\t人\t900\n2\t参加国家学生体质健康标准测试人数\t人\t950\n",
    "序号\t指标\t单位\t2022年\n1\t全日制在校生人数\t人\t900\n2\t专任教师总数\t人\t60\n3\t生师比\t:\t12:1\n",
    "序号\t指标\t单位\t2022年\n1\t教学计划内课程总数\t门\t45\n\t\t学时\t15200000\n",
    "学校占地面积150亩，建筑面积4.9平方米，环境优美。",
    "4. 国际合作\n\n无\n\n表5 国际影响表\n\n序号\t指标\t单位\t2022年\n1\t国外留学生人数\t人\t12\n2\t国外访学教师人数\t人\t无\n",
)
RIGHT = (
    "项目\t单位\t2021年\t2022年\n在校生数\t人\t7035\t7318\n纸质图书\t万册\t22.48\t23.87\n生均纸质图书\t册\t31.95\t32.62\n",
    "序号\t指标\t单位\t2022年\n1\t教职工总数\t人\t140\n\t其中：专任教师总数\t人\t131\n",
    "学校占地面积150亩，建筑面积4.9万平方米，环境优美。",
    "序号\t指标\t单位\t2022年\n1\t毕业生人数\t人\t30\n2\t毕业去向落实人数\t人\t29\n\t其中：毕业生升学人数\t人\t20\n3\t毕业生初次就业人数\t人\t9\n",
)
NO_CLAIM = (
    "二期工程竣工，新增占地25.8亩。全区校舍建筑面积18.64万平方米。",
    "某市第一职业学校生师比为9.5:1，某市第二职业学校专任教师50人。",
    "年度\t在校生数\t专任教师\n2021年\t900\t60\n2022年\t960\t66\n\n某市第一中专生师比为11:1。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_broken_definition_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_kept_definitions_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_figures_of_different_scope_are_not_compared(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_ground_that_was_added_does_not_bear_all_the_floors() -> None:
    text = "二期工程竣工，新增占地25.8亩。全区中职学校校舍建筑面积达到18.64万平方米。"
    assert failing("identities", text) == []


def test_books_in_tens_of_thousands_are_counted_so() -> None:
    table = "指标\t单位\t2022年\n在校生数\t人\t7318\n纸质图书\t万册\t23.87\n生均纸质图书\t册\t{}\n"
    assert failing("identities", table.format("32.62")) == []
    assert failing("identities", table.format("23.62")) != []


def test_shares_of_different_wholes_are_not_compared() -> None:
    table = "项目\t2019年\t\n\t人数\t比例\n专任教师\t1628\t100%\n专业课教师\t994\t61.06%\n“双师型”教师\t{}\t65.49%\n校外兼职教师\t236\t——\n"
    assert failing("identities", table.format("651")) == []


def test_the_full_time_schools_alone_may_have_been_divided() -> None:
    text = (
        "某区质量年度报告（2017年度）\n\n学校\t在校生\n甲校\t846\n乙校\t463\n成人中专\t352\n合计\t1661\n\n"
        "专任教师193人。按全日制在校生计算，生师比为{}:1。"
    )
    assert failing("identities", text.format("6.78")) == []
    assert is_contradicted("identities", text.format("7.68"))


def test_equipment_in_yuan_a_head_is_no_total() -> None:
    assert (
        failing(
            "identities", "序号\t指标\t单位\t2023年\n1\t教学科研仪器设备值*\t元/生\t14442.39\n2\t毕业生人数\t人\t300\n"
        )
        == []
    )


def test_for_whom_a_training_is_counts_nobody() -> None:
    table = (
        "教师培训情况表\n\n序号\t培训项目\t培训对象\t期数\t人次\t经费（万元）\n1\t信息技术\t专任教师\t2\t80\t4.10\n"
        "2\t企业实践\t专业课教师\t5\t60\t8.40\n3\t班级管理\t班主任\t3\t42\t2.60\n\n全校教职工2人。\n"
    )
    assert failing("identities", table) == []
    money = "项目\t金额（万元）\n专任教师\t520.6\n教职工\t86.2\n\n全校教职工96人。\n"
    assert failing("identities", money) == []
