"""What is said of rows that are named one by one."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "listed-rows"
MAJORS = "\n\n表1 就业情况\n\n专业名称\t毕业生数\t就业率\t对口率\t平均起薪（元）\n药剂\t126\t98.4%\t95.2%\t3150\n物流\t84\t97.6%\t80.0%\t2980\n数控\t61\t100%\t100%\t3720\n园林\t42\t95.2%\t92.9%\t2870\n烹饪\t55\t100%\t98.2%\t3410\n合计\t368\t98.1%\t93.0%\t3220\n"
SCHOOLS = "\n\n| 学校 | 在校生（人） | 生师比 | 双师型占比 |\n|---|---|---|---|\n| 东山职校 | 2140 | 14.2:1 | 61.5% |\n| 西河职校 | 1320 | 12.8:1 | 55.0% |\n| 南桥职校 | 960 | 16.4:1 | 48.2% |\n| 北塔职校 | 705 | 11.9:1 | 63.7% |\n"
FIRMS = "\n\n合作单位\t接收实习学生\t留用人数\n恒通装备\t46\t20\n云栖酒店\t58\t31\n启明幼教\t63\t44\n蓝海物流\t24\t9\n"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("数控、{}两个专业就业率达到100%。" + MAJORS, "药剂", "烹饪"),
        ("就业率达到100%的专业有数控和{}。" + MAJORS, "药剂", "烹饪"),
        ("两个专业（数控、{}）就业率为100%，达到历年最好水平。" + MAJORS, "药剂", "烹饪"),
        ("平均起薪超过3400元的专业有{}、数控。" + MAJORS, "药剂", "烹饪"),
        ("{}、园林专业的对口率均不足93%。" + MAJORS, "药剂", "物流"),
        ("毕业生数最多的两个专业是药剂和{}。" + MAJORS, "数控", "物流"),
        ("平均起薪居前三位的是数控、烹饪、{}。" + MAJORS, "园林", "药剂"),
        ("{}专业平均起薪低于物流专业。" + MAJORS, "药剂", "园林"),
        ("在校生在1000人以上的学校有东山职校和{}。" + SCHOOLS, "南桥职校", "西河职校"),
        ("东山职校、{}双师型占比都超过60%。" + SCHOOLS, "南桥职校", "北塔职校"),
        ("{}的生师比高于东山职校。" + SCHOOLS, "北塔职校", "南桥职校"),
        ("接收实习学生最多的两家单位是启明幼教和{}。" + FIRMS, "恒通装备", "云栖酒店"),
        ("云栖酒店、{}接收实习学生均超过50人。" + FIRMS, "蓝海物流", "启明幼教"),
    ],
)
def test_each_of_them_is_as_is_said(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert is_confirmed(FAMILY, text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "数控、模具、药剂三个专业就业率达到100%。" + MAJORS,
        "数控、药剂等专业计划到2025年就业率达到100%。" + MAJORS,
        "数控、药剂专业就业率比上年提高，均达到100%。" + MAJORS,
        "数控、药剂专业合计毕业生超过300人。" + MAJORS,
        "数控、药剂两个专业的师生参加比赛超过100人次。" + MAJORS,
        "药剂专业起薪高于全市平均水平。" + MAJORS,
        "东山职校和南桥职校占全区在校生的60%以上。" + SCHOOLS,
        "上年在校生超过1000人的学校有东山职校和南桥职校。" + SCHOOLS,
        "数控专业和药剂专业女生人数超过60%。" + MAJORS,
    ],
)
def test_other_things_said_of_them_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
