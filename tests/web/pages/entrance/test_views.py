"""The doors: passwords, the demonstration's one click, one's own sessions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from nianbao.web.accounts.actions import create_person
from nianbao.web.accounts.models import Person, SignIn

PASSWORD = "望川 7 月的雨-long"


def test_one_click_works_in_the_demonstration_only(settings: object, person: Callable[[str], Person]) -> None:
    client = Client()
    answer = client.post("/sign-in/demo/", {"person": person("邱明溪").pk})
    assert answer.status_code == 404
    settings.IS_DEMO = True  # type: ignore[attr-defined]
    assert "邱明溪" in client.get("/sign-in/").content.decode()
    assert client.post("/sign-in/demo/", {"person": person("邱明溪").pk}).status_code == 302
    assert "邱明溪，您好" in client.get("/").content.decode()


def test_a_password_opens_and_leads_on_within_the_site() -> None:
    create_person(login_name="zhou", name="周某", password=PASSWORD, by=None)
    sent = {"login_name": "zhou", "password": PASSWORD, "next": "/account/"}
    assert Client().post("/sign-in/", sent).headers["Location"] == "/account/"
    assert Client().post("/sign-in/", sent | {"next": "https://elsewhere.example/"}).headers["Location"] == "/"


def test_a_wrong_password_is_told_where_one_was() -> None:
    client = Client()
    sent = {"login_name": "nobody", "password": "x", "back": "/sign-in/"}
    assert "登录名或密码不对" in client.post("/sign-in/", sent, follow=True).content.decode()


def test_one_s_own_session_is_listed_and_ended() -> None:
    create_person(login_name="zhou", name="周某", password=PASSWORD, by=None)
    desk, phone = Client(), Client()
    for client in (desk, phone):
        client.post("/sign-in/", {"login_name": "zhou", "password": PASSWORD})
    other = SignIn.objects.get(session_key=phone.session.session_key)
    desk.post(f"/account/sessions/{other.pk}/end/")
    assert desk.get("/").status_code == 200
    assert phone.get("/").status_code == 302


def test_whoever_changes_the_password_stays_and_the_others_leave() -> None:
    create_person(login_name="zhou", name="周某", password=PASSWORD, by=None)
    desk, phone = Client(), Client()
    for client in (desk, phone):
        client.post("/sign-in/", {"login_name": "zhou", "password": PASSWORD})
    desk.post("/account/", {"old": PASSWORD, "new": PASSWORD + "2"})
    assert desk.get("/").status_code == 200
    assert phone.get("/").status_code == 302


@pytest.mark.parametrize("name", ["邱明溪", "高审之", "系统管理员"])
def test_everybody_s_first_page_shows_their_work(name: str, enter: Callable[[str], Client]) -> None:
    page = enter(name).get("/").content.decode()
    expected = {"邱明溪": "继续填报", "高审之": "进度与审核", "系统管理员": "操作记录"}[name]
    assert expected in page
