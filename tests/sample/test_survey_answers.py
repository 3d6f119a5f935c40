"""Made-up answers look like people's and are the same every time."""

from __future__ import annotations

from nianbao.framework.loader import load_catalogue
from nianbao.sample.survey_answers import made_up_answers, made_up_classes
from nianbao.surveys.answer import AnswerSheet
from nianbao.surveys.result import result_of

STUDENTS = load_catalogue().instruments["students/1"]


def test_the_classes_have_all_students_once() -> None:
    rows = made_up_classes(["作物生产技术", "畜禽生产技术", "食品加工工艺"], 895)

    assert sum(row.population for row in rows) == 895
    assert len({row.label for row in rows}) == len(rows) == 24
    assert max(row.population for row in rows) <= 38


def test_the_same_seed_gives_the_same_answers() -> None:
    assert list(made_up_answers(STUDENTS, 50, seed=1)) == list(made_up_answers(STUDENTS, 50, seed=1))
    assert list(made_up_answers(STUDENTS, 50, seed=1)) != list(made_up_answers(STUDENTS, 50, seed=2))


def test_most_are_content_and_a_few_careless() -> None:
    sheets = [AnswerSheet(answers, pace=pace) for answers, pace in made_up_answers(STUDENTS, 1_000, seed=3)]
    result = result_of(STUDENTS, sheets)
    found = result.estimates["whole"]

    assert found is not None
    assert found.rate is not None
    assert 80 < found.rate < 96
    assert 20 < result.quality.careless < 70
