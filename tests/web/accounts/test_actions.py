"""Making accounts, and the lock on the door."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.accounts.actions import (
    MOST_ATTEMPTS,
    attempt_sign_in,
    change_password,
    create_person,
    end_other_sessions,
    end_session,
    note_sign_in,
    resume_person,
    suspend_person,
)
from nianbao.web.accounts.models import Person, SignIn

PASSWORD = "望川 7 月的雨-long"


@pytest.fixture
def somebody() -> Person:
    return create_person(login_name="zhou", name="周某", password=PASSWORD, by=None)


def test_a_weak_password_is_refused_with_the_reason() -> None:
    with pytest.raises(Problem, match="密码不合要求"):
        create_person(login_name="zhou", name="周某", password="12345678", by=None)


def test_a_login_name_is_used_once(somebody: Person) -> None:
    with pytest.raises(Problem, match="已被使用"):
        create_person(login_name="zhou", name="另一人", password=PASSWORD, by=None)


def test_an_account_needs_both_names() -> None:
    with pytest.raises(Problem, match="都要填写"):
        create_person(login_name=" ", name="周某", by=None)


def test_the_right_password_opens(somebody: Person) -> None:
    assert attempt_sign_in(login_name="zhou", password=PASSWORD) == somebody


def test_a_wrong_name_and_a_wrong_password_are_told_alike(somebody: Person) -> None:
    messages = set()
    for name in ("zhou", "nobody"):
        with pytest.raises(Problem) as refused:
            attempt_sign_in(login_name=name, password="wrong")
        messages.add(refused.value.message)
    assert len(messages) == 1


def test_wrong_passwords_lock_the_door_for_a_while(somebody: Person) -> None:
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(Problem):
            attempt_sign_in(login_name="zhou", password="wrong")
    with pytest.raises(Problem, match="暂时锁定"):
        attempt_sign_in(login_name="zhou", password=PASSWORD)
    Person.objects.filter(pk=somebody.pk).update(locked_until=timezone.now() - datetime.timedelta(seconds=1))
    assert attempt_sign_in(login_name="zhou", password=PASSWORD) == somebody


def test_a_password_is_changed_by_who_knows_the_old_one(somebody: Person) -> None:
    with pytest.raises(Problem, match="原密码不对"):
        change_password(somebody, old="wrong", new=PASSWORD + "2")
    change_password(somebody, old=PASSWORD, new=PASSWORD + "2")
    assert attempt_sign_in(login_name="zhou", password=PASSWORD + "2") == somebody


def test_a_session_is_ended_by_its_owner_alone_and_once(somebody: Person) -> None:
    note_sign_in(somebody, session_key="k", address="", browser="")
    number = SignIn.objects.get(session_key="k").pk
    end_session(Person.objects.get(name="邱明溪"), sign_in=number)
    assert SignIn.objects.filter(pk=number).exists()
    end_session(somebody, sign_in=number)
    end_session(somebody, sign_in=number)
    assert not SignIn.objects.filter(pk=number).exists()


def test_the_other_sessions_are_ended_and_the_own_one_stays(somebody: Person) -> None:
    for key in ("here", "there", "elsewhere"):
        note_sign_in(somebody, session_key=key, address="", browser="")
    assert end_other_sessions(somebody, current="here") == 2
    assert end_other_sessions(somebody, current="here") == 0
    assert [one.session_key for one in SignIn.objects.filter(person=somebody)] == ["here"]


def test_a_suspended_person_is_out_until_resumed(somebody: Person) -> None:
    leader = Person.objects.get(name="郑守正")
    note_sign_in(somebody, session_key="k", address="", browser="")
    for _ in range(2):
        suspend_person(somebody, by=leader)
    assert not SignIn.objects.filter(person=somebody).exists()
    with pytest.raises(Problem):
        attempt_sign_in(login_name="zhou", password=PASSWORD)
    for _ in range(2):
        resume_person(somebody, by=leader)
    assert attempt_sign_in(login_name="zhou", password=PASSWORD) == somebody


def test_nobody_suspends_the_own_account(somebody: Person) -> None:
    with pytest.raises(Problem, match="自己"):
        suspend_person(somebody, by=somebody)
