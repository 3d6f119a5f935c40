"""The tree changes from a day on; whoever may not change it changes nothing."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.audit.models import Event
from nianbao.web.organisations.actions import name_on
from nianbao.web.organisations.models import Organisation, Succession
from nianbao.web.organisations.permissions import Standing
from nianbao.web.organisations.tree import add_below, close, describe, rename

DAY = datetime.date(2026, 9, 1)


@pytest.fixture
def schools() -> list[Organisation]:
    return list(Organisation.objects.filter(level="school").order_by("path"))


@pytest.fixture
def head(standing: Callable[[str], Standing]) -> Standing:
    return standing("郑守正")


def test_an_operator_builds_from_the_top(standing: Callable[[str], Standing]) -> None:
    operator = standing("系统管理员")
    city = add_below(None, code="880000", name="北湾市", owner="", standing=operator)
    district = add_below(city, code="880101", name="东 岸区", owner="", standing=operator)
    school = add_below(district, code="8801010001", name="东岸职业学校", owner="区教委", standing=operator)
    assert (district.level, school.level, school.path) == ("district", "school", "880000/880101/8801010001/")
    with pytest.raises(Problem, match="代码 880101 已有"):
        add_below(city, code="880101", name="西岸区", owner="", standing=operator)
    with pytest.raises(Problem, match="不能再设"):
        add_below(school, code="1", name="分校", owner="", standing=operator)
    with pytest.raises(Problem, match="官方代码"):
        add_below(city, code="88/01", name="西岸区", owner="", standing=operator)


@pytest.mark.parametrize("who", ["白路遥", "高审之", "江市平"])
def test_nobody_else_changes_the_tree(
    who: str, schools: list[Organisation], standing: Callable[[str], Standing]
) -> None:
    for act in (
        lambda: rename(schools[0], name="新名", since=DAY, standing=standing(who)),
        lambda: close(schools[0], on=DAY, successors=[], standing=standing(who)),
        lambda: add_below(None, code="1", name="新", owner="", standing=standing(who)),
    ):
        with pytest.raises(Problem, match="调整单位"):
            act()


def test_a_school_keeps_the_name_of_its_day(schools: list[Organisation], head: Standing) -> None:
    school, before = schools[0], schools[0].name
    for _ in range(2):
        rename(school, name="望川职业学校", since=DAY, standing=head)
    school.refresh_from_db()
    assert name_on(school, DAY - datetime.timedelta(days=1)) == before
    assert name_on(school, DAY) == school.name == "望川职业学校"
    assert school.names.count() == 2
    with pytest.raises(Problem, match="不能早于"):
        rename(school, name="又一名", since=DAY - datetime.timedelta(days=9), standing=head)


def test_a_merger_is_told_by_its_successions(schools: list[Organisation], head: Standing) -> None:
    one, other, into, _ = schools
    for school in (one, other):
        for _again in range(2):
            close(school, on=DAY, successors=[into], standing=head)
    assert Succession.objects.filter(successor=into, since=DAY).count() == 2
    with pytest.raises(Problem, match="已于"):
        close(one, on=DAY, successors=[], standing=head)
    with pytest.raises(Problem, match="不能作为承接"):
        close(into, on=DAY, successors=[one], standing=head)


def test_a_split_has_several_successors_and_not_itself(schools: list[Organisation], head: Standing) -> None:
    with pytest.raises(Problem, match="不能作为承接"):
        close(schools[0], on=DAY, successors=[schools[0]], standing=head)
    close(schools[0], on=DAY, successors=schools[1:3], standing=head)
    assert schools[0].successions.count() == 2
    district = schools[0].parent
    assert district is not None
    with pytest.raises(Problem, match="只能撤并学校"):
        close(district, on=DAY, successors=[], standing=head)


def test_a_school_without_students_has_no_graduates(schools: list[Organisation], head: Standing) -> None:
    for _ in range(2):
        describe(
            schools[0], owner="区教委", school_type="职业高中", has_students=False, has_graduates=True, standing=head
        )
    school = Organisation.objects.get(pk=schools[0].pk)
    assert (school.school_type, school.has_students, school.has_graduates) == ("职业高中", False, False)
    assert Event.objects.filter(kind="organisations.organisation.described").count() == 1
