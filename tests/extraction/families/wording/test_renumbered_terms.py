"""Quoted terms and codes with another numeral than usual."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "renumbered-terms"


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("贯彻“滨江三条”。\n\n落实“滨江三条”。\n\n解读“滨江四条”。", "滨江四条"),
        ("“2+6”课程体系建成。完善“2+6”课程体系。\n\n“2+7”课程体系获奖。", "2+7"),
        ("推行135N工作法。135N工作法成效显著。\n\n总结136N工作法。", "136N"),
    ],
)
def test_the_odd_form_is_told(text: str, odd: str) -> None:
    (message,) = failing(FAMILY, text)
    assert message.startswith(f"此处「{odd}」")


@pytest.mark.parametrize(
    "text",
    [
        "“2+6”课程体系与“2+7”课程体系并行。“2+6”课程体系在先。",
        "推行“3+2”贯通培养。“3+2”贯通培养。\n\n试点“3+3”分段教学。",
        "“十三五”时期投入。“十三五”完成。\n\n编制“十四五”规划。",
        "学习“两个确立”。学习“两个确立”。\n\n做到“两个维护”。",
        "贯彻“滨江三条”。\n\n解读“滨江四条”。",
    ],
)
def test_terms_that_are_two_are_left_alone(text: str) -> None:
    assert not failing(FAMILY, text)
