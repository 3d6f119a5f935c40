"""The district's pages: the board, the review, the tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.models import Organisation
from nianbao.web.submissions.models import State, Submission

Enter = Callable[[str], Client]
Whose = Callable[..., Submission]


@pytest.fixture
def campaign() -> Campaign:
    return Campaign.objects.order_by("-edition")[0]


def test_the_board_shows_every_school_and_table(enter: Enter, campaign: Campaign) -> None:
    page = enter("高审之").get(f"/campaigns/{campaign.pk}/").content.decode()
    for words in ("岚溪区职业技术学校", "<b>2/4</b>已报送", "2 错", "已通过", "填报中"):
        assert words in page


def test_a_review_from_receiving_to_accepting(enter: Enter, submission: Whose) -> None:
    number = submission("9901020003").pk
    client = enter("高审之")
    for act in ("receive", "receive", "accept", "accept"):
        assert client.post(f"/reviews/{number}/{act}/").status_code == 302
    assert submission("9901020003").state == State.ACCEPTED
    page = client.get(f"/campaigns/{submission('9901020003').campaign_id}/aggregate/").content.decode()
    assert "<b>2/4</b>" in page


def test_who_may_only_read_is_told_so(enter: Enter, submission: Whose) -> None:
    for name in ("温编言", "江市平"):
        answer = enter(name).post(f"/reviews/{submission('9901020003').pk}/receive/")
        assert answer.status_code == 403
        assert "没有“审核”的权限" in answer.content.decode()


def test_a_reviewer_sees_what_changed_since_the_last_time(enter: Enter, submission: Whose) -> None:
    arrived = submission("9901020003")
    reviewer = enter("高审之")
    reviewer.post(f"/reviews/{arrived.pk}/return/", {"reason": "请核对班级数"})
    entry = arrived.entries.get(indicator="classes")
    address = f"/submissions/{arrived.pk}/tables/base_items/"
    enter("汪青禾").post(
        address, {"c:classes": entry.raw, "n:classes": "已与名册核对", "v:classes": str(entry.version)}
    )
    page = reviewer.get(f"/reviews/{arrived.pk}/").content.decode()
    assert "自上次报送以来改动 1 项" in page
    enter("罗见山").post(f"/submissions/{arrived.pk}/pass/")
    enter("唐予安").post(f"/submissions/{arrived.pk}/hand-in/", {"signed_name": "唐予安"})
    page = reviewer.get(f"/reviews/{arrived.pk}/").content.decode()
    assert "比上次报送改动 1 项" in page
    assert "已与名册核对" in page


@pytest.mark.parametrize("extension", ["html", "docx", "xlsx", "zip"])
def test_the_district_s_tables_are_downloaded(extension: str, enter: Enter, campaign: Campaign) -> None:
    answer = enter("温编言").get(f"/campaigns/{campaign.pk}/aggregate/annex.{extension}")
    assert answer.status_code == 200
    assert len(answer.content) > 5000
    assert ("sandbox" in answer.headers["Content-Security-Policy"]) == (extension == "html")


def test_a_campaign_is_opened_with_reasons_for_the_absent(enter: Enter) -> None:
    district = Organisation.objects.get(code="990102")
    Campaign.objects.filter(edition="dy2023/school").update(edition="dy2022/school")
    sent = {"edition": "dy2023/school", "opens_on": "2026-01-01", "due_on": "2026-02-01", "closes_on": "2026-02-10"}
    sent |= {f"part:{code}": "1" for code in ("9901020001", "9901020002", "9901020003")}
    address = f"/districts/{district.pk}/campaigns/new/"
    assert enter("温编言").post(address, sent).status_code == 409
    assert enter("温编言").post(address, sent | {"reason:9901020004": "停办"}).status_code == 302
    opened = Campaign.objects.get(edition="dy2023/school")
    assert opened.participations.filter(takes_part=False, reason="停办").count() == 1


def test_more_time_and_announcements_are_given_on_the_board(enter: Enter, campaign: Campaign) -> None:
    client, one = enter("郑守正"), campaign.participations.all()[1]
    client.post(f"/campaigns/{campaign.pk}/participations/{one.pk}/extend/", {"until": "2099-01-01", "reason": "台风"})
    one.refresh_from_db()
    assert one.extended_until is not None
    client.post(f"/campaigns/{campaign.pk}/announce/", {"text": "周五前报齐"})
    assert "周五前报齐" in client.get(f"/campaigns/{campaign.pk}/").content.decode()


def test_many_are_previewed_then_done_with_a_result_for_each(
    enter: Enter, submission: Whose, campaign: Campaign
) -> None:
    client = enter("高审之")
    chosen = [submission(code).pk for code in ("9901020002", "9901020003")]
    page = client.post(f"/campaigns/{campaign.pk}/many/", {"submission": chosen, "act": "accept"}).content.decode()
    assert "选了 2 所，可以做 1 所" in page
    assert submission("9901020003").state == State.HANDED_IN
    sent = {"submission": chosen, "act": "accept", "confirmed": "1"}
    page = client.post(f"/campaigns/{campaign.pk}/many/", sent).content.decode()
    assert "2 所中完成 1 所" in page
    assert submission("9901020003").state == State.ACCEPTED


def test_many_of_another_district_are_left_alone(enter: Enter, submission: Whose, campaign: Campaign) -> None:
    other = Campaign.objects.exclude(pk=campaign.pk)[0]
    sent = {"submission": [submission("9901020003").pk], "act": "receive", "confirmed": "1"}
    enter("高审之").post(f"/campaigns/{other.pk}/many/", sent)
    assert submission("9901020003").state == State.HANDED_IN


def test_a_finding_tells_its_weight_for_the_district(enter: Enter, submission: Whose) -> None:
    page = enter("高审之").get(f"/reviews/{submission('9901020002').pk}/").content.decode()
    assert "按建议改正后，全区「" in page


def test_the_remarks_are_taken_along_as_a_file(enter: Enter, submission: Whose) -> None:
    answer = enter("高审之").get(f"/reviews/{submission('9901020003').pk}/remarks.docx")
    assert answer.content.startswith(b"PK")
    assert "attachment" in answer["Content-Disposition"]
    assert enter("高审之").get(f"/reviews/{submission('9901020003').pk}/remarks.exe").status_code == 404


def test_too_few_schools_of_a_type_are_said_to_be_too_few(enter: Enter, submission: Whose) -> None:
    page = enter("高审之").get(f"/reviews/{submission('9901020003').pk}/peers/").content.decode()
    assert "不足 5 所" in page
