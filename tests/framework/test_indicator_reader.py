"""An indicator's file gives dated meanings with exact numbers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.facts.period import PeriodKind
from nianbao.framework.fault import CatalogueError
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import AggregationMethod


def test_a_share_is_recomputed_from_its_base_items() -> None:
    meaning = load_catalogue().indicators["fitness_passed_share"].meaning_in("dy2023")

    assert meaning.formula is not None
    assert (meaning.formula.numerator, meaning.formula.denominator) == (("fitness_passed",), ("fitness_tested",))
    assert meaning.formula.multiplier == Decimal(100)
    assert meaning.aggregation.method is AggregationMethod.RECOMPUTE
    assert meaning.period is PeriodKind.SCHOOL_YEAR


def test_satisfaction_is_weighted_by_those_who_answered() -> None:
    meaning = load_catalogue().indicators["satisfaction_parents"].meaning_in("dy2025")

    assert meaning.aggregation.method is AggregationMethod.WEIGHTED_MEAN
    assert meaning.aggregation.weight == "satisfaction_parents_respondents"


def test_groups_of_majors_are_counted_as_distinct_names() -> None:
    found = load_catalogue().indicators["major_groups"].meaning_in("dy2023").aggregation

    assert (found.method, found.list_id, found.list_column) == (AggregationMethod.DISTINCT, "major_group_list", "name")


def test_a_boundary_keeps_the_digits_it_was_written_with() -> None:
    meaning = load_catalogue().indicators["training_seats_per_student"].meaning_in("dy2023")

    assert (str(meaning.expected_low), str(meaning.expected_high)) == ("0.1", "3")


def test_an_indicator_without_a_meaning_is_refused(catalogue_folder: Callable[..., Path]) -> None:
    folder = catalogue_folder()
    path = folder / "indicators" / "survey_method.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("meanings:")] + "meanings: []\n", "utf-8")

    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)

    assert "empty-value" in {fault.code for fault in caught.value.faults}
