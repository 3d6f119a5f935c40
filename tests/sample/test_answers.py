"""From counted figures to a form's answers: derived by formula, rounded once, not applicable where that is so."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType

import pytest

from nianbao.facts.cell import CellState
from nianbao.facts.period import Period, PeriodKind
from nianbao.facts.record import Organisation
from nianbao.facts.unit import unit_by_id
from nianbao.framework.model import (
    Catalogue,
    Edition,
    FormCell,
    FormColumn,
    FormRow,
    FormTable,
    Formula,
    Indicator,
    Meaning,
    ValueType,
)
from nianbao.sample.answers import (
    Question,
    UnknownIndicatorError,
    answer,
    answers,
    derived,
    questionnaire_of,
    rounded,
)
from nianbao.sample.school import Profile

AUTUMN = Period.data_year(2025)
SCHOOL = Organisation("990102", "甲校", "school")


def meaning(unit: str | None, **more: object) -> Meaning:
    settings = {"since": "dy2023", "until": None, "definition": "", "definition_en": "", "source": "s"}
    settings |= {"confirmed": False, "period": PeriodKind.DATA_YEAR, "unit": unit_by_id(unit) if unit else None}
    return Meaning(**{**settings, **more})  # type: ignore[arg-type]


def question(indicator: str, unit: str | None, kind: ValueType = ValueType.COUNT, **more: object) -> Question:
    return Question(indicator, meaning(unit, **more), AUTUMN, kind)


def test_a_share_is_worked_out_by_the_catalogues_formula() -> None:
    share = question(
        "teachers_dual_qualified_share",
        "percent",
        ValueType.SHARE,
        formula=Formula(("teachers_dual_qualified",), ("full_time_teachers",), Decimal(100)),
    )
    cell = answer(share, SCHOOL, {"teachers_dual_qualified": 41, "full_time_teachers": 141})
    assert cell.raw == "29.08"
    assert cell.number is not None
    assert cell.number.value == Decimal("0.2908")


def test_the_form_says_to_how_many_places() -> None:
    ratio = question("students_per_teacher", "to_one", formula=Formula(("students",), ("teachers",)), places=1)
    assert answer(ratio, SCHOOL, {"students": 1000, "teachers": 80}).raw == "12.5"


def test_nothing_to_divide_by_is_not_applicable_and_no_zero() -> None:
    ratio = question("students_per_teacher", "to_one", formula=Formula(("students",), ("teachers",)))
    assert answer(ratio, SCHOOL, {"students": 0, "teachers": 0}).state is CellState.NOT_APPLICABLE
    assert derived(Formula(("a",), ("absent",)), {"a": 1}) is None


def test_a_school_without_graduates_answers_nothing_about_them() -> None:
    asked = question("graduates", "person", applies_when="has_graduates")
    school = Organisation("1", "甲校", "school", has_graduates=False)
    assert answer(asked, school, {"graduates": 12}).state is CellState.NOT_APPLICABLE


def test_a_unit_without_students_answers_nothing_about_them() -> None:
    asked = question("full_time_students", "person", applies_when="has_students")
    school = Organisation("1", "甲校", "school", has_students=False)
    assert answer(asked, school, {"full_time_students": 0}).state is CellState.NOT_APPLICABLE


def test_a_satisfaction_is_the_content_among_those_who_answered() -> None:
    asked = question("satisfaction_staff", "percent", ValueType.SHARE)
    figures = {"satisfaction_staff_respondents": 80, "satisfaction_staff_satisfied": 77}
    assert answer(asked, SCHOOL, figures).raw == "96.25"


def test_the_way_of_asking_is_one_of_the_forms_choices() -> None:
    asked = question("satisfaction_staff_method", None, ValueType.CHOICE, choices=("电话", "座谈"))
    assert answer(asked, SCHOOL, {"satisfaction_staff_respondents": 80}).text == "电话"
    assert answer(asked, SCHOOL, {}).state is CellState.NOT_APPLICABLE


def test_an_indicator_without_a_figure_is_refused_and_not_left_blank() -> None:
    with pytest.raises(UnknownIndicatorError):
        answer(question("students_on_the_moon", "person"), SCHOOL, {})


def test_halves_are_rounded_up_as_by_hand() -> None:
    assert rounded(Decimal("2.345"), 2) == Decimal("2.35")
    assert rounded(Decimal("2.3449"), 2) == Decimal("2.34")


def test_a_questionnaire_holds_every_indicator_of_the_edition() -> None:
    catalogue = small_catalogue()
    asked = questionnaire_of(catalogue, "dy2025/school")
    assert [question.indicator for question in asked.questions] == ["full_time_students", "staff", "full_time_teachers"]
    assert asked.data_year == 2025


def test_a_record_answers_each_question_for_its_own_period() -> None:
    asked = questionnaire_of(small_catalogue(), "dy2025/school")
    record = answers(Profile(SCHOOL, 300, 0.0, ()), asked, seed=1)
    assert set(record.facts) == {"full_time_students", "staff", "full_time_teachers"}
    assert {fact.period for fact in record.facts.values()} == {AUTUMN}
    assert {fact.organisation for fact in record.facts.values()} == {SCHOOL.code}


def small_catalogue() -> Catalogue:
    row = FormRow("1", "人", (FormCell("value", "full_time_students"), FormCell("value", "staff")))
    table = FormTable("policy", "表6", "落实政策表", (FormColumn("value", "值"),), (row,))
    edition = Edition(
        "dy2025/school",
        "dy2025",
        "2025年度",
        "2025年度",
        "school",
        "national",
        MappingProxyType({PeriodKind.DATA_YEAR: AUTUMN}),
        (table,),
        ("full_time_teachers",),
        None,
        "s",
        False,
    )
    indicators = {
        name: Indicator(name, name, name, ValueType.COUNT, (meaning("person"),))
        for name in ("full_time_students", "staff", "full_time_teachers")
    }
    nothing: MappingProxyType[str, object] = MappingProxyType({})
    return Catalogue("2026-01-01", nothing, nothing, indicators, {edition.id: edition}, nothing, nothing, ())  # type: ignore[arg-type]
