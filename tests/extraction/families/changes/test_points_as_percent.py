"""The step between two shares is counted in points."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "points-as-percent"
PAIRS = (
    ("升学率由72.81%提高到76.50%，提高{}。", "3.69%", "3.69个百分点"),
    ("升学率76.50%，比2023届的72.81%高{}。", "3.69%", "3.69个百分点"),
    ("双师比例从2021年的62.0%到2023年的69.1%，两年提高{}。", "7.1%", "7.1个百分点"),
    ("巩固率达到９６．８％，去年同期９５．２％，增加{}。", "１．６％", "１．６个百分点"),
    ("本科以上学历教师占比95.32%（上年93.18%），上升了{}。", "2.14%", "2.14个百分点"),
    ("甲校就业率98.2%，乙校94.6%，甲校比乙校高出{}。", "3.6%", "3.6个百分点"),
    ("两校对口率为92.4%和95.6%，上年为91.1%和92.3%，分别提高{}。", "1.3%和3.3%", "1.3个和3.3个百分点"),
    ("平均月收入4120元，比上一届的3985元增加135元，增长{}。", "3.39个百分点", "3.39%"),
    ("在校生3192人，上年3070人，增长{}。", "3.97个百分点", "3.97%"),
    ("培训收入由120.5万元增加到150.5万元，增幅为{}。", "24.9个百分点", "24.9%"),
)


@pytest.mark.parametrize(("text", "wrong", "right"), PAIRS)
def test_points_and_per_cent_are_told_apart(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "升学率由50.00%提高到60.00%，提高20%。",
        "就业率98.2%，较上年的97.1%上升1.1%。",
        "升学率为76.50%，招生比上年增长3.69%。",
        "在校生3192人，上年3070人，升学率提高3.97个百分点。",
        "占比由12.4%提高到15.3%，提高约2.9%。",
    ],
)
def test_a_rate_that_may_be_meant_is_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
