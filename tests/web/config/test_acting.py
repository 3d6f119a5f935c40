"""Acting for a colleague: the pages of the other's role, and the record that says so."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.utils import timezone

from nianbao.web.accounts.models import Person
from nianbao.web.audit.models import Event
from nianbao.web.organisations.deputies import end_deputy, name_deputy


def test_what_is_done_for_another_is_recorded_so(
    enter: Callable[[str], Client], person: Callable[[str], Person]
) -> None:
    today = timezone.localdate()
    number = name_deputy(deputy=person("邱明溪"), since=today, until=today, by=person("白路遥")).pk
    client = enter("邱明溪")
    assert client.get("/people/").status_code == 404
    client.post("/account/act-for/", {"stand_in": number})
    here = client.get("/people/").headers["Location"]
    assert "正在代白路遥办理" in client.get(here).content.decode()
    client.post(here + "invite/", {"name": "周某", "login_name": "zhou", "role": "filler"})
    assert Event.objects.filter(kind="accounts.person.created", actor_name="邱明溪（代白路遥）").exists()
    end_deputy(number, by=person("白路遥"))
    assert client.get("/people/").status_code == 404
    client.post("/account/act-for/", {"stand_in": number})
    assert client.get("/people/").status_code == 404
