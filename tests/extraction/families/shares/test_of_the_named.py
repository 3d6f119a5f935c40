"""Shares of a figure that is named, in sentences of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "of-the-named"
WRONG = (
    "校企合作专项年初预算为64.00万元，实际支出58.24万元，完成年初预算的92.00%。",
    "核定班额45人，实际平均班额38人，达到核定班额的87.4%。",
    "宿舍维修年初预算为0万元，追加预算为20万元，支出为18.6万元，完成年初预算的93%。",
)
RIGHT = (
    "校企合作专项年初预算为64.00万元，实际支出58.24万元，完成年初预算的91.00%。",
    "宿舍维修年初预算为5万元，全年预算为20万元，支出为18.6万元，完成全年预算数的93%。",
    "资料费预算为1.2万元，支出为0万元，完成预算的0%。",
)
NO_CLAIM = (
    "校企合作专项支出58.24万元，完成年初预算的92.00%。",
    "甲校、乙校年初预算为64万元、52万元，支出58万元、50万元，分别完成年初预算的90%、95%。",
    "校企合作专项年初预算约64万元，支出58.24万元，完成年初预算的92.00%。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_share_of_the_named_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_shares_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_without_the_named_figure_nothing_is_said(text: str) -> None:
    assert failing(FAMILY, text) == []
