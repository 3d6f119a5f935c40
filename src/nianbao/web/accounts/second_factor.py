"""A second factor: six digits of an app by the clock (TOTP, RFC 6238), and recovery codes for a lost telephone."""

from __future__ import annotations

import base64
import datetime
import hashlib
import hmac
import secrets
import struct
from urllib.parse import quote

from django.db import transaction
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.accounts.actions import LOCKED_FOR, MOST_ATTEMPTS
from nianbao.web.accounts.models import Person
from nianbao.web.audit.actions import record_event

STEP, DIGITS, DRIFT = 30, 6, 1  # one step early or late: telephones are not exact
RECOVERY_CODES = 8


def totp(secret: bytes, seconds: int, digits: int = DIGITS) -> str:
    """The code of a moment; the vectors of RFC 6238, appendix B, for SHA-1.

    >>> [totp(b"12345678901234567890", moment, 8) for moment in (59, 1111111109, 1234567890, 20000000000)]
    ['94287082', '07081804', '89005924', '65353130']
    """
    digest = hmac.digest(secret, struct.pack(">Q", seconds // STEP), "sha1")
    offset = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def new_secret() -> str:
    """A fresh secret in base32, as authenticator apps take it."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def provisioning_address(person: Person, secret: str) -> str:
    """What the QR code says: ``otpauth://totp/…``."""
    label = quote(f"年报工作台:{person.login_name}")
    return f"otpauth://totp/{label}?secret={secret}&issuer={quote('年报工作台')}"


def matching_step(secret: str, code: str, *, now: datetime.datetime, after: int = 0) -> int | None:
    """The step whose code this is, or None; steps up to ``after`` are used up."""
    code = "".join(code.split())
    here = int(now.timestamp()) // STEP
    for step in range(here - DRIFT, here + DRIFT + 1):
        expected = totp(base64.b32decode(secret), step * STEP)
        if step > after and hmac.compare_digest(expected.encode(), code.encode()):
            return step
    return None


def turn_on(person: Person, *, secret: str, code: str) -> list[str]:
    """Begin to ask for codes, once one has shown that the app has the secret; the recovery codes, shown once."""
    step = matching_step(secret, code, now=timezone.now())
    if step is None:
        raise Problem(
            "code-wrong",
            "验证码不对。请确认手机时间准确，再输入 App 当前显示的 6 位数字。",
            "The code is not right. Check the clock of the telephone and enter the six digits shown now.",
        )
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if person.totp_secret:
            raise Problem("second-factor-on", "两步验证已经启用。", "Two-step sign-in is on already.")
        person.totp_secret, person.totp_step = secret, step
        codes = _fresh_recovery_codes(person)
        person.save(update_fields=["totp_secret", "totp_step", "recovery_codes"])
        record_event("accounts.second-factor.on", by=person, subject=person.name)
    return codes


def renew_recovery_codes(person: Person, *, code: str) -> list[str]:
    """New recovery codes instead of all earlier ones, for who shows a code of the app."""
    check_second_factor(person, code=code)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        codes = _fresh_recovery_codes(person)
        person.save(update_fields=["recovery_codes"])
        record_event("accounts.recovery-codes.renewed", by=person, subject=person.name)
    return codes


def turn_off(person: Person, *, by: Person, branch: str = "") -> None:
    """Ask for codes no more: by its owner, or by a leader when the telephone is lost. Twice changes nothing."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if not person.totp_secret:
            return
        person.totp_secret, person.totp_step, person.recovery_codes = "", 0, []
        person.save(update_fields=["totp_secret", "totp_step", "recovery_codes"])
        record_event("accounts.second-factor.off", by=by, branch=branch, subject=person.name)


def check_second_factor(person: Person, *, code: str) -> None:
    """Take a code of the app or a recovery code, each once; wrong ones count towards the lock like passwords."""
    now = timezone.now()
    refusal: Problem | None = None
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        typed = "".join(code.split()).replace("-", "").lower()
        if person.locked_until is not None and person.locked_until > now:
            refusal = Problem(
                "sign-in-locked",
                "错误次数过多，账号已暂时锁定，请稍后再试。",
                "Too many wrong tries; the account is locked for a while. Try again later.",
            )
        elif (step := matching_step(person.totp_secret, typed, now=now, after=person.totp_step)) is not None:
            person.totp_step, person.failed_attempts = step, 0
            person.save(update_fields=["totp_step", "failed_attempts"])
        elif (digest := _digest(typed)) in person.recovery_codes:
            person.recovery_codes = [one for one in person.recovery_codes if one != digest]
            person.failed_attempts = 0
            person.save(update_fields=["recovery_codes", "failed_attempts"])
            left = len(person.recovery_codes)
            record_event("accounts.recovery-code.used", by=person, subject=person.name, detail={"left": left})
        else:
            person.failed_attempts += 1
            if person.failed_attempts >= MOST_ATTEMPTS:
                person.failed_attempts, person.locked_until = 0, now + LOCKED_FOR
                record_event("accounts.person.locked", by=None, subject=person.name)
            person.save(update_fields=["failed_attempts", "locked_until"])
            refusal = Problem(
                "code-wrong",
                "验证码不对或已用过。请输入 App 当前显示的 6 位数字，或一个没用过的备用码。",
                "The code is not right or was used. Enter the six digits shown now, or an unused recovery code.",
            )
    if refusal is not None:
        raise refusal


def _fresh_recovery_codes(person: Person) -> list[str]:
    plain = [f"{secrets.token_hex(3)}-{secrets.token_hex(3)}" for _ in range(RECOVERY_CODES)]
    person.recovery_codes = [_digest(one.replace("-", "")) for one in plain]
    return plain


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
