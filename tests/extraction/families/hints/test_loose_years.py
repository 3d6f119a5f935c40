"""The family of loose years, on sentences of its own."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "loose-years"
TITLE = "某区职业教育质量年度报告（2022年度）\n\n全区教育概况。\n\n2022年，全区招生1066人。\n\n"


@pytest.mark.parametrize("told", ["2021年，全区培训4120人次，比上年增加120人次。", "2026年，全区培训4120人次。"])
def test_figures_of_another_year_are_told(told: str) -> None:
    assert failing(FAMILY, TITLE + told)


@pytest.mark.parametrize("told", ["2022年，全区培训4120人次。", "到2026年，全区将培训4120人次。", "学校成立于2021年。"])
def test_the_own_year_plans_and_foundings_are_silent(told: str) -> None:
    assert failing(FAMILY, TITLE + told) == []


def test_a_class_of_another_year_is_told() -> None:
    own = TITLE + "全区2022届毕业生1066人。\n\n"
    assert failing(FAMILY, own + "2021届毕业生升学率为61.20%。")
    assert failing(FAMILY, own + "2022届毕业生升学率为61.20%。") == []
