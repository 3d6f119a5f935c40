"""The setting that asks leaders and operators for a second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("who", "is_led"), [("郑守正", True), ("江市平", True), ("系统管理员", True), ("高审之", False), ("邱明溪", False)]
)
def test_who_must_have_a_second_factor_is_led_to_it(
    who: str, is_led: bool, settings: Any, enter: Callable[[str], Client]
) -> None:
    client = enter(who)
    assert client.get("/").status_code == 200
    settings.NEEDS_SECOND_FACTOR = True
    answer = client.get("/")
    assert (answer.status_code, answer.headers.get("Location")) == (
        (302, "/account/second-factor/") if is_led else (200, None)
    )
    assert client.get("/account/second-factor/").status_code == 200
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
