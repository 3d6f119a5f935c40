"""Threads on a passage: asked, answered, settled and opened again, by whoever may read the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.manuscripts.comments import LONGEST, answer, comment_on, settle, threads_of
from nianbao.web.manuscripts.models import Chapter
from nianbao.web.organisations.permissions import Standing

Stands = Callable[[str], Standing]


@pytest.fixture
def chapter() -> Chapter:
    return Chapter.objects.select_related("manuscript__organisation").get(
        manuscript__organisation__code="9901020002", node="teaching"
    )


def test_a_thread_is_asked_answered_settled_and_opened_again(chapter: Chapter, standing: Stands) -> None:
    block = chapter.blocks[-1]["id"]
    first = comment_on(chapter, text="数据从哪里来？", block=block, quote="课证融通", standing=standing("孟晚照"))
    said = answer(first, text="见表3。", standing=standing("范若谷"))
    assert answer(first, text="见表3。", standing=standing("范若谷")) == said
    settle(first, settled=True, standing=standing("邱明溪"))
    settle(first, settled=True, standing=standing("孟晚照"))
    (thread,) = threads_of(chapter)
    assert (thread.first.quote, [one.text for one in thread.answers]) == ("课证融通", ["见表3。"])
    assert thread.first.settled_by == standing("邱明溪").person
    settle(first, settled=False, standing=standing("孟晚照"))
    assert threads_of(chapter)[0].first.settled_at is None


def test_a_thread_outlives_its_passage_and_says_so(chapter: Chapter, standing: Stands) -> None:
    comment_on(chapter, text="这段太长", block=chapter.blocks[-1]["id"], standing=standing("孟晚照"))
    chapter.blocks = chapter.blocks[:-1]
    assert [thread.is_placed for thread in threads_of(chapter)] == [False]


def test_nothing_too_much_and_no_lost_place_is_refused(chapter: Chapter, standing: Stands) -> None:
    for text, block in ((" ", ""), ("长" * (LONGEST + 1), ""), ("好", "no-such-block")):
        with pytest.raises(Problem):
            comment_on(chapter, text=text, block=block, standing=standing("孟晚照"))


def test_a_stranger_says_nothing(chapter: Chapter, standing: Stands) -> None:
    with pytest.raises(Problem, match="看不到"):
        comment_on(chapter, text="好", standing=standing("沈知远"))
