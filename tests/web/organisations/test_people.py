"""A branch's leader looks after its people, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.accounts.links import person_of_link
from nianbao.web.accounts.models import Person
from nianbao.web.audit.models import Event
from nianbao.web.organisations.actions import grant_role
from nianbao.web.organisations.models import Organisation, Role
from nianbao.web.organisations.people import has_charge, invite, new_link, resume, set_roles, suspend
from nianbao.web.organisations.permissions import Standing, standing_of

SCHOOL, OTHER = "9901020002", "9901020001"


@pytest.fixture
def school() -> Organisation:
    return Organisation.objects.get(code=SCHOOL)


def invited(school: Organisation, standing: Standing, **changed: object) -> tuple[Person, str]:
    asked = {"name": "周某", "login_name": "zhou", "email": "", "role": "filler", "tables": ["satisfaction"]} | changed
    return invite(organisation=school, standing=standing, **asked)  # type: ignore[arg-type]


def test_a_head_invites_for_the_own_school(school: Organisation, standing: Callable[[str], Standing]) -> None:
    person, token = invited(school, standing("白路遥"))
    found = person_of_link(token)
    assert found is not None
    assert found.person == person
    assert standing_of(person).may_fill(school, "satisfaction")
    assert not standing_of(person).may_fill(school, "scorecard")
    with pytest.raises(Problem, match="已被使用"):
        invited(school, standing("白路遥"))


@pytest.mark.parametrize("who", ["邱明溪", "孟晚照", "沈知远", "韩书岚", "高审之", "江市平", "系统管理员"])
def test_nobody_else_invites_for_the_school(
    who: str, school: Organisation, standing: Callable[[str], Standing]
) -> None:
    with pytest.raises(Problem, match="负责人可以管理"):
        invited(school, standing(who))
    assert not Person.objects.filter(login_name="zhou").exists()


def test_a_role_belongs_to_a_level(school: Organisation, standing: Callable[[str], Standing]) -> None:
    with pytest.raises(Problem, match="没有这个角色"):
        invited(school, standing("白路遥"), role="district_head", tables=[])


def test_an_operator_invites_the_first_head_of_a_district(
    school: Organisation, standing: Callable[[str], Standing]
) -> None:
    assert school.parent is not None
    person, _ = invited(school.parent, standing("系统管理员"), role="district_head", tables=[])
    assert standing_of(person).may_reopen(school)


def test_roles_are_replaced_and_the_same_again_changes_nothing(
    school: Organisation, standing: Callable[[str], Standing], person: Callable[[str], Person]
) -> None:
    clerk = person("邱明溪")
    for _ in range(2):
        set_roles(clerk, organisation=school, roles=["reviewer"], tables=[], standing=standing("白路遥"))
    assert standing_of(clerk).roles_for(school) == {"reviewer"}
    assert Event.objects.filter(kind="organisations.role.granted", detail__person="邱明溪").count() == 2


def test_nobody_changes_the_own_roles(
    school: Organisation, standing: Callable[[str], Standing], person: Callable[[str], Person]
) -> None:
    with pytest.raises(Problem, match="自己的角色"):
        set_roles(person("白路遥"), organisation=school, roles=[], tables=[], standing=standing("白路遥"))


def test_a_school_does_not_handle_the_account_of_who_also_works_for_the_district(
    school: Organisation, standing: Callable[[str], Standing], person: Callable[[str], Person]
) -> None:
    reviewer = person("高审之")
    grant_role(person=reviewer, organisation=school, role=Role.FILLER, by=None)
    assert not has_charge(reviewer, standing("白路遥"))
    for act in (new_link, suspend, resume):
        with pytest.raises(Problem, match="其他单位"):
            act(reviewer, organisation=school, standing=standing("白路遥"))
    assert has_charge(reviewer, standing("郑守正"))
    assert not has_charge(person("系统管理员"), standing("郑守正"))


def test_a_leader_suspends_resumes_and_makes_another_link(
    school: Organisation, standing: Callable[[str], Standing], person: Callable[[str], Person]
) -> None:
    head = standing("白路遥")
    suspend(person("邱明溪"), organisation=school, standing=head)
    assert not person("邱明溪").is_active
    resume(person("邱明溪"), organisation=school, standing=head)
    assert person_of_link(new_link(person("邱明溪"), organisation=school, standing=head)) is not None
