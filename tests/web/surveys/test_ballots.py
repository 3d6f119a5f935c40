"""None lost, none double, and nothing left that ties an answer to its code."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from django.db import connection

from nianbao.web.surveys.ballots import is_used, shuffle, take
from nianbao.web.surveys.models import Answer, Survey


def rows_in_their_order() -> list[int]:
    """Keys of the answers as the database has them lying, first to last."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM surveys_answer ORDER BY {place}")
        return [key for (key,) in cursor.fetchall()]


def fill(survey: Survey) -> list[tuple[int, int, int]]:
    """Everybody answers, in an order that only the test knows: group, index and the answer's key."""
    order = [(group, index) for group in survey.groups.all() for index in range(group.handed)]
    random.Random(7).shuffle(order)
    known: list[tuple[int, int, int]] = []
    seen: set[int] = set()
    for group, index in order:
        assert take(group, index, answers="54545", pace="u", source="w")
        key = next(iter(set(Answer.objects.values_list("pk", flat=True)) - seen))
        seen.add(key)
        known.append((group.pk, index, key))
    return known


def test_a_code_counts_once(held: Callable[..., Survey]) -> None:
    survey = held()
    group = survey.groups.get(label="教务处")

    assert take(group, 3, answers="54545", pace="u", source="w")
    assert not take(group, 3, answers="11111", pace="u", source="w")

    assert [one.answers for one in survey.answers.all()] == ["54545"]
    group.refresh_from_db()
    assert group.returned == 1
    assert [index for index in range(12) if is_used(group, index)] == [3]


def test_an_answer_lies_among_its_stratum_and_not_its_class(held: Callable[..., Survey]) -> None:
    survey = held()
    fill(survey)

    for group in survey.groups.all():
        group.refresh_from_db()
        assert group.returned == group.handed == group.asked
    assert survey.answers.count() == 62


def test_neither_order_nor_key_ties_an_answer_to_its_code(held: Callable[..., Survey]) -> None:
    """Each answer is unlike the others, so the truth is known; what the tables say agrees with it by chance alone."""
    survey = held()
    codes = [(group, index) for group in survey.groups.order_by("pk") for index in range(group.handed)]
    truth = {}
    for number, (group, index) in enumerate(codes):  # code after code: the worst order that there is
        truth[group.pk, index] = f"{number // 25 % 5 + 1}{number // 5 % 5 + 1}{number % 5 + 1}55"
        assert take(group, index, answers=truth[group.pk, index], pace="u", source="w")
    shuffle(survey.pk)

    by_key = dict(survey.answers.values_list("pk", "answers"))
    for order in (rows_in_their_order(), sorted(by_key), sorted(by_key, reverse=True)):
        guessed = zip(((group.pk, index) for group, index in codes), order, strict=True)
        assert sum(truth[code] == by_key[key] for code, key in guessed) < 9  # one of 62 is what guessing gives


def test_before_the_end_rows_lie_by_chance_already_in_sqlite(held: Callable[..., Survey]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps rows as they came until the survey is closed; codes have no order there either")
    arrived = [key for _, _, key in fill(held())]

    lying = rows_in_their_order()

    assert lying == sorted(arrived)
    same_place = sum(a == b for a, b in zip(arrived, lying, strict=True))
    assert same_place < 8  # one of 62 by chance


def test_the_bits_of_a_class_are_the_same_whoever_came_first(held: Callable[..., Survey]) -> None:
    """What the class's row says is which codes were used, as a set."""
    survey = held()
    first, second = survey.groups.all()[:2]
    for index in (1, 5, 9):
        take(first, index, answers="54545", pace="u", source="w")
    for index in (9, 1, 5):
        take(second, index, answers="54545", pace="u", source="w")

    first.refresh_from_db()
    second.refresh_from_db()
    assert bytes(first.used) == bytes(second.used)


def test_after_the_end_all_rows_come_from_one_transaction(held: Callable[..., Survey]) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL keeps the number of the transaction with a row")
    survey = held()
    fill(survey)
    shuffle(survey.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM surveys_answer")
        assert cursor.fetchone() == (1,)


def test_shuffling_changes_no_answer(held: Callable[..., Survey]) -> None:
    survey = held()
    group = survey.groups.get(label="教务处")
    for index, answers in enumerate(("54545", "11111", "0----")):
        take(group, index, answers=answers, pace="q", source="p")
    before = sorted(survey.answers.values_list("answers", "stratum", "pace", "source"))

    shuffle(survey.pk)

    assert sorted(survey.answers.values_list("answers", "stratum", "pace", "source")) == before


def test_strata_may_be_joined_for_good(held: Callable[..., Survey]) -> None:
    survey = held()
    fill(survey)

    shuffle(survey.pk, {1: 0})

    assert set(survey.answers.values_list("stratum", flat=True)) == {0, 2}
    assert set(survey.groups.values_list("stratum", flat=True)) == {0, 2}


def test_a_survey_that_was_closed_in_between_takes_nothing_more(held: Callable[..., Survey]) -> None:
    survey = held()
    group = survey.groups.get(label="教务处")
    Survey.objects.filter(pk=survey.pk).update(stage="closed")

    assert not take(group, 3, answers="54545", pace="u", source="w")

    assert not survey.answers.exists()
    group.refresh_from_db()
    assert group.returned == 0
