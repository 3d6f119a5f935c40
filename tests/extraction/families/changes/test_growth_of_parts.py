"""A whole grows by what its parts grow by together."""

from __future__ import annotations

import pytest
from family_reading import failing, holding, is_confirmed, is_contradicted

FAMILY = "growth-of-parts"
CASES = [
    ("实训设备3300万元，{}10.00%，其中智能制造类2200万元，增长10.00%，现代服务类1100万元，增长10.00%。", "下降", "增长"),
    ("全县在校生2200人，比上年增长10.00%，其中普通班1760人，增长{}，对口班440人，增长10.00%。", "6.67%", "10.00%"),
    ("本年支出2060万元，增长3.00%。其中人员经费1650万元，增长10.00%；公用经费410万元，{}18.00%。", "增长", "下降"),
    ("培训4620人次，同比增长5.00%，其中企业职工3300人次，增长10.00%；社区居民1320人次，{}5.71%。", "上升", "下降"),
    ("全市招生9500人，下降5.00%。其中市区5400人，{}10.00%；各县4100人，增长2.50%。", "增长", "下降"),
    ("图书总量44000册，增长10.00%，其中纸质图书22000册，增长10.00%，电子图书22000册，{}10.00%。", "下降", "增长"),
    ("全校教职工310人，增长3.33%，其中专任教师220人，增长10.00%，其他人员90人，{}10.00%。", "增长", "下降"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wrong", "right"), CASES)
def test_parts_grow_with_their_whole(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert is_confirmed(FAMILY, text.format(right))


@pytest.mark.parametrize(
    "text",
    [
        # The parts leave somebody out.
        "全县在校生2200人，增长10.00%，其中普通班1500人，增长2.00%，对口班440人，增长1.00%。",
        # One part has no rate.
        "全县在校生2200人，增长10.00%，其中普通班1760人，增长2.00%，对口班440人。",
        # Roughly told.
        "全县在校生约2200人，增长10.00%，其中普通班1760人，增长2.00%，对口班440人，增长1.00%。",
        "招生1200人，增长5.00%，就业率98.00%，毕业生1000人，增长3.00%。",
        "收入增长10.00%，支出增长2.00%，结余增长1.00%。",
    ],
)
def test_what_is_no_whole_with_its_parts_is_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
    assert holding(FAMILY, text) == []
