"""Rows with more of one than of another are counted."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "compared-columns"
PLANS = "\n\n表2 招生情况\n\n{}\t招生计划\t实际招生\t完成率\n护理\t120\t118\t98.3%\n会计\t80\t80\t100%\n机电\t60\t52\t86.7%\n药剂\t40\t43\t107.5%\n旅游\t50\t41\t82%\n烹饪\t40\t40\t100%\n合计\t390\t374\t95.9%\n"
MAJORS = PLANS.format("专业")
PLANNED = (
    "\n\n学校\t2022年计划数（人）\t2022年录取数（人）\n东职\t300\t288\n西职\t260\t262\n南职\t180\t150\n北职\t120\t120\n"
)
LEAVERS = "\n\n表3 毕业去向\n\n学校\t毕业生人数\t升学人数\t直接就业人数\t其他\n东职\t405\t281\t112\t12\n西职\t296\t117\t169\t10\n南职\t210\t130\t70\t10\n北职\t150\t90\t55\t5\n合计\t1061\t618\t406\t37\n"
TEACHERS = "\n\n| 系部 | 男教师 | 女教师 |\n|---|---|---|\n| 机电系 | 30 | 18 |\n| 商贸系 | 12 | 25 |\n| 护理系 | 5 | 31 |\n| 艺术系 | 9 | 14 |\n"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("6个专业中有{}个没有完成招生计划。" + MAJORS, "4", "3"),
        ("六个专业里只有{}个专业超额完成计划。" + MAJORS, "两", "一"),
        ("从招生看，未招满的专业有{}个。" + MAJORS, "5", "3"),
        ("有{}个专业完成了招生计划，其他专业尚有缺额。" + MAJORS, "四", "三"),
        ("受生源影响，{}个专业未完成年度招生任务。" + MAJORS, "两", "三"),
        ("四所学校中，{}所学校没有完成招生计划。" + PLANNED, "三", "两"),
        ("超额完成招生计划的学校有{}所。" + PLANNED, "2", "1"),
        ("升学人数超过直接就业人数的学校有{}所。" + LEAVERS, "2", "3"),
        ("升学人数少于直接就业人数的学校只有{}所。" + LEAVERS, "2", "1"),
        ("女教师多于男教师的系部有{}个。" + TEACHERS, "2", "3"),
    ],
)
def test_rows_are_counted(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert is_confirmed(FAMILY, text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "12个专业中有4个没有完成招生计划。" + MAJORS,
        "上年有5个专业没有完成招生计划。" + MAJORS,
        "护理等4个专业没有完成招生计划。" + MAJORS,
        "另有1个专业没有完成招生计划。" + MAJORS,
        "其余4个专业没有完成招生计划。" + MAJORS,
        "5个专业完成了人才培养方案的修订，达到要求。" + MAJORS,
        "有4个专业完成了课程标准修订计划外的任务书。" + LEAVERS,
        "工资收入超过经营收入的家庭有2个。" + LEAVERS,
    ],
)
def test_other_counts_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
