"""How many rows of a table keep a bound, and which one alone does, is counted from the table."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "counted-rows"
_MAJORS = (
    "\n\n表1 各专业就业情况\n\n专业名称\t毕业生数\t就业率\t对口率\t平均起薪（元）\n护理\t310\t98.2%\t92.3%\t3600\n"
    "会计\t290\t96.8%\t79.2%\t3200\n机电\t120\t97.5%\t85.4%\t4100\n药剂\t88\t97.0%\t93.0%\t3350\n"
)
_SCHOOLS = "\n\n表2 各校办学条件\n\n学校\t生均占地（平方米）\t双师比例（%）\n第一职校\t31.2\t62.1\n第二职校\t28.6\t58.3\n卫生学校\t33.0\t60.4\n"
_ASKED = (
    "\n\n表4 满意度调查结果\n\n调查对象\t2022年\t2023年\n在校生\t95.2%\t96.4%\n毕业生\t96.1%\t95.8%\n教职工\t94.3%\t97.0%\n"
    "用人单位\t97.1%\t98.2%\n家长\t95.5%\t96.9%\n"
)
PAIRS = (
    ("从表1可知，有三个专业就业率超过97.2%。", "从表1可知，有两个专业就业率超过97.2%。", _MAJORS),
    ("仅机电一个专业对口率低于80%。", "仅会计一个专业对口率低于80%。", _MAJORS),
    ("只有护理专业的平均起薪超过4000元。", "只有机电专业的平均起薪超过4000元。", _MAJORS),
    ("四个专业中，三个专业的对口率超过90%。", "四个专业中，两个专业的对口率超过90%。", _MAJORS),
    ("4个专业中有3个专业对口率在90%以上。", "4个专业中有2个专业对口率在90%以上。", _MAJORS),
    ("对口率不足80%的只有机电专业。", "对口率不足80%的只有会计专业。", _MAJORS),
    ("有两所学校的双师比例不足60%。", "有一所学校的双师比例不足60%。", _SCHOOLS),
    ("2023年，满意度超过98%的只有家长。", "2023年，满意度超过98%的只有用人单位。", _ASKED),
    ("2023年有四类群体的满意度超过96.5%。", "2023年有三类群体的满意度超过96.5%。", _ASKED),
)


@pytest.mark.parametrize(("wrong", "right", "table"), PAIRS)
def test_the_rows_that_keep_a_bound_are_counted(wrong: str, right: str, table: str) -> None:
    assert is_contradicted(FAMILY, wrong + table)
    assert is_confirmed(FAMILY, right + table)


@pytest.mark.parametrize(
    "said",
    [
        "护理等两个专业的对口率在92%以上。",
        "护理、机电、药剂三个专业就业率在96%以上。",
        "有三个专业新增设备100万元以上。",
        "新增两个专业就业率达98%。",
        "有六个年级就业率超过98%。",
        "会计专业有两个班就业率低于90%。",
    ],
)
def test_counts_of_other_things_are_left_alone(said: str) -> None:
    assert failing(FAMILY, said + _MAJORS) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("就业率在98%以上的专业有{}个。", "3", "2"),
        ("就业率超过97%的专业共有{}个，占七成。", "四", "三"),
    ],
)
def test_a_count_behind_its_bound_is_counted(text: str, wrong: str, right: str) -> None:
    table = "\n\n表1 就业\n\n专业\t就业率（%）\n护理\t99.2\n机电\t98.1\n会计\t97.4\n旅游\t96.5\n"
    assert is_contradicted(FAMILY, text.format(wrong) + table)
    assert failing(FAMILY, text.format(right) + table) == []


def test_majors_are_counted_below_a_head_that_says_people_alone() -> None:
    table = "\n\n表1 在校生\n\n专业\t人数\n护理\t320\n会计\t280\n旅游\t150\n物流\t210\n机电\t90\n"
    assert is_contradicted(FAMILY, "在校生超过200人的专业有4个。" + table)
    assert failing(FAMILY, "在校生超过200人的专业有3个。" + table) == []
