"""A leader's page of people: the list, an invitation, roles, links and suspension."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.core.mail import EmailMessage
from django.test import Client

from nianbao.web.accounts.letters import send_link_letters
from nianbao.web.accounts.models import Person
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import standing_of

SCHOOL = "9901020002"


def page_of(code: str = SCHOOL) -> str:
    return f"/organisations/{Organisation.objects.get(code=code).pk}/people/"


def test_the_list_names_people_with_roles_and_limits(enter: Callable[[str], Client]) -> None:
    shown = enter("白路遥").get(page_of()).content.decode()
    assert "范若谷" in shown
    assert "限 1 张表" in shown
    assert "沈知远" not in shown


def test_a_district_s_page_leads_to_its_schools(enter: Callable[[str], Client]) -> None:
    head = enter("郑守正")
    district = Organisation.objects.get(code=SCHOOL).parent
    assert district is not None
    assert head.get("/people/").headers["Location"] == page_of(district.code)
    assert page_of() in head.get(page_of(district.code)).content.decode()


def test_an_invitation_is_shown_and_mailed_and_opens_the_door(
    enter: Callable[[str], Client], mailoutbox: list[EmailMessage]
) -> None:
    head = enter("白路遥")
    asked = {
        "name": "周某",
        "login_name": "zhou",
        "email": "zhou@example.org",
        "role": "filler",
        "table": "satisfaction",
    }
    shown = head.post(page_of() + "invite/", asked).content.decode()
    found = re.search(r"http://testserver(/welcome/[^/\s]+/)", shown)
    assert found is not None
    assert not mailoutbox  # the page does not wait for a mail server
    assert send_link_letters() == (1, 0)
    assert "/welcome/" in str(mailoutbox[0].body)
    assert "待接受邀请" in head.get(page_of()).content.decode()
    assert head.post(page_of() + "invite/", asked).status_code == 409
    assert Client().get(found[1]).status_code == 200
    school = Organisation.objects.get(code=SCHOOL)
    assert not standing_of(Person.objects.get(login_name="zhou")).may_fill(school, "scorecard")


def test_a_filler_is_limited_to_chapters_on_the_page(enter: Callable[[str], Client]) -> None:
    head, clerk = enter("白路遥"), Person.objects.get(name="邱明溪")
    here = f"{page_of()}{clerk.pk}/"
    assert "正文：服务贡献" in head.get(here).content.decode()
    head.post(here + "roles/", {"role": "filler", "chapter": ["service", "no-such-chapter"]})
    school = Organisation.objects.get(code=SCHOOL)
    assert standing_of(clerk).may_write(school, "service")
    assert not standing_of(clerk).may_write(school, "teaching")
    assert not standing_of(clerk).may_fill(school, "scorecard")
    assert 'value="service" checked' in head.get(here).content.decode()


def test_roles_links_and_suspension_twice_in_a_row(enter: Callable[[str], Client]) -> None:
    head, clerk = enter("白路遥"), Person.objects.get(name="邱明溪")
    here = f"{page_of()}{clerk.pk}/"
    for _ in range(2):
        assert head.post(here + "roles/", {"role": ["filler", "reviewer"], "table": "satisfaction"}).status_code == 302
        assert "/welcome/" in head.post(here + "link/").content.decode()
    school = Organisation.objects.get(code=SCHOOL)
    assert standing_of(clerk).roles_for(school) == {"filler", "reviewer"}
    window = enter("邱明溪")
    for act, status in (("suspend", 302), ("suspend", 302), ("resume", 200), ("resume", 200)):
        assert head.post(here + "access/", {"act": act}).status_code == 302
        assert window.get("/").status_code == status
    assert head.post(here + "access/", {"act": "second-factor"}).status_code == 302
    assert head.post(here + "access/", {"act": "other"}).status_code == 404


def test_a_person_of_another_school_does_not_exist_here(enter: Callable[[str], Client]) -> None:
    stranger = Person.objects.get(name="沈知远")
    assert enter("白路遥").get(f"{page_of()}{stranger.pk}/").status_code == 404


def test_a_hand_over_twice_in_a_row(enter: Callable[[str], Client]) -> None:
    head, leaver = enter("白路遥"), Person.objects.get(name="范若谷")
    successor = Person.objects.get(name="邱明溪")
    for _ in range(2):
        here = f"{page_of()}{leaver.pk}/hand-over/"
        assert head.post(here, {"successor": successor.pk}).status_code == 302
    assert "已无角色" in head.get(page_of()).content.decode()
