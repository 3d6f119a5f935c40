"""How much more one row has than another."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "row-gaps"
SCHOOLS = "\n\n表1 概况\n\n学校\t在校生\t专任教师\t教学班\n城东职校\t2260\t168\t52\n河西职校\t1120\t86\t27\n卫校\t740\t58\t18\n合计\t4120\t312\t97\n"
PLANS = "\n\n表2 招生\n\n专业\t招生计划\t实际招生\n护理\t240\t236\n会计\t120\t98\n机电\t200\t204\n合计\t560\t538\n"
LEAVERS = "\n\n| 学校 | 毕业生人数 | 升学人数 | 就业人数 |\n|---|---|---|---|\n| 城东职校 | 560 | 330 | 212 |\n| 河西职校 | 294 | 130 | 156 |\n| 卫校 | 190 | 105 | 80 |\n| 合计 | 1044 | 565 | 448 |\n"
TITLES = "\n\n表5 教师结构\n\n项目\t人数\t占比\n高级职称\t84\t26.92%\n中级职称\t128\t41.03%\n初级职称\t100\t32.05%\n"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("城东职校在校生比河西职校多{}人。" + SCHOOLS, "1410", "1140"),
        ("卫校专任教师比河西职校少{}人。" + SCHOOLS, "82", "28"),
        ("护理专业实际招生比会计专业多{}人。" + PLANS, "183", "138"),
        ("高级职称教师比中级职称教师少{}人。" + TITLES, "54", "44"),
        ("高级职称占比比中级职称低{}个百分点。" + TITLES, "14.21", "14.11"),
        ("初级职称比高级职称多{}人。" + TITLES, "61", "16"),
        ("河西职校就业人数比卫校多{}人。" + LEAVERS, "67", "76"),
        ("卫校毕业生人数比河西职校{}104人。" + LEAVERS, "多", "少"),
    ],
)
def test_it_fits_the_table(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert is_confirmed(FAMILY, text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "城东职校在校生比上年多1410人。" + SCHOOLS,
        "城东职校女生比河西职校多41人。" + SCHOOLS,
        "护理专业招生比其他专业平均多81人。" + PLANS,
        "城东职校2022年在校生比河西职校多1200人。" + SCHOOLS,
        "城东职校获奖比河西职校多12项。" + SCHOOLS,
    ],
)
def test_other_things_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
