"""Codes by the clock, each taken once, and recovery codes for a lost telephone."""

from __future__ import annotations

import base64
import datetime

import pytest
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.accounts.actions import MOST_ATTEMPTS, attempt_sign_in, create_person
from nianbao.web.accounts.models import Person
from nianbao.web.accounts.second_factor import (
    RECOVERY_CODES,
    STEP,
    check_second_factor,
    matching_step,
    new_secret,
    provisioning_address,
    renew_recovery_codes,
    totp,
    turn_off,
    turn_on,
)

PASSWORD = "望川 7 月的雨-long"
NOON = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)


def code_at(secret: str, moment: datetime.datetime) -> str:
    return totp(base64.b32decode(secret), int(moment.timestamp()))


@pytest.fixture
def somebody() -> Person:
    return create_person(login_name="zhou", name="周某", password=PASSWORD, by=None)


def set_up(somebody: Person) -> tuple[str, list[str]]:
    secret = new_secret()
    return secret, turn_on(somebody, secret=secret, code=code_at(secret, timezone.now()))


@pytest.mark.parametrize(("late", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_telephone_may_be_one_step_off(late: int, fits: bool) -> None:
    secret = new_secret()
    code = code_at(secret, NOON + datetime.timedelta(seconds=late * STEP))
    assert (matching_step(secret, code, now=NOON) is not None) == fits


def test_a_code_is_taken_once(somebody: Person) -> None:
    secret, _ = set_up(somebody)
    used = code_at(secret, timezone.now())
    with pytest.raises(Problem, match="已用过"):
        check_second_factor(somebody, code=used)
    later = code_at(secret, timezone.now() + datetime.timedelta(seconds=STEP))
    check_second_factor(somebody, code=f"{later[:3]} {later[3:]}")
    with pytest.raises(Problem, match="已用过"):
        check_second_factor(somebody, code=later)


def test_a_wrong_code_does_not_turn_it_on(somebody: Person) -> None:
    with pytest.raises(Problem, match="验证码不对"):
        turn_on(somebody, secret=new_secret(), code="abc")
    assert not Person.objects.get(pk=somebody.pk).totp_secret


def test_it_is_turned_on_once(somebody: Person) -> None:
    set_up(somebody)
    with pytest.raises(Problem, match="已经启用"):
        set_up(somebody)


def test_a_recovery_code_is_taken_once_and_kept_as_a_digest(somebody: Person) -> None:
    _, codes = set_up(somebody)
    kept = Person.objects.get(pk=somebody.pk).recovery_codes
    assert len(kept) == RECOVERY_CODES
    assert not set(codes) & set(kept)
    check_second_factor(somebody, code=codes[0].upper())
    with pytest.raises(Problem):
        check_second_factor(somebody, code=codes[0])
    fresh = renew_recovery_codes(somebody, code=codes[1])
    with pytest.raises(Problem):
        check_second_factor(somebody, code=codes[2])
    check_second_factor(somebody, code=fresh[0])


def test_wrong_codes_lock_although_the_password_is_right_each_time(somebody: Person) -> None:
    _, codes = set_up(somebody)
    for _ in range(MOST_ATTEMPTS):
        attempt_sign_in(login_name="zhou", password=PASSWORD)
        with pytest.raises(Problem):
            check_second_factor(somebody, code="000000x")
    with pytest.raises(Problem, match="锁定"):
        check_second_factor(somebody, code=codes[0])
    with pytest.raises(Problem, match="锁定"):
        attempt_sign_in(login_name="zhou", password=PASSWORD)


def test_it_is_turned_off_twice_without_harm(somebody: Person) -> None:
    set_up(somebody)
    for _ in range(2):
        turn_off(somebody, by=somebody)
    assert not Person.objects.get(pk=somebody.pk).totp_secret


def test_an_app_is_told_whose_code_it_is(somebody: Person) -> None:
    assert provisioning_address(somebody, "ABC").startswith("otpauth://totp/")
    assert "%3Azhou?secret=ABC" in provisioning_address(somebody, "ABC")
