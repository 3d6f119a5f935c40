"""A district's way from what was accepted to what is public, page by page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nianbao.rendering.renderer import find_renderer
from nianbao.web.campaigns.models import Campaign
from nianbao.web.config.demonstration_releases import _report
from nianbao.web.presentation.kept_pages import KEPT
from nianbao.web.publications.aggregate import district_tables
from nianbao.web.releases.models import ArchivedReport, Release, ReleaseList, State
from nianbao.web.submissions.models import Submission

Enter = Callable[[str], Client]
BEFORE = "dy2024/school"


@pytest.fixture
def campaign() -> Campaign:
    KEPT.forget()
    return Campaign.objects.select_related("district").get(edition=BEFORE)


@pytest.fixture
def here(campaign: Campaign) -> str:
    return f"/districts/{campaign.district_id}/releases/"


def test_from_accepted_to_public(enter: Enter, here: str, submission: Callable[..., Submission]) -> None:
    editor, head, anybody = enter("温编言"), enter("郑守正"), Client()
    key = f"s-{submission('9901020001', BEFORE).pk}"
    assert key in editor.get(here).content.decode()
    editor.post(f"{here}prepare/", {"candidate": key})
    made = Release.objects.get()
    assert "条待处理" in editor.get(here).content.decode()
    page = editor.get(f"/releases/{made.pk}/").content.decode()
    assert "人数不足 5" in page
    assert 'id="about-graduates"' in page  # what the public will see
    editor.post(f"/releases/{made.pk}/findings/", {"reason": "全校合计数"})
    assert "可以发布" in head.get(here).content.decode()
    head.post(f"{here}sign/", {"release": made.pk, "signed_name": "郑守正"})
    assert ReleaseList.objects.get().items[0][0] == "9901020001"
    assert "公开中" in head.get(here).content.decode()
    assert anybody.get("/public/organisations/9901020001/2024/").status_code == 200


def test_a_scheduled_release_waits(enter: Enter, here: str, submission: Callable[..., Submission]) -> None:
    head = enter("郑守正")
    head.post(f"{here}prepare/", {"candidate": f"s-{submission('9901020001', BEFORE).pk}"})
    made = Release.objects.get()
    head.post(f"/releases/{made.pk}/findings/", {"reason": "全校合计数"})
    head.post(f"{here}sign/", {"release": made.pk, "signed_name": "郑守正", "public_at": "2999-01-01T09:00"})
    assert "定时发布" in head.get(here).content.decode()
    assert Client().get("/public/organisations/9901020001/2024/").status_code == 404
    assert head.post(f"{here}sign/", {"release": made.pk, "public_at": "soon"}).status_code == 409


def test_figures_of_few_people_are_kept_back_on_the_page(
    enter: Enter, here: str, submission: Callable[..., Submission]
) -> None:
    editor = enter("温编言")
    editor.post(f"{here}prepare/", {"candidate": f"s-{submission('9901020001', BEFORE).pk}"})
    found = Release.objects.get()
    names = list(found.findings.values_list("indicator", flat=True))
    editor.post(f"/releases/{found.pk}/keep-back/", {"indicator": names})
    made = Release.objects.get()
    assert made.suppressed == sorted(names)
    assert not made.findings.filter(code="few-people").exists()


def test_a_whole_report_comes_from_its_package_and_can_be_prepared_again(
    enter: Enter, here: str, campaign: Campaign
) -> None:
    editor = enter("温编言")
    sent = SimpleUploadedFile("report.zip", _report(campaign))
    answer = editor.post(f"{here}package/", {"package": sent})
    made = Release.objects.get()
    assert answer.headers["Location"] == f"/releases/{made.pk}/"
    assert made.cases.exists()
    editor.post(f"/releases/{made.pk}/keep-back/", {"indicator": "graduates_to_bachelor"})
    again = Release.objects.get()
    assert again.suppressed == ["graduates_to_bachelor"]
    assert again.cases.count() == made.cases.model.objects.count()


def test_what_was_prepared_can_be_given_up_and_what_is_public_withdrawn(
    enter: Enter, here: str, submission: Callable[..., Submission]
) -> None:
    head = enter("郑守正")
    key = f"s-{submission('9901020004', BEFORE).pk}"
    head.post(f"{here}prepare/", {"candidate": key})
    head.post(f"/releases/{Release.objects.get().pk}/drop/")
    assert not Release.objects.exists()
    head.post(f"{here}prepare/", {"candidate": key})
    made = Release.objects.get()
    if made.findings.exists():
        head.post(f"/releases/{made.pk}/findings/", {"reason": "合计数"})
    head.post(f"{here}sign/", {"release": made.pk, "signed_name": "郑守正"})
    head.post(f"/releases/{made.pk}/withdraw/", {"reason": "学校申请重报"})
    made.refresh_from_db()
    assert made.state == State.WITHDRAWN
    assert "学校申请重报" in head.get(f"/releases/{made.pk}/").content.decode()


def test_too_many_at_once_are_refused_with_the_number(enter: Enter, here: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from nianbao.web.pages.releases import views

    monkeypatch.setattr(views, "MOST_AT_ONCE", 1)
    keys = [f"s-{one.pk}" for one in Submission.objects.filter(campaign__edition=BEFORE)[:2]]
    answer = enter("郑守正").post(f"{here}prepare/", {"candidate": keys})
    assert answer.status_code == 409
    assert "一次最多准备 1 份" in answer.content.decode()


def test_an_older_report_is_uploaded_and_made_public(enter: Enter, here: str, campaign: Campaign) -> None:
    editor, head = enter("温编言"), enter("郑守正")
    data = find_renderer("docx").render(district_tables(campaign, is_provisional=False).view)
    sent = {"report": SimpleUploadedFile("2019.docx", data), "title": "2019年报告", "data_year": "2019"}
    editor.post(f"{here}archive/", sent)
    made = ArchivedReport.objects.get()
    assert "2019年报告" in head.get(here).content.decode()
    assert editor.post(f"{here}archive/{made.pk}/", {"act": "publish"}).status_code == 403
    head.post(f"{here}archive/{made.pk}/", {"act": "publish"})
    assert Client().get(f"/public/archive/{made.pk}/").status_code == 200
    head.post(f"{here}archive/{made.pk}/", {"act": "withdraw", "reason": "重复"})
    KEPT.forget()
    assert Client().get(f"/public/archive/{made.pk}/").status_code == 404
    assert editor.post(f"{here}archive/", {"title": "x", "data_year": "2019"}).status_code == 409
