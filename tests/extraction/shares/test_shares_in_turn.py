"""Shares that are told in turn go with the counts in their order."""

import pytest

from nianbao.checks.engine import judge_relation
from nianbao.checks.outcome import Verdict
from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.shares.shares_in_turn import shares_in_turn


def verdicts(text: str) -> list[Verdict]:
    passage = Manuscript.of(read_document(text.encode(), name="report.txt")).passages[0]
    return [judge_relation(made)[0].verdict for made in shares_in_turn("some-family", passage)]


@pytest.mark.parametrize(
    "text",
    [
        "男生812人，女生644人，占比分别为44.23%、55.77%。",
        "一年级512人、二年级468人、三年级441人，各占36.03%、31.03%、32.93%。",
        "城镇户籍312人、农村户籍488人，依次占61.00%和39.00%。",
    ],
)
def test_shares_in_another_order_fail(text: str) -> None:
    assert verdicts(text).count(Verdict.FAIL) == 2


@pytest.mark.parametrize(
    "text",
    [
        "男生812人，女生644人，占比分别为55.77%、44.23%。",
        "一年级512人、二年级468人、三年级441人，各占36.03%、32.93%、31.03%。",
        "城镇户籍312人、农村户籍488人，依次占39.00%和61.00%。",
    ],
)
def test_shares_in_their_order_hold(text: str) -> None:
    assert set(verdicts(text)) == {Verdict.PASS}


def test_shares_of_nobody_in_the_sentence_are_left_alone() -> None:
    assert not verdicts("男生812人，女生644人，占比分别为12.41%、31.07%。")
