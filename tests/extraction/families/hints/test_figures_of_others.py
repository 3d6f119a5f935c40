"""A figure said of one row that the table has in another row of the same column."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "figures-of-others"
TABLE = "\n\n表1 毕业生起薪情况\n\n专业大类\t毕业生（人）\t起薪（元）\n加工制造类\t312\t3650\n农林牧渔类\t128\t3180\n教育类\t206\t2960\n合计\t646\t3310\n"
MONEY = "\n\n表2 财政拨款（单位：万元）\n\n项目\t2022年\t2023年\n人员经费\t4120.5\t4318.2\n公用经费\t640.8\t702.6\n项目经费\t1402.3\t1548.2\n"
ASKED = "\n\n表3 满意度\n\n调查对象\t有效问卷（份）\t满意度（%）\n在校生\t1208\t95.84\n毕业生\t402\t96.24\n用人单位\t86\t97.67\n"
OF_WHICH = "\n\n表1 毕业生去向\n\n专业大类\t毕业生\t升学（其中本科）\n加工制造类\t312\t242（38）\n农林牧渔类\t128\t71（14）\n教育类\t206\t141（5）\n"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("{}毕业生起薪最低，为2960元。" + TABLE, "农林牧渔类", "教育类"),
        ("从起薪看，{}为3180元。" + TABLE, "加工制造类", "农林牧渔类"),
        ("{}1548.2万元，用于实训基地和信息化。" + MONEY, "人员经费", "项目经费"),
        ("调查显示，{}满意度最高，为97.67%。" + ASKED, "在校生", "用人单位"),
        ("毕业生中，{}有312人，规模最大。" + TABLE, "教育类", "加工制造类"),
        ("毕业生里有312人来自{}，规模最大。" + TABLE, "教育类", "加工制造类"),
        ("升入本科的57人当中，38人是{}的毕业生。" + OF_WHICH, "教育类", "加工制造类"),
    ],
)
def test_a_figure_of_another_row_is_hinted_at(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "加工制造类起薪3650元，比教育类的2960元高690元。",
        "农林牧渔类毕业生起薪约2960元。",
        "教育类毕业生起薪比上年提高312元。",
        "加工制造类专业新增设备206台，投入3650元的只有一台。",
        "教育类与农林牧渔类毕业生起薪相差不大，分别为2960元、3180元。",
        "加工制造类毕业生起薪3310元以上。",
        "教育类专业招收300人。",
        "毕业生中有312人在教育类和加工制造类以外就业。",
        "毕业生起薪3650元是教育类追赶的目标。",
    ],
)
def test_comparisons_and_figures_of_other_things_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text + TABLE) == []
