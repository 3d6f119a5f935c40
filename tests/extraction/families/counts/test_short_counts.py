"""The family of short names counted by a numeral with 级, 方, 地 or 步, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "short-counts"
WRONG = (
    "建成国家、省、市、校五级技能竞赛体系。",
    "健全校、系、班四级管理体系。",
    "政府、学校、企业、社区三方联动。",
    "和田、玉树、赤峰、十堰三地结对帮扶。",
    "在北京、天津、河北4省市建立实习基地。",
    "按照“领任务、定方案、动手做、晒成果、算成本”六步组织教学。",
    "建立了“校长—教务主任—教研组长—教师”五级教学管理网络。",
    "完善“规划-实施-监测-改进”三个环节的闭环。",
)
RIGHT = (
    "建成国家、省、市、校四级技能竞赛体系。",
    "各校与实习企业、学生家长三方签订协议。",
    "和田、玉树、赤峰和十堰四地结对帮扶。",
    "建立了“校长—教务主任—教研组长—教师”四级教学管理网络。",
)
NO_CLAIM = (
    "推进运河二级航道、宿连三级航道建设。",
    "促进双向开放、惠通四方。",
    "机械、电气、汽车二级学院分别开展活动。",
    "国务院和省、市、自治区两级计划相互衔接。",
    "走访甲地、乙地等五地。",
)


@pytest.mark.parametrize("text", WRONG)
def test_another_number_than_names_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_as_many_names_as_counted_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_a_kind_or_an_open_list_claims_nothing(text: str) -> None:
    assert not failing(FAMILY, text)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("教育、财政、人社、发改五部门联合印发方案。", "教育、财政、人社、发改四部门联合印发方案。"),
        ("构建党建、课程、文化、实践“五位一体”的育人体系。", "构建党建、课程、文化、实践、心理“五位一体”的育人体系。"),
        ("构建了“专业课+实践课+劳动课”四位一体的体系。", "构建了“专业课+实践课+劳动课”三位一体的体系。"),
        (
            "围绕“培养什么人、怎样培养人、为谁培养人”这四个根本问题。",
            "围绕“培养什么人、怎样培养人、为谁培养人”这三个根本问题。",
        ),
        ("实施“青蓝工程、名师工程、双师工程”四大工程。", "实施“青蓝工程、名师工程、双师工程”三大工程。"),
    ],
)
def test_departments_and_quoted_numerals_count_what_stands_before_them(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, wrong)
    assert is_confirmed(FAMILY, right)


def test_provinces_go_by_several_names() -> None:
    assert failing(FAMILY, "省、市、自治区和地市两级的职教机构已经设立。") == []
