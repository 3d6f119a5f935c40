"""Accepting an invitation, a forgotten password, two-step sign-in, the other sessions: page by page."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from nianbao.web.accounts.actions import create_person
from nianbao.web.accounts.letters import send_link_letters
from nianbao.web.accounts.links import INVITE, make_link
from nianbao.web.accounts.mail import NOWHERE
from nianbao.web.accounts.models import Person, SignIn
from nianbao.web.accounts.second_factor import STEP, totp

PASSWORD = "望川 7 月的雨-long"


@pytest.fixture
def somebody() -> Person:
    return create_person(login_name="zhou", name="周某", password=PASSWORD, email="zhou@example.org", by=None)


def sign_in(client: Client, password: str = PASSWORD) -> Any:
    return client.post("/sign-in/", {"login_name": "zhou", "password": password, "next": "/account/"})


def turned_on(client: Client) -> tuple[str, list[str]]:
    client.get("/account/second-factor/")
    secret = client.session["new_second_factor"]
    shown = client.post("/account/second-factor/", {"act": "on", "code": code_of(secret)})
    return secret, re.findall(r"<code>([0-9a-f]{6}-[0-9a-f]{6})</code>", shown.content.decode())


def code_of(secret: str, later: int = 0) -> str:
    return totp(base64.b32decode(secret), int(time.time()) + later * STEP)


def test_a_guest_accepts_an_invitation_once() -> None:
    guest = create_person(login_name="zhou", name="周某", by=None)
    address = f"/welcome/{make_link(guest, purpose=INVITE, by=None)}/"
    client = Client()
    assert "zhou" in client.get(address).content.decode()
    asked = {"name": "周全", "password": PASSWORD, "again": PASSWORD}
    assert "不一样" in client.post(address, asked | {"again": "other"}).content.decode()
    assert "密码不合要求" in client.post(address, asked | {"password": "1" * 12, "again": "1" * 12}).content.decode()
    assert client.post(address, asked).headers["Location"] == "/sign-in/"
    assert client.post(address, asked).status_code == client.get(address).status_code == 404
    assert sign_in(client).headers["Location"] == "/account/"
    assert Person.objects.get(login_name="zhou").name == "周全"


def test_a_forgotten_password_is_answered_alike_for_every_name(
    somebody: Person, mailoutbox: list[EmailMessage]
) -> None:
    answers = set()
    for name in ("zhou", "zhou", "nobody", "operator"):
        answer = Client().post("/sign-in/forgotten/", {"login_name": name})
        answers.add(re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", answer.content))
    send_link_letters()
    assert len(answers) == 1
    (letter,) = mailoutbox  # asked twice within minutes, written to once
    found = re.search(r"/welcome/\S+/", str(letter.body))
    assert found is not None
    new = PASSWORD + "2"
    assert Client().post(found[0], {"password": new, "again": new}).status_code == 302
    assert sign_in(Client(), new).status_code == 302


def test_without_a_mail_server_the_leader_is_named(settings: Any) -> None:
    settings.EMAIL_BACKEND = NOWHERE
    assert "本单位负责人" in Client().get("/sign-in/forgotten/").content.decode()


def test_the_code_is_asked_for_after_the_password(somebody: Person) -> None:
    client = Client()
    sign_in(client)
    secret, codes = turned_on(client)
    assert len(codes) == 8
    client.post("/sign-out/")
    assert sign_in(client).headers["Location"] == "/sign-in/code/"
    assert client.get("/").status_code == 302
    assert client.post("/sign-in/code/", {"code": "000000x"}).status_code == 409
    assert client.post("/sign-in/code/", {"code": code_of(secret, 1)}).headers["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    other = Client()
    assert other.get("/sign-in/code/").headers["Location"] == "/sign-in/"
    sign_in(other)
    assert other.post("/sign-in/code/", {"code": codes[0]}).headers["Location"] == "/account/"


def test_it_is_renewed_and_turned_off_with_a_code(somebody: Person, settings: Any) -> None:
    client = Client()
    sign_in(client)
    _, codes = turned_on(client)
    fresh = client.post("/account/second-factor/", {"act": "renew", "code": codes[0]}).content.decode()
    assert codes[1] not in fresh
    code = re.findall(r"<code>([0-9a-f]{6}-[0-9a-f]{6})</code>", fresh)[0]
    assert client.post("/account/second-factor/", {"act": "off", "code": "wrong"}).status_code == 409
    assert client.post("/account/second-factor/", {"act": "off", "code": code}).status_code == 302
    assert client.post("/account/second-factor/", {"act": "off", "code": code}).status_code == 409


def test_a_role_that_needs_it_cannot_turn_it_off(enter: Callable[[str], Client], settings: Any) -> None:
    settings.NEEDS_SECOND_FACTOR = True
    head = enter("郑守正")
    _, codes = turned_on(head)
    assert "必须使用" in head.post("/account/second-factor/", {"act": "off", "code": codes[0]}).content.decode()


def test_the_others_are_signed_out_and_the_own_window_stays(somebody: Person) -> None:
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    for _ in range(2):
        assert here.post("/account/sessions/others/end/").status_code == 302
    assert SignIn.objects.filter(person=somebody).count() == 1
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_a_stand_in_is_named_begun_and_ended_on_the_page(
    enter: Callable[[str], Client], person: Callable[[str], Person]
) -> None:
    head, clerk = enter("白路遥"), enter("邱明溪")
    today = timezone.localdate().isoformat()
    asked = {"deputy": person("邱明溪").pk, "since": today, "until": today}
    for _ in range(2):
        assert head.post("/account/deputies/", asked).status_code == 302
    assert head.post("/account/deputies/", asked | {"until": ""}).status_code == 409
    assert head.post("/account/deputies/", asked | {"deputy": person("沈知远").pk}).status_code == 409
    shown = clerk.get("/account/deputies/").content.decode()
    found = re.search(r'name="stand_in" value="(\d+)"', shown)
    assert found is not None
    clerk.post("/account/act-for/", {"stand_in": found[1]})
    assert "正在代白路遥办理" in clerk.get("/").content.decode()
    clerk.post("/account/act-for/")
    assert "正在代" not in clerk.get("/").content.decode()
    head.post("/account/deputies/", {"end": found[1]})
    assert "开始代办" not in clerk.get("/account/deputies/").content.decode()
