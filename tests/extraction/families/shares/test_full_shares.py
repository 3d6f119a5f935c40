"""Shares of all kinds that there are make a hundred per cent."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "full-shares"


@pytest.mark.parametrize(
    "text",
    [
        "第一产业占8%，第二产业占35%，第三产业占59%。",
        "非常满意占62.5%，满意占30.2%，基本满意占6.3%，不满意占3.0%。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "第一产业占8%，第二产业占35%，第三产业占57%。",
        "非常满意占62.5%，满意占30.2%，基本满意占6.3%，不满意占1.1%。",
    ],
)
def test_what_agrees_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "护理专业占32%，机电专业占28%，会计专业占21%。",
        "第一产业增长8%，第二产业增长5%，第三产业增长9%。",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])
