"""Spread and place, with those who have no figure counted apart."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from nianbao.analysis.distribution import Distribution, distribution_of
from nianbao.analysis.panel import Observation, Panel, Subject
from nianbao.facts.cell import CellState


def spread(values: list[str]) -> Distribution:
    figures, subjects = [], []
    for number, value in enumerate(values):
        code = f"{number:03d}"
        subjects.append(Subject(code, code, "school", None, 2025))
        state = {"": CellState.BLANK, "无": CellState.NONE}.get(value, CellState.VALUE)
        number_or_none = Decimal(value) if state is CellState.VALUE else None
        figures.append(Observation(code, 2025, "dy2025/school", "graduates", "dy2023", state, number_or_none))
    return distribution_of(Panel.of(figures, subjects), "graduates", 2025)


def test_who_has_no_figure_is_counted_by_reason() -> None:
    found = spread(["1", "2", "", "无", "无"])
    assert (found.counted, found.total, found.absent) == (2, 5, {"blank": 1, "none": 2})


def test_outer_percentiles_need_enough_schools() -> None:
    assert set(spread(["1", "2", "3"]).percentiles()) == {Decimal("0.25"), Decimal("0.5"), Decimal("0.75")}
    many = spread([str(n) for n in range(1, 102)]).percentiles()
    assert (many[Decimal("0.05")], many[Decimal("0.5")], many[Decimal("0.95")]) == (6, 51, 96)


def test_equals_share_a_place() -> None:
    found = spread(["1", "2", "2", "2", "3"])
    assert found.place_of(Decimal(2)) == 50
    assert spread([]).place_of(Decimal(2)) is None


@given(st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=60))
def test_every_figure_is_in_exactly_one_bar(values: list[Decimal]) -> None:
    found = spread([str(value) for value in values])
    bars = found.bars()
    assert sum(bar.count for bar in bars) == len(values)
    assert len(bars) <= 30
    for bar in bars:
        inside = sum(bar.low <= value < bar.high or (bar.low == bar.high == value) for value in values)
        assert inside == bar.count
