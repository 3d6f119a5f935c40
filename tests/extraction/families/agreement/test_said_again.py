"""The family of things that are counted once and said again in other words."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "said-again"
TITLE = "某县职业中学2023年度质量报告\n\n一、基本情况\n\n"
NEXT = "\n\n二、办学条件\n\n"
WRONG = (
    f"学校与37家企业建立了合作关系。{NEXT}目前合作企业达73家。",
    f"学生满意度96.3%。{NEXT}在校生满意度为93.6%，家长满意度为95.2%。",
    f"毕业生582人，其中升学426人。{NEXT}今年有462名毕业生升入高一级学校。",
    f"全校共有专任教师175名。{NEXT}目前，我校教师中专任教师为157人。",
    f"学校在校生1739人。{NEXT}2023年，全日制在校学生规模达1793人。",
    f"学校占地面积120亩，建筑面积4.5万平方米。{NEXT}校舍建筑总面积为5.4万平方米。",
    f"建有校外实训基地26个。{NEXT}学校建成校外实训基地62个，遍布全市。",
    f"专任教师中双师型教师96人。{NEXT}“双师型”教师共69人。",
    f"学校开设12个专业。{NEXT}学校现有专业21个，覆盖5个专业大类。",
    f"学校共有实训室58个。{NEXT}校内实训室85间，设备先进。",
    f"学校现有党员78名。{NEXT}学校党总支下设3个支部，共有党员87人。",
    f"教学仪器设备总值3256.4万元。{NEXT}学校教学仪器设备值达3526.4万元。",
)
RIGHT = (
    f"全校共有专任教师175名。{NEXT}目前，我校教师中专任教师为175人。",
    f"学校占地面积120亩。{NEXT}校园占地8万平方米。",
    f"校舍建筑面积45000平方米。{NEXT}校舍建筑总面积为4.5万平方米。",
    f"学校开设十二个专业。{NEXT}学校现有专业12个，覆盖5个专业大类。",
)
NO_CLAIM = (
    f"全区在校生1739人。{NEXT}职教中心占地120亩，在校生1200人。",
    f"截至2023年9月，在校生1793人。{NEXT}截至2023年12月，在校生1739人。",
    f"平均月收入3856元。{NEXT}全市平均月收入3500元。",
    f"全校共有专任教师175名。{NEXT}选派教师20人参加培训，其中专任教师17人。",
    f"全校共有专任教师175名。{NEXT}2022年专任教师157人。",
    f"学校现有党员97名。{NEXT}专任教师中党员71名。",
    f"学校在校生1739人。{NEXT}某县第二职业学校在校生1793人。",
    f"学校现有教职工216人。{NEXT}学校在编教职工198人。",
    f"建有校外实训基地26个。{NEXT}新建校外实训基地2个，计划到2025年校外实训基地达到36个。",
    f"毕业生平均月收入3420元。{NEXT}被企业录用为车间组长，月收入4600元。",
)


@pytest.mark.parametrize("text", WRONG)
def test_two_values_for_one_thing_are_seen_under_any_of_its_names(text: str) -> None:
    assert is_contradicted(FAMILY, TITLE + text)


@pytest.mark.parametrize("text", RIGHT)
def test_equal_values_are_confirmed_in_any_unit(text: str) -> None:
    assert is_confirmed(FAMILY, TITLE + text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_parts_other_times_and_other_schools_are_other_things(text: str) -> None:
    assert failing(FAMILY, TITLE + text) == []
