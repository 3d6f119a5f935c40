from decimal import Decimal
from fractions import Fraction

from nianbao.aggregation.coverage import Coverage
from nianbao.aggregation.figure import Contribution, Figure
from nianbao.facts.cell import Cell, read_cell
from nianbao.facts.record import Organisation
from nianbao.framework.model import AggregationMethod

SCHOOLS = [Organisation(str(number), f"{number}校", "school") for number in range(9)]


def figure(method: AggregationMethod, cell: Cell, contributions: list[Contribution], exact: Fraction) -> Figure:
    return Figure("x", "某数", method, cell, Coverage(9, 9), tuple(contributions), exact)


def test_a_long_sum_is_shown_with_its_ends() -> None:
    parts = [Contribution(school, Fraction(number)) for number, school in enumerate(SCHOOLS)]
    found = figure(AggregationMethod.SUM, read_cell("36"), parts, Fraction(36))

    assert found.formula(limit=3) == "某数 = 0（0校） + 1（1校） + … + 8（8校） = 36"
    assert found.formula(limit=3, english=True) == "x = 0 (0校) + 1 (1校) + … + 8 (8校) = 36"


def test_the_figure_before_rounding_is_kept() -> None:
    parts = [Contribution(SCHOOLS[0], Fraction(1), Fraction(3))]
    found = figure(AggregationMethod.RECOMPUTE, read_cell("0.33"), parts, Fraction(1, 3))

    assert found.unrounded == Decimal("0.3333333333333333333333333333")
    assert parts[0].value == found.unrounded


def test_a_contribution_without_a_number_has_no_value() -> None:
    assert Contribution(SCHOOLS[0], None).value is None
    assert Contribution(SCHOOLS[0], Fraction(1), Fraction(0)).value is None
