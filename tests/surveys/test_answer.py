"""What is kept of an answer, and what is not."""

from __future__ import annotations

import dataclasses

from nianbao.framework.instrument import Instrument
from nianbao.surveys.answer import AnswerSheet, Pace, pace_of, packed


def test_an_answer_is_a_character_a_question(students: Instrument) -> None:
    chosen = {question.id: "4" for question in students.questions}

    assert packed(students, chosen) == "4" * 14


def test_an_unknown_code_is_no_answer(staff: Instrument) -> None:
    assert packed(staff, {"conditions": "7", "say": "55", "whole": ""}) == "-----"


def test_reading_takes_two_seconds_a_question(staff: Instrument) -> None:
    assert pace_of(staff, 9.9, 5) is Pace.QUICK
    assert pace_of(staff, 10, 5) is Pace.USUAL
    assert pace_of(staff, None, 5) is Pace.UNKNOWN
    assert pace_of(staff, -3, 5) is Pace.UNKNOWN


def test_neither_a_moment_nor_a_person_is_part_of_an_answer() -> None:
    assert {field.name for field in dataclasses.fields(AnswerSheet)} == {
        "answers", "stratum", "pace", "source", "key",
    }  # fmt: skip
