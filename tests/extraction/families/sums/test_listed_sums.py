"""What rows named side by side have together."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "listed-sums"
SCHOOLS = "\n\n表1 概况\n\n学校\t在校生\t专任教师\t教学班\n城东职校\t2260\t168\t52\n河西职校\t1120\t86\t27\n卫校\t740\t58\t18\n合计\t4120\t312\t97\n"
PLANS = "\n\n表2 招生\n\n专业\t招生计划\t实际招生\n护理\t240\t236\n会计\t120\t98\n机电\t200\t204\n合计\t560\t538\n"
LEAVERS = "\n\n| 学校 | 毕业生人数 | 升学人数 | 就业人数 |\n|---|---|---|---|\n| 城东职校 | 560 | 330 | 212 |\n| 河西职校 | 294 | 130 | 156 |\n| 卫校 | 190 | 105 | 80 |\n| 合计 | 1044 | 565 | 448 |\n"
TITLES = "\n\n表5 教师结构\n\n项目\t人数\t占比\n高级职称\t84\t26.92%\n中级职称\t128\t41.03%\n初级职称\t100\t32.05%\n"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("护理、机电两个专业实际招生合计{}人。" + PLANS, "404", "440"),
        ("会计和机电实际招生共{}人，比重不小。" + PLANS, "320", "302"),
        ("城东职校、卫校共有专任教师{}人。" + SCHOOLS, "262", "226"),
        ("城东职校和河西职校两校在校生合计{}人。" + SCHOOLS, "3830", "3380"),
        ("河西职校、卫校教学班总计{}个。" + SCHOOLS, "54", "45"),
        ("高级职称、中级职称教师共{}人。" + TITLES, "221", "212"),
        ("城东职校与卫校升学人数相加为{}人。" + LEAVERS, "453", "435"),
    ],
)
def test_it_fits_the_table(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert is_confirmed(FAMILY, text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "护理、烹饪两个专业招生合计404人。" + PLANS,
        "护理、机电两个专业计划到2025年招生合计600人。" + PLANS,
        "护理、机电三个专业实际招生合计404人。" + PLANS,
        "城东职校和卫校共同培养教师26人。" + SCHOOLS,
        "上年城东职校和卫校在校生合计2800人。" + SCHOOLS,
        "城东职校、卫校共获奖230人次。" + SCHOOLS,
    ],
)
def test_other_things_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
