"""Those who passed, came or brought something home are no more than those who went."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "subsets"


@pytest.mark.parametrize(
    "text",
    [
        "参加考试650人，合格661人。",
        "毕业生1050人，取得毕业证1062人。",
        "发放问卷800份，回收868份。",
        "计划招生1200人，超额完成招生任务，实际招生1140人。",
        "计划招生1200人，未完成招生任务，实际招生1240人。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "参加考试650人，合格611人。",
        "计划招生1200人，超额完成招生任务，实际招生1240人。",
    ],
)
def test_what_agrees_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "参加考试650人，合格661人次。",
        "毕业生1050人，往届取得证书1062人。",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])
