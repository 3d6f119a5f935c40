"""The tree and its roles change by actions that are told to the audit."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import Person
from nianbao.web.audit.models import Event
from nianbao.web.organisations.actions import (
    add_organisation,
    grant_role,
    name_on,
    rename_organisation,
    revoke_role,
)
from nianbao.web.organisations.models import Organisation, Role


def test_a_code_is_used_once() -> None:
    with pytest.raises(Problem, match="已有单位使用"):
        add_organisation(code="9901020001", name="重名", level="school", parent=None, by=None)


def test_earlier_reports_keep_the_name_of_their_day() -> None:
    school = Organisation.objects.get(code="9901020004")
    old = school.name
    for _ in range(2):
        rename_organisation(school, name="岚溪区终身学习中心", since=datetime.date(2026, 9, 1), by=None)
    school.refresh_from_db()
    assert school.name == "岚溪区终身学习中心"
    assert name_on(school, datetime.date(2025, 9, 1)) == old
    assert name_on(school, datetime.date(2026, 9, 1)) == "岚溪区终身学习中心"
    assert school.names.count() == 2


def test_a_role_granted_or_taken_twice_is_told_once(person: Callable[[str], Person]) -> None:
    school = Organisation.objects.get(code="9901020001")
    before = Event.objects.count()
    for _ in range(2):
        grant = grant_role(person=person("邱明溪"), organisation=school, role=Role.FILLER, by=None)
    for _ in range(2):
        revoke_role(grant, by=None)
    assert Event.objects.count() == before + 2


def test_only_fillers_are_limited_to_tables(person: Callable[[str], Person]) -> None:
    school = Organisation.objects.get(code="9901020001")
    with pytest.raises(Problem, match="只有填报人"):
        grant_role(person=person("邱明溪"), organisation=school, role=Role.HEAD, by=None, tables=["scorecard"])
