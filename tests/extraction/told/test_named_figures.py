"""Figures in a row with their names, however the row is written."""

import pytest

from nianbao.documents.document import Text
from nianbao.extraction.mention import Passage
from nianbao.extraction.told.named_figures import figures_in_turn, named_figures


def _names(words: str) -> list[tuple[str, ...]]:
    return [run.names for run in named_figures(Passage.of("p", Text(words, ())), 0, len(words))]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("护理专业820人，机电专业650人，会计专业430人", [("护理专业", "机电专业", "会计专业")]),
        ("甲校、乙校、丙校的就业率分别为96.1%、98.2%、97.5%", [("甲校", "乙校", "丙校")]),
        ("2021年98.1%，2022年97.6%，2023年98.4%", [("", "", "")]),
        ("护理专业820人（占40%），机电专业650人（占32%）", [("护理专业", "机电专业")]),
        ("在校生3150人，比上年增加140人", []),
    ],
)
def test_each_figure_keeps_the_name_it_was_given(words: str, names: list[tuple[str, ...]]) -> None:
    assert _names(words) == names


def test_a_row_ends_where_the_measure_changes() -> None:
    passage = Passage.of("p", Text("12人、9人、4所", ()))

    assert [figure.raw for figure in figures_in_turn(passage, 0, len(passage.plain))] == ["12人", "9人"]
