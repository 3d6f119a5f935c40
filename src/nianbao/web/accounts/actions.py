"""Making people, and letting them in: wrong passwords are counted and lock the door for a while."""

from __future__ import annotations

import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import OneTimeLink, Person, SignIn
from nianbao.web.audit.actions import record_event

MOST_ATTEMPTS = 5
LOCKED_FOR = datetime.timedelta(minutes=15)


def create_person(
    *,
    login_name: str,
    name: str,
    by: Person | None,
    password: str | None = None,
    email: str = "",
    is_operator: bool = False,
) -> Person:
    """A new account; without a password it can only be entered by a link or, in the demonstration, by one click."""
    login_name, name = login_name.strip(), name.strip()
    if not login_name or not name:
        raise Problem("person-incomplete", "登录名和姓名都要填写。", "Both a login name and a name are needed.")
    person = Person(login_name=login_name, name=name, email=email, is_operator=is_operator)
    if password is None:
        person.set_unusable_password()
    else:
        require_good_password(password, person)
        person.set_password(password)
    taken = Problem(
        "login-name-taken", f"登录名“{login_name}”已被使用，请换一个。", f"The login name {login_name!r} is taken."
    )
    with transaction.atomic():
        if Person.objects.filter(login_name=login_name).exists():
            raise taken
        try:
            with transaction.atomic():
                person.save(force_insert=True)
        except IntegrityError:  # somebody took it in this very moment
            raise taken from None
        record_event("accounts.person.created", by=by, subject=name, detail={"operator": is_operator})
    return person


def change_password(person: Person, *, old: str, new: str) -> None:
    """Replace one's own password; other sessions end by themselves because their hash no longer fits."""
    if not person.check_password(old):
        raise Problem("password-wrong", "原密码不对。", "The old password is not right.")
    require_good_password(new, person)
    with transaction.atomic():
        person.set_password(new)
        person.save(update_fields=["password"])
        record_event("accounts.password.changed", by=person, subject=person.name)


def attempt_sign_in(*, login_name: str, password: str) -> Person:
    """The person with this name and password; a Problem that does not tell which of the two was wrong.

    The same time is spent whether or not the name exists, so that names cannot be guessed by the clock.
    """
    wrong = Problem(
        "sign-in-refused",
        f"登录名或密码不对。连续 {MOST_ATTEMPTS} 次不对，将锁定 {LOCKED_FOR.seconds // 60} 分钟。",
        f"The login name or password is not right. After {MOST_ATTEMPTS} wrong tries in a row the account is locked "
        f"for {LOCKED_FOR.seconds // 60} minutes.",
    )
    refusal: Problem | None = None
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(login_name=login_name.strip(), is_active=True).first()
        if person is None:
            make_password(password)
            refusal = wrong
        elif person.locked_until is not None and person.locked_until > timezone.now():
            refusal = Problem(
                "sign-in-locked",
                "密码错误次数过多，账号已暂时锁定，请稍后再试。",
                "Too many wrong passwords; the account is locked for a while. Try again later.",
            )
        elif not check_password(password, person.password):
            person.failed_attempts += 1
            if person.failed_attempts >= MOST_ATTEMPTS:
                person.failed_attempts, person.locked_until = 0, timezone.now() + LOCKED_FOR
                record_event("accounts.person.locked", by=None, subject=person.name)
            person.save(update_fields=["failed_attempts", "locked_until"])
            refusal = wrong
        elif not person.totp_secret:  # with a second factor only its code ends the count
            person.failed_attempts, person.locked_until = 0, None
            person.save(update_fields=["failed_attempts", "locked_until"])
    if refusal is not None or person is None:
        raise refusal or wrong
    return person


def note_sign_in(person: Person, *, session_key: str, address: str, browser: str) -> None:
    """Remember an opened session, so that its owner sees it and can end it."""
    with transaction.atomic():
        SignIn.objects.update_or_create(
            session_key=session_key,
            defaults={"person": person, "address": address, "browser": browser[:200], "began_at": timezone.now()},
        )
        record_event("accounts.session.opened", by=person, subject=person.name)


def choose_language(person: Person, *, language: str) -> None:
    """Pages and letters in this language from now on, ``zh`` or ``en``."""
    if person.language != language:
        person.language = language
        person.save(update_fields=["language"])


def end_session(person: Person, *, sign_in: int) -> None:
    """End one of one's own sessions; ending it twice changes nothing."""
    with transaction.atomic():
        found = SignIn.objects.filter(pk=sign_in, person=person).first()
        if found is None:
            return
        Session.objects.filter(session_key=found.session_key).delete()
        found.delete()
        record_event("accounts.session.ended", by=person, subject=person.name)


def end_other_sessions(person: Person, *, current: str) -> int:
    """End all of one's own sessions but the one that asks; how many they were."""
    with transaction.atomic():
        others = SignIn.objects.filter(person=person).exclude(session_key=current)
        keys = list(others.values_list("session_key", flat=True))
        if not keys:
            return 0
        Session.objects.filter(session_key__in=keys).delete()
        others.delete()
        record_event("accounts.session.others-ended", by=person, subject=person.name, detail={"sessions": len(keys)})
    return len(keys)


def suspend_person(person: Person, *, by: Person, branch: str = "") -> None:
    """Shut somebody out until further notice; roles stay as they are. Twice changes nothing."""
    if person.pk == by.pk:
        raise Problem("suspend-oneself", "不能停用自己的账号。", "Nobody can suspend the own account.")
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if not person.is_active:
            return
        person.is_active = False
        person.save(update_fields=["is_active"])
        OneTimeLink.objects.filter(person=person, used_at=None).delete()
        keys = list(SignIn.objects.filter(person=person).values_list("session_key", flat=True))
        Session.objects.filter(session_key__in=keys).delete()
        SignIn.objects.filter(person=person).delete()
        record_event("accounts.person.suspended", by=by, branch=branch, subject=person.name)


def resume_person(person: Person, *, by: Person, branch: str = "") -> None:
    """Let a suspended person in again; a lock after wrong passwords ends too."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if person.is_active and person.locked_until is None:
            return
        person.is_active, person.failed_attempts, person.locked_until = True, 0, None
        person.save(update_fields=["is_active", "failed_attempts", "locked_until"])
        record_event("accounts.person.resumed", by=by, branch=branch, subject=person.name)


def require_good_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as refused:
        reasons = "".join(refused.messages)
        raise Problem("password-weak", f"密码不合要求：{reasons}", f"The password will not do: {reasons}") from None
