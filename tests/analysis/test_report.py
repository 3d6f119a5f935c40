"""Result tables: their notes say coverage, method and limits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.analysis.attention import call_list
from nianbao.analysis.correlation import correlate
from nianbao.analysis.decomposition import decompose
from nianbao.analysis.distribution import distribution_of
from nianbao.analysis.panel import Observation, Panel, Subject, panel_of
from nianbao.analysis.peer_group import review
from nianbao.analysis.report import (
    calls_table,
    correlation_table,
    decomposition_table,
    distribution_table,
    peers_table,
    series_table,
    what_if_table,
)
from nianbao.analysis.series import series_of
from nianbao.analysis.target import what_if
from nianbao.facts.cell import CellState
from nianbao.framework.model import Catalogue
from nianbao.sample.district import make_sample


@pytest.fixture(scope="module")
def panel(catalogue: Catalogue) -> Panel:
    sample = make_sample(catalogue=catalogue)
    return panel_of([record for records in sample.true_records.values() for record in records], catalogue)


def test_a_series_has_a_line_for_each_data_year(panel: Panel, catalogue: Catalogue) -> None:
    table = series_table([series_of(panel, catalogue, "9901020001", "graduates")])
    assert [row[2] for row in table.rows] == [2023, 2024, 2025]
    assert "口径" in table.notes[0][0]


def test_a_decomposition_says_that_it_adds_up(panel: Panel, catalogue: Catalogue) -> None:
    found = decompose(panel, catalogue, "graduates", 2024, 2025)
    table = decomposition_table(found)
    assert sum(Decimal(str(row[-1])) for row in table.rows) == found.change
    assert "恰等于变化" in table.notes[0][0]


def test_peers_say_that_they_rank_nobody(panel: Panel, catalogue: Catalogue) -> None:
    table = peers_table(review(panel, catalogue, "graduates", 2025), catalogue)
    assert "不表示优劣" in table.notes[0][0]
    assert {row[-1] for row in table.rows} == {"同类太少"}


def test_a_distribution_says_its_coverage(panel: Panel, catalogue: Catalogue) -> None:
    table = distribution_table(distribution_of(panel, "students_per_teacher", 2025), catalogue)
    assert "覆盖 3/4 所" in table.notes[0][0]
    assert "不适用 1" in table.notes[0][0]


def test_a_target_says_how_it_is_reached(panel: Panel, catalogue: Catalogue) -> None:
    table = what_if_table(what_if(panel, catalogue, "teachers_dual_qualified_share", 2025, Decimal(75)))
    assert "目标 75%" in table.notes[0][0]
    assert "共同底线" in table.notes[0][0]


def test_calls_are_no_ranking(panel: Panel, catalogue: Catalogue) -> None:
    table = calls_table(call_list(panel, catalogue, ["graduates"], 2025), catalogue)
    assert "不是优劣排名" in table.notes[0][0]


def test_a_correlation_carries_its_cautions(catalogue: Catalogue) -> None:
    figures = [
        Observation(f"{n}", 2025, "x", name, "x", CellState.VALUE, Decimal(n))
        for n in range(5)
        for name in ("graduates", "staff")
    ]
    panel = Panel.of(figures, [Subject(f"{n}", f"{n}", "school", None, 2025) for n in range(5)])
    table = correlation_table(correlate(panel, catalogue, "graduates", "staff", 2025), catalogue)
    assert table.rows[0] == ("n", 5)
    assert table.notes
