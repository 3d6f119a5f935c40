"""Figures of one measure that stand in a row, each with its name."""

import pytest

from nianbao.documents.document import Text
from nianbao.extraction.mention import Passage
from nianbao.extraction.told.figure_runs import figure_runs


def runs(text: str) -> list[tuple[tuple[str, ...], list[str]]]:
    passage = Passage.of("p", Text(text, ()))
    return [(run.names, [str(f.number.digits) for f in run.figures]) for run in figure_runs(passage, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "甲校96.1%、乙校94.2%、丙校97.5%。",
        "甲校96.1%，乙校94.2%，丙校97.5%。",
        "甲校、乙校、丙校就业率分别为96.1%、94.2%、97.5%。",
        "从低到高依次为甲校（96.1%）、乙校（94.2%）和丙校（97.5%）。",
        "就业率均在90%以上（甲校96.1%、乙校94.2%、丙校97.5%）。",
        "甲校为96.1％；乙校为94.2％；丙校为97.5％。",
    ],
)
def test_the_way_of_listing_does_not_matter(text: str) -> None:
    names, figures = runs(text)[-1]
    assert figures == ["96.1", "94.2", "97.5"]
    assert [name[-2:] for name in names[-2:]] == ["乙校", "丙校"]


def test_years_are_names() -> None:
    assert runs("2019年招生820人，2020年650人，2021年730人")[0][0] == ("2019年", "2020年", "2021年")


def test_bare_digits_take_the_last_measure() -> None:
    assert runs("近三年招生分别为780、800、810人")[0][1] == ["780", "800", "810"]


@pytest.mark.parametrize(
    "text", ["招生820人，比上年增加650人。", "招生820人，其中女生650人。", "现有专任教师210人，设备420台。"]
)
def test_what_is_no_list_makes_no_run(text: str) -> None:
    assert runs(text) == []
