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
