"""The family of loose cells, on tables of its own."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "loose-cells"
TABLE = "学校\t教师\t在校生\n一职\t20\t300\n二职\t21\t{}\n三职\t22\t310\n四职\t22\t310\n"


@pytest.mark.parametrize("cell", ["", "见附表", "无变化", "三年级"])
def test_the_one_cell_without_a_figure_is_told(cell: str) -> None:
    assert failing(FAMILY, TABLE.format(cell))


@pytest.mark.parametrize("cell", ["320", "—", "无", "0", "未开设", "增加12"])
def test_an_answer_is_silent(cell: str) -> None:
    assert failing(FAMILY, TABLE.format(cell)) == []


def test_two_blanks_are_meant() -> None:
    assert failing(FAMILY, TABLE.format("") + "五职\t23\t\n") == []
