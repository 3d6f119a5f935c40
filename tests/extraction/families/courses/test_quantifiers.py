"""The family of sentences about all rows of a table, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "quantifiers"
WRONG = (
    "各专业就业率均达到98%以上，形势较好。\n\n专业就业情况\n\n专业\t就业率\n会计\t99%\n汽修\t97%\n电商\t100%\n",
    "各专业合格率均为100%，成绩优异。\n\n专业合格情况\n\n专业\t合格率\n会计\t100%\n汽修\t98.5%\n电商\t100%\n",
)
RIGHT = (
    "各专业就业率均达到95%以上，形势较好。\n\n专业就业情况\n\n专业\t就业率\n会计\t99%\n汽修\t97%\n电商\t100%\n",
    "会计专业就业率为90%，其他专业就业率均在97%以上。\n\n专业就业情况\n\n专业\t就业率\n会计\t90%\n汽修\t97%\n电商\t100%\n",
)
NO_CLAIM = (
    "平均就业率达到98%以上，形势较好。\n\n专业就业情况\n\n专业\t就业率\n会计\t99%\n汽修\t97%\n电商\t100%\n",
    "各专业满意度均达到98%以上。\n\n专业就业情况\n\n专业\t就业率\n会计\t99%\n汽修\t97%\n电商\t100%\n",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_row_that_breaks_the_claim_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_claims_that_every_row_keeps_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_a_mean_is_no_claim_about_all(text: str) -> None:
    assert failing(FAMILY, text) == []
