"""So many rise and so many fall: 三增一减 is counted from what the sentence lists."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "tallies"


@pytest.mark.parametrize(
    "text",
    [
        "四项收入两增两减：财政拨款由4000万元增至4250万元，学费由480万元增至500万元，培训由100万元增至120万元，其他由260万元减至250万元。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "三项支出两增一减：人员经费增长5%，公用经费增长3%，项目经费下降2%。",
    ],
)
def test_what_agrees_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "四项收入三增一减，结构进一步优化。",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])
