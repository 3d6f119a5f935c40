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


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("生源中城镇户籍占32.5%，农村户籍占76.5%。", "生源中城镇户籍占32.5%，农村户籍占67.5%。"),
        ("男生占52.3%，女生占48.7%。", "男生占52.3%，女生占47.7%。"),
        ("三次产业结构为8.4:53.1:40.3。", "三次产业结构为8.4:51.3:40.3。"),
        ("三次产业结构比例调整为3.2∶41.5∶53.3。", "三次产业结构比例调整为3.2∶41.5∶55.3。"),
    ],
)
def test_two_opposite_kinds_and_a_structure_make_a_hundred(wrong: str, right: str) -> None:
    assert is_contradicted("full-shares", wrong)
    assert is_confirmed("full-shares", right)


@pytest.mark.parametrize(
    "text",
    [
        "男生就业率为98.3%，女生就业率为97.7%。",
        "其中女生占52.3%，农村户籍占48.7%。",
        "校内实训占48%，校外实训满意率占92%。",
        "理论课、实践课与实习之比为3:4:3。",
    ],
)
def test_rates_and_kinds_that_overlap_make_no_hundred(text: str) -> None:
    assert not is_contradicted("full-shares", text)
