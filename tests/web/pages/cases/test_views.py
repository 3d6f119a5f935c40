"""The library's pages: what a school sees, what its district sees, and what nobody else does."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nianbao.web.cases.models import CaseCard
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.submissions.models import State, Submission

Enter = Callable[[str], Client]
PAPER = b"%PDF-1.4 consent"
SENT = {
    "title": "茶山上的第一课",
    "background": "新生不知道茶从哪里来，实训时只顾赶进度。",
    "practice": "开学第一周，师生一起上茶山，由茶农讲解采摘和炒制。毕业生[[毕业生人数]]都走过这条路。",
    "result": "学生在实训中能说明每道工序的来由，返工减少。",
    "evidence": "观察记录存专业部。",
}


def report(code: str = "9901020002") -> Manuscript:
    return Manuscript.objects.select_related("campaign", "organisation").get(organisation__code=code)


def written(client: Client, **more: object) -> CaseCard:
    chapter = report().chapters.get(node="teaching")
    answer = client.post(f"/manuscripts/{report().pk}/cases/new/", SENT | {"place": f"{chapter.pk}:"} | more)
    assert answer.status_code == 302, answer.content.decode()
    return CaseCard.objects.get(title=SENT["title"], removed_at=None)


def test_a_school_writes_finds_and_changes_a_case_without_scripts(enter: Enter) -> None:
    clerk = enter("邱明溪")
    card = written(clerk)
    library = f"/organisations/{report().organisation_id}/cases/"
    assert "茶山上的第一课" in clerk.get(library, {"q": "炒制"}).content.decode()
    assert "茶山上的第一课" not in clerk.get(library, {"q": "农机"}).content.decode()
    assert "菜田边的班会" in clerk.get(library, {"topic": "人才培养"}).content.decode()
    assert "茶山上的第一课" not in clerk.get(library, {"state": "chosen"}).content.decode()
    page = clerk.get(f"/cases/{card.pk}/").content.decode()
    assert "开学第一周" in page
    assert 'class="linked"' in page
    form = clerk.get(f"/cases/{card.pk}/write/")
    seen = form.context["seen"]
    assert "[[毕业生人数]]" in form.content.decode()
    clerk.post(f"/cases/{card.pk}/write/", SENT | {"seen": seen, "result": "返工减少。"})
    late = clerk.post(f"/cases/{card.pk}/write/", SENT | {"seen": seen, "title": "另一个标题"})
    assert late.status_code == 409
    assert "别人刚刚也改了这个案例" in late.content.decode()
    assert "返工减少。" in clerk.get(f"/cases/{card.pk}/").content.decode()


def test_the_district_sees_a_case_once_it_is_offered_and_as_it_was_offered(enter: Enter) -> None:
    head, editor, stranger = enter("白路遥"), enter("温编言"), enter("沈知远")
    card = written(head)
    here, library = f"/cases/{card.pk}/", f"/organisations/{report().campaign.district_id}/cases/"
    assert editor.get(here).status_code == 404
    assert "茶山上的第一课" not in editor.get(library).content.decode()
    head.post(f"{here}offer/")
    assert "茶山上的第一课" in editor.get(library).content.decode()
    seen = head.get(f"{here}write/").context["seen"]
    head.post(f"{here}write/", SENT | {"seen": seen, "result": "改过的成效。"})
    assert "改过的成效" not in editor.get(here).content.decode()
    assert "改过的成效" in head.get(here).content.decode()
    for address in (here, library, f"{here}write/"):
        assert stranger.get(address).status_code == 404
    assert editor.get(f"{here}write/").status_code == 404


def test_the_district_chooses_and_the_school_reads_why(enter: Enter) -> None:
    head, editor = enter("白路遥"), enter("温编言")
    card = written(head)
    here = f"/cases/{card.pk}/"
    head.post(f"{here}offer/")
    chapter = report("990102").chapters.get(node="teaching")
    seen = editor.get(here).context["found"].digest
    answer = editor.post(
        f"{here}choose/", {"place": f"{chapter.pk}:", "reason": "农旅融合有代表性", "seen": seen}, follow=True
    )
    assert "已选入" in answer.content.decode()
    copied = next(one for one in Chapter.objects.get(pk=chapter.pk).blocks if one["id"] == f"from-{card.pk}")
    assert copied["organisation"] == report().organisation.name
    page = head.get(here).content.decode()
    assert "农旅融合有代表性" in page
    assert "区级选用了本校的案例" in head.get("/notices/").content.decode()
    assert (
        f"（{report().organisation.name}）"
        in editor.get(f"/manuscripts/{report('990102').pk}/preview/").content.decode()
    )
    editor.post(f"{here}decline/", {"reason": "篇幅所限"})
    assert "篇幅所限" in head.get(here).content.decode()
    assert f"from-{card.pk}" not in {one["id"] for one in Chapter.objects.get(pk=chapter.pk).blocks}


def test_consents_and_masking_on_the_page(enter: Enter) -> None:
    head = enter("白路遥")
    card = written(head, people="张晓明", practice="学生张晓明把手机13812345678写在牌上，上茶山。")
    here = f"/cases/{card.pk}/"
    page = head.get(here).content.decode()
    assert "缺同意凭据" in page
    assert "138****5678" in page
    paper = SimpleUploadedFile("同意书.pdf", PAPER)
    sent = {"person": "张晓明", "giver": "guardian", "agreed_on": "2025-05-06", "paper": paper}
    head.post(f"{here}consents/", sent)
    again = CaseCard.objects.get(pk=card.pk)
    held = again.consents.get()
    assert head.get(f"{here}consents/{held.pk}/").content == PAPER
    assert enter("温编言").get(f"{here}consents/{held.pk}/").status_code == 404
    keys = [one.key for one, _names, _where in head.get(here).context["masks"]]
    assert len(keys) == 1
    head.post(f"{here}mask/", {"mask": keys})
    page = head.get(here).content.decode()
    assert "13812345678" not in page
    assert "张晓明" in page
    head.post(f"{here}consents/{held.pk}/withdraw/")
    assert "缺同意凭据" in head.get(here).content.decode()


def test_two_cases_stand_side_by_side(enter: Enter) -> None:
    head = enter("白路遥")
    card = written(head)
    chapter = report().chapters.get(node="foreword")
    later = SENT | {"title": "茶山上的第二课", "result": "返工明显减少，学生能讲工序。", "place": f"{chapter.pk}:"}
    head.post(f"/manuscripts/{report().pk}/cases/new/", later)
    page = head.get(f"/cases/{card.pk}/").content.decode()
    other = CaseCard.objects.get(title="茶山上的第二课")
    assert f"/cases/{card.pk}/beside/{other.pk}/" in page
    told = head.get(f"/cases/{card.pk}/beside/{other.pk}/").content.decode()
    assert "<mark>新生不知道茶从哪里来" in told
    assert "100%" in told


def test_rules_of_the_district_are_read_where_cases_are_written(enter: Enter) -> None:
    campaign = report().campaign_id
    editor = enter("郑守正")
    sent = {"per_school": "2", "characters_least": "100", "characters_most": "500", "words": "请写一件具体的事。"}
    answer = editor.post(f"/campaigns/{campaign}/case-rules/", sent, follow=True)
    assert "请写一件具体的事" in answer.content.decode()
    form = enter("邱明溪").get(f"/manuscripts/{report().pk}/cases/new/").content.decode()
    assert "每个案例 100–500 字" in form
    assert "请写一件具体的事" in form


def test_a_handed_in_case_is_read_and_no_longer_changed(enter: Enter) -> None:
    head, editor = enter("白路遥"), enter("高审之")
    card = written(head)
    Submission.objects.filter(organisation=report().organisation).update(state=State.HANDED_IN)
    assert editor.get(f"/cases/{card.pk}/").status_code == 200
    page = head.get(f"/cases/{card.pk}/").content.decode()
    assert "不能再改" in page
    assert f"/cases/{card.pk}/write/" not in page
