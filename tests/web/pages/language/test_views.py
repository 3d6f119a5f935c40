"""The switch in the header."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client


@pytest.mark.parametrize("chosen", ["", "fr", "zh"])
def test_what_is_no_language_of_ours_is_chinese(enter: Callable[[str], Client], chosen: str) -> None:
    client = enter("邱明溪")
    client.post("/language/", {"language": "en"})
    client.post("/language/", {"language": chosen})
    assert "我的填报" in client.get("/").content.decode()


def test_both_languages_offer_the_other(enter: Callable[[str], Client]) -> None:
    client = enter("邱明溪")
    assert 'value="en" lang="en"' in client.get("/").content.decode()
    client.post("/language/", {"language": "en"})
    assert 'value="zh" lang="zh-CN"' in client.get("/").content.decode()
