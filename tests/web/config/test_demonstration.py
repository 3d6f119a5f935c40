"""The demonstration shows every state and every role, once."""

from __future__ import annotations

from nianbao.sample.district import LATEST
from nianbao.web.config.demonstration import load_demonstration
from nianbao.web.organisations.models import Grant, Role
from nianbao.web.submissions.models import Submission
from nianbao.web.surveys.models import Survey


def test_it_is_loaded_once() -> None:
    assert load_demonstration() is False


def test_every_role_has_somebody() -> None:
    assert set(Grant.objects.values_list("role", flat=True)) == set(Role.values)


def test_schools_stand_at_different_places() -> None:
    states = Submission.objects.filter(campaign__edition=LATEST).values_list("state", flat=True)
    assert sorted(states) == ["accepted", "drafted", "drafted", "handed_in"]


def test_one_school_asks_its_students_and_has_asked_its_staff() -> None:
    held = {survey.instrument: survey for survey in Survey.objects.all()}
    assert {name: survey.stage for name, survey in held.items()} == {"students/1": "open", "staff/1": "closed"}
    for survey in held.values():
        assert survey.answers.count() == sum(group.returned for group in survey.groups.all()) > 30
