"""Remarks on a chapter, a block or some of its words: asked, answered, settled, opened again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.audit.actions import record_event
from nianbao.web.manuscripts.frozen import may_read
from nianbao.web.manuscripts.models import Chapter, Comment
from nianbao.web.organisations.permissions import Standing

LONGEST = 2_000
LONGEST_QUOTE = 200


@dataclass(frozen=True)
class Thread:
    """A remark with its answers; ``is_placed`` says whether the words that it speaks of still stand there."""

    first: Comment
    answers: tuple[Comment, ...]
    is_placed: bool = True

    @property
    def quoted(self) -> str:
        """The words that are spoken of; a linked number among them is left open, since it may have changed."""
        return self.first.quote.replace("\N{OBJECT REPLACEMENT CHARACTER}", "…")


def comment_on(chapter: Chapter, *, text: str, block: str = "", quote: str = "", standing: Standing) -> Comment:
    """Begin a thread; whoever may read the chapter may remark on it."""
    text = _worded(text)
    if block and not any(one["id"] == block for one in chapter.blocks):
        raise Problem(
            "comment-place-gone",
            "批注指的那一段已经不在了，请刷新后再写。",
            "The passage that the comment speaks of is gone; reload and try again.",
        )
    _require_reader(chapter, standing)
    with transaction.atomic():
        made = Comment.objects.create(
            chapter=chapter, block=block, quote=quote.strip()[:LONGEST_QUOTE], text=text, by=standing.person,
            made_at=timezone.now(),
        )  # fmt: skip
        _told("manuscripts.comment.added", made, standing)
    return made


def answer(first: Comment, *, text: str, standing: Standing) -> Comment:
    """Answer in a thread; the same words twice in a row by the same person are one answer."""
    text = _worded(text)
    _require_reader(first.chapter, standing)
    with transaction.atomic():
        last = Comment.objects.select_for_update().filter(thread=first).order_by("-made_at", "-pk").first()
        if last is not None and last.by_id == standing.person.pk and last.text == text:
            return last
        made = Comment.objects.create(
            chapter=first.chapter, thread=first, block=first.block, text=text, by=standing.person,
            made_at=timezone.now(),
        )  # fmt: skip
        _told("manuscripts.comment.answered", made, standing)
    return made


def settle(first: Comment, *, settled: bool, standing: Standing) -> None:
    """Close a thread or open it again; twice is harmless."""
    _require_reader(first.chapter, standing)
    with transaction.atomic():
        found = Comment.objects.select_for_update().select_related("chapter__manuscript__organisation").get(pk=first.pk)
        if (found.settled_at is not None) == settled:
            return
        found.settled_at = timezone.now() if settled else None
        found.settled_by = standing.person if settled else None
        found.save(update_fields=["settled_at", "settled_by"])
        _told("manuscripts.comment.settled" if settled else "manuscripts.comment.reopened", found, standing)


def threads_of(chapter: Chapter) -> tuple[Thread, ...]:
    """A chapter's threads, open ones first, in one query."""
    comments: Sequence[Comment] = list(chapter.comments.select_related("by", "settled_by"))
    answers: dict[int, list[Comment]] = {}
    for one in comments:
        if one.thread_id is not None:
            answers.setdefault(one.thread_id, []).append(one)
    standing_blocks = {block["id"] for block in chapter.blocks}
    found = [
        Thread(one, tuple(answers.get(one.pk, ())), not one.block or one.block in standing_blocks)
        for one in comments
        if one.thread_id is None
    ]
    return tuple(sorted(found, key=lambda thread: (thread.first.settled_at is not None, thread.first.made_at)))


def _worded(text: str) -> str:
    text = text.strip()
    if not text:
        raise Problem("comment-empty", "请写批注的内容。", "Write what the comment says.")
    if len(text) > LONGEST:
        raise Problem("comment-long", f"批注太长（至多 {LONGEST} 字）。", f"The comment is too long ({LONGEST}).")
    return text


def _require_reader(chapter: Chapter, standing: Standing) -> None:
    if not may_read(chapter.manuscript, standing):
        raise Problem("not-permitted", "您看不到这份报告。", "You may not read this report.")


def _told(kind: str, comment: Comment, standing: Standing) -> None:
    manuscript = comment.chapter.manuscript
    record_event(
        kind,
        by=standing.person,
        branch=manuscript.organisation.path,
        subject=str(manuscript)[:120],
        detail={"chapter": comment.chapter.heading, "block": comment.block, "text": comment.text},
    )
