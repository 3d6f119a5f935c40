"""One chapter: read and written, as a page with the editor or as plain text; its revisions and its comments."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nianbao.web.manuscripts.actions import decide, may_write, other_writer, restore, save_chapter
from nianbao.web.manuscripts.comments import answer, comment_on, settle, threads_of
from nianbao.web.manuscripts.difference import BlockDifference, differences
from nianbao.web.manuscripts.frozen import is_frozen
from nianbao.web.manuscripts.models import Chapter, Revision, RevisionState
from nianbao.web.manuscripts.text import as_json, as_markdown, from_markdown, read_blocks
from nianbao.web.presentation.lookup import standing_in
from nianbao.web.presentation.manuscripts import outline_chapters, picture_addresses, read_chapter, shown_blocks
from nianbao.web.publications.written_report import written_report

MOST_REVISIONS = 60


@dataclass(frozen=True)
class RevisionRow:
    """A saved state and how it differs from the one before it, where it is the one that is looked at."""

    revision: Revision
    is_shown: bool
    before: Revision | None


@require_safe
def chapter(request: HttpRequest, number: int) -> HttpResponse:
    """The chapter with its figures, beside it the outline and the comments; the editor takes its place with scripts."""
    found = read_chapter(request, number)
    standing = standing_in(request)
    outline = outline_chapters(found.manuscript, standing)
    report = written_report(found.manuscript, [one.chapter for one in outline])
    printed = report.printed(with_pictures=False)
    addresses = picture_addresses(found.manuscript, report.content.blocks)
    mine = {block["id"] for block in found.blocks}
    mine |= {f"{name}-{part}" for name in mine for part in ("background", "practice", "result", "evidence")}
    place = [one.chapter.pk for one in outline].index(found.pk)
    return render(
        request,
        "pages/manuscripts/chapter.html",
        {
            "chapter": found,
            "manuscript": found.manuscript,
            "outline": outline,
            "mine": outline[place],
            "following": outline[place + 1].chapter if place + 1 < len(outline) else None,
            "shown": [one for one in shown_blocks(printed.blocks, addresses) if _belongs(one.block, mine)],
            "unwritten": [one for one in printed.unwritten if one.block in mine],
            "stale": report.stale(found),
            "threads": threads_of(found),
            "may_write": outline[place].is_mine,
            "frozen": is_frozen(found.manuscript),
            "other": other_writer(found, standing),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def chapter_text(request: HttpRequest, number: int) -> HttpResponse:
    """The chapter as Markdown in one box; a save that came too late shows both texts."""
    found = read_chapter(request, number)
    standing = standing_in(request)
    text, version, theirs = as_markdown(read_blocks(found.blocks)), found.version, None
    if request.method == "POST":
        text = request.POST.get("text", "").replace("\r\n", "\n")
        sent = request.POST.get("version", "")
        blocks = from_markdown(text, read_blocks(found.blocks))
        report = written_report(found.manuscript, [found])
        saved = save_chapter(
            found, blocks=as_json(blocks), version=int(sent) if sent.isdecimal() else None, standing=standing,
            words=report.words(blocks), via="text",
        )  # fmt: skip
        if not saved.is_conflict:
            messages.success(request, _("已保存。"))
            return redirect("chapter", found.pk)
        found = saved.chapter
        # What stands there now is shown beside what was sent; saving again takes the place of it knowingly.
        version, theirs = found.version, differences(read_blocks(found.blocks), blocks)
    return render(
        request,
        "pages/manuscripts/chapter_text.html",
        {
            "chapter": found,
            "manuscript": found.manuscript,
            "text": text,
            "version": version,
            "theirs": theirs,
            "current": as_markdown(read_blocks(found.blocks)) if theirs is not None else "",
            "may_write": may_write(found, standing),
            "other": other_writer(found, standing),
        },
        status=409 if theirs is not None else 200,
    )


@require_safe
def revisions(request: HttpRequest, number: int) -> HttpResponse:
    """Every saved state with who and when; one of them beside the state before it, or beside the present one."""
    found = read_chapter(request, number)
    listed = list(found.revisions.select_related("by", "decided_by")[:MOST_REVISIONS])
    saved = [one for one in listed if one.state == RevisionState.SAVED]
    before = {one.pk: saved[place + 1] if place + 1 < len(saved) else None for place, one in enumerate(saved)}
    chosen = request.GET.get("show", "")
    shown = next((one for one in listed if str(one.pk) == chosen), listed[0] if listed else None)
    with_present = request.GET.get("against") == "present"
    return render(
        request,
        "pages/manuscripts/revisions.html",
        {
            "chapter": found,
            "manuscript": found.manuscript,
            "rows": [RevisionRow(one, one == shown, before.get(one.pk)) for one in listed],
            "shown": shown,
            "with_present": with_present,
            "differences": _differences(found, shown, before.get(shown.pk), with_present) if shown is not None else (),
            "may_write": may_write(found, standing_in(request)),
        },
    )


@require_POST
def revision_restore(request: HttpRequest, number: int, revision: int) -> HttpResponse:
    found = read_chapter(request, number)
    restore(found, revision=revision, standing=standing_in(request))
    messages.success(request, _("已恢复到所选的版本，恢复前的内容仍在修订记录里。"))
    return redirect("chapter", found.pk)


@require_POST
def revision_decide(request: HttpRequest, number: int, revision: int) -> HttpResponse:
    """Accept or refuse a proposal, a chapter that came back from Word among them."""
    found = read_chapter(request, number)
    sent = request.POST.get("version", "")
    decision = request.POST.get("decision", "")
    if decision not in ("accept", "refuse"):
        raise Http404
    blocks = next((read_blocks(one.blocks) for one in found.revisions.filter(pk=revision)), ())
    decided = decide(
        found, revision=revision, accept=decision == "accept", version=int(sent) if sent.isdecimal() else None,
        standing=standing_in(request), words=written_report(found.manuscript, [found]).words(blocks),
    )  # fmt: skip
    if decided.is_conflict:
        messages.error(request, _("这一章刚被改过，没有采纳。请重新看过差异再决定。"))
        return redirect("chapter-revisions", found.pk)
    messages.success(request, _("已采纳。") if decision == "accept" else _("未采纳，建议稿留在修订记录里。"))
    return redirect("chapter", found.pk)


@require_POST
def comment_add(request: HttpRequest, number: int) -> HttpResponse:
    found = read_chapter(request, number)
    comment_on(
        found,
        text=request.POST.get("text", ""),
        block=request.POST.get("block", ""),
        quote=request.POST.get("quote", ""),
        standing=standing_in(request),
    )
    return redirect(f"{_address(found)}#comments")


@require_POST
def comment_act(request: HttpRequest, number: int, comment: int) -> HttpResponse:
    """Answer, settle or open again."""
    found = read_chapter(request, number)
    first = found.comments.filter(pk=comment, thread=None).first()
    if first is None:
        raise Http404
    first.chapter = found
    standing = standing_in(request)
    match request.POST.get("act", ""):
        case "answer":
            answer(first, text=request.POST.get("text", ""), standing=standing)
        case "settle":
            settle(first, settled=True, standing=standing)
        case "reopen":
            settle(first, settled=False, standing=standing)
        case _:
            raise Http404
    return redirect(f"{_address(found)}#comments")


def _address(found: Chapter) -> str:
    return reverse("chapter", args=[found.pk])


def _belongs(block: str, mine: set[str]) -> bool:
    """Whether a printed block is of the chapter: items of a list carry their number behind the list's id."""
    return block in mine or block.rpartition("-")[0] in mine


def _differences(
    found: Chapter, shown: Revision, before: Revision | None, with_present: bool
) -> tuple[BlockDifference, ...]:
    if shown.state != RevisionState.SAVED or with_present:
        return differences(read_blocks(found.blocks), read_blocks(shown.blocks))
    return differences(read_blocks(before.blocks) if before else (), read_blocks(shown.blocks))
