from __future__ import annotations

from collections import Counter

import pytest

from nianbao.facts.problem import Problem
from nianbao.framework.model import Catalogue
from nianbao.writing.link import LINK, Aspect, FigureLink, Names, read_link


@pytest.fixture
def names(catalogue: Catalogue) -> Names:
    return Names(catalogue.editions["dy2025/school"], catalogue)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("毕业生人数", FigureLink("graduates")),
        ("graduates | 变化", FigureLink("graduates", Aspect.CHANGE)),
        ("毕业生人数|增长|2位", FigureLink("graduates", Aspect.GROWTH, places=2)),
        ("毕业去向落实人数|占 毕业生人数", FigureLink("graduates_placed", Aspect.SHARE, "graduates")),
    ],
)
def test_a_link_says_which_figure_and_what_of_it(text: str, link: FigureLink, names: Names) -> None:
    assert read_link(text, names) == link


def test_a_name_that_the_form_does_not_know_is_told_with_its_neighbours(names: Names) -> None:
    with pytest.raises(Problem, match="毕业生人数"):
        read_link("毕业生总人数", names)


def test_a_wish_that_nobody_knows_is_told_with_those_there_are(names: Names) -> None:
    with pytest.raises(Problem, match="变化、增长") as caught:
        read_link("毕业生人数|涨幅", names)
    assert caught.value.code == "figure-wish-unknown"


def test_every_id_and_nearly_every_term_of_every_form_means_one_figure(catalogue: Catalogue) -> None:
    for edition in catalogue.editions.values():
        names = Names(edition, catalogue)
        labels = Counter(names.labels.values())
        for indicator, label in names.labels.items():
            assert names.find(indicator) == indicator
            if labels[label] == 1:
                assert names.find(label) == indicator


def test_single_brackets_are_no_link() -> None:
    assert LINK.findall("依据[1]和〔2024〕6号，[[毕业生人数]]") == ["毕业生人数"]
