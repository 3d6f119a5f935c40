"""One area said in two units is one area."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "conversions"


@pytest.mark.parametrize(
    "text",
    [
        "学校占地面积126亩（约9.4万平方米）。",
        "校园占地8.4万平方米，折合162亩。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "学校占地面积126亩（约8.4万平方米）。",
        "校园占地8.4万平方米，合126亩。",
    ],
)
def test_what_agrees_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "学校占地面积126亩，建筑面积5.2万平方米。",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])
