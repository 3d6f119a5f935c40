"""Chapters go with the roles when somebody hands over, once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import Person
from nianbao.web.audit.models import Event
from nianbao.web.manuscripts.actions import assign
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.manuscripts.succession import hand_over_with_chapters
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing

Stands = Callable[[str], Standing]
Who = Callable[[str], Person]


def chapters() -> list[Chapter]:
    return list(Manuscript.objects.get(organisation__code="9901020002").chapters.all())


def names(chapter: Chapter) -> set[str]:
    return {one.person.name for one in chapter.assignments.all()}


def test_assigned_chapters_go_to_the_successor(standing: Stands, person: Who) -> None:
    school = Organisation.objects.get(code="9901020002")
    opening, training = chapters()[:2]
    assign(opening, people=[person("范若谷")], standing=standing("白路遥"))
    assert names(training) == {"邱明溪", "范若谷"}
    moved = hand_over_with_chapters(
        person("范若谷"), successor=person("邱明溪"), organisation=school, standing=standing("白路遥")
    )
    assert moved == (1, 2)
    assert names(opening) == {"邱明溪"}
    assert names(training) == {"邱明溪"}
    assert Event.objects.filter(kind="manuscripts.chapters.handed-over").count() == 1
    again = hand_over_with_chapters(
        person("范若谷"), successor=person("邱明溪"), organisation=school, standing=standing("白路遥")
    )
    assert again == (0, 0)


def test_nobody_but_a_leader_hands_over_and_then_no_chapter_moves(standing: Stands, person: Who) -> None:
    school = Organisation.objects.get(code="9901020002")
    with pytest.raises(Problem):
        hand_over_with_chapters(
            person("范若谷"), successor=person("邱明溪"), organisation=school, standing=standing("孟晚照")
        )
    assert names(chapters()[1]) == {"邱明溪", "范若谷"}
