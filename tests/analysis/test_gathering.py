"""A district's figure made from its schools is the one that aggregation makes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.aggregation.aggregate import aggregate
from nianbao.analysis.gathering import gathered
from nianbao.analysis.panel import Observation, Panel, Subject, number_of, panel_of
from nianbao.facts.cell import CellState
from nianbao.framework.model import AggregationMethod, Catalogue
from nianbao.sample.district import LATEST, make_sample


def test_it_is_what_aggregation_makes(catalogue: Catalogue) -> None:
    sample = make_sample(catalogue=catalogue)
    records = sample.true_records[LATEST]
    made = aggregate(
        records, catalogue, edition="dy2025/district", organisation=sample.district, registry=sample.schools
    )
    panel = panel_of(records, catalogue)
    own = gathered(panel, catalogue, Subject(sample.district.code, "区", "district", None, 2025), made.figures)
    compared = 0
    for name, figure in made.figures.items():
        if figure.method in (AggregationMethod.NONE, AggregationMethod.DISTINCT) or figure.unrounded is None:
            continue
        value = own.value(sample.district.code, 2025, name)
        # Schools print their means rounded; a sum or a quotient of base items is the same to the last digit.
        assert value == pytest.approx(figure.unrounded, rel=Decimal("1e-20")), name
        places = catalogue.indicators[name].meaning_in("dy2025").unit
        assert number_of(figure.cell, places) is not None
        compared += 1
    assert compared > 60


def test_who_is_exempt_is_not_expected(catalogue: Catalogue) -> None:
    subjects = [
        Subject("1", "一职", "school", "99", 2025),
        Subject("2", "二职", "school", "99", 2025, has_graduates=False),
        Subject("3", "三职", "school", "99", 2025),
        Subject("4", "四职", "school", "98", 2025),
    ]
    figure = Observation("1", 2025, "dy2025/school", "graduates", "dy2023", CellState.VALUE, Decimal(80))
    own = gathered(
        Panel.of([figure], subjects), catalogue, Subject("99", "区", "district", None, 0), ["graduates"]
    ).observation("99", 2025, "graduates")
    assert own is not None
    assert (own.value, own.counted, own.total, own.is_complete) == (80, 1, 2, False)


def test_a_province_gathers_all_schools(catalogue: Catalogue) -> None:
    subjects = [Subject(code, code, "school", parent, 2025) for code, parent in (("1", "98"), ("2", "99"))]
    figures = [
        Observation(code, 2025, "dy2025/school", "graduates", "dy2023", CellState.VALUE, Decimal(80)) for code in "12"
    ]
    own = gathered(Panel.of(figures, subjects), catalogue, Subject("9", "市", "province", None, 0), ["graduates"])
    assert own.value("9", 2025, "graduates") == 160
