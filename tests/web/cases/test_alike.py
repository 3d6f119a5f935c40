"""Last year's case told again is found; other schools' are; copies and unlike stories are not."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from django.utils import timezone

from nianbao.web.accounts.models import Person
from nianbao.web.cases.alike import AlikeCase, alike, beside, others_of
from nianbao.web.cases.models import CaseCard, Pick
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.submissions.models import State, Submission

from .conftest import TOLD

Tell = Callable[..., CaseCard]


def compared(card: CaseCard, manuscript: Manuscript, *, for_district: bool = False) -> tuple[AlikeCase, ...]:
    others = others_of(card, manuscript.campaign.district, for_district=for_district)
    return alike(card, card.text, others, for_district=for_district)


def test_a_story_told_again_is_found_and_others_are_not(tell: Tell, manuscript: Manuscript) -> None:
    card = tell()
    again = tell(dataclasses.replace(TOLD, title="茶山开学课", result="学生说得出每道工序。"))
    found = compared(card, manuscript)
    assert [one.card.pk for one in found] == [again.pk]
    assert found[0].is_same
    assert found[0].is_own
    assert found[0].is_open
    assert 50 <= found[0].percent <= 100


def test_another_school_s_text_is_open_only_where_it_is_said_to_be(tell: Tell, manuscript: Manuscript) -> None:
    card = tell()
    other = tell(dataclasses.replace(TOLD, title="茶山开学课"))
    school = Manuscript.objects.get(organisation__level="district")  # any other organisation
    CaseCard.objects.filter(pk=other.pk).update(manuscript=school)
    (shut,) = compared(card, manuscript)
    assert not shut.is_own
    assert not shut.is_open
    Pick.objects.create(
        campaign=manuscript.campaign, card=other, is_chosen=True, reason="好", decided_at=timezone.now(),
        by=Person.objects.get(name="温编言"),
    )  # fmt: skip
    (opened,) = compared(card, manuscript)
    assert opened.is_open


def test_a_district_compares_with_what_it_sees(tell: Tell, manuscript: Manuscript) -> None:
    card = tell()
    tell(dataclasses.replace(TOLD, title="茶山开学课"))
    assert compared(card, manuscript, for_district=True) == ()
    Submission.objects.filter(organisation=manuscript.organisation).update(state=State.HANDED_IN)
    assert len(compared(card, manuscript, for_district=True)) == 1


def test_what_the_district_copied_is_not_held_against_the_school(tell: Tell, manuscript: Manuscript) -> None:
    card = tell()
    other = tell(dataclasses.replace(TOLD, title="茶山开学课"))
    CaseCard.objects.filter(pk=other.pk).update(block=f"from-{card.pk}")
    assert compared(card, manuscript) == ()


def test_matching_sentences_are_marked_on_both_sides() -> None:
    told = beside("学生上茶山采茶。教师讲评。", "家长参加。今年学生上茶山采茶。")
    assert [share > 0 for _, share in told.one] == [True, False]
    assert [share > 0 for _, share in told.other] == [False, True]
