"""A change and its parts: exact, whoever came, went or grew."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.analysis.decomposition import Source, decompose
from nianbao.analysis.panel import Observation, Panel, Subject, panel_of
from nianbao.facts.cell import CellState
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.sample.district import make_sample

SHARE, ABOVE, BELOW = "teachers_dual_qualified_share", "teachers_dual_qualified", "full_time_teachers"
Staff = dict[str, tuple[int, int]]


def staffed(before: Staff, after: Staff, earlier: int = 2024, later: int = 2025) -> Panel:
    figures, subjects = [], []
    for data_year, staff in ((earlier, before), (later, after)):
        for code, numbers in staff.items():
            subjects.append(Subject(code, f"{code}校", "school", "99", data_year))
            for name, number in zip((ABOVE, BELOW), numbers, strict=True):
                figures.append(
                    Observation(
                        code, data_year, f"dy{data_year}/school", name, "dy2023", CellState.VALUE, Decimal(number)
                    )
                )
    return Panel.of(figures, subjects)


schools = st.dictionaries(
    st.sampled_from("甲乙丙丁戊"),
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1,
)


@given(schools, schools)
def test_the_parts_always_add_up_to_the_change(before: Staff, after: Staff) -> None:
    found = decompose(staffed(before, after), load_catalogue(), SHARE, 2024, 2025)
    assert found.adds_up
    assert sum(found.by_source().values()) == pytest.approx(found.change, abs=Decimal("1e-20"))
    assert float(found.after) == pytest.approx(
        100 * sum(a for a, _ in after.values()) / sum(b for _, b in after.values())
    )


def test_nobody_changes_and_yet_the_whole_does(catalogue: Catalogue) -> None:
    """Simpson's trap: each school stays where it is, the weaker one grows."""
    found = decompose(
        staffed({"甲": (80, 100), "乙": (20, 100)}, {"甲": (80, 100), "乙": (60, 300)}), catalogue, SHARE, 2024, 2025
    )
    assert found.change == -15
    assert found.by_source()[Source.OWN] == 0
    assert found.by_source()[Source.WEIGHT] == -15


def test_a_school_that_comes_or_goes_is_named_so(catalogue: Catalogue) -> None:
    found = decompose(
        staffed({"甲": (50, 100), "乙": (50, 100)}, {"甲": (50, 100), "丙": (90, 100)}), catalogue, SHARE, 2024, 2025
    )
    assert {(one.source, one.organisation) for one in found.effects} == {(Source.ENTERED, "丙"), (Source.LEFT, "乙")}
    assert found.adds_up


def test_a_total_falls_into_its_schools(catalogue: Catalogue) -> None:
    found = decompose(staffed({"甲": (80, 100), "乙": (20, 100)}, {"甲": (90, 100)}), catalogue, ABOVE, 2024, 2025)
    assert (found.change, found.adds_up) == (-10, True)
    assert [(one.source, one.amount) for one in found.effects] == [(Source.LEFT, -20), (Source.OWN, 10)]


def test_a_changed_definition_is_a_part_of_its_own_or_refused(catalogue: Catalogue) -> None:
    with pytest.raises(Problem, match=r"口径不同|没有学校的数|没有公式"):
        decompose(staffed({"甲": (1, 2)}, {"甲": (1, 2)}, 2021, 2023), catalogue, "students_per_teacher", 2021, 2023)


def test_what_no_school_reported_cannot_be_taken_apart(catalogue: Catalogue) -> None:
    with pytest.raises(Problem, match="没有学校的数"):
        decompose(staffed({}, {"甲": (1, 2)}), catalogue, SHARE, 2024, 2025)


def test_every_figure_of_the_sample_that_has_parts_adds_up(catalogue: Catalogue) -> None:
    sample = make_sample(catalogue=catalogue)
    panel = panel_of([record for records in sample.true_records.values() for record in records], catalogue)
    taken_apart = 0
    for name in panel.indicators:
        try:
            found = decompose(panel, catalogue, name, 2024, 2025)
        except Problem:
            continue
        assert found.adds_up, name
        taken_apart += 1
    assert taken_apart > 60
