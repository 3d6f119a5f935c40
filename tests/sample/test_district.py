"""The made-up district: what it holds, that it is the same each time, and that thousands like it come fast."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from nianbao.checks.outcome import Verdict
from nianbao.checks.run import check_record
from nianbao.facts.cell import CellState
from nianbao.framework.loader import load_catalogue
from nianbao.sample.district import LATEST, Sample, make_many, make_sample, read_district


@cache
def sample() -> Sample:
    return make_sample()


def test_the_district_has_four_schools_of_three_sorts() -> None:
    schools = sample().schools
    assert len(schools) == 4
    assert [school.name for school in schools if not school.has_students]
    assert [school.name for school in schools if school.has_students and not school.has_graduates]
    assert all(school.parent == sample().district.code for school in schools)


def test_a_long_name_is_among_them() -> None:
    assert max(len(school.name) for school in sample().schools) > 30


def test_every_cell_of_every_form_is_answered() -> None:
    catalogue = load_catalogue()
    for edition, records in sample().true_records.items():
        for record in records:
            assert set(record.facts) == set(catalogue.editions[edition].indicators())
            assert all(fact.cell.state is not CellState.BLANK for fact in record.facts.values())


def test_each_record_knows_the_edition_before() -> None:
    editions = list(sample().records)
    for before, after in pairwise(editions):
        for old, new in zip(sample().true_records[before], sample().records[after], strict=True):
            assert new.previous is old


def test_each_list_has_as_many_rows_as_the_form_says() -> None:
    for record in list(sample().records.values())[-1]:
        counted = record.cell("major_groups").raw if record.organisation.has_students else "0"
        assert str(len(record.lists["major_group_list"])) == counted
        assert len(record.lists["major_list"]) >= len(record.lists["major_group_list"])


def test_the_same_seed_gives_the_same_district() -> None:
    assert make_sample(5).records == make_sample(5).records
    assert make_sample(5).records != make_sample(6).records


def test_spoiled_and_true_records_differ_in_the_planted_cells_alone() -> None:
    planted = {(fault.organisation, fault.edition, cell.indicator) for fault in sample().faults for cell in fault.cells}
    different = {
        (record.organisation.code, edition, indicator)
        for edition, records in sample().records.items()
        for record, truth in zip(records, sample().true_records[edition], strict=True)
        for indicator in record.facts
        if record.facts[indicator] != truth.facts[indicator]
    }
    assert different == planted


def test_the_core_major_belongs_to_its_group() -> None:
    _, profiles = read_district()
    for profile in profiles:
        for group in profile.groups:
            assert group.core_major in {major.name for major in group.majors}


def test_one_major_stands_in_two_schools_so_that_a_union_is_no_sum() -> None:
    _, profiles = read_district()
    majors = [major.code for profile in profiles for group in profile.groups for major in group.majors]
    assert len(set(majors)) == len(majors) - 1


def test_many_schools_are_all_different_and_complete() -> None:
    records = make_many(50)
    assert len({record.organisation.code for record in records}) == 50
    assert len({record.cell("full_time_students").raw for record in records}) > 40
    assert all(record.facts.keys() == records[0].facts.keys() for record in records)
    assert make_many(50) == records


def test_many_schools_pass_every_check() -> None:
    catalogue = load_catalogue()
    for record in make_many(40, edition=LATEST, catalogue=catalogue, with_previous=True):
        failing = [finding for finding in check_record(record, catalogue) if finding.verdict is Verdict.FAIL]
        assert not failing, (record.organisation.name, failing[0].message)


@pytest.mark.slow
def test_no_seed_makes_a_district_that_fails_a_check() -> None:
    catalogue = load_catalogue()
    for seed in range(1, 60):
        for records in make_sample(seed, catalogue).records.values():
            for record in records:
                failing = [finding for finding in check_record(record, catalogue) if finding.blocks]
                assert not failing, (seed, record.organisation.name, failing[0].message)
