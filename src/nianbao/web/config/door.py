"""Wrong sign-ins from one address are slowed down, whatever names they try.

The account's own lock stops many tries at one name; this stops one machine that tries many names. Both count in the
database, so that all processes of the server know the same and a restart forgets nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import WrongSignIn

MOST_WRONG = 30  # a school's office often shares one address
WITHIN = datetime.timedelta(minutes=15)
REFUSALS = frozenset({"sign-in-refused", "sign-in-locked"})


def is_shut(address: str, now: datetime.datetime) -> bool:
    """Whether too many were wrong within the time before ``now``."""
    return WrongSignIn.objects.filter(address=address, tried_at__gt=now - WITHIN).count() >= MOST_WRONG


def note_wrong(address: str, now: datetime.datetime) -> None:
    """Count one more; what lies too far back to count is deleted, whoever it came from."""
    WrongSignIn.objects.filter(tried_at__lte=now - WITHIN).delete()
    WrongSignIn.objects.create(address=address, tried_at=now)


class _WatchedDoor:
    """Before the sign-in page: an address that was wrong too often is refused, and each wrong one is counted."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        if not _is_sign_in(request) or not is_shut(address_of(request), timezone.now()):
            return None
        message = f"这个网络地址登录失败次数过多，请 {WITHIN.seconds // 60} 分钟后再试。"
        return render(request, "problem.html", {"message": message, "code": "sign-in-slowed"}, status=429)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if _is_sign_in(request) and isinstance(exception, Problem) and exception.code in REFUSALS:
            note_wrong(address_of(request), timezone.now())


watched_door = _WatchedDoor


def address_of(request: HttpRequest) -> str:
    """The visitor's address: behind the trusted proxy of NIANBAO_HTTPS the one that the proxy saw."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.IS_SECURE else ""
    return (forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", "")))[:45]


def _is_sign_in(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.url_name == "sign-in"
