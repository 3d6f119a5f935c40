"""Two names compared, against the figures told just before, in sentences of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "names-against"
WRONG = (
    "食堂改造预算为120万元，决算为131.5万元。决算数小于预算数的主要原因：厨房设备提前采购。",
    "2024年春季计划招生80人，实际录取76人，实际录取数超过计划招生数。",
    "第一轮调研发放经费3.2万元，第二轮调研发放经费2.8万元。第一轮调研发放经费与第二轮调研发放经费相等。",
    "核定编制210人，在编教师198人，在编教师数高于核定编制数。",
    "东校区图书8.6万册，西校区图书9.1万册，东校区图书多于西校区图书。",
)
RIGHT = (
    "食堂改造预算为120万元，决算为131.5万元。决算数大于预算数的主要原因：厨房设备提前采购。",
    "差旅费预算为6万元，决算为6万元，决算数与预算数持平。",
    "核定编制210人，在编教师198人，在编教师数低于核定编制数。",
    "会议费预算为6.00万元，决算为5.90万元，决算数与预算数基本持平。",
)
NO_CLAIM = (
    "食堂改造预算为120万元，决算为131.5万元。决算数不应大于预算数。",
    "本年录取76人，毕业82人。力争明年录取数超过毕业数。",
    "本年录取76人，毕业82人，录取数超过去年同期数。",
    "本年录取约80人，毕业82人，录取数超过毕业数。",
    "就业率96.2%，升学82人，就业率高于升学数。",
    "实际录取数超过计划数。",
)


@pytest.mark.parametrize("text", WRONG)
def test_words_against_their_figures_are_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_words_that_fit_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_wishes_other_times_and_other_measures_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
