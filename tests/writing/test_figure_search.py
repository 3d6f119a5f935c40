"""A figure is found by what an author types."""

from __future__ import annotations

import pytest

from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Edition
from nianbao.writing.figure_search import find_figures, initials

CATALOGUE = load_catalogue()


@pytest.fixture
def edition() -> Edition:
    return CATALOGUE.editions["dy2025/school"]


def names(query: str, edition: Edition) -> list[str]:
    return [found.indicator for found in find_figures(query, edition, CATALOGUE)]


@pytest.mark.parametrize(
    ("query", "indicator"),
    [
        ("毕业生人数", "graduates"),
        ("毕业生", "graduates"),
        ("bysrs", "graduates"),
        ("BYRS", "graduates"),
        ("graduates", "graduates"),
        ("graduates_placed", "graduates_placed"),
        ("表1-1", "graduates"),
        ("ssb", "students_per_teacher"),
    ],
)
def test_name_initials_id_and_row_lead_to_the_figure(query: str, indicator: str, edition: Edition) -> None:
    assert names(query, edition)[0] == indicator


def test_a_term_of_several_figures_is_linked_by_id(edition: Edition) -> None:
    found = {one.indicator: one.name for one in find_figures("专业数量", edition, CATALOGUE)}
    assert found["majors"] == "majors"
    assert {one.name for one in find_figures("毕业生人数", edition, CATALOGUE, most=1)} == {"毕业生人数"}


def test_nothing_typed_lists_the_form_from_its_first_line_and_nonsense_nothing(edition: Edition) -> None:
    assert names("", edition)[0] == edition.indicators()[0]
    assert names("qqqqqq", edition) == []
    assert names("没有这一项", edition) == []


def test_every_sign_of_every_name_has_its_initial(edition: Edition) -> None:
    signs = {sign for name in edition.indicators() for sign in CATALOGUE.indicators[name].label}
    assert not [sign for sign in signs if "\u4e00" <= sign <= "\u9fff" and not initials(sign)[0]]
