"""Whose figures went from here to there is said of the row that holds them."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "named-moves"
_TABLE = "\n\n表1 毕业去向\n\n去向\t2023年\t2024年\n升入高职\t471\t508\n医院\t138\t152\n药企\t67\t71\n养老机构\t49\t63\n待落实\t22\t17\n"
PAIRS = (
    ("药企从49人涨到63人，增幅28.6%。", "养老机构从49人涨到63人，增幅28.6%。"),
    ("其中医院由67人增至71人。", "其中药企由67人增至71人。"),
    ("医院从上年的471人增加到508人。", "升入高职从上年的471人增加到508人。"),
    ("药企由22人减少为17人。", "待落实由22人减少为17人。"),
    ("五类去向四增一减，减的是医院。", "五类去向四增一减，减的是待落实。"),
    ("增的是待落实，原因有二。", "增的是医院，原因有二。"),
)


@pytest.mark.parametrize(("wrong", "right"), PAIRS)
def test_the_figures_of_another_row_are_not_its_own(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, wrong + _TABLE)
    assert is_confirmed(FAMILY, right + _TABLE)


@pytest.mark.parametrize(
    "said",
    [
        "药企从50人涨到60人。",
        "设备从49台增加到63台。",
        "全区药企岗位由138个增至152个，药企由67人增至71人。",
        "减的是水电费。",
    ],
)
def test_figures_of_no_row_or_of_none_that_is_named_are_left_alone(said: str) -> None:
    assert failing(FAMILY, said + _TABLE) == []
