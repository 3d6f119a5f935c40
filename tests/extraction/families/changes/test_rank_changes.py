"""A place in a ranking rises as its number falls."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "rank-changes"


@pytest.mark.parametrize(
    "text",
    [
        "办学水平在全市排名由第5位上升到第8位。",
        "综合排名从上年的第六位跃居第九位。",
        "团体总分列第5名，比上届第7名下降2位。",
        "获奖总数列全省第3位，较上年的第6位前移2位。",
        "就业率由全市第3名下滑至第2名。",
        "金牌数从第12位上升到第8位，前移3位。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "办学水平在全市排名由第8位上升到第5位。",
        "团体总分列第5名，比上届第7名上升2位。",
        "金牌数从第12位上升到第8位，前移4位。",
    ],
)
def test_what_agrees_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "团体总分列第5名，单项列第7名，获奖数上升2位。",
        "学生由第一阶段提升到第二阶段，由第一课堂上升到第二课堂。",
        "从第一学期到第二学期，成绩上升明显。",
        "第3届大赛列第6名，第4届大赛列第9名。",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])
