"""The rows of a table that do not go one way are the ones that are taken out."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "except-rows"
_TABLE = (
    "\n\n表1 各校在校生\n\n学校\t2021年\t2022年\n一职\t1200\t1180\n二职\t980\t1010\n商贸\t760\t742\n卫校\t890\t865\n"
)
_CHANGES = "\n\n表2 各专业招生\n\n专业\t2022年\t2023年\t增减\n护理\t120\t132\t12\n会计\t80\t71\t-9\n机电\t60\t66\t6\n药剂\t40\t45\t5\n旅游\t50\t58\t8\n"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("除{}外，其余三校均有减少。" + _TABLE, "商贸", "二职"),
        ("四所学校中，除{}略有增加外，其他学校都有所下降。" + _TABLE, "卫校", "二职"),
        ("除了{}以外，各校在校生均比上年减少。" + _TABLE, "一职", "二职"),
        ("除二职外，各校在校生均比上年{}。" + _TABLE, "增加", "减少"),
        ("从招生看，除{}专业外，其余四个专业均比上年增加。" + _CHANGES, "旅游", "会计"),
        ("除{}之外，各专业招生全部实现增长。" + _CHANGES, "护理专业", "会计专业"),
        ("除{}稍有增加外，另外三所学校普遍回落。" + _TABLE, "商贸", "二职"),
        ("除{}逆势上涨外，其他三校都出现一定程度的缩减。" + _TABLE, "卫校", "二职"),
    ],
)
def test_the_rows_taken_out_are_those_that_go_the_other_way(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "除二职外，其余两校均有减少。" + _TABLE,
        "除二职外，各校均开设了新专业。" + _TABLE,
        "除疫情影响外，各校在校生均有减少。" + _TABLE,
        "除护理、会计外，其余专业均比上年增加。" + _CHANGES,
    ],
)
def test_what_is_said_of_something_else_is_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("与上年比，除社区讲座{}120人次外，其余各类培训都有增加。", "增加", "减少"),
        ("除烹饪专业略有{}外，其他专业招生均有不同程度的增长。", "增长", "减少"),
        ("除公用经费{}12.5万元外，其余三项均比上年增加。", "增加", "减少"),
        ("三所学校中只有东川职校毕业生{}，其余两所均有减少。", "减少", "增加"),
        ("五个年份里仅2020年招生{}，其他年份都有所上升。", "上升", "下降"),
        ("除了护理系小幅{}之外，各系升学率普遍下降。", "下降", "上升"),
        ("唯有林果专业在校生{}，减少35人，另外四个专业均有增加。", "增加", "减少"),
        ("除一年级{}外，其他年级人数都有所减少。", "减少", "增加"),
        ("除家长满意度{}0.2个百分点外，其余四项均有提高。", "提高", "下降"),
        ("只有民办学校招生{}，其他学校都出现下滑。", "下滑", "增长"),
    ],
)
def test_an_exception_goes_another_way_than_the_rest(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "除企业职工培训增加145人次外，其他三类也有增加。",
        "除护理增加40人外，其余专业均增加10人左右。",
        "除一职大幅增加外，其余学校均小幅增加。",
        "除招生增加外，各校教师均有增加。",
        "除在校生人数增加外，学校还增加了实训设备。",
        "只有一职招生增加，其他学校的校舍面积均有增加。",
        "除一职增幅超过一成外，其余学校均略有增加。",
    ],
)
def test_what_adds_or_differs_by_degree_is_no_exception(text: str) -> None:
    assert failing(FAMILY, text) == []
