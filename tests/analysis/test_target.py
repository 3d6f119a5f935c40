"""What a target takes, school by school, and that it is then met."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.analysis.panel import Observation, Panel, Subject
from nianbao.analysis.target import Way, what_if
from nianbao.facts.cell import CellState
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue

SHARE, ABOVE, BELOW = "teachers_dual_qualified_share", "teachers_dual_qualified", "full_time_teachers"


def staffed(staff: dict[str, tuple[int, int | None]]) -> Panel:
    figures = [
        Observation(code, 2025, "dy2025/school", name, "dy2023", CellState.VALUE, Decimal(number))
        for code, numbers in staff.items()
        for name, number in zip((ABOVE, BELOW), numbers, strict=True)
        if number is not None
    ]
    return Panel.of(figures, [Subject(code, f"{code}校", "school", "99", 2025) for code in staff])


def test_those_below_the_floor_rise_to_it(catalogue: Catalogue) -> None:
    found = what_if(staffed({"甲": (20, 100), "乙": (50, 100), "丙": (80, 100)}), catalogue, SHARE, 2025, Decimal(60))
    assert (found.now, found.bar, found.extra, found.reached) == (50, 50, 30, 60)
    assert {one.organisation: one.extra for one in found.needs} == {"甲": 30, "乙": 0, "丙": 0}


def test_everybody_rises_alike_where_asked(catalogue: Catalogue) -> None:
    found = what_if(staffed({"甲": (20, 100), "乙": (80, 100)}), catalogue, SHARE, 2025, Decimal(60), way=Way.EVEN)
    assert {one.organisation: one.numerator + one.extra for one in found.needs} == {"甲": 24, "乙": 96}


@given(
    st.dictionaries(
        st.sampled_from("甲乙丙丁"),
        st.integers(1, 90).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=1,
    ),
    st.integers(0, 100),
    st.sampled_from(Way),
)
def test_the_target_is_met_and_people_stay_whole(
    staff: dict[str, tuple[int, int | None]], target: int, way: Way
) -> None:
    found = what_if(staffed(staff), load_catalogue(), SHARE, 2025, Decimal(target), way=way)
    assert all(one.extra == one.extra.to_integral_value() for one in found.needs)
    assert sum(one.extra for one in found.needs) == found.extra
    if found.now <= target:
        assert found.reached >= target
        assert all(one.extra >= 0 for one in found.needs)
    else:
        assert found.reached <= target
        assert all(one.extra <= 0 for one in found.needs)


def test_a_school_without_figures_is_named(catalogue: Catalogue) -> None:
    found = what_if(staffed({"甲": (20, 100), "乙": (50, None)}), catalogue, SHARE, 2025, Decimal(60))
    assert found.without == ("乙校",)


def test_a_total_is_shared_by_size(catalogue: Catalogue) -> None:
    found = what_if(staffed({"甲": (20, 100), "乙": (60, 100)}), catalogue, ABOVE, 2025, Decimal(100))
    assert {one.organisation: one.extra for one in found.needs} == {"甲": 5, "乙": 15}


def test_what_cannot_be_worked_out_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(Problem, match="不能测算"):
        what_if(staffed({"甲": (1, None)}), catalogue, SHARE, 2025, Decimal(60))
    with pytest.raises(Problem, match="没有“"):
        what_if(staffed({"甲": (1, 2)}), catalogue, "graduates_placed_share", 2025, Decimal(60))
