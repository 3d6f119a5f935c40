"""What may stand side by side, and what may not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.analysis.comparability import Comparability, converted, evaluate, link
from nianbao.analysis.panel import Observation, Panel
from nianbao.facts.cell import CellState
from nianbao.framework.model import Catalogue


def figure(indicator: str, value: str, data_year: int = 2019) -> Observation:
    edition = f"dy{data_year}/beijing-district"
    return Observation("1", data_year, edition, indicator, f"dy{data_year}", CellState.VALUE, Decimal(value))


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("full_time_students", Comparability.SAME),
        ("graduates_placed", Comparability.CONVERTIBLE),
        ("students_per_teacher", Comparability.BREAK),
        ("graduate_monthly_income", Comparability.BREAK),
        ("foreign_students", Comparability.ABSENT),
    ],
)
def test_the_crosswalk_decides(indicator: str, expected: Comparability, catalogue: Catalogue) -> None:
    assert link(catalogue, indicator, 2019, 2023).comparability is expected


def test_a_definition_is_the_same_as_itself(catalogue: Catalogue) -> None:
    found = link(catalogue, "students_per_teacher", 2023, 2025)
    assert (found.comparability, found.indicator) == (Comparability.SAME, "students_per_teacher")


def test_a_title_alone_joins_nothing(catalogue: Catalogue) -> None:
    """生师比 is called so in 2019 and in 2023, and is not the same figure."""
    found = link(catalogue, "students_per_teacher", 2019, 2023)
    assert found.indicator == "students_per_teacher"
    assert not found.is_comparable
    assert converted(Panel.of([figure("students_per_teacher", "9.5")], []), "1", 2019, found) is None


def test_a_convertible_figure_is_made_by_its_formula(catalogue: Catalogue) -> None:
    panel = Panel.of([figure("graduates_placed_share", "95"), figure("graduates", "200")], [])
    assert converted(panel, "1", 2019, link(catalogue, "graduates_placed", 2019, 2023)) == 190


def test_a_formula_without_all_its_figures_gives_none(catalogue: Catalogue) -> None:
    panel = Panel.of([figure("graduates_placed_share", "95")], [])
    assert converted(panel, "1", 2019, link(catalogue, "graduates_placed", 2019, 2023)) is None
    zero = Panel.of([figure("a", "1"), figure("b", "0")], [])
    assert evaluate("a ÷ b", zero, "1", 2019) is None


def test_every_formula_of_the_crosswalk_can_be_worked_out(catalogue: Catalogue) -> None:
    for entry in catalogue.crosswalk:
        if entry.formula:
            names = [word for word in entry.formula.replace("×", " ").replace("÷", " ").split() if not word.isdigit()]
            panel = Panel.of([figure(name, "2") for name in names], [])
            assert all(name in catalogue.indicators for name in names)
            assert evaluate(entry.formula, panel, "1", 2019) is not None
