"""The family of loose sizes, on tables and sentences of its own."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "loose-sizes"
FORM = "指标\t单位\t2023年\n纵向科研经费到款额\t{}\t32\n在校生\t人\t3200\n"


def test_a_small_sum_of_money_is_told() -> None:
    assert failing(FAMILY, FORM.format("元"))
    assert failing(FAMILY, FORM.format("万元")) == []


@pytest.mark.parametrize("unit", ["亿元", "元"])
def test_one_amount_of_another_unit_is_told(unit: str) -> None:
    assert failing(FAMILY, f"全年信息化建设168.5万元，教师培训64万元，校舍修缮125{unit}。")


def test_one_unit_or_a_figure_for_each_is_silent() -> None:
    assert failing(FAMILY, "全年信息化建设168.5万元，教师培训64万元，校舍修缮125万元。") == []
    assert failing(FAMILY, "全年信息化建设168.5万元，教师培训64万元，人均每月125元。") == []


def test_a_moved_point_is_told() -> None:
    assert failing(FAMILY, "生均252.39元。\n\n2023年生均设备值为25239.48元。")
