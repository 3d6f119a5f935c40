"""Which figures of a table a sentence about all of them means."""

from __future__ import annotations

import pytest

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.row_groups import groups_said

_TABLES = (
    "\n\n表1 就业\n\n专业\t就业率\t对口就业率\n护理\t98.2%\t92.3%\n会计\t96.8%\t79.2%\n机电\t97.5%\t85.4%\n"
    "\n表2 生师比\n\n指标\t2021年\t2022年\t2023年\n生师比\t13.5:1\t14.2:1\t13.8:1\n"
)


def _groups(said: str) -> list[list[str]]:
    manuscript = Manuscript.of(read_document((said + _TABLES).encode(), name="report.txt"))
    passage = manuscript.passages[0]
    mention = passage.mentions[-1]
    return [[figure.number.raw for figure in group.figures] for group in groups_said(manuscript, passage, 0, mention)]


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("各专业就业率均达到97%。", [["98.2%", "96.8%", "97.5%"]]),
        ("各专业对口就业率均达到80%。", [["92.3%", "79.2%", "85.4%"]]),
        ("除会计外，其他专业就业率均达到97%。", [["98.2%", "97.5%"]]),
        ("近三年生师比均低于14:1。", [["13.5:1", "14.2:1", "13.8:1"]]),
        ("近两年生师比均低于14:1。", [["14.2:1", "13.8:1"]]),
        ("五个专业就业率均达到97%。", []),
        ("各年级就业率均达到97%。", []),
        ("各专业起薪均达到3000元。", []),
    ],
)
def test_the_words_choose_the_rows_and_the_column(said: str, figures: list[list[str]]) -> None:
    assert _groups(said) == figures
