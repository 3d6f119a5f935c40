"""The demonstration shows every state and every role, once."""

from __future__ import annotations

from nianbao.sample.district import LATEST
from nianbao.web.config.demonstration import load_demonstration
from nianbao.web.organisations.models import Grant, Role
from nianbao.web.submissions.models import Submission


def test_it_is_loaded_once() -> None:
    assert load_demonstration() is False


def test_every_role_has_somebody() -> None:
    assert set(Grant.objects.values_list("role", flat=True)) == set(Role.values)


def test_schools_stand_at_different_places() -> None:
    states = Submission.objects.filter(campaign__edition=LATEST).values_list("state", flat=True)
    assert sorted(states) == ["accepted", "drafted", "drafted", "handed_in"]
