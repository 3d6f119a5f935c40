"""Many wrong sign-ins from one address close the door to it for a while."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client, RequestFactory

from nianbao.web.config.door import DOOR, MOST_WRONG, WITHIN, Door, address_of


@pytest.fixture(autouse=True)
def _open_door() -> Iterator[None]:
    DOOR._wrong.clear()
    yield
    DOOR._wrong.clear()


def knock(client: Client, name: str) -> int:
    return client.post("/sign-in/", {"login_name": name, "password": "not the right one"}).status_code


def test_one_address_cannot_try_name_after_name() -> None:
    client = Client()
    statuses = [knock(client, f"nobody-{number}") for number in range(MOST_WRONG + 1)]

    assert 429 not in statuses[:-1]
    assert statuses[-1] == 429


def test_the_door_opens_again_after_a_while() -> None:
    door = Door()
    for _ in range(MOST_WRONG):
        door.note_wrong("203.0.113.9", 100.0)

    assert door.is_shut("203.0.113.9", 101.0)
    assert not door.is_shut("203.0.113.10", 101.0)
    assert not door.is_shut("203.0.113.9", 101.0 + WITHIN)


def test_only_a_trusted_proxy_says_who_knocks(settings: object) -> None:
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.7"})

    settings.IS_SECURE = False  # type: ignore[attr-defined]
    assert address_of(request) == "127.0.0.1"
    settings.IS_SECURE = True  # type: ignore[attr-defined]
    assert address_of(request) == "203.0.113.7"
