"""The family of sentences about all rows of a table, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "quantifiers"
WRONG = (
    "各专业就业率均达到98%以上，形势较好。\n\n专业就业情况\n\n专业\t就业率\n会计\t99%\n汽修\t97%\n电商\t100%\n",
    "各专业合格率均为100%，成绩优异。\n\n专业合格情况\n\n专业\t合格率\n会计\t100%\n汽修\t98.5%\n电商\t100%\n",
    "毕业生就业率均在92%。\n\n专业就业情况\n\n专业\t就业率\n会计\t100%\n汽修\t100%\n电商\t100%\n",
)
RIGHT = (
    "各专业就业率均达到95%以上，形势较好。\n\n专业就业情况\n\n专业\t就业率\n会计\t99%\n汽修\t97%\n电商\t100%\n",
    "会计专业就业率为90%，其他专业就业率均在97%以上。\n\n专业就业情况\n\n专业\t就业率\n会计\t90%\n汽修\t97%\n电商\t100%\n",
)
NO_CLAIM = (
    "毕业生就业率均在92%以上。\n\n专业满意度\n\n专业\t满意度\n会计\t100%\n汽修\t100%\n电商\t100%\n",
    "平均就业率达到98%以上，形势较好。\n\n专业就业情况\n\n专业\t就业率\n会计\t99%\n汽修\t97%\n电商\t100%\n",
    "各专业满意度均达到98%以上。\n\n专业就业情况\n\n专业\t就业率\n会计\t99%\n汽修\t97%\n电商\t100%\n",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_row_that_breaks_the_claim_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_claims_that_every_row_keeps_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_a_mean_is_no_claim_about_all(text: str) -> None:
    assert failing(FAMILY, text) == []


_MAJORS = (
    "\n\n表1 各专业就业情况\n\n专业名称\t毕业生数\t就业率\t对口率\t平均起薪（元）\n护理\t310\t98.2%\t92.3%\t3600\n"
    "会计\t290\t96.8%\t79.2%\t3200\n机电\t120\t97.5%\t85.4%\t4100\n药剂\t88\t97.0%\t93.0%\t3350\n"
)
_SCHOOLS = (
    "\n\n表2 各校办学条件\n\n学校\t在校生\t生师比\t生均占地（平方米）\t双师比例（%）\n第一职校\t1310\t13.2:1\t31.2\t62.1\n"
    "第二职校\t1290\t14.6:1\t28.6\t58.3\n卫生学校\t820\t12.5:1\t33.0\t60.4\n合计\t3420\t\t\t\n"
)
_YEARS = (
    "\n\n表3 近年主要指标\n\n指标\t2021年\t2022年\t2023年\n就业率（%）\t98.5\t97.2\t98.8\n辍学率（%）\t1.2\t0.9\t0.7\n"
    "体质达标率（%）\t89.2\t91.3\t92.0\n"
)
_ASKED = (
    "\n\n表4 满意度调查结果\n\n调查对象\t2022年\t2023年\n在校生\t95.2%\t96.4%\n毕业生\t96.1%\t95.8%\n教职工\t94.3%\t97.0%\n"
    "用人单位\t97.1%\t98.2%\n家长\t95.5%\t96.9%\n"
)
PAIRS = (
    ("各专业毕业生就业率均达到97%以上。", "各专业毕业生就业率均达到96%以上。", _MAJORS),
    ("所有专业的就业率都保持在97％以上。", "所有专业的就业率都保持在96.5％以上。", _MAJORS),
    ("四个专业的平均起薪均超过3300元。", "四个专业的平均起薪均超过3000元。", _MAJORS),
    ("除会计专业外，其他专业对口率均超过90%。", "除会计专业外，其他专业对口率均超过85%。", _MAJORS),
    ("各专业对口率均不低于８０％。", "各专业对口率均不低于７９％。", _MAJORS),
    ("各专业起薪都在3300元以上。", "各专业起薪都在3200元以上。", _MAJORS),
    ("三所学校生师比均低于14:1。", "三所学校生师比均低于15:1。", _SCHOOLS),
    ("各校生均占地均在30平方米以上。", "各校生均占地均在28平方米以上。", _SCHOOLS),
    ("各学校双师比例均达60%以上。", "各学校双师比例均达58%以上。", _SCHOOLS),
    ("近三年就业率均保持在98%以上。", "近三年就业率均保持在97%以上。", _YEARS),
    ("2021至2023年，学生体质达标率始终保持在90%以上。", "2021至2023年，学生体质达标率始终保持在89%以上。", _YEARS),
    ("三年来辍学率始终控制在1%以内。", "三年来辍学率始终控制在1.5%以内。", _YEARS),
    ("五类群体的满意度均在96%以上。", "五类群体的满意度均在95%以上。", _ASKED),
)


@pytest.mark.parametrize(("wrong", "right", "table"), PAIRS)
def test_all_means_all_in_any_table_and_wording(wrong: str, right: str, table: str) -> None:
    assert is_contradicted(FAMILY, wrong + table)
    assert is_confirmed(FAMILY, right + table)


@pytest.mark.parametrize(
    ("said", "table"),
    [
        ("各专业就业率均达到98%以上是下一年的目标。", _MAJORS),
        ("全市各专业平均就业率均达98%以上。", _MAJORS),
        ("两个专业的就业率均在98%以上。", _MAJORS),
        ("各年级就业率均在98%以上。", _MAJORS),
        ("近五年就业率均在98%以上。", _YEARS),
        ("2022年，各类群体满意度均在94%以上。", _ASKED),
        ("各校均建有3个以上的实训基地。", _SCHOOLS),
    ],
)
def test_what_may_mean_other_rows_is_left_alone(said: str, table: str) -> None:
    assert failing(FAMILY, said + table) == []


def test_the_rest_is_held_against_the_rows_that_are_not_named() -> None:
    table = "\n\n专业\t就业率\n护理\t100%\n会计\t98.4%\n机电\t100%\n药剂\t97.2%\n旅游\t97.6%\n"
    said = "从就业率看，护理、机电2个专业达到100%，其余专业均在{}以上。"
    assert is_contradicted(FAMILY, said.format("97.5%") + table)
    assert failing(FAMILY, said.format("97%") + table) == []
