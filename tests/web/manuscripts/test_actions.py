"""Chapters are saved against the version that their author saw; proposals wait; finished lapses with a change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import Person
from nianbao.web.audit.models import Event
from nianbao.web.manuscripts.actions import (
    OPEN_FOR,
    add_chapter,
    assign,
    decide,
    keep_open,
    leave_by_hand,
    may_write,
    move_chapter,
    other_writer,
    propose,
    remove_chapter,
    restore,
    save_chapter,
    see_changes,
    set_finished,
    set_front,
    start_manuscript,
)
from nianbao.web.manuscripts.models import Chapter, Manuscript, RevisionState
from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.models import Submission
from nianbao.writing.content import Statement

Stands = Callable[[str], Standing]
CLERK, LIMITED, REVIEWER, HEAD, STRANGER = "邱明溪", "范若谷", "孟晚照", "白路遥", "沈知远"


@pytest.fixture
def manuscript() -> Manuscript:
    return Manuscript.objects.select_related("campaign", "organisation").get(organisation__code="9901020002")


@pytest.fixture
def chapter(manuscript: Manuscript) -> Chapter:
    """Education and teaching: begun, and assigned to nobody."""
    return manuscript.chapters.get(node="teaching")


def with_paragraph(chapter: Chapter, text: str, name: str = "p-new") -> list[Any]:
    return [*chapter.blocks, {"kind": "paragraph", "id": name, "parts": [{"kind": "text", "text": text}]}]


def test_a_manuscript_begins_with_the_outline_of_its_edition(
    submission: Callable[..., Submission], standing: Stands
) -> None:
    school = submission("9901020004")
    made = start_manuscript(campaign=school.campaign, organisation=school.organisation, standing=standing("丁若水"))
    again = start_manuscript(campaign=school.campaign, organisation=school.organisation, standing=standing("丁若水"))
    assert made == again
    assert made.chapters.first().heading == "前言"
    training = made.chapters.get(node="talent_training")
    assert [block["text"] for block in training.blocks][:2] == ["人才培养", "立德树人"]
    assert training.characters == 0


def test_a_stranger_begins_nothing(submission: Callable[..., Submission], standing: Stands) -> None:
    school = submission("9901020004")
    with pytest.raises(Problem, match="权限"):
        start_manuscript(campaign=school.campaign, organisation=school.organisation, standing=standing(STRANGER))


def test_a_save_counts_the_version_and_is_kept_as_a_revision(chapter: Chapter, standing: Stands) -> None:
    before = chapter.version
    saved = save_chapter(
        chapter, blocks=with_paragraph(chapter, "新的一段。"), version=before, standing=standing(CLERK)
    )
    assert (saved.is_conflict, saved.chapter.version) == (False, before + 1)
    latest = saved.chapter.revisions.first()
    assert latest is not None
    assert (latest.version, latest.by) == (before + 1, standing(CLERK).person)
    assert Event.objects.latest("pk").kind == "manuscripts.chapter.saved"
    again = save_chapter(
        chapter, blocks=with_paragraph(chapter, "新的一段。"), version=before, standing=standing(CLERK)
    )
    assert (again.is_conflict, again.chapter.version) == (False, before + 1)


def test_two_authors_never_overwrite_each_other(chapter: Chapter, standing: Stands) -> None:
    seen = chapter.version
    first = save_chapter(chapter, blocks=with_paragraph(chapter, "甲写的。"), version=seen, standing=standing(CLERK))
    second = save_chapter(
        chapter, blocks=with_paragraph(chapter, "乙写的。"), version=seen, standing=standing(REVIEWER)
    )
    assert second.is_conflict
    assert second.chapter.blocks == first.chapter.blocks
    assert "甲写的" in str(second.chapter.blocks)


def test_one_stretch_of_typing_is_one_revision_and_another_author_begins_the_next(
    chapter: Chapter, standing: Stands
) -> None:
    count = chapter.revisions.count()
    for number, text in enumerate(("一", "一二", "一二三")):
        save_chapter(
            chapter, blocks=with_paragraph(chapter, text), version=chapter.version + number, standing=standing(CLERK)
        )
    assert chapter.revisions.count() == count + 1
    latest = Chapter.objects.get(pk=chapter.pk)
    save_chapter(
        latest, blocks=with_paragraph(chapter, "一二三四"), version=latest.version, standing=standing(REVIEWER)
    )
    assert [one.version for one in chapter.revisions.all()[:2]] == [latest.version + 1, latest.version]


def test_what_departs_from_the_schema_is_not_saved(chapter: Chapter, standing: Stands) -> None:
    for blocks in (
        [],
        [{"kind": "paragraph", "id": "p1", "parts": []}],
        [*chapter.blocks, {"kind": "film", "id": "x"}],
    ):
        with pytest.raises(Problem):
            save_chapter(chapter, blocks=blocks, version=chapter.version, standing=standing(CLERK))
    twice = [*chapter.blocks, chapter.blocks[-1]]
    with pytest.raises(Problem, match="编号"):
        save_chapter(chapter, blocks=twice, version=chapter.version, standing=standing(CLERK))


def test_a_filler_limited_to_tables_writes_only_what_is_assigned(
    manuscript: Manuscript, chapter: Chapter, standing: Stands, person: Callable[[str], Person]
) -> None:
    limited = standing(LIMITED)
    assert not may_write(chapter, limited)
    with pytest.raises(Problem, match="分给您"):
        save_chapter(chapter, blocks=with_paragraph(chapter, "字"), version=chapter.version, standing=limited)
    assign(chapter, people=[person(LIMITED)], standing=standing(HEAD))
    assert may_write(Chapter.objects.get(pk=chapter.pk), limited)
    with pytest.raises(Problem, match="安排"):
        assign(chapter, people=[], standing=limited)
    assert not may_write(chapter, standing(STRANGER))


def test_an_earlier_state_comes_back_and_the_later_one_stays(chapter: Chapter, standing: Stands) -> None:
    first = chapter.revisions.latest("pk")
    save_chapter(chapter, blocks=with_paragraph(chapter, "多写的。"), version=chapter.version, standing=standing(CLERK))
    restored = restore(chapter, revision=first.pk, standing=standing(CLERK))
    assert restored.blocks == first.blocks
    assert any("多写的" in str(one.blocks) for one in restored.revisions.all())


def test_a_proposal_waits_and_is_decided_once(chapter: Chapter, standing: Stands) -> None:
    wanted = with_paragraph(chapter, "Word 里改的。")
    made = propose(chapter, blocks=wanted, via="word", note="report.docx", standing=standing(CLERK))
    assert propose(chapter, blocks=wanted, via="word", standing=standing(CLERK)) == made
    assert Chapter.objects.get(pk=chapter.pk).version == chapter.version
    stale = decide(chapter, revision=made.pk, accept=True, version=chapter.version - 1, standing=standing(REVIEWER))
    assert stale.is_conflict
    done = decide(chapter, revision=made.pk, accept=True, version=chapter.version, standing=standing(REVIEWER))
    assert done.chapter.blocks == wanted
    again = decide(chapter, revision=made.pk, accept=False, version=None, standing=standing(REVIEWER))
    assert again.chapter.version == done.chapter.version
    made.refresh_from_db()
    assert made.state == RevisionState.ACCEPTED


def test_a_refused_proposal_changes_nothing(chapter: Chapter, standing: Stands) -> None:
    made = propose(chapter, blocks=with_paragraph(chapter, "不要的。"), via="word", standing=standing(CLERK))
    decide(chapter, revision=made.pk, accept=False, version=None, standing=standing(REVIEWER))
    assert Chapter.objects.get(pk=chapter.pk).blocks == chapter.blocks


def test_finished_lapses_with_the_next_change(chapter: Chapter, standing: Stands) -> None:
    done = set_finished(chapter, finished=True, standing=standing(CLERK))
    assert done.is_finished
    saved = save_chapter(done, blocks=with_paragraph(done, "补一句。"), version=done.version, standing=standing(CLERK))
    assert not saved.chapter.is_finished


def test_who_has_a_chapter_open_is_told_to_the_other_for_a_while(chapter: Chapter, standing: Stands) -> None:
    assert keep_open(chapter, standing=standing(CLERK)) is None
    opened = Chapter.objects.select_related("manuscript__organisation", "open_with").get(pk=chapter.pk)
    assert keep_open(opened, standing=standing(REVIEWER)) == standing(CLERK).person
    assert opened.open_at is not None
    opened.open_at -= OPEN_FOR
    assert other_writer(opened, standing(REVIEWER)) is None


def test_a_figure_that_changed_is_news_until_it_is_seen(chapter: Chapter, standing: Stands) -> None:
    key = next(iter(chapter.spoken))
    save_chapter(
        chapter, blocks=with_paragraph(chapter, "又一段。"), version=chapter.version, standing=standing(CLERK),
        words={key: "999门"},
    )  # fmt: skip
    kept = Chapter.objects.get(pk=chapter.pk)
    assert kept.spoken[key] == chapter.spoken[key] != "999门"
    assert see_changes(chapter, words={key: "999门"}, standing=standing(CLERK)).spoken[key] == "999门"


def test_the_cover_is_the_editors_and_the_same_again_is_no_event(manuscript: Manuscript, standing: Stands) -> None:
    asked = {
        "title": "质量年报", "compiled": "二〇二五年十二月", "numbering": "chinese", "statement": Statement("属实。"),
    }  # fmt: skip
    set_front(manuscript, **asked, standing=standing(HEAD))  # type: ignore[arg-type]
    events = Event.objects.count()
    set_front(manuscript, **asked, standing=standing(HEAD))  # type: ignore[arg-type]
    assert Event.objects.count() == events
    with pytest.raises(Problem, match="安排"):
        set_front(manuscript, **asked, standing=standing(LIMITED))  # type: ignore[arg-type]
    with pytest.raises(Problem):
        set_front(manuscript, **{**asked, "title": " "}, standing=standing(HEAD))  # type: ignore[arg-type]


def test_a_chapter_of_ones_own_comes_last(manuscript: Manuscript, standing: Stands) -> None:
    made = add_chapter(manuscript, title="特色工作", standing=standing(HEAD))
    assert list(manuscript.chapters.all())[-1] == made
    with pytest.raises(Problem):
        add_chapter(manuscript, title="", standing=standing(HEAD))


def test_chapters_change_places_and_an_empty_one_of_ones_own_goes_again(
    manuscript: Manuscript, chapter: Chapter, standing: Stands
) -> None:
    made = add_chapter(manuscript, title="特色工作", standing=standing(HEAD))
    for _ in range(20):
        move_chapter(made, earlier=True, standing=standing(HEAD))
    assert [one.heading for one in manuscript.chapters.all()][:2] == ["特色工作", "前言"]
    move_chapter(made, earlier=False, standing=standing(HEAD))
    assert [one.heading for one in manuscript.chapters.all()][:2] == ["前言", "特色工作"]
    with pytest.raises(Problem, match="提纲"):
        remove_chapter(chapter, standing=standing(HEAD))
    with pytest.raises(Problem, match="安排"):
        remove_chapter(made, standing=standing(LIMITED))
    remove_chapter(made, standing=standing(HEAD))
    assert not Chapter.objects.filter(pk=made.pk).exists()
    assert Event.objects.latest("pk").kind == "manuscripts.chapter.removed"


def test_a_number_may_stay_typed_with_a_reason(chapter: Chapter, standing: Stands) -> None:
    block = chapter.blocks[-1]["id"]
    leave_by_hand(chapter, block=block, digits="2016", reason="history", standing=standing(CLERK))
    leave_by_hand(chapter, block=block, digits="2016", reason="history", standing=standing(CLERK))
    assert chapter.hand_numbers.get().reason == "history"
    leave_by_hand(chapter, block=block, digits="2016", reason="", standing=standing(CLERK))
    assert not chapter.hand_numbers.exists()
    with pytest.raises(Problem):
        leave_by_hand(chapter, block=block, digits="1", reason="whim", standing=standing(CLERK))
