"""The pages of a figure and of corrections."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nianbao.sample.district import LATEST
from nianbao.web.campaigns.models import Campaign
from nianbao.web.reviews.models import Correction
from nianbao.web.submissions.models import Submission

Enter = Callable[[str], Client]
Whose = Callable[..., Submission]
ACCEPTED = "9901020001"


@pytest.fixture
def campaign() -> Campaign:
    return Campaign.objects.get(edition=LATEST)


def test_a_figure_is_corrected_shown_and_given_back(enter: Enter, campaign: Campaign, submission: Whose) -> None:
    client, school = enter("高审之"), submission(ACCEPTED)
    raw = school.entries.get(indicator="graduates").raw
    address = f"/campaigns/{campaign.pk}/figures/graduates/"
    page = client.get(f"{address}?school={school.pk}").content.decode()
    assert f"学校报的是 {raw}" in page
    sent = {"school": school.pk, "seen": raw, "after": "9", "reason": "与学籍系统核对"}
    file = SimpleUploadedFile("名册.pdf", b"%PDF-1.4 register")
    for _ in range(2):
        file.seek(0)
        assert client.post(f"{address}correct/", sent | {"file": file}).status_code == 302
    made = Correction.objects.get()
    page = client.get(address).content.decode()
    for words in ("采用中", "与学籍系统核对", "名册.pdf", f"<del>{raw}</del> → <ins>9</ins>"):
        assert words in page
    shown = client.get(f"/campaigns/{campaign.pk}/aggregate/").content.decode()
    assert f"区级更正：原{raw}，更正为9。与学籍系统核对" in shown
    evidence = client.get(f"/campaigns/{campaign.pk}/corrections/{made.pk}/file/")
    assert evidence.content == b"%PDF-1.4 register"
    withdraw = f"/campaigns/{campaign.pk}/corrections/{made.pk}/withdraw/"
    assert client.post(withdraw, {"reason": "核对有误", "from": "list"})["Location"].endswith("/corrections/")
    assert "核对有误" in client.get(f"/campaigns/{campaign.pk}/corrections/").content.decode()


def test_who_only_reads_sees_corrections_and_no_forms(enter: Enter, campaign: Campaign) -> None:
    page = enter("江市平").get(f"/campaigns/{campaign.pk}/figures/graduates/").content.decode()
    assert "全区的数" in page
    assert "/correct/" not in page


def test_an_unknown_figure_or_another_campaign_s_correction_does_not_exist(enter: Enter, campaign: Campaign) -> None:
    client = enter("高审之")
    assert client.get(f"/campaigns/{campaign.pk}/figures/nothing/").status_code == 404
    client.post(
        f"/campaigns/{campaign.pk}/figures/graduates/correct/",
        {"seen": client.get(f"/campaigns/{campaign.pk}/figures/graduates/").context["before"], "after": "7",
         "reason": "有重复"},
    )  # fmt: skip
    made, other = Correction.objects.get(), Campaign.objects.exclude(pk=campaign.pk)[0]
    assert client.get(f"/campaigns/{other.pk}/corrections/{made.pk}/file/").status_code == 404
    assert client.get(f"/campaigns/{campaign.pk}/corrections/{made.pk}/file/").status_code == 404  # without a file


def test_a_ratio_leads_to_what_it_is_computed_from(enter: Enter, campaign: Campaign) -> None:
    client = enter("高审之")
    page = client.get(f"/campaigns/{campaign.pk}/figures/students_per_teacher/")
    assert page.status_code == 200
    behind = page.context["behind"]
    assert behind
    follow = client.get(f"/campaigns/{campaign.pk}/figures/{behind[0].id}/")
    assert "students_per_teacher" in {one.id for one in follow.context["resting"]}
