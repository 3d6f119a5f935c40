from __future__ import annotations

from dataclasses import replace

import pytest

from nianbao.checks.district import check_district
from nianbao.checks.outcome import Verdict
from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue

REGISTRY = [
    Organisation("1", "第一职业学校", "school", "9"),
    Organisation("2", "第二职业学校", "school", "9"),
    Organisation("3", "无生学校", "school", "9", has_students=False, has_graduates=False),
]


def record(organisation: Organisation, edition: str, **given: str) -> Record:
    unit_of = load_catalogue().unit_of
    facts = {
        name: Fact(name, organisation.code, Period.data_year(2023), read_cell(text, unit_of(name, edition)))
        for name, text in given.items()
    }
    return Record(organisation, edition, facts)


@pytest.fixture
def schools() -> list[Record]:
    figures = [{"graduates": "120", "full_time_teachers": "80", "teachers_dual_qualified": "40"},
               {"graduates": "180", "full_time_teachers": "20", "teachers_dual_qualified": "4"}]  # fmt: skip
    return [record(one, "dy2023/school", **own) for one, own in zip(REGISTRY, figures, strict=False)]


def failures(district: Record, schools: list[Record]) -> dict[str, str]:
    found = check_district(district, schools, REGISTRY, load_catalogue())
    return {finding.check: finding.formula for finding in found if finding.verdict is Verdict.FAIL}


def district(**given: str) -> Record:
    return record(Organisation("9", "示例区", "district"), "dy2023/district", **given)


def test_totals_are_the_schools_totals(schools: list[Record]) -> None:
    assert failures(district(graduates="300"), schools) == {}
    assert failures(district(graduates="310"), schools) == {"DS001": "120 + 180 = 300 ≠ 310"}


def test_a_rate_comes_from_base_items_and_is_no_mean_of_rates(schools: list[Record]) -> None:
    assert failures(district(teachers_dual_qualified_share="44.0"), schools) == {}
    averaged = failures(district(teachers_dual_qualified_share="35.0"), schools)
    assert averaged == {"DS004": "(40 + 4) ÷ (80 + 20) = 44% ≠ 35.0%"}


def test_a_school_that_is_missing_is_named(schools: list[Record]) -> None:
    found = failures(district(graduates="120"), schools[:1])

    assert set(found) == {"DS002", "DS003"}
    assert "第二职业学校" in found["DS002"]


def test_a_reason_for_being_absent_is_enough(schools: list[Record]) -> None:
    registry = [REGISTRY[0], replace(REGISTRY[1], no_report_reason="已撤并"), REGISTRY[2]]
    found = check_district(district(graduates="120"), schools[:1], registry, load_catalogue())

    assert not [finding for finding in found if finding.verdict is Verdict.FAIL]


def test_a_school_that_owes_an_answer_leaves_the_total_open(schools: list[Record]) -> None:
    owing = replace(schools[1], facts={})
    found = check_district(district(graduates="300"), [schools[0], owing], REGISTRY, load_catalogue())
    verdicts = {finding.verdict for finding in found if finding.check == "DS001" and "9" not in finding.formula}

    assert Verdict.FAIL not in verdicts
    assert Verdict.UNKNOWN in verdicts


TEACHING_CENTRE = {"full_time_students": "0", "full_time_equivalent_students": "0", "teachers_weighted": "30"}


@pytest.mark.parametrize("students", ["", "0", "无", "不适用"])
def test_a_unit_without_students_is_out_of_rates_and_in_totals(schools: list[Record], students: str) -> None:
    taught = {"full_time_equivalent_students": "1000", "teachers_weighted": "80"}
    school = record(REGISTRY[0], "dy2023/school", **taught)
    centre = record(REGISTRY[2], "dy2023/school", **TEACHING_CENTRE | {"full_time_equivalent_students": students})

    right = failures(district(students_per_teacher="12.50", teachers_weighted="110"), [school, centre])
    assert not right.keys() & {"DS001", "DS004"}
    assert "DS004" in failures(district(students_per_teacher="9.09", teachers_weighted="110"), [school, centre])
    assert "DS001" in failures(district(students_per_teacher="12.50", teachers_weighted="80"), [school, centre])


def test_the_registry_s_word_on_students_holds_for_a_record_without_it(schools: list[Record]) -> None:
    taught = {"full_time_equivalent_students": "1000", "teachers_weighted": "80"}
    unaware = replace(REGISTRY[2], has_students=True)
    records = [record(REGISTRY[0], "dy2023/school", **taught), record(unaware, "dy2023/school", **TEACHING_CENTRE)]

    assert "DS004" not in failures(district(students_per_teacher="12.50"), records)
