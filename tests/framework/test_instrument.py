"""Questionnaires as the catalogue has them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.framework.instrument import Instrument
from nianbao.framework.instrument_reader import GROUPS
from nianbao.framework.loader import load_catalogue

INSTRUMENTS = load_catalogue().instruments


def test_each_group_of_table_2_has_a_questionnaire() -> None:
    assert {one.group for one in INSTRUMENTS.values()} == set(GROUPS)


def test_students_are_asked_for_five_parts_and_the_whole() -> None:
    asked = [measure.indicator for measure in INSTRUMENTS["students/1"].measures]

    assert len(asked) == 6
    assert asked[-1] == "satisfaction_students"
    parts = {name for name, one in load_catalogue().indicators.items() if one.part_of == "satisfaction_students"}
    assert {name for name in parts if not name.endswith(("_respondents", "_method"))} == set(asked[:-1])


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=list(INSTRUMENTS))
def test_who_does_not_know_is_kept_apart(instrument: Instrument) -> None:
    scale = instrument.scale

    assert scale.scores == {code: Decimal(25 * (int(code) - 1)) for code in "54321"}
    assert scale.satisfied == {"5", "4"}
    assert [option.label for option in scale.options if option.score is None] == ["不了解"]


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=list(INSTRUMENTS))
def test_each_measure_is_a_row_of_table_2_in_the_newest_form(instrument: Instrument) -> None:
    asked = load_catalogue().editions["dy2025/school"].indicators()

    for measure in instrument.measures:
        assert {measure.indicator, measure.respondents, measure.method} <= set(asked)


def test_an_answer_is_stored_in_the_order_of_the_page() -> None:
    instrument = INSTRUMENTS["students/1"]

    assert [instrument.position(question.id) for question in instrument.questions] == list(range(14))
