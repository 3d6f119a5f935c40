"""A made-up school's counted figures: believable, steady, and never at odds with each other."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from nianbao.facts.record import Organisation
from nianbao.sample.school import Figures, Profile, entrants, figures_of, graduates_in, students_on_roll

DATA_YEARS = (2023, 2024, 2025)


def profile(intake: int = 400, **traits: bool) -> Profile:
    return Profile(Organisation("990102", "甲校", "school", **traits), intake, 0.015, ())


def three_data_years(seed: int, intake: int = 400) -> list[Figures]:
    return [figures_of(profile(intake), seed, data_year) for data_year in DATA_YEARS]


def test_graduates_are_those_who_started_three_school_years_before() -> None:
    school = profile(400)
    assert 0.9 < graduates_in(school, 2025) / entrants(school, 2022) < 1
    assert students_on_roll(school, 2025) < sum(entrants(school, start) for start in (2023, 2024, 2025))


@pytest.mark.parametrize("seed", range(12))
def test_a_school_looks_like_one_to_a_person_of_the_field(seed: int) -> None:
    figures = figures_of(profile(), seed, 2025)
    students = Decimal(figures["full_time_students"])
    assert 1100 < students < 1250
    assert 80 < figures["full_time_teachers"] < 110
    assert 20_000_000 < figures["equipment_value"] < 45_000_000
    assert 20_000 < figures["fiscal_funding"] / students < 45_000
    assert 3500 < figures["graduate_income_total"] / figures["graduate_income_respondents"] < 6000


@pytest.mark.parametrize("seed", range(12))
def test_parts_never_exceed_their_whole(seed: int) -> None:
    for figures in three_data_years(seed):
        assert (
            figures["graduates"]
            >= figures["graduates_placed"]
            >= figures["graduates_further_study"]
            >= figures["graduates_to_bachelor"]
        )
        assert figures["graduates_employed_in_sectors"] <= figures["graduates_first_employed"]
        assert (
            figures["graduates_employed_small_enterprises"] + figures["graduates_employed_large_enterprises"]
            <= figures["graduates_first_employed"]
        )
        assert figures["graduates_employed_locally"] <= figures["graduates_placed_in_province"]
        assert figures["teachers_dual_qualified"] <= figures["major_course_teachers"] <= figures["full_time_teachers"]
        assert figures["fitness_passed"] <= figures["fitness_tested"] <= figures["full_time_students"]
        assert figures["internship_insurance"] <= figures["internship_funding"]


@pytest.mark.parametrize("seed", range(12))
def test_the_three_sectors_add_up(seed: int) -> None:
    for figures in three_data_years(seed):
        sectors = [figures[f"graduates_employed_{sector}_sector"] for sector in ("primary", "secondary", "tertiary")]
        assert sum(sectors) == figures["graduates_employed_in_sectors"]
        assert min(sectors) >= 0


@pytest.mark.parametrize("seed", range(12))
def test_three_data_years_move_steadily(seed: int) -> None:
    for before, after in pairwise(three_data_years(seed)):
        for indicator in ("full_time_students", "equipment_value", "fiscal_funding", "training_hours", "staff"):
            assert abs(after[indicator] / before[indicator] - 1) < Decimal("0.15"), indicator


def test_a_school_without_graduates_counts_none() -> None:
    figures = figures_of(profile(has_graduates=False), 1, 2025)
    assert "graduates" not in figures
    assert figures["full_time_students"] > 0


def test_a_unit_without_students_still_has_people_and_money() -> None:
    figures = figures_of(profile(0, has_students=False, has_graduates=False), 1, 2025)
    assert figures["full_time_students"] == 0
    assert figures["staff"] > 0
    assert figures["fiscal_funding"] > 0
    assert figures["training_projects"] > 0


def test_the_same_seed_gives_the_same_school_and_another_seed_another() -> None:
    assert figures_of(profile(), 7, 2024) == figures_of(profile(), 7, 2024)
    assert figures_of(profile(), 7, 2024) != figures_of(profile(), 8, 2024)
