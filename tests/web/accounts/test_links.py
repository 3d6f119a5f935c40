"""Links for one use: what they open, when they end."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.accounts.actions import attempt_sign_in, create_person, suspend_person
from nianbao.web.accounts.links import INVITE, RESET, make_link, person_of_link, use_link
from nianbao.web.accounts.models import OneTimeLink, Person

PASSWORD = "望川 7 月的雨-long"


@pytest.fixture
def guest() -> Person:
    return create_person(login_name="zhou", name="周某", by=None)


def test_an_invitation_is_accepted_once(guest: Person) -> None:
    token = make_link(guest, purpose=INVITE, by=None)
    assert use_link(token, password=PASSWORD, name="周全").name == "周全"
    with pytest.raises(Problem, match="已用过"):
        use_link(token, password=PASSWORD + "2")
    assert attempt_sign_in(login_name="zhou", password=PASSWORD) == guest


def test_a_weak_password_leaves_the_link_as_it_was(guest: Person) -> None:
    token = make_link(guest, purpose=INVITE, by=None)
    with pytest.raises(Problem, match="密码不合要求"):
        use_link(token, password="12345678")
    assert person_of_link(token) is not None


def test_a_newer_link_ends_the_earlier_one(guest: Person) -> None:
    earlier, later = (make_link(guest, purpose=INVITE, by=None) for _ in range(2))
    assert person_of_link(earlier) is None
    assert person_of_link(later) is not None


def test_a_link_ends_with_its_time(guest: Person) -> None:
    token = make_link(guest, purpose=RESET, by=None)
    OneTimeLink.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    assert person_of_link(token) is None


def test_the_token_itself_is_nowhere_in_the_database(guest: Person) -> None:
    token = make_link(guest, purpose=RESET, by=None)
    assert token not in str(list(OneTimeLink.objects.values()))


def test_a_suspended_person_gets_no_link_and_loses_those_made(guest: Person, person: Callable[[str], Person]) -> None:
    token = make_link(guest, purpose=INVITE, by=None)
    suspend_person(guest, by=person("郑守正"))
    assert person_of_link(token) is None
    with pytest.raises(Problem, match="已停用"):
        make_link(guest, purpose=INVITE, by=None)
