"""Rates that lost their sign, in sentences of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "lost-signs"
WRONG = (
    "图书馆藏书12.6万册，较上年增加0.6万册，增长5.0。",
    "毕业生412人，比上年减少28人，下降 6.36，主要受生源影响。",
    "食堂补贴减少3.2万元（降幅4.7），由学校自筹。",
)
NO_CLAIM = (
    "图书馆藏书12.6万册，较上年增加0.6万册，增长5.0%。",
    "就业率96.5%，比上年提高1.2个百分点，提高幅度居全市第3。",
    "获奖增加12项，排名上升2位。",
    "在校生由1200增加到1320，增长10。",
    "设备增加120台，增长1.5倍。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_bare_rate_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_figures_with_units_and_places_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
