"""Series over the data years, with their breaks and their growth."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.analysis.panel import Observation, Panel, Subject
from nianbao.analysis.series import require_indicator, series_of
from nianbao.facts.cell import CellState
from nianbao.facts.problem import Problem
from nianbao.framework.model import Catalogue


def panel(indicator: str, values: dict[int, str | None], counted: int = 1, total: int = 1) -> Panel:
    figures = [
        Observation(
            "1", data_year, f"dy{data_year}/school", indicator, "dy2023",
            CellState.BLANK if value is None else CellState.VALUE, None if value is None else Decimal(value),
            counted=counted if data_year == max(values) else 1, total=total if data_year == max(values) else 1,
        )
        for data_year, value in values.items()
    ]  # fmt: skip
    return Panel.of(figures, [Subject("1", "一职", "school", None, data_year) for data_year in values])


def test_growth_is_said_between_neighbours(catalogue: Catalogue) -> None:
    found = series_of(panel("graduates", {2023: "200", 2024: "210", 2025: "189"}), catalogue, "1", "graduates")
    assert [point.change for point in found.points] == [None, 10, -21]
    assert [point.growth for point in found.points] == [None, 5, -10]


def test_a_share_moves_in_percentage_points(catalogue: Catalogue) -> None:
    name = "teachers_dual_qualified_share"
    found = series_of(panel(name, {2024: "50", 2025: "55"}), catalogue, "1", name)
    assert (found.is_share, found.points[-1].change, found.points[-1].growth) == (True, 5, None)


def test_no_growth_across_a_break(catalogue: Catalogue) -> None:
    name = "students_per_teacher"
    found = series_of(panel(name, {2021: "9.5", 2023: "14", 2024: "14.5"}), catalogue, "1", name)
    assert found.breaks == (2023,)
    assert [point.change for point in found.points] == [None, None, Decimal("0.5")]
    assert found.points[0].value is None
    assert found.points[0].drawn == Decimal("9.5")


def test_no_growth_from_a_blank_or_from_a_part_of_the_schools(catalogue: Catalogue) -> None:
    blank = series_of(panel("graduates", {2023: None, 2024: "210"}), catalogue, "1", "graduates")
    assert blank.points[-1].change is None
    partial = series_of(panel("graduates", {2023: "200", 2024: "150"}, 3, 4), catalogue, "1", "graduates")
    assert partial.points[-1].change is None


def test_growth_from_zero_has_no_percentage(catalogue: Catalogue) -> None:
    found = series_of(panel("graduates", {2023: "0", 2024: "10"}), catalogue, "1", "graduates")
    assert (found.points[-1].change, found.points[-1].growth) == (10, None)


def test_an_indicator_is_found_by_its_official_name(catalogue: Catalogue) -> None:
    assert require_indicator(catalogue, catalogue.indicators["graduates"].label).id == "graduates"
    with pytest.raises(Problem, match="没有指标"):
        require_indicator(catalogue, "no_such_thing")
