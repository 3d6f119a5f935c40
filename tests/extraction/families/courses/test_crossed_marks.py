"""The family of marks that were crossed, in wordings of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "crossed-marks"
PAIRS = (
    ("全年培训人次首次超过1万，达{}人次。", "9860", "10860"),
    ("就业率超过98%，为{}%。", "97.5", "98.5"),
    ("合作企业突破百家大关，专任教师超过200人，达到{}人。", "196", "206"),
    ("实训设备总值已突破亿元大关，达{}万元。", "9820", "10820"),
    ("固定资产总值迈上5亿元台阶，总额达到{}万元。", "48620", "50620"),
    ("纸质图书逾10万册，达到{}册。", "98600", "108600"),
    ("全年招生不足300人，仅为{}人。", "342", "242"),
    ("在校生规模突破３０００人（达到{}人）。", "2,996", "3,096"),
)
NO_CLAIM = (
    "力争在校生突破3000人，目前为2850人。",
    "在校生突破3000人，毕业生达到850人。",
    "投入增长超过20%，达到18.5%的水平仍需努力。",
    "每班人数不得超过50人，达到48人即可开班。",
    "在校生超过3000人，比上年增加120人。",
)


@pytest.mark.parametrize(("text", "wrong", "right"), PAIRS)
def test_a_figure_on_the_wrong_side_of_its_mark_is_seen(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert is_confirmed(FAMILY, text.format(right))


@pytest.mark.parametrize("text", NO_CLAIM)
def test_marks_that_are_not_crossed_yet_and_other_figures_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
