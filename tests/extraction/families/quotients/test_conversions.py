"""One quantity said in two units is one quantity."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "conversions"


@pytest.mark.parametrize(
    "text",
    [
        "学校占地126亩（94000平方米）。",
        "学校占地面积8.4万平方米，约合12.6亩。",
        "学校占地面积84,000㎡，合162亩。",
        "实习基地1260亩，即8.4公顷。",
        "总投入1.2亿元（即1200万元）。",
        "投入3.5万元（3500元）。",
        "产量2400公斤，合24吨。",
        "清理垃圾７２００斤，合36吨。",
        "带宽1G（100M）。",
    ],
)
def test_two_units_that_disagree_are_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "学校占地126亩（84000平方米）。",
        "占地面积8.4万平方米，约合126亩。",
        "总投入1.2亿元（即12000万元）。",
        "产量2.4吨（2400公斤）。",
        "清理垃圾7200斤，合3.6吨。",
        "带宽1G（1000M）。",
        "每天8小时，即480分钟。",
    ],
)
def test_two_units_that_agree_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "学校占地面积126亩，建筑面积5.2万平方米。",
        "总投入1.2亿元（其中区级2000万元）。",
        "占地126亩（其中实训基地3000平方米）。",
        "实训12小时（90分钟一场）。",
        "奖金2万元（500元起）。",
    ],
)
def test_two_quantities_are_no_conversion(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])
