"""Words that tell how a figure behaves."""

from __future__ import annotations

import pytest

from nianbao.extraction.wording import CHANGE_HEAD, QUOTIENT, are_opposites, is_closed, letters_in_order


@pytest.mark.parametrize(
    "head", ["就业率", "生师比", "生均图书", "占比", "满意度", "平均起薪", "合格率(%)", "每期人数", "每班人数"]
)
def test_quotients_are_not_added(head: str) -> None:
    assert QUOTIENT.search(head)


@pytest.mark.parametrize("head", ["人数", "招生数", "金额(万元)", "培训人次", "就业人数", "每年招生数"])
def test_counts_may_be_added(head: str) -> None:
    assert not QUOTIENT.search(head)


@pytest.mark.parametrize("head", ["变化情况", "增量", "较上年", "同比", "增减"])
def test_heads_of_change_are_known(head: str) -> None:
    assert CHANGE_HEAD.search(head)


def test_a_short_name_keeps_the_order_of_the_long_one() -> None:
    assert letters_in_order("对口率", "对口就业率")
    assert not letters_in_order("就业对口率", "对口就业率")


@pytest.mark.parametrize(
    "names",
    [
        ["省属", "市属", "民办"],
        ["35岁及以下", "36至50岁", "51岁以上"],
        ["高级", "中级", "初级", "未定级"],
        ["高一", "高二", "高三"],
        ["2021届", "2022届", "2023届"],
        ["第一支部", "第二支部"],
    ],
)
def test_kinds_that_end_with_the_last_are_complete(names: list[str]) -> None:
    assert is_closed(names)


@pytest.mark.parametrize(
    "names", [["高级", "中级", "初级"], ["博士", "硕士"], ["2021届", "2023届", "2024届"], ["党员", "团员", "群众代表"]]
)
def test_kinds_without_the_last_are_open(names: list[str]) -> None:
    assert not is_closed(names)


@pytest.mark.parametrize(
    ("left", "right"), [("区内企业", "区外企业"), ("达标", "未达标"), ("普通高中", "中等职业教育")]
)
def test_a_kind_and_its_opposite_are_all(left: str, right: str) -> None:
    assert are_opposites(left, right)
    assert are_opposites(right, left)
    assert not are_opposites(left, left)
