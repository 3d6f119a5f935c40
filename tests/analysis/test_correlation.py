"""Correlation says how many it rests on and what it does not prove."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.analysis.correlation import correlate
from nianbao.analysis.panel import Observation, Panel, Subject
from nianbao.facts.cell import CellState
from nianbao.facts.problem import Problem
from nianbao.framework.model import Catalogue


def paired(
    pairs: list[tuple[int | None, int | None]], one: str = "graduates", other: str = "staff", level: str = "school"
) -> Panel:
    figures, subjects = [], []
    for number, values in enumerate(pairs):
        code = f"{number:03d}"
        subjects.append(Subject(code, code, level, None, 2025))
        for name, value in zip((one, other), values, strict=True):
            if value is not None:
                figures.append(
                    Observation(code, 2025, "dy2025/school", name, "dy2023", CellState.VALUE, Decimal(value))
                )
    return Panel.of(figures, subjects)


def test_only_complete_pairs_are_counted_and_the_rest_is_said(catalogue: Catalogue) -> None:
    found = correlate(
        paired([(n, 2 * n) for n in range(1, 41)] + [(5, None), (None, 3)]), catalogue, "graduates", "staff", 2025
    )
    assert (found.n, found.total) == (40, 42)
    assert found.pearson == pytest.approx(1)
    assert any("另有 2 个单位" in one.message for one in found.cautions)


def test_few_organisations_are_marked(catalogue: Catalogue) -> None:
    found = correlate(paired([(1, 2), (2, 1), (3, 5), (4, 3)]), catalogue, "graduates", "staff", 2025)
    said = " ".join(one.message for one in found.cautions)
    assert "只有 4 个单位" in said
    assert "包含 0" in said


def test_fewer_than_four_are_refused(catalogue: Catalogue) -> None:
    with pytest.raises(Problem, match="至少要 4 个"):
        correlate(paired([(1, 2), (2, 1), (3, 5)]), catalogue, "graduates", "staff", 2025)


def test_a_figure_that_never_varies_has_no_correlation(catalogue: Catalogue) -> None:
    found = correlate(paired([(5, n) for n in range(6)]), catalogue, "graduates", "staff", 2025)
    assert (found.pearson, found.low) == (None, None)


def test_a_common_denominator_is_told(catalogue: Catalogue) -> None:
    one, other = "teachers_dual_qualified_share", "teachers_senior_title_share"
    found = correlate(paired([(n, n * n % 7) for n in range(40)], one, other), catalogue, one, other, 2025)
    assert any("算法造成" in caution.message for caution in found.cautions)


def test_districts_say_nothing_about_schools(catalogue: Catalogue) -> None:
    panel = paired([(n, n) for n in range(40)], level="district")
    found = correlate(panel, catalogue, "graduates", "staff", 2025, panel.members(2025, level="district"))
    assert any("不能推到学校" in one.message for one in found.cautions)


def test_rank_correlation_survives_one_wild_school(catalogue: Catalogue) -> None:
    found = correlate(paired([*((n, n) for n in range(1, 31)), (31, 10**6)]), catalogue, "graduates", "staff", 2025)
    assert found.spearman == pytest.approx(1)
    assert found.pearson is not None
    assert found.pearson < 0.5
