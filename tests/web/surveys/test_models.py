"""What the tables can say, and what they cannot."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from nianbao.web.surveys.models import Answer, Group, Round, Survey, group_by_link, known_group, new_link, new_number


def test_an_answer_has_no_column_for_a_person_a_code_a_class_or_a_moment() -> None:
    assert {field.column for field in Answer._meta.concrete_fields} == {
        "id", "survey_id", "stratum", "answers", "pace", "source",
    }  # fmt: skip


def test_no_table_of_surveys_keeps_a_moment() -> None:
    kinds = {
        field.get_internal_type() for model in (Round, Survey, Group, Answer) for field in model._meta.concrete_fields
    }
    assert "DateTimeField" not in kinds


def test_keys_and_links_come_from_chance() -> None:
    assert len({new_number() for _ in range(100)}) == 100
    assert all(0 <= new_number() < 2**63 for _ in range(100))
    assert len({new_link() for _ in range(100)}) == 100
    assert not set(new_link()) & set("ilou")


def test_a_class_is_found_by_its_link(held: Callable[..., Survey]) -> None:
    group = held().groups.get(label="教务处")

    found = group_by_link(group.link)

    assert found == group
    assert found is not None
    assert found.survey.submission.organisation.code == "9901020002"
    assert group_by_link("nowher") is None


def test_returned_counts_the_bits(held: Callable[..., Survey]) -> None:
    group = held().groups.first()
    assert group is not None
    group.used = bytes([0b101, 0, 0b1]) + bytes(122)

    assert group.returned == 3


def test_a_class_under_way_is_read_once(held: Callable[..., Survey], django_assert_num_queries: Any) -> None:
    link = held().groups.get(label="教务处").link
    with django_assert_num_queries(1):
        first = known_group(link)
        assert known_group(link) is first
    assert first is not None


def test_a_class_that_has_not_begun_or_whose_day_is_over_is_read_anew(
    held: Callable[..., Survey], django_assert_num_queries: Any
) -> None:
    waiting = held(stage="prepared").groups.get(label="教务处").link
    with django_assert_num_queries(2):
        assert known_group(waiting) is not known_group(waiting)
    Survey.objects.update(stage="open", closes_on=timezone.localdate() - datetime.timedelta(days=1))
    with django_assert_num_queries(2):
        known_group(waiting)
        known_group(waiting)
    assert known_group("nowher") is None
