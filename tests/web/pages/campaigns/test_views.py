"""Who owes, reminders, the board's file and the statement's words, as a district's people use them."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from nianbao.web.campaigns.models import Campaign, Notice
from nianbao.web.reviews.actions import statement_of
from nianbao.web.submissions.models import Submission

HEAD = "郑守正"


def number() -> int:
    return Campaign.objects.order_by("-edition")[0].pk


def test_the_page_names_who_owes_and_who_works_on_it(enter: Callable[[str], Client]) -> None:
    page = enter(HEAD).get(f"/campaigns/{number()}/owing/").content.decode()
    assert "邱明溪" in page
    assert "汪青禾" not in page


def test_a_reminder_reaches_the_ticked_school_alone(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    Notice.objects.all().delete()
    school = submission("9901020002").organisation_id
    sent = {"text": "请尽快报送", "organisation": [str(school)]}
    for _ in range(2):
        assert enter(HEAD).post(f"/campaigns/{number()}/remind/", sent).status_code == 302
    assert set(Notice.objects.values_list("organisation_id", flat=True)) == {school}
    assert Notice.objects.filter(person__name="邱明溪").count() == 1
    assert "请尽快报送" in enter("邱明溪").get("/").content.decode()


def test_the_district_words_the_statement(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    address = f"/campaigns/{number()}/statement/"
    client = enter(HEAD)
    assert client.post(address, {"text": "保证 {school} 真实"}).status_code == 409
    assert client.post(address, {"text": "{organisation}保证{edition}真实。"}).status_code == 302
    found = submission("9901020002")
    assert statement_of(found).startswith(f"{found.organisation.name}保证")
    assert client.post(address, {"text": ""}).status_code == 302
    assert "郑重声明" in statement_of(submission("9901020002"))


def test_the_board_can_be_filtered_and_taken_along(enter: Callable[[str], Client]) -> None:
    client = enter(HEAD)
    page = client.get(f"/campaigns/{number()}/?state=accepted").content.decode()
    assert "1/" in page
    nothing = client.get(f"/campaigns/{number()}/?name=没有这所").content.decode()
    assert "没有符合条件的学校" in nothing
    assert client.get(f"/campaigns/{number()}/board.xlsx").content.startswith(b"PK")
