"""Standing in for a colleague, and handing over for good."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import Person
from nianbao.web.audit.models import Event
from nianbao.web.organisations.deputies import (
    colleagues_of,
    end_deputy,
    hand_over,
    name_deputy,
    stand_ins,
    standing_in_for,
)
from nianbao.web.organisations.models import Deputy, Organisation
from nianbao.web.organisations.permissions import Standing, standing_of

DAY = datetime.timedelta(days=1)


def test_a_colleague_acts_with_the_other_s_roles_on_the_days_named(person: Callable[[str], Person]) -> None:
    head, clerk, today = person("白路遥"), person("邱明溪"), timezone.localdate()
    for _ in range(2):
        number = name_deputy(deputy=clerk, since=today, until=today + DAY, by=head).pk
    assert stand_ins(clerk).count() == 1
    borrowed = standing_in_for(clerk, number)
    assert borrowed is not None
    school = Organisation.objects.get(code="9901020002")
    assert (borrowed.person, borrowed.acting_for, borrowed.may_hand_in(school)) == (clerk, head, True)
    assert standing_in_for(person("孟晚照"), number) is None
    Deputy.objects.update(since=today - 2 * DAY, until=today - DAY)
    assert standing_in_for(clerk, number) is None


def test_either_of_the_two_ends_it_and_nobody_else(person: Callable[[str], Person]) -> None:
    today = timezone.localdate()
    number = name_deputy(deputy=person("邱明溪"), since=today, until=today, by=person("白路遥")).pk
    end_deputy(number, by=person("孟晚照"))
    assert stand_ins(person("邱明溪")).exists()
    for _ in range(2):
        end_deputy(number, by=person("邱明溪"))
    assert not stand_ins(person("邱明溪")).exists()


def test_only_a_colleague_for_sensible_days(person: Callable[[str], Person]) -> None:
    today = timezone.localdate()
    assert "沈知远" not in {one.name for one in colleagues_of(person("白路遥"))}
    with pytest.raises(Problem, match="同一单位"):
        name_deputy(deputy=person("沈知远"), since=today, until=today, by=person("白路遥"))
    with pytest.raises(Problem, match="日期不对"):
        name_deputy(deputy=person("邱明溪"), since=today, until=today - DAY, by=person("白路遥"))


def test_who_leaves_hands_over_roles_and_tables(
    person: Callable[[str], Person], standing: Callable[[str], Standing]
) -> None:
    school, head = Organisation.objects.get(code="9901020002"), standing("白路遥")
    leaver, successor = person("范若谷"), person("孟晚照")
    assert hand_over(leaver, successor=successor, organisation=school, standing=head) == 1
    assert hand_over(leaver, successor=successor, organisation=school, standing=head) == 0
    assert not standing_of(leaver).grants
    assert [grant.tables for grant in standing_of(successor).grants if grant.role == "filler"] == [["satisfaction"]]
    assert Event.objects.filter(kind="organisations.person.handed-over").count() == 1
    # Who has all tables keeps all.
    hand_over(successor, successor=person("邱明溪"), organisation=school, standing=head)
    assert standing_of(person("邱明溪")).may_fill(school, "scorecard")


def test_nobody_hands_over_for_oneself_or_for_another_school(
    person: Callable[[str], Person], standing: Callable[[str], Standing]
) -> None:
    school = Organisation.objects.get(code="9901020002")
    with pytest.raises(Problem, match="自己"):
        hand_over(person("白路遥"), successor=person("邱明溪"), organisation=school, standing=standing("白路遥"))
    with pytest.raises(Problem, match="负责人可以办理"):
        hand_over(person("范若谷"), successor=person("邱明溪"), organisation=school, standing=standing("孟晚照"))
