"""A questionnaire that cannot be asked is refused with what to repair."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from nianbao.framework.entry import Entry
from nianbao.framework.fault import FaultLog
from nianbao.framework.instrument_reader import MOST_QUESTIONS, read_instrument, read_scales

SCALES: dict[str, Any] = {
    "scales": [
        {
            "id": "two",
            "label": "两级",
            "label_en": "two degrees",
            "options": [
                {"code": "1", "label": "好", "label_en": "good", "score": 100, "satisfied": True},
                {"code": "0", "label": "不好", "label_en": "bad", "score": 0},
                {"code": "9", "label": "不了解", "label_en": "don't know"},
            ],
        }
    ]
}
SOUND: dict[str, Any] = {
    "id": "staff/1",
    "group": "staff",
    "issued": "2026-01-31",
    "label": "调查",
    "label_en": "survey",
    "audience": "教职工",
    "audience_en": "staff",
    "introduction": "请答。",
    "introduction_en": "Please answer.",
    "scale": "two",
    "population": "people",
    "source": "notice",
    "measures": [
        {
            "id": "whole",
            "label": "总体",
            "label_en": "whole",
            "indicator": "content",
            "headline": "whole",
            "questions": [{"id": "whole", "text": "满意吗", "text_en": "content?"}],
        }
    ],
}


def read(data: dict[str, Any], scales: dict[str, Any] = SCALES) -> tuple[Any, list[str]]:
    log = FaultLog(Path())
    known = {scale.id: scale for scale in read_scales(Entry(log, "surveys/scales.yaml", (), scales))}
    found = read_instrument(Entry(log, "surveys/staff/1.yaml", (), data), known)
    return found, [fault.code for fault in log.faults]


def test_a_sound_questionnaire_has_no_faults() -> None:
    found, codes = read(SOUND)

    assert not codes
    assert found.measures[0].respondents == "content_respondents"
    assert found.scale.satisfied == {"1"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": "staff"}, "instrument-id"),
        ({"id": "parents/1"}, "instrument-group"),
        ({"group": "teachers"}, "not-a-choice"),
        ({"issued": "2026-13-01"}, "not-a-day"),
        ({"scale": "tow"}, "unknown-scale"),
        ({"measures": None}, "empty-value"),
        ({"surprise": 1}, "unknown-key"),
    ],
)
def test_what_is_wrong_with_a_questionnaire_is_named(change: dict[str, Any], code: str) -> None:
    assert code in read(SOUND | change)[1]


def test_a_headline_must_be_one_of_the_questions() -> None:
    data = copy.deepcopy(SOUND)
    data["measures"][0]["headline"] = "whle"

    assert read(data)[1] == ["unknown-headline"]


def test_a_question_stands_once_and_there_are_not_too_many() -> None:
    data = copy.deepcopy(SOUND)
    question = data["measures"][0]["questions"][0]
    data["measures"][0]["questions"] = [question, question]
    assert read(data)[1] == ["question-twice"]

    data["measures"][0]["questions"] = [question | {"id": f"whole_{n}"} for n in range(MOST_QUESTIONS)] + [question]
    assert read(data)[1] == ["too-many-questions"]


@pytest.mark.parametrize(
    ("option", "change", "code"),
    [
        (0, {"code": "12"}, "scale-code"),
        (1, {"code": "1"}, "scale-code-twice"),
        (0, {"score": 101}, "scale-score"),
        (2, {"satisfied": True}, "scale-satisfied-unscored"),
        (0, {"satisfied": False}, "scale-one-sided"),
    ],
)
def test_a_scale_that_cannot_be_counted_is_refused(option: int, change: dict[str, Any], code: str) -> None:
    scales = copy.deepcopy(SCALES)
    scales["scales"][0]["options"][option] |= change

    assert code in read(SOUND, scales)[1]
