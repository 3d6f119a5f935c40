"""Wrong sign-ins from one address are slowed down, whatever names they try.

The account's own lock stops many tries at one name; this stops one machine that tries many names. It counts in the
memory of each server process, so several processes let through as many times more, and a restart forgets.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nianbao.facts.problem import Problem

MOST_WRONG = 30  # a school's office often shares one address
WITHIN = 15 * 60  # seconds
MOST_ADDRESSES = 10_000


class Door:
    """The latest wrong sign-ins by address."""

    def __init__(self) -> None:
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def is_shut(self, address: str, now: float) -> bool:
        """Whether too many were wrong within the time; older ones are forgotten."""
        with self._lock:
            tries = self._wrong.get(address)
            while tries and tries[0] <= now - WITHIN:
                tries.popleft()
            return tries is not None and len(tries) >= MOST_WRONG

    def note_wrong(self, address: str, now: float) -> None:
        with self._lock:
            tries = self._wrong.setdefault(address, deque(maxlen=MOST_WRONG))
            tries.append(now)
            self._wrong.move_to_end(address)
            while len(self._wrong) > MOST_ADDRESSES:
                self._wrong.popitem(last=False)


DOOR = Door()


class _WatchedDoor:
    """Before the sign-in page: an address that was wrong too often is refused, and each wrong one is counted."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        if not _is_sign_in(request) or not DOOR.is_shut(address_of(request), time.monotonic()):
            return None
        message = f"这个网络地址登录失败次数过多，请 {WITHIN // 60} 分钟后再试。"
        return render(request, "problem.html", {"message": message, "code": "sign-in-slowed"}, status=429)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if _is_sign_in(request) and isinstance(exception, Problem) and exception.code == "sign-in-refused":
            DOOR.note_wrong(address_of(request), time.monotonic())


watched_door = _WatchedDoor


def address_of(request: HttpRequest) -> str:
    """The visitor's address: behind the trusted proxy of NIANBAO_HTTPS the one that the proxy saw."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.IS_SECURE else ""
    return (forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", "")))[:45]


def _is_sign_in(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.url_name == "sign-in"
