"""A rate is those it names over those it is worked out from, wherever the paragraph counts them."""

import pytest
from family_reading import failing, is_confirmed, is_contradicted, outcomes

FAMILY = "prose-rates"


@pytest.mark.parametrize(
    "text",
    [
        "2023届毕业生1050人。其中升学588人，升学率58%。",
        "毕业生1050人，初次就业率达到98.0%，即1008人实现就业。",
        "毕业生1050人，未就业52人，就业率96%。",
        "毕业生352人，去向落实346人，其中升学236人、就业110人；未落实6人。落实率93.8%。",
        "参加技能鉴定考试的学生520人，通过率93.5%，共有476人取得证书。",
        "在校生3150人，全年流失63人，巩固率97%。",
        "接受资助学生630人，资助比例为22%，在校生总数3150人。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "2023届毕业生1050人。其中升学588人，升学率56%。",
        "毕业生1050人，未就业42人，就业率96%。",
    ],
)
def test_what_agrees_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "毕业生1050人。护理专业毕业生300人，就业290人，机电专业就业率98%。",
        "毕业生1050人，对口就业率82%，就业1008人。",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("参加岗位实习312人，其中东区180人、西区132人；专业对口的{}人，对口率为91.99%。", "387", "287"),
        ("直接就业150人，其中对口就业{}人，对口率82.00%。", "132", "123"),
        ("全年实习学生640人，专业对口实习{}人，对口率90.00%。", "675", "576"),
        ("直接就业92人，对口就业80人，专业对口率{}。", "89.66%", "86.96%"),
    ],
)
def test_those_who_work_in_their_trade(text: str, wrong: str, right: str) -> None:
    assert failing(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []
