"""The page of notices and the card on the first page."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from nianbao.web.campaigns.models import Notice


def test_new_notices_stand_on_the_first_page_until_they_are_read(enter: Callable[[str], Client]) -> None:
    client = enter("邱明溪")
    assert "新通知" in client.get("/").content.decode()
    assert "区级通知" in client.get("/notices/").content.decode()
    client.post("/notices/")
    assert "新通知" not in client.get("/").content.decode()
    assert "区级通知" in client.get("/notices/").content.decode()


def test_nobody_reads_the_notices_of_others(enter: Callable[[str], Client]) -> None:
    Notice.objects.filter(person__name="邱明溪").update(title="只给邱明溪")
    assert "只给邱明溪" in enter("邱明溪").get("/notices/").content.decode()
    assert "只给邱明溪" not in enter("范若谷").get("/notices/").content.decode()
