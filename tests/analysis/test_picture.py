"""Charts say in words what they draw, and can be drawn."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.analysis.attention import call_list
from nianbao.analysis.correlation import correlate
from nianbao.analysis.decomposition import decompose
from nianbao.analysis.distribution import distribution_of
from nianbao.analysis.panel import Observation, Panel, Subject, panel_of
from nianbao.analysis.picture import (
    calls_chart,
    correlation_chart,
    decomposition_chart,
    distribution_chart,
    series_chart,
)
from nianbao.analysis.series import series_of
from nianbao.facts.cell import CellState
from nianbao.framework.model import Catalogue
from nianbao.rendering.chart_image import svg_of
from nianbao.sample.district import make_sample
from nianbao.writing.chart import DrawnChart


@pytest.fixture(scope="module")
def panel(catalogue: Catalogue) -> Panel:
    sample = make_sample(catalogue=catalogue)
    return panel_of([record for records in sample.records.values() for record in records], catalogue)


def drawn(chart: DrawnChart) -> str:
    pytest.importorskip("vl_convert", reason="the extra charts is not installed")
    return svg_of(chart.specification)


def test_a_series_shows_every_figure(panel: Panel, catalogue: Catalogue) -> None:
    chart = series_chart([series_of(panel, catalogue, "9901020001", "full_time_students")])
    assert "2025 1273人" in chart.alternative
    assert ">1273<" in drawn(chart)


def test_a_break_is_drawn_and_said(catalogue: Catalogue) -> None:
    values = {2021: "9.5", 2023: "14", 2024: "14.5"}
    figures = [
        Observation("1", at, f"dy{at}/x", "students_per_teacher", "x", CellState.VALUE, Decimal(value))
        for at, value in values.items()
    ]
    panel = Panel.of(figures, [Subject("1", "一职", "school", None, at) for at in values])
    chart = series_chart([series_of(panel, catalogue, "1", "students_per_teacher")])
    assert "2023 口径改变" in chart.alternative
    lines = {row["line"] for row in chart.specification["data"]["values"]}
    assert len(lines) == 2
    assert drawn(chart).startswith("<svg")


def test_every_kind_of_chart_can_be_drawn(panel: Panel, catalogue: Catalogue) -> None:
    subjects = panel.members(2025)
    taken_apart = decompose(panel, catalogue, "students_per_teacher", 2024, 2025)
    charts = [
        decomposition_chart(taken_apart),
        distribution_chart(
            distribution_of(panel, "students_per_teacher", 2025), "生师比", ":1", [("全区", Decimal("12.8"))]
        ),
        calls_chart(call_list(panel, catalogue, ["graduates", "students_per_teacher"], 2025, subjects=subjects)),
    ]
    many = Panel.of(
        [
            Observation(f"{n}", 2025, "x", name, "x", CellState.VALUE, Decimal(n * n % 17))
            for n in range(30)
            for name in ("graduates", "staff")
        ],
        [Subject(f"{n}", f"{n}", "school", None, 2025) for n in range(30)],
    )
    charts.append(correlation_chart(correlate(many, catalogue, "graduates", "staff", 2025), "毕业生", "教职工"))
    for chart in charts:
        assert chart.alternative
        assert drawn(chart).startswith("<svg")
