"""Rates that follow from two columns."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "column-rates"
SCHOOLS = "\n\n表1 概况\n\n学校\t在校生\t专任教师\t教学班\n城东职校\t2260\t168\t52\n河西职校\t1120\t86\t27\n卫校\t740\t58\t18\n合计\t4120\t312\t97\n"
PLANS = "\n\n表2 招生\n\n专业\t招生计划\t实际招生\n护理\t240\t236\n会计\t120\t98\n机电\t200\t204\n合计\t560\t538\n"
LEAVERS = "\n\n| 学校 | 毕业生人数 | 升学人数 | 就业人数 |\n|---|---|---|---|\n| 城东职校 | 560 | 330 | 212 |\n| 河西职校 | 294 | 130 | 156 |\n| 卫校 | 190 | 105 | 80 |\n| 合计 | 1044 | 565 | 448 |\n"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("城东职校升学率为{}，位居第一。" + LEAVERS, "59.83%", "58.93%"),
        ("河西职校毕业生升学率达到{}。" + LEAVERS, "42.44%", "44.22%"),
        ("卫校生师比{}，班额适中。" + SCHOOLS, "17.26:1", "12.76:1"),
        ("河西职校平均班额{}人。" + SCHOOLS, "41.8", "41.5"),
        ("全县生师比为{}。" + SCHOOLS, "13.12:1", "13.21:1"),
        ("招生计划完成率为{}。" + PLANS, "97.06%", "96.07%"),
        ("卫校升学率最低，为{}。" + LEAVERS, "52.56%", "55.26%"),
        ("护理专业招生计划完成率{}。" + PLANS, "93.83%", "98.33%"),
    ],
)
def test_it_fits_the_table(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert is_confirmed(FAMILY, text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "上年城东职校升学率为52.10%。" + LEAVERS,
        "城东职校女生升学率为61.20%。" + LEAVERS,
        "城东职校升学率目标为65.00%。" + LEAVERS,
        "学校生师比12.10:1。" + LEAVERS,
        "城东职校三年制专业升学率为62.10%。" + LEAVERS,
        "城东职校升学率比河西职校高14.71个百分点。" + LEAVERS,
    ],
)
def test_other_things_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
