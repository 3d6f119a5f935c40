"""The family of long names with one spelling."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "spellings"
FIRM = "与华新精工科技公司共建基地，华新精工科技公司捐赠设备，华新精工科技公司派出导师。\n\n"
ACTIVITY = "开展初中开放性科学实践活动。初中开放性科学实践活动受到好评。\n\n"
PLAN = "落实《某市职业教育改革实施方案》。\n\n"
WRONG = (
    f"{FIRM}学生到华鑫精工科技公司实习。",
    f"{FIRM}学生到华新精工科枝公司实习。",
    f"{ACTIVITY}学校承担初中开放科学实践活动。",
    f"{ACTIVITY}学校承担初中开放性科学实验活动。",
    f"{PLAN}依据《某市职业教育改革施方案》开展工作。",
    f"{PLAN}依据《某市职业教育改革实施方按》开展工作。",
    "落实《某区教育事业“十四五”发展规划》。\n\n对照《某市某区“十四五”时期教育事业发展规划》。",
)
NO_CLAIM = (
    "推荐到四川航天职业技术学院、江西机电职业技术学院就读，又有学生考入成都航空职业技术学院；成都航空职业技术学院来函。",
    "需持《车辆购置税完税证明》或《车辆购置税免税证明》办理登记手续。",
    f"{FIRM}学生到华新第二精工科技公司实习。",
    "举办市级学生技能大赛。市级学生技能大赛规模大。\n\n举办区级学生技能大赛。",
    "建设校内生产性实训基地。校内生产性实训基地设备先进。\n\n建设校外生产性实训基地。",
    "落实《第一期职业教育行动计划》。\n\n落实《第二期职业教育行动计划》。",
    "贯彻《中华人民共和国职业教育法》。\n\n贯彻《中华人民共和国教育法》。",
)


@pytest.mark.parametrize("text", WRONG)
def test_an_odd_spelling_of_a_name_is_seen(text: str) -> None:
    assert failing(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_other_levels_numbers_and_documents_are_other_things(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_our_school_and_the_school_are_two_words() -> None:
    rest = "学校招生，学校就业，学校升学。"
    assert failing(FAMILY, f"海湾市海晏职业学校（以下简称“我校”）始建于1965年。{rest}") == []
