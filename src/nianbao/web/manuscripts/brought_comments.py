"""Comments of a Word file as remarks on the blocks that they were made on."""

from __future__ import annotations

from nianbao.web.manuscripts.comments import LONGEST, comment_on
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.organisations.permissions import Standing
from nianbao.writing.returned.proposal import Step, Trace


def bring_comments(manuscript: Manuscript, step: Step, *, standing: Standing) -> int:
    """Put a change's comments to its block, once each; where no block of it stands, to the chapter as a whole."""
    comments = [trace for trace in step.traces if trace.kind == "comment" and trace.text.strip()]
    if not comments:
        return 0
    chapters = list(manuscript.chapters.all())
    names = [block.id for block in (*step.after, *step.before)]
    chapter, block = _place(chapters, names, step.chapter)
    if chapter is None:
        return 0
    chapter.manuscript = manuscript
    brought = 0
    for trace in comments:
        text = worded(trace)
        if not chapter.comments.filter(block=block, text=text).exists():
            comment_on(chapter, text=text, block=block, quote=trace.quote, standing=standing)
            brought += 1
    return brought


def worded(trace: Trace) -> str:
    """A comment with who made it in Word and when.

    >>> worded(Trace("comment", "李主任", "2025-12-01T09:00:00Z", "写得具体些"))
    '〔Word 批注 · 李主任 2025-12-01〕写得具体些'
    """
    who = " ".join(part for part in (trace.author, trace.date[:10]) if part)
    text = f"〔Word 批注{f' · {who}' if who else ''}〕{trace.text.strip()}"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _place(chapters: list[Chapter], names: list[str], title: str) -> tuple[Chapter | None, str]:
    for name in names:
        for chapter in chapters:
            if any(block["id"] == name for block in chapter.blocks):
                return chapter, name
    named = next((chapter for chapter in chapters if chapter.heading == title), None)
    return named or (chapters[0] if chapters else None), ""
