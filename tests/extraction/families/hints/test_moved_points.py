"""Digits agree, and the point does not."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "moved-points"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("学校大棚产番茄3150公斤，收入{}万元。平均每公斤卖6元。", "18.9", "1.89"),
        ("为684名实习生投保，支出{}万元，人均50元。", "34.2", "3.42"),
        ("推广水肥一体化2.6万亩，亩均节水增收85元，为农户增收{}万元。", "22.1", "221"),
        ("全年授课1470课时，支付课酬{}万元，每课时平均150元。", "2.205", "22.05"),
        ("参训学员按人次补助80元，共325人次，拨付{}元。", "2600", "26000"),
        ("在校生2340人，图书{}册，生均图书36册。", "8424", "84240"),
        ("实训耗材支出{}万元，参加实训的1264名学生生均约125元。", "158", "15.8"),
        ("聘请专家授课312学时，课时费{}万元，每学时300元。", "93.6", "9.36"),
    ],
)
def test_a_moved_point_is_hinted_at(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "奖学金46.8万元，奖励学生234人，人均2000元；接待客人3420人次，收入68.4万元，人均消费200元。",
        "公用经费标准每生每年1200元，在校生1250人，投入设备150万元。",
        "免学费惠及1142人，每人每年2000元，财政安排经费2186.4万元。",
        "每班40人，共12班，招生4800人次的任务下达后，完成484人。",
        "比上年增加18.9万元，产番茄3150公斤，每公斤6元。",
    ],
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
