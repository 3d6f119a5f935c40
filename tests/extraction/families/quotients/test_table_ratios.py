"""The family of columns of ratios, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "table-ratios"
WRONG = (
    "年度\t普通高中\t职业高中\t普职比\n2020\t2426\t936\t2.59:1\n2021\t2474\t1085\t2.28:1\n2022\t2500\t1000\t2.05:1\n",
)
RIGHT = (
    "年度\t普通高中\t职业高中\t普职比\n2020\t2426\t936\t2.59:1\n2021\t2474\t1085\t2.28:1\n2022\t2500\t1000\t2.5:1\n",
)
NO_CLAIM = (
    "年度\t校舍面积\t学生数\t生师比\n2020\t24000\t936\t12.59:1\n2021\t24740\t1085\t12.28:1\n2022\t25000\t1000\t12.5:1\n",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_ratio_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_ratios_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_ratios_of_other_columns_are_not_judged(text: str) -> None:
    assert failing(FAMILY, text) == []
