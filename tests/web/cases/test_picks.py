"""What a district chooses is kept as it was; the school reads the reason and the district what changed later."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.campaigns.models import Notice
from nianbao.web.cases.actions import PictureText, offer, parts_now, refreshed, write_case
from nianbao.web.cases.library import case_parts, digest_of
from nianbao.web.cases.models import CaseCard, Pick
from nianbao.web.cases.picks import changed_since, choose, decline, shown_to_district
from nianbao.web.manuscripts.actions import save_chapter
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.manuscripts.pictures import add_picture
from nianbao.web.organisations.permissions import Standing
from nianbao.web.publications.written_report import written_report

from .conftest import PNG, TOLD

Stands = Callable[[str], Standing]
Tell = Callable[..., CaseCard]


def chapter(district: Manuscript, node: str = "teaching") -> Chapter:
    return Chapter.objects.select_related("manuscript__organisation", "manuscript__campaign").get(
        manuscript=district, node=node
    )


def own(card: CaseCard) -> Chapter:
    return Chapter.objects.select_related("manuscript__organisation").get(pk=card.chapter_id)


def chosen(card: CaseCard, district: Manuscript, standing: Stands, *, node: str = "teaching", **more: Any) -> Pick:
    parts = shown_to_district(card, is_handed_in=False)
    return choose(
        card, chapter=chapter(district, node), under="", reason="有代表性", seen=digest_of(parts),
        standing=standing("温编言"), is_handed_in=False, **more,
    )  # fmt: skip


def test_text_pictures_and_the_teller_come_along(
    tell: Tell, manuscript: Manuscript, district: Manuscript, standing: Stands
) -> None:
    card, head = tell(words={"毕业生人数": "312人"}), standing("白路遥")
    kept = add_picture(manuscript, name="茶山.png", data=PNG, standing=head)
    write_case(own(card), block=card.block, text=TOLD, pictures=[PictureText(kept.file, "上茶山")], standing=head)
    card = CaseCard.objects.select_related("chapter").get(pk=refreshed(manuscript, card.block).pk)  # type: ignore[union-attr]
    offer(card, standing=head)
    pick = chosen(card, district, standing, speak=lambda blocks: {})
    case, picture = case_parts(chapter(district).blocks, pick.block)
    assert case["organisation"] == manuscript.organisation.name
    assert district.pictures.filter(file=picture["file"]).exists()
    # A link that prints nothing in the district's report is kept as the words that the school last saw.
    assert "312人" in "".join(one.get("text", "") for one in case["practice"])
    assert pick.blocks == parts_now(card)


def test_links_that_the_district_s_data_answer_stay_links_of_the_school(
    tell: Tell, manuscript: Manuscript, district: Manuscript, standing: Stands
) -> None:
    card = tell()
    offer(card, standing=standing("白路遥"))

    def speak(blocks: Any) -> dict[str, str]:
        from nianbao.web.manuscripts.text import link_key, links_of, read_blocks

        heading = {"kind": "heading", "id": "h", "level": 1, "text": "案例"}
        return {link_key(link): "280人" for link in links_of(read_blocks([heading, *blocks]))}

    pick = chosen(card, district, standing, speak=speak)
    case = case_parts(chapter(district).blocks, pick.block)[0]
    (link,) = [one for one in case["practice"] if one["kind"] == "figure"]
    assert link["organisation"] == manuscript.organisation.name


def test_the_text_stays_as_it_was_and_a_change_is_told(
    tell: Tell, manuscript: Manuscript, district: Manuscript, standing: Stands
) -> None:
    card, head = tell(), standing("白路遥")
    offer(card, standing=head)
    pick = chosen(card, district, standing)
    kept = case_parts(chapter(district).blocks, pick.block)
    later = dataclasses.replace(TOLD, result="学生记得更牢。")
    write_case(own(card), block=card.block, text=later, pictures=(), standing=head)
    again = CaseCard.objects.select_related("chapter").get(pk=refreshed(manuscript, card.block).pk)  # type: ignore[union-attr]
    assert case_parts(chapter(district).blocks, pick.block) == kept
    assert changed_since(pick, parts_now(again))
    assert not changed_since(pick, shown_to_district(again, is_handed_in=False))
    offer(again, standing=head)
    assert changed_since(pick, shown_to_district(again, is_handed_in=False))
    newer = chosen(again, district, standing)
    assert newer.pk != pick.pk
    told = case_parts(chapter(district).blocks, newer.block)[0]["result"]
    assert told == [{"kind": "text", "text": "学生记得更牢。"}]
    assert sum(one["id"] == newer.block for one in chapter(district).blocks) == 1


def test_a_text_that_was_not_read_is_not_chosen(tell: Tell, district: Manuscript, standing: Stands) -> None:
    card = tell()
    with pytest.raises(Problem) as told:
        chosen(card, district, standing)
    assert told.value.code == "case-changed"
    offer(card, standing=standing("白路遥"))
    with pytest.raises(Problem) as told:
        choose(
            card, chapter=chapter(district), under="", reason="好", seen="another", standing=standing("温编言"),
            is_handed_in=False,
        )  # fmt: skip
    assert told.value.code == "case-changed"


def test_choosing_needs_a_reason_and_the_district_s_editor(tell: Tell, district: Manuscript, standing: Stands) -> None:
    card = tell()
    offer(card, standing=standing("白路遥"))
    seen = digest_of(shown_to_district(card, is_handed_in=False))
    for name, reason, code in (("温编言", " ", "pick-without-reason"), ("高审之", "好", "not-permitted"),
                               ("白路遥", "好", "not-permitted")):  # fmt: skip
        with pytest.raises(Problem) as told:
            choose(
                card, chapter=chapter(district), under="", reason=reason, seen=seen, standing=standing(name),
                is_handed_in=False,
            )  # fmt: skip
        assert told.value.code == code


def test_not_chosen_has_a_reason_and_takes_the_copy_out(tell: Tell, district: Manuscript, standing: Stands) -> None:
    card = tell()
    offer(card, standing=standing("白路遥"))
    pick = chosen(card, district, standing)
    for _ in range(2):
        decline(card, reason="篇幅所限", standing=standing("温编言"), district=district.organisation)
    assert not case_parts(chapter(district).blocks, pick.block)
    assert [one.is_chosen for one in card.picks.filter(superseded_at=None)] == [False]
    assert card.picks.count() == 2
    assert Notice.objects.filter(kind="case", person__name="白路遥").count() == 2


def test_a_case_moves_with_a_second_choice(tell: Tell, district: Manuscript, standing: Stands) -> None:
    card = tell()
    offer(card, standing=standing("白路遥"))
    pick = chosen(card, district, standing)
    chosen(card, district, standing, node="foreword")
    assert not case_parts(chapter(district).blocks, pick.block)
    assert case_parts(chapter(district, "foreword").blocks, pick.block)


def test_what_was_chosen_is_not_told_before_in_the_district_s_report(
    tell: Tell, district: Manuscript, standing: Stands
) -> None:
    card = tell()
    offer(card, standing=standing("白路遥"))
    pick = chosen(card, district, standing)
    remarks = written_report(district).printed(with_pictures=False, with_cases=True).case_remarks
    assert not [one for one in remarks if one.block == pick.block]
    again = chapter(district, "foreword")
    copy = case_parts(chapter(district).blocks, pick.block)[0] | {"id": "c-typed"}
    save_chapter(again, blocks=[*again.blocks, copy], version=again.version, standing=standing("温编言"))
    remarks = written_report(district).printed(with_pictures=False, with_cases=True).case_remarks
    assert "c-typed" in {one.block for one in remarks}  # typed a second time it is
