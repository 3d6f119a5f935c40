"""The family of words of change against series, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "trends"
WRONG = (
    "近三年在校生数逐年减少，形势严峻。\n\n年度\t在校生数\n2020年\t300\n2021年\t320\n2022年\t340\n",
    "招生规模持续增长，稳步发展。\n\n指标\t2020年\t2021年\t2022年\n招生规模\t300\t320\t310\n",
)
RIGHT = ("近三年在校生数逐年增加，稳步发展。\n\n年度\t在校生数\n2020年\t300\n2021年\t320\n2022年\t340\n",)
NO_CLAIM = (
    "培训规模逐年增加。\n\n年度\t在校生数\n2020年\t300\n2021年\t290\n2022年\t340\n",
    "就业率略有提高，起薪有所下降。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_trend_against_its_series_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_a_trend_with_its_series_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_a_trend_without_its_series_is_not_judged(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_kinds_whose_names_end_alike_go_their_own_ways() -> None:
    text = "社会培训服务收入比上年增加12万元。\n\n技术咨询服务收入比上年减少5万元。\n\nIT服务收入比上年增加2万元。"
    assert failing("trends", text) == []
