"""Choosing asks for a place and a reason; who does not read the district's work finds no address."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from nianbao.web.cases.library import refresh_cards
from nianbao.web.cases.models import CaseCard
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.submissions.models import State, Submission

Enter = Callable[[str], Client]


def handed_in() -> CaseCard:
    school = Manuscript.objects.select_related("organisation").get(organisation__code="9901020002")
    refresh_cards(school.organisation.path)
    Submission.objects.filter(organisation=school.organisation).update(state=State.HANDED_IN)
    return CaseCard.objects.get(manuscript=school, title="菜田边的班会")


def test_a_place_of_another_report_is_no_place(enter: Enter) -> None:
    card, editor = handed_in(), enter("温编言")
    seen = editor.get(f"/cases/{card.pk}/").context["found"].digest
    other = card.chapter_id
    sent = {"place": f"{other}:", "reason": "好", "seen": seen}
    assert editor.post(f"/cases/{card.pk}/choose/", sent).status_code == 409
    assert not card.picks.exists()


def test_a_reader_may_not_choose_and_a_school_finds_no_such_address(enter: Enter) -> None:
    card = handed_in()
    sent = {"reason": "好"}
    assert enter("江市平").post(f"/cases/{card.pk}/decline/", sent).status_code == 403
    assert enter("白路遥").post(f"/cases/{card.pk}/decline/", sent).status_code == 404
    assert enter("沈知远").post(f"/cases/{card.pk}/choose/", sent).status_code == 404


def test_a_case_is_chosen_out_of_a_report_that_was_handed_in(enter: Enter) -> None:
    card, editor = handed_in(), enter("温编言")
    page = editor.get(f"/cases/{card.pk}/")
    place = page.context["places"][0][0]
    editor.post(f"/cases/{card.pk}/choose/", {"place": place, "reason": "具体", "seen": page.context["found"].digest})
    assert card.picks.get().is_chosen
