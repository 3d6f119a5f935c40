"""A span of time is as long as its two ends are apart."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "spans"


@pytest.mark.parametrize(
    "text",
    [
        "项目自2021年9月开始，为期三年，至2023年8月结束。",
        "协议期为2020年1月至2022年12月，共四年。",
        "“十四五”期间（2016—2020年）共投入1.2亿元。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "帮扶协议期为2021年9月至2024年8月，共三年。",
        "“十三五”期间（2016—2020年）共投入1.2亿元。",
    ],
)
def test_what_agrees_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "协议期为2020年1月至2022年12月。",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])
