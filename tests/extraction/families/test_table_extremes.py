"""Who comes first or last in a table comes first or last in the sentence about it."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "table-extremes"
_TABLE = "\n\n表3 就业情况\n\n专业\t毕业生数\t就业率\n护理\t250\t99.2%\n机电\t180\t98.9%\n会计\t120\t95.0%\n"


@pytest.mark.parametrize(
    "said", ["就业率最高的是机电专业，为98.9%。", "从专业看，机电专业毕业生最多。", "就业率最低的是护理专业。"]
)
def test_another_row_than_the_table_s_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, said + _TABLE)


@pytest.mark.parametrize("said", ["就业率最高的是护理专业，为99.2%。", "会计专业毕业生最少。"])
def test_the_table_s_own_row_is_confirmed(said: str) -> None:
    assert is_confirmed(FAMILY, said + _TABLE)


@pytest.mark.parametrize(
    "said", ["除护理外，就业率最高的是机电专业。", "就业率增幅最高的是机电专业。", "起薪最高的是机电专业。"]
)
def test_what_the_table_does_not_say_is_left_alone(said: str) -> None:
    assert outcomes(FAMILY, said + _TABLE) == ([], [])
