"""Cards follow their chapters whichever way they were written; the district sees what it was given."""

from __future__ import annotations

from collections.abc import Callable

from nianbao.web.cases.actions import offer
from nianbao.web.cases.library import (
    Asked,
    cards_in,
    case_parts,
    digest_of,
    found_cards,
    open_to_district,
    read_parts,
    refresh_cards,
    spoken_words,
    state_of,
)
from nianbao.web.cases.models import CaseCard, Pick
from nianbao.web.manuscripts.actions import save_chapter
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.models import State, Submission

Tell = Callable[..., CaseCard]
Stands = Callable[[str], Standing]


def test_a_case_of_the_editor_is_in_the_library_without_anybody_s_doing(
    manuscript: Manuscript, standing: Stands
) -> None:
    branch = manuscript.organisation
    refresh_cards(branch.path)
    assert refresh_cards(branch.path) == 0
    titles = [card.title for card in cards_in(branch)]
    assert "菜田边的班会" in titles
    chapter = Chapter.objects.select_related("manuscript__organisation").get(manuscript=manuscript, node="teaching")
    told = {
        "kind": "case",
        "id": "c-new",
        "title": "会算账的学生",
        "practice": [{"kind": "text", "text": "学生记账。"}],
    }
    save_chapter(chapter, blocks=[*chapter.blocks, told], version=chapter.version, standing=standing("孟晚照"))
    assert refresh_cards(branch.path) == 1
    card = cards_in(branch).get(block="c-new")
    assert (card.title, card.topic, card.characters) == ("会算账的学生", "教育教学", 11)
    chapter.refresh_from_db()
    save_chapter(chapter, blocks=chapter.blocks[:-1], version=chapter.version, standing=standing("孟晚照"))
    refresh_cards(branch.path)
    assert not cards_in(branch).filter(block="c-new").exists()
    assert CaseCard.objects.get(block="c-new").removed_at is not None


def test_a_case_that_moved_to_another_chapter_is_the_same_card(manuscript: Manuscript, standing: Stands) -> None:
    refresh_cards(manuscript.organisation.path)
    card = CaseCard.objects.get(manuscript=manuscript, title="菜田边的班会")
    by = standing("孟晚照")
    old = Chapter.objects.select_related("manuscript__organisation").get(pk=card.chapter_id)
    new = Chapter.objects.select_related("manuscript__organisation").get(manuscript=manuscript, node="teaching")
    parts = case_parts(old.blocks, card.block)
    save_chapter(new, blocks=[*new.blocks, *parts], version=new.version, standing=by)
    save_chapter(old, blocks=[one for one in old.blocks if one not in parts], version=old.version, standing=by)
    refresh_cards(manuscript.organisation.path)
    again = CaseCard.objects.get(pk=card.pk)
    assert again.chapter_id == new.pk
    assert again.removed_at is None


def test_words_of_two_characters_find_what_links_print_too(tell: Tell, manuscript: Manuscript) -> None:
    card = tell(words={"毕业生人数": "312人"})
    cards = cards_in(manuscript.organisation)

    def found(words: str) -> set[int]:
        return set(found_cards(cards, Asked(words)).values_list("pk", flat=True))

    assert found("茶山") == {card.pk}
    assert found("茶山 返工") == {card.pk}
    assert found("312人") == {card.pk}
    assert found("茶山 航天") == set()
    assert "312人" in spoken_words(read_parts(case_parts(card.chapter.blocks, card.block))[0], {"毕业生人数": "312人"})  # type: ignore[union-attr]


def test_year_school_topic_and_state_narrow_the_search(tell: Tell, manuscript: Manuscript, standing: Stands) -> None:
    card = tell()
    cards = cards_in(manuscript.organisation)
    assert found_cards(cards, Asked(edition=manuscript.campaign.edition, topic="教育教学")).get().pk == card.pk
    assert not found_cards(cards, Asked(edition="dy2019/school")).exists()
    assert not found_cards(cards, Asked(school=manuscript.campaign.district_id)).exists()
    assert state_of(cards.get(pk=card.pk)) == "drafted"
    offer(card, standing=standing("白路遥"))
    assert state_of(cards.get(pk=card.pk)) == "offered"
    assert found_cards(cards, Asked(state="offered")).get().pk == card.pk
    assert not found_cards(cards, Asked(state="chosen")).exists()


def test_a_district_sees_offered_handed_in_and_its_own(tell: Tell, manuscript: Manuscript, standing: Stands) -> None:
    card = tell()
    branch = manuscript.campaign.district
    refresh_cards(branch.path)

    def seen() -> set[str]:
        return {one.title for one in open_to_district(cards_in(branch)) if one.manuscript_id == manuscript.pk}

    assert seen() == set()
    offer(card, standing=standing("白路遥"))
    assert seen() == {card.title}
    Submission.objects.filter(organisation=manuscript.organisation).update(state=State.HANDED_IN)
    assert seen() == {card.title, "菜田边的班会"}
    assert Pick.objects.count() == 0


def test_a_note_of_consent_is_no_change_of_the_text() -> None:
    case = {"kind": "case", "id": "c", "title": "甲"}
    assert digest_of([case]) == digest_of([case | {"consent": "本人签字"}])
    assert digest_of([case]) != digest_of([case | {"title": "乙"}])
