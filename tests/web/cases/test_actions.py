"""A case written by its form lands in its chapter; offering checks what the district asks."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.audit.models import Event
from nianbao.web.cases.actions import (
    CaseText,
    PictureText,
    case_problems,
    offer,
    parts_now,
    refreshed,
    remove_case,
    typed,
    withdraw_offer,
    write_case,
)
from nianbao.web.cases.library import digest_of, read_parts
from nianbao.web.cases.limits import limits_of, set_rules
from nianbao.web.cases.models import CaseCard
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.manuscripts.pictures import add_picture
from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.models import State, Submission

from .conftest import PNG, TOLD

Stands = Callable[[str], Standing]
Tell = Callable[..., CaseCard]


def chapter_of(card: CaseCard) -> Chapter:
    return Chapter.objects.select_related("manuscript__organisation").get(pk=card.chapter_id)


def test_a_case_stands_at_the_end_of_the_part_that_was_chosen(tell: Tell, manuscript: Manuscript) -> None:
    before = manuscript.chapters.get(node="teaching").blocks
    under = next(block["id"] for block in before if block.get("node") == "majors")
    card = tell(under=under)
    blocks = chapter_of(card).blocks
    at = next(at for at, one in enumerate(blocks) if one["id"] == card.block)
    assert blocks[at + 1]["kind"] == "heading"
    assert blocks[at + 1]["level"] <= 2
    assert [one for one in blocks if one["id"] != card.block] == before
    assert card.topic == "教育教学"
    assert typed(read_parts(parts_now(card))[0]) == TOLD


def test_what_another_author_made_of_it_is_not_overwritten(tell: Tell, standing: Stands) -> None:
    card = tell()
    seen = digest_of(parts_now(card))
    mine = dataclasses.replace(TOLD, title="茶山开学课")
    theirs = dataclasses.replace(TOLD, result="学生记得住。")
    by = standing("孟晚照")
    saved, _ = write_case(chapter_of(card), block=card.block, text=theirs, pictures=(), seen=seen, standing=by)
    assert not saved.is_conflict
    late, _ = write_case(chapter_of(card), block=card.block, text=mine, pictures=(), seen=seen, standing=by)
    assert late.is_conflict
    assert refreshed(card.manuscript, card.block).title == TOLD.title  # type: ignore[union-attr]


def test_pictures_stand_right_behind_their_case_and_keep_their_ids(
    tell: Tell, standing: Stands, manuscript: Manuscript
) -> None:
    card, by = tell(), standing("孟晚照")
    kept = add_picture(manuscript, name="茶山.png", data=PNG, standing=by)
    shown = [PictureText(kept.file, "上茶山", "师生在茶山", "学校拍摄")]
    write_case(chapter_of(card), block=card.block, text=TOLD, pictures=shown, standing=by)
    again = refreshed(manuscript, card.block)
    assert again is not None
    first = [one["id"] for one in parts_now(again)]
    assert len(first) == 2
    assert again.pictures == 1
    write_case(chapter_of(card), block=card.block, text=TOLD, pictures=shown, standing=by)
    assert [one["id"] for one in parts_now(refreshed(manuscript, card.block))] == first  # type: ignore[arg-type]


def test_a_title_is_asked_for_and_strangers_write_nothing(tell: Tell, standing: Stands, manuscript: Manuscript) -> None:
    for text, who in ((CaseText(" "), "孟晚照"), (TOLD, "沈知远")):
        chapter = manuscript.chapters.select_related("manuscript__organisation").get(node="teaching")
        with pytest.raises(Problem):
            write_case(chapter, block="", text=text, pictures=(), standing=standing(who))


def test_an_offer_keeps_its_text_and_the_same_again_is_the_same(tell: Tell, standing: Stands) -> None:
    card, head = tell(), standing("白路遥")
    first = offer(card, standing=head)
    assert offer(card, standing=head) == first
    later = dataclasses.replace(TOLD, result="学生在实训中能说明每道工序的来由。")
    write_case(chapter_of(card), block=card.block, text=later, pictures=(), standing=head)
    refreshed(card.manuscript, card.block)
    assert card.offers.get(withdrawn_at=None).blocks == first.blocks
    second = offer(card, standing=head)
    assert second != first
    assert card.offers.filter(withdrawn_at=None).count() == 1
    withdraw_offer(card, standing=head)
    withdraw_offer(card, standing=head)
    assert not card.offers.filter(withdrawn_at=None).exists()
    assert Event.objects.filter(kind="cases.case.withdrawn").count() == 1


def test_the_district_s_rules_hold_when_a_case_is_offered(tell: Tell, standing: Stands) -> None:
    card, head = tell(), standing("白路遥")
    other = tell(dataclasses.replace(TOLD, title="溪边的测量课", practice="师生沿溪测量水位，记录三个月。"))
    campaign = card.manuscript.campaign
    rules = {"per_school": 1, "characters_least": None, "characters_most": None, "words": ""}
    set_rules(campaign, **rules, standing=standing("郑守正"))  # type: ignore[arg-type]
    offer(card, standing=head)
    with pytest.raises(Problem) as told:
        offer(other, standing=head)
    assert told.value.code == "case-quota"
    set_rules(campaign, **rules | {"per_school": 2, "characters_most": 20}, standing=standing("郑守正"))  # type: ignore[arg-type]
    with pytest.raises(Problem) as told:
        offer(other, standing=head)
    assert told.value.code == "case-too-long"


def test_a_named_person_without_consent_is_not_offered(tell: Tell, standing: Stands) -> None:
    card = tell(dataclasses.replace(TOLD, people=("张晓明",)))
    with pytest.raises(Problem) as told:
        offer(card, standing=standing("白路遥"))
    assert told.value.code == "case-without-consent"
    assert [one.code for one in case_problems(card, parts_now(card), limits_of(card.manuscript), ())] == [
        "case-without-consent"
    ]


def test_only_those_who_answer_for_the_report_offer(tell: Tell, standing: Stands) -> None:
    card = tell()
    for name in ("范若谷", "沈知远", "温编言"):
        with pytest.raises(Problem) as told:
            offer(card, standing=standing(name))
        assert told.value.code == "not-permitted"


def test_a_case_of_a_report_that_was_handed_in_stands_still(tell: Tell, standing: Stands) -> None:
    card = tell()
    Submission.objects.filter(organisation=card.manuscript.organisation).update(state=State.HANDED_IN)
    with pytest.raises(Problem) as told:
        write_case(chapter_of(card), block=card.block, text=TOLD, pictures=(), standing=standing("孟晚照"))
    assert told.value.code == "manuscript-frozen"


def test_a_case_that_was_taken_out_leaves_the_chapter_as_it_was(tell: Tell, standing: Stands) -> None:
    card = tell()
    remove_case(card, standing=standing("孟晚照"))
    assert card.block not in {one["id"] for one in chapter_of(card).blocks}
    again = refreshed(card.manuscript, card.block)
    assert again is not None
    assert again.removed_at is not None
    with pytest.raises(Problem):
        offer(again, standing=standing("白路遥"))
