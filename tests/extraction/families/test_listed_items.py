"""The family of counts beside the lists they count, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "listed-items"
WRONG = (
    "开设语文、数学、英语、体育五门课程。",
    "建成护理、药剂、中医康复技术、口腔工艺四大专业群，特色鲜明，又有甲、乙、丙、丁、戊六个工作室。",
    "设立三个中心：培训中心、实训中心、竞赛中心、研发中心。",
    "学校有四个校区（东校区、西校区、南校区）。",
    "着力培育“工匠班”“创新班”“卓越班”两个品牌班级。",
    "主要做好三方面工作：一是健全机制；二是强化保障。",
    "落实“三个提升”要求，提升理论素养，学深悟透；提升业务能力，服务教学；提升服务水平，办好实事；提升管理质量，走在前列。",
)
RIGHT = (
    "开设语文、数学、英语、体育四门课程。",
    "设立三个中心：培训中心、实训中心和竞赛中心。",
    "机电类调整为机电技术应用、数控技术应用、工业机器人技术应用三个专业。",
    "聘请张明、李华两位专家到校指导。",
    "建有语文、数学、英语等六个教研组。",
)
NO_CLAIM = (
    "与甲公司、乙公司签订3份协议。",
    "教师参加国家级、市级5个项目培训。",
    "获市级一等奖2名、二等奖3名。",
    "会计、电商专业学生参加7个项目比赛。",
    "第三届职业教育活动周开放了五天，接待家长、学生、企业代表三百余人。",
    "接待区领导、专家学者、兄弟院校来访共计6批。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_count_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_counts_and_open_lists_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_objects_of_a_verb_are_not_counted_as_a_list(text: str) -> None:
    assert failing(FAMILY, text) == []
