"""Many wrong sign-ins from one address close the door to it for a while."""

from __future__ import annotations

import datetime

from django.test import Client, RequestFactory

from nianbao.web.accounts.models import WrongSignIn
from nianbao.web.config.door import MOST_WRONG, WITHIN, address_of, is_shut, note_wrong

NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)
A_SECOND = datetime.timedelta(seconds=1)


def knock(client: Client, name: str) -> int:
    return client.post("/sign-in/", {"login_name": name, "password": "not the right one"}).status_code


def test_one_address_cannot_try_name_after_name() -> None:
    client = Client()
    statuses = [knock(client, f"nobody-{number}") for number in range(MOST_WRONG + 1)]

    assert 429 not in statuses[:-1]
    assert statuses[-1] == 429


def test_the_door_opens_again_after_a_while() -> None:
    for _ in range(MOST_WRONG):
        note_wrong("203.0.113.9", NOON)

    assert is_shut("203.0.113.9", NOON + A_SECOND)
    assert not is_shut("203.0.113.10", NOON + A_SECOND)
    assert not is_shut("203.0.113.9", NOON + WITHIN)


def test_what_no_longer_counts_is_not_kept() -> None:
    note_wrong("203.0.113.9", NOON)
    note_wrong("203.0.113.10", NOON + WITHIN)

    assert [one.address for one in WrongSignIn.objects.all()] == ["203.0.113.10"]


def test_only_a_trusted_proxy_says_who_knocks(settings: object) -> None:
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.7"})

    settings.IS_SECURE = False  # type: ignore[attr-defined]
    assert address_of(request) == "127.0.0.1"
    settings.IS_SECURE = True  # type: ignore[attr-defined]
    assert address_of(request) == "203.0.113.7"
