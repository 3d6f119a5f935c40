"""Words that tell how a figure behaves."""

from __future__ import annotations

import pytest

from nianbao.extraction.wording import CHANGE_HEAD, QUOTIENT, letters_in_order


@pytest.mark.parametrize("head", ["就业率", "生师比", "生均图书", "占比", "满意度", "平均起薪", "合格率(%)"])
def test_quotients_are_not_added(head: str) -> None:
    assert QUOTIENT.search(head)


@pytest.mark.parametrize("head", ["人数", "招生数", "金额(万元)", "培训人次", "就业人数"])
def test_counts_may_be_added(head: str) -> None:
    assert not QUOTIENT.search(head)


@pytest.mark.parametrize("head", ["变化情况", "增量", "较上年", "同比", "增减"])
def test_heads_of_change_are_known(head: str) -> None:
    assert CHANGE_HEAD.search(head)


def test_a_short_name_keeps_the_order_of_the_long_one() -> None:
    assert letters_in_order("对口率", "对口就业率")
    assert not letters_in_order("就业对口率", "对口就业率")
