"""People are counted in whole numbers."""

import pytest
from family_reading import is_contradicted, outcomes

FAMILY = "whole-counts"


@pytest.mark.parametrize(
    "text",
    [
        "学校现有在校生3150.5人，专任教师210人。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "平均每班42.5人，折合在校生3150.5人，在校生1.2万人。",
        "讲堂学员已包含在2.1所列人次中，生均3.5人次。",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])
