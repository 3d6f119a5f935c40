"""What the frozen catalogue answers by itself."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import UNCONFIRMED, Catalogue, CheckSpec, operand_ids


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def spec(**changes: object) -> CheckSpec:
    plain = CheckSpec(
        code="AR900",
        name="made-up",
        kind="at_most",
        severity="error",
        status="stable",
        first_edition="dy2023",
        last_edition=None,
        source="huairou-2023",
        message="",
        message_en="",
        why="",
        operands=MappingProxyType({"parts": ("graduates_placed", "graduates@previous"), "whole": "graduates"}),
        parameters=MappingProxyType({}),
        examples=(),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_a_check_names_its_indicators_wherever_they_stand() -> None:
    assert operand_ids(spec()) == {"graduates_placed", "graduates"}


@pytest.mark.parametrize(
    ("changes", "in_force"),
    [
        ({}, True),
        ({"status": "retired"}, False),
        ({"status": "suspended"}, True),
        ({"first_edition": "dy2024"}, False),
        ({"last_edition": "dy2022"}, False),
        ({"levels": ("district",)}, False),
        ({"operands": MappingProxyType({"whole": "enrolment_adult"})}, False),
        ({"operands": MappingProxyType({"list": "major_list.code"})}, True),
        ({"operands": MappingProxyType({})}, True),
    ],
)
def test_a_check_is_in_force_where_its_edition_level_and_indicators_are(
    changes: dict[str, object], in_force: bool, catalogue: Catalogue
) -> None:
    with_one = replace(catalogue, checks=MappingProxyType({"AR900": spec(**changes)}))

    assert bool(with_one.checks_of("dy2023/school")) is in_force


def test_an_edition_names_each_indicator_once_and_base_items_last(catalogue: Catalogue) -> None:
    asked = catalogue.editions["dy2023/school"].indicators()

    assert len(asked) == len(set(asked))
    assert asked[0] == "graduates"
    assert asked[-1] == "building_area"


def test_the_unit_is_the_one_of_the_editions_meaning(catalogue: Catalogue) -> None:
    unit = catalogue.unit_of("students_per_teacher", "dy2023/school")

    assert unit is not None
    assert unit.label == ":1"
    assert catalogue.unit_of("satisfaction_staff_method", "dy2023/school") is None


def test_a_working_definition_says_so(catalogue: Catalogue) -> None:
    assert catalogue.indicators["graduates"].meaning_in("dy2023").standing() == UNCONFIRMED
    assert catalogue.indicators["full_time_teachers"].meaning_in("dy2019").standing() == ""


def test_the_same_ratio_with_another_denominator_has_another_name_or_meaning(catalogue: Catalogue) -> None:
    of_teachers = catalogue.indicators["teachers_dual_qualified_share"].meaning_in("dy2019").formula
    of_major_courses = (
        catalogue.indicators["teachers_dual_qualified_share_of_major_courses"].meaning_in("dy2021").formula
    )
    before, after = (catalogue.indicators["students_per_teacher"].meaning_in(one) for one in ("dy2019", "dy2023"))

    assert of_teachers is not None
    assert of_major_courses is not None
    assert of_teachers.denominator != of_major_courses.denominator
    assert before is not after
