"""A report stands still from hand-in to return; reviewers read it then and remark on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.manuscripts.actions import add_chapter, may_write, propose, save_chapter, set_finished, set_front
from nianbao.web.manuscripts.comments import comment_on
from nianbao.web.manuscripts.frozen import is_frozen, may_read, submission_state
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.manuscripts.pictures import add_picture
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.actions import receive, return_for_changes
from nianbao.web.submissions.models import State, Submission

Stands = Callable[[str], Standing]
REVIEWER, DISTRICT, STRANGER = "孟晚照", "高审之", "沈知远"


def report() -> Manuscript:
    return Manuscript.objects.select_related("campaign", "organisation").get(organisation__code="9901020002")


def hand_in() -> Submission:
    manuscript = report()
    mine = Submission.objects.filter(campaign=manuscript.campaign, organisation=manuscript.organisation)
    mine.update(state=State.HANDED_IN)
    return mine.get()


def text(chapter: Chapter) -> list[Any]:
    return [*chapter.blocks, {"kind": "note", "id": "n-new", "text": "再补一句"}]


def test_a_report_that_was_handed_in_stands_still_until_it_is_returned(standing: Stands) -> None:
    chapter = report().chapters.get(node="teaching")
    assert may_write(chapter, standing(REVIEWER))
    submission = hand_in()
    chapter = report().chapters.get(node="teaching")
    by = standing(REVIEWER)
    refused: list[Callable[[], object]] = [
        lambda: save_chapter(chapter, blocks=text(chapter), version=chapter.version, standing=by),
        lambda: propose(chapter, blocks=text(chapter), via="word", standing=by),
        lambda: set_finished(chapter, finished=True, standing=by),
        lambda: add_chapter(report(), title="附记", standing=by),
        lambda: set_front(report(), title="另一个标题", compiled="", numbering="", statement=None, standing=by),
        lambda: add_picture(report(), name="a.png", data=_png(), standing=by),
    ]
    for act in refused:
        with pytest.raises(Problem) as told:
            act()
        assert told.value.code == "manuscript-frozen"
    assert not may_write(chapter, by)
    receive(submission, standing=standing(DISTRICT))
    assert is_frozen(report())
    return_for_changes(submission, reason="请补一段", standing=standing(DISTRICT))
    assert submission_state(report()) == "returned"
    again = report().chapters.get(node="teaching")
    assert not save_chapter(again, blocks=text(again), version=again.version, standing=by).is_conflict


def test_reviewers_read_and_remark_only_while_it_is_with_them(standing: Stands) -> None:
    chapter, reviewer = report().chapters.get(node="teaching"), standing(DISTRICT)
    assert not may_read(report(), reviewer)
    with pytest.raises(Problem):
        comment_on(chapter, text="请核对", standing=reviewer)
    hand_in()
    chapter = report().chapters.get(node="teaching")
    assert may_read(report(), reviewer)
    assert comment_on(chapter, text="请核对课程数", standing=reviewer).pk
    assert comment_on(chapter, text="已经核对", standing=standing(REVIEWER)).pk
    assert not may_read(report(), standing(STRANGER))


def test_a_district_has_no_submission_that_could_freeze_its_report(standing: Stands) -> None:
    district = Manuscript.objects.select_related("organisation").get(organisation__level="district")
    assert submission_state(district) == ""
    assert not is_frozen(district)


def _png() -> bytes:
    return (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
        b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
    )
