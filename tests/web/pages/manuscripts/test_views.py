"""The report's own page: begin, arrange, cover, print."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.submissions.models import Submission

Enter = Callable[[str], Client]


def manuscript(code: str = "9901020002") -> Manuscript:
    return Manuscript.objects.select_related("campaign", "organisation").get(organisation__code=code)


def test_a_school_begins_its_report_from_its_first_page(enter: Enter, submission: Callable[..., Submission]) -> None:
    clerk, school = enter("石安澜"), submission("9901020004")
    address = f"/campaigns/{school.campaign_id}/manuscripts/{school.organisation_id}/"
    assert f'action="{address}"' in clerk.get("/").content.decode()
    answer = clerk.post(address, follow=True)
    page = answer.content.decode()
    assert "人才培养" in page
    assert page.count("未写") >= 9
    assert clerk.post(address, follow=True).redirect_chain == answer.redirect_chain


def test_a_district_begins_its_own_and_no_schools(enter: Enter, submission: Callable[..., Submission]) -> None:
    editor, school = enter("温编言"), submission("9901020004")
    assert editor.post(f"/campaigns/{school.campaign_id}/manuscripts/{school.organisation_id}/").status_code == 404
    district = school.campaign.district_id
    assert editor.post(f"/campaigns/{school.campaign_id}/manuscripts/{district}/", follow=True).status_code == 200
    assert editor.post(f"/campaigns/{school.campaign_id}/manuscripts/999999/").status_code == 404


def test_cover_people_and_chapters_are_arranged(enter: Enter) -> None:
    head, report = enter("白路遥"), manuscript()
    head.post(
        f"/manuscripts/{report.pk}/front/", {"title": "质量年报", "compiled": "二〇二五年", "numbering": "chinese"}
    )
    head.post(f"/manuscripts/{report.pk}/chapters/", {"title": "特色工作"})
    own = Chapter.objects.get(manuscript=report, node="")
    clerk = manuscript().chapters.get(node="talent_training").assignments.first()
    assert clerk is not None
    head.post(f"/chapters/{own.pk}/people/", {"person": [clerk.person_id, "999999", "x"]})
    page = head.get(f"/manuscripts/{report.pk}/").content.decode()
    assert "质量年报" in page
    assert "特色工作" in page
    assert [one.person_id for one in own.assignments.all()] == [clerk.person_id]
    head.post(f"/chapters/{own.pk}/place/", {"act": "up"})
    assert list(report.chapters.all())[-2] == own
    head.post(f"/chapters/{own.pk}/state/", {"finished": "yes"})
    assert Chapter.objects.get(pk=own.pk).is_finished


def test_the_whole_report_is_shown_and_comes_as_files(enter: Enter) -> None:
    clerk, report = enter("范若谷"), manuscript()
    page = clerk.get(f"/manuscripts/{report.pk}/preview/").content.decode()
    assert "菜田边的班会" in page
    assert "提纲要求而没有写" in page
    assert "核稿（0）" in clerk.get(f"/manuscripts/{report.pk}/preview/?read=1").content.decode()
    answer = clerk.get(f"/manuscripts/{report.pk}/report.docx")
    assert answer.content.startswith(b"PK")
    assert "attachment" in answer["Content-Disposition"]
    assert report.printouts.get().size == len(answer.content)
    assert clerk.get(f"/manuscripts/{report.pk}/report.exe").status_code == 404
