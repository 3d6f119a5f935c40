"""What the tables can say, and what they cannot."""

from __future__ import annotations

from collections.abc import Callable

from nianbao.web.surveys.models import Answer, Group, Survey, group_by_link, new_link, new_number


def test_an_answer_has_no_column_for_a_person_a_code_a_class_or_a_moment() -> None:
    assert {field.column for field in Answer._meta.concrete_fields} == {
        "id", "survey_id", "stratum", "answers", "pace", "source",
    }  # fmt: skip


def test_no_table_of_surveys_keeps_a_moment() -> None:
    kinds = {field.get_internal_type() for model in (Survey, Group, Answer) for field in model._meta.concrete_fields}
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
