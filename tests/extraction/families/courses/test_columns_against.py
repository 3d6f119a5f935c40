"""Two heads of one table held against each other."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "columns-against"
LEAVERS = "\n\n| 学校 | 毕业生人数 | 升学人数 | 就业人数 |\n|---|---|---|---|\n| 城东职校 | 560 | 330 | 212 |\n| 河西职校 | 294 | 130 | 156 |\n| 卫校 | 190 | 105 | 80 |\n| 合计 | 1044 | 565 | 448 |\n"
YEARS = "\n\n表3 走势\n\n年份\t招生\t毕业生\n2020年\t1102\t998\n2021年\t1060\t1012\n2022年\t1038\t1050\n2023年\t1015\t1044\n"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("{}。" + LEAVERS, "就业人数超过升学人数", "升学人数超过就业人数"),
        ("河西职校升学人数{}就业人数，以就业为主。" + LEAVERS, "多于", "少于"),
        ("2021年毕业生{}招生。" + YEARS, "多于", "少于"),
        ("{}年毕业生首次超过招生。" + YEARS, "2023", "2022"),
        ("卫校就业人数{}升学人数。" + LEAVERS, "大于", "小于"),
        ("2023年招生{}毕业生，生源趋紧。" + YEARS, "高于", "低于"),
    ],
)
def test_it_fits_the_table(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert is_confirmed(FAMILY, text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "升学人数超过就业人数的目标尚未实现。" + LEAVERS,
        "各校就业人数超过升学人数。" + LEAVERS,
        "就业人数超过升学人数的比例不高。" + LEAVERS,
        "2019年毕业生多于招生。" + YEARS,
        "就业人数超过预期人数。" + LEAVERS,
    ],
)
def test_other_things_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
