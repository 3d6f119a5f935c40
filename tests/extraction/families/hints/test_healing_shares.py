"""The family of shares that heal, on sentences of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted, outcomes

FAMILY = "healing-shares"


@pytest.mark.parametrize(
    "text",
    [
        "全市共有学生5379人。县属学校规模较小，在校生1506人，占20.8%。",
        "现有教职工412人。教职工中有党员174人，占教职工总数的24.23%。",
        "总收入7286.40万元，其中事业收入543.28万元，占7.64%。",
        "全日制在校生2418人。实训工位2104个，生均0.78个。",
        "全日制在校生4135人，教学设备总值2.38亿元，生均57.6万元。",
    ],
)
def test_two_digits_exchanged_are_told(text: str) -> None:
    assert failing(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "全市共有学生5379人。县属学校规模较小，在校生1506人，占28.0%。",
        "全市共有学生5379人，另有7240人参加培训。县属学校在校生1506人，占20.8%。",
        "总收入7286.40万元，其中事业收入543.28万元，占7.46%。",
        "全日制在校生2418人。实训工位2104个，生均0.87个。",
        "全日制在校生2418人。实训工位2104个，生均0.5个。",
        "在校生1506人，约占二成。",
    ],
)
def test_what_fits_or_fits_in_no_way_is_silent(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_a_share_of_no_figure_at_all_is_told_with_the_least_weight() -> None:
    assert failing(FAMILY, "全市共有学生5379人。县属学校在校生1506人，占41.36%。")
    assert failing(FAMILY, "全市共有学生5379人。两校在校生分别为1500人、1506人，占41.36%。") == []
    assert failing(FAMILY, "全市共有学生5379人，本年度招生3641人。县属学校在校生1506人，占41.36%。") == []


@pytest.mark.parametrize(
    "text",
    [
        "学校占地面积12.6万平方米，建筑面积7.9万平方米，在校生3080人，生均占地49.0平方米。",
    ],
)
def test_a_figure_for_each_pupil_by_its_name_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "学校占地面积12.6万平方米，建筑面积7.9万平方米，在校生3080人，生均占地40.9平方米。",
    ],
)
def test_a_figure_for_each_pupil_by_its_name_is_left_alone(text: str) -> None:
    assert not outcomes(FAMILY, text)[1]
