"""An operator's look into a district: a reason, an hour, a record."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import Person
from nianbao.web.audit.models import Event
from nianbao.web.organisations.models import Organisation, StaffSession
from nianbao.web.organisations.staff_sessions import (
    begin_staff_session,
    end_staff_session,
    note_look,
    open_staff_session,
    staff_standing,
)


@pytest.fixture
def district() -> Organisation:
    return Organisation.objects.get(level="district")


def test_a_look_is_begun_once_and_ended_once(district: Organisation, person: Callable[[str], Person]) -> None:
    operator = person("系统管理员")
    found = {begin_staff_session(operator, organisation=district, reason="排查导出问题").pk for _ in range(2)}
    assert len(found) == 1
    for _ in range(2):
        end_staff_session(operator)
    assert open_staff_session(operator) is None
    kinds = Event.objects.filter(branch=district.path, kind__startswith="organisations.staff.").order_by("sequence")
    assert [one.kind for one in kinds] == ["organisations.staff.entered", "organisations.staff.left"]


def test_it_ends_by_itself(district: Organisation, person: Callable[[str], Person]) -> None:
    operator = person("系统管理员")
    begin_staff_session(operator, organisation=district, reason="排查导出问题")
    StaffSession.objects.update(ends_at=timezone.now())
    assert open_staff_session(operator) is None


def test_it_wants_a_reason_an_operator_and_a_district(district: Organisation, person: Callable[[str], Person]) -> None:
    with pytest.raises(Problem, match="原因"):
        begin_staff_session(person("系统管理员"), organisation=district, reason=" 看 ")
    with pytest.raises(Problem, match="只有系统管理员"):
        begin_staff_session(person("郑守正"), organisation=district, reason="排查导出问题")


def test_it_reads_and_does_not_write(district: Organisation, person: Callable[[str], Person]) -> None:
    operator = person("系统管理员")
    session = begin_staff_session(operator, organisation=district, reason="排查导出问题")
    standing = staff_standing(session, operator)
    assert standing.may_read_district(district)
    assert not standing.may_review(district)
    note_look(session, operator, "/campaigns/1/")
    assert Event.objects.filter(kind="organisations.staff.looked", detail__page="/campaigns/1/").exists()
