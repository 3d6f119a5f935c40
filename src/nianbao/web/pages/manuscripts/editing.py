"""What the editor asks while somebody writes: content, saves, figures by name, previews, advice, pictures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nianbao.facts.problem import Problem
from nianbao.web.manuscripts.actions import (
    keep_open,
    leave_by_hand,
    may_write,
    other_writer,
    save_chapter,
    see_changes,
)
from nianbao.web.manuscripts.difference import differences
from nianbao.web.manuscripts.models import HandNumber
from nianbao.web.manuscripts.pictures import MEDIA_TYPES, MOST_BYTES, add_picture, read_picture
from nianbao.web.manuscripts.text import (
    characters_by_heading,
    edition_of,
    links_of,
    nodes_of,
    outline_of,
    read_blocks,
)
from nianbao.web.organisations.permissions import Standing
from nianbao.web.presentation.lookup import standing_in
from nianbao.web.presentation.manuscripts import aspects, read_chapter, read_manuscript, shown_blocks
from nianbao.web.publications.written_report import (
    ToldFigure,
    WrittenReport,
    chapter_findings,
    typed_numbers,
    written_report,
)
from nianbao.writing.content import Block, Content, Heading, Link
from nianbao.writing.figure_search import find_figures
from nianbao.writing.link import Aspect
from nianbao.writing.printing import print_content

MOST_ASKED = 300  # links or blocks in one question
MOST_BODY = 2_000_000  # bytes


@require_safe
def content(request: HttpRequest, number: int) -> HttpResponse:
    """The chapter with what its links say, and all that the editor must know to write on."""
    found = read_chapter(request, number)
    standing = standing_in(request)
    manuscript = found.manuscript
    report = written_report(manuscript)
    blocks = read_blocks(found.blocks)
    nodes = nodes_of(outline_of(manuscript))
    return JsonResponse(
        {
            "version": found.version,
            "blocks": found.blocks,
            "words": _words(report, blocks, standing),
            "captions": _captions(report),
            "prompts": {
                block.id: {
                    "text": nodes[block.node].prompt,
                    "required": nodes[block.node].required,
                    "limits": dict(nodes[block.node].limits),
                }
                for block in blocks
                if isinstance(block, Heading) and block.node in nodes
            },
            "threads": [
                {"id": one.pk, "block": one.block, "quote": one.quote}
                for one in found.comments.filter(thread=None, settled_at=None).exclude(block="")
            ],
            "writable": may_write(found, standing),
            "aspects": list(aspects()),
            "schools": [one.organisation.name for one in report.sources.schools],
            "pictures": {
                one.file: {"address": reverse("manuscript-picture", args=[manuscript.pk, one.pk]),
                           "width": one.width, "height": one.height}
                for one in manuscript.pictures.all()
            },
        }
    )  # fmt: skip


@require_POST
def save(request: HttpRequest, number: int) -> HttpResponse:
    """Autosave: blocks and the version that they came from; 409 with both texts where somebody else was first."""
    found = read_chapter(request, number)
    standing = standing_in(request)
    sent = _body(request)
    raw, version = sent.get("blocks"), sent.get("version")
    if not isinstance(raw, list) or not isinstance(version, int):
        raise _unreadable()
    blocks = read_blocks(raw)
    report = written_report(found.manuscript, [found])
    saved = save_chapter(found, blocks=raw, version=version, standing=standing, words=report.words(blocks))
    if saved.is_conflict:
        now = saved.chapter
        listed = render_to_string(
            "pages/manuscripts/_differences.html", {"differences": differences(read_blocks(now.blocks), blocks)}
        )
        by = now.changed_by.name if now.changed_by else ""
        told = _("%(name)s刚改过这一章，您的修改还没有保存。") % {"name": by}
        return JsonResponse(
            {"problem": "chapter-changed", "message": told, "version": now.version, "blocks": now.blocks, "by": by,
             "differences": listed, "words": _words(report, read_blocks(now.blocks), standing)},
            status=409,
        )  # fmt: skip
    return JsonResponse({"version": saved.chapter.version, "characters": saved.chapter.characters})


@require_POST
def presence(request: HttpRequest, number: int) -> HttpResponse:
    """Said every half minute while the chapter is open: who else writes in it, and whether it has moved on."""
    found = read_chapter(request, number)
    other = keep_open(found, standing=standing_in(request))
    return JsonResponse({"other": other.name if other else "", "version": found.version})


@require_safe
def advice(request: HttpRequest, number: int) -> HttpResponse:
    """Numbers typed by hand, findings, figures that changed, what could not be written, how much stands where."""
    found = read_chapter(request, number)
    standing = standing_in(request)
    english = standing.person.language == "en"
    report = written_report(found.manuscript)
    blocks = read_blocks(found.blocks)
    mine = {block.id for block in blocks}
    printed = report.printed(with_pictures=False, with_cases=True)
    kept = {(one.block, one.digits): one for one in found.hand_numbers.select_related("by")}
    other = other_writer(found, standing)
    return JsonResponse(
        {
            "version": found.version,
            "other": other.name if other else "",
            "typed": [_typed(one.block, one.number, kept.get((one.block, one.number.digits)))
                      for one in typed_numbers(report, blocks)],
            "findings": [
                {
                    "block": one.block,
                    "severity": one.finding.severity,
                    "message": one.finding.message_en if english else one.finding.message,
                    "formula": one.finding.formula,
                    "sentence": one.finding.sentence,
                    "repairs": [{"from": each.printed, "to": each.suggested} for each in one.finding.repairs],
                }
                for one in chapter_findings(report, blocks)
            ],
            "stale": [{"link": one.link, "before": one.before, "now": one.now} for one in report.stale(found)],
            "unwritten": [
                {"block": one.block, "asked": one.asked, "message": _said(one.problem, standing)}
                for one in printed.unwritten
                if one.block in mine
            ],
            "cases": [
                {"block": one.block, "message": _said(one.problem, standing)}
                for one in printed.case_remarks
                if one.block in mine
            ],
            "characters": characters_by_heading(blocks, found.spoken),
        }
    )  # fmt: skip


@require_safe
def figures(request: HttpRequest, number: int) -> HttpResponse:
    """Figures by name, initials of pinyin, id or row, each with what it says now and a year ago."""
    found = read_manuscript(request, number)
    standing = standing_in(request)
    report = written_report(found, [])
    edition = edition_of(found)
    fitting = find_figures(request.GET.get("q", "")[:40], edition, report.sources.catalogue)
    said_of = [aspect for aspect in Aspect if aspect is not Aspect.SHARE]
    told = iter(report.told([Link(one.name, aspect) for one in fitting for aspect in said_of]))
    rows = []
    for one in fitting:
        said = {aspect.value: next(told) for aspect in said_of}
        rows.append(
            {
                "name": one.name,
                "label": one.label,
                "table": one.table,
                "row": one.row,
                "id": one.indicator,
                "words": {aspect: told.words for aspect, told in said.items()},
                "problem": _said(said[Aspect.VALUE].problem, standing),
            }
        )
    return JsonResponse({"figures": rows})


@require_POST
def words(request: HttpRequest, number: int) -> HttpResponse:
    """What links say and what tables and charts look like, as they stand in the editor and are saved nowhere yet."""
    found = read_manuscript(request, number)
    sent = _body(request)
    report = written_report(found, [])
    standing = standing_in(request)
    asked = sent.get("blocks", [])
    if not isinstance(asked, list) or len(asked) > MOST_ASKED:
        raise _unreadable()
    heading = {"kind": "heading", "id": "h", "level": 1, "text": ""}
    blocks = read_blocks([heading, *asked])[1:]
    printed = print_content(Content("", blocks), report.sources, pictures=_any_pictures(blocks))
    shown = {one.block: one for one in shown_blocks(printed.blocks)}
    problems = {one.block: _said(one.problem, standing) for one in printed.unwritten}
    return JsonResponse(
        {
            "words": _words(report, blocks, standing),
            "previews": {
                block.id: {
                    "header": shown[block.id].header,
                    "rows": shown[block.id].rows,
                    "image": shown[block.id].image,
                    "alternative": shown[block.id].alternative,
                    "problem": problems.get(block.id, ""),
                }
                for block in blocks
                if block.id in shown
            },
        }
    )


@require_POST
def picture_add(request: HttpRequest, number: int) -> HttpResponse:
    found = read_manuscript(request, number)
    sent = request.FILES.get("picture")
    if sent is None:
        raise Problem("picture-missing", "请先选择一张图片。", "Choose a picture first.")
    made = add_picture(found, name=sent.name or "", data=sent.read(MOST_BYTES + 1), standing=standing_in(request))
    address = reverse("manuscript-picture", args=[found.pk, made.pk])
    return JsonResponse({"file": made.file, "address": address, "width": made.width, "height": made.height})


@require_safe
def picture(request: HttpRequest, number: int, picture: int) -> HttpResponse:
    found = read_manuscript(request, number).pictures.filter(pk=picture).first()
    if found is None:
        raise Http404
    response = HttpResponse(read_picture(found), content_type=MEDIA_TYPES[found.kind])
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
def hand_number(request: HttpRequest, number: int) -> HttpResponse:
    """Mark a typed number as history, part of a name, or of no matter; or take the mark back."""
    found = read_chapter(request, number)
    sent = _body(request)
    texts = {name: sent.get(name) for name in ("block", "digits", "reason")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise _unreadable()
    leave_by_hand(found, **texts, standing=standing_in(request))  # type: ignore[arg-type]
    return JsonResponse({})


@require_POST
def seen(request: HttpRequest, number: int) -> HttpResponse:
    """The author has read the sentences around the figures that changed."""
    found = read_chapter(request, number)
    now = written_report(found.manuscript, [found]).words(read_blocks(found.blocks))
    see_changes(found, words=now, standing=standing_in(request))
    return JsonResponse({})


def _words(report: WrittenReport, blocks: Sequence[Block], standing: Standing) -> dict[str, Any]:
    return {told.link: _told(told, standing) for told in report.told(links_of(blocks))}


def _told(told: ToldFigure, standing: Standing) -> dict[str, str]:
    return {
        "words": told.words, "label": told.label, "organisation": told.organisation, "period": told.period,
        "table": told.table, "formula": told.formula, "problem": _said(told.problem, standing),
    }  # fmt: skip


def _captions(report: WrittenReport) -> dict[str, str]:
    """By block, the number and caption that references may name: 表2-1 …, in printed order."""
    printed = report.printed(with_pictures=False)
    found = {}
    for one in shown_blocks(printed.blocks):
        if one.kind in ("table", "picture"):
            found[one.block] = one.caption
        elif one.kind == "case":
            found[one.block] = "".join(words for _kind, words, _behind in one.parts)
    return found


def _typed(block: str, number: Any, kept: HandNumber | None) -> dict[str, Any]:
    return {
        "block": block, "digits": number.digits, "around": number.around, "suggestions": list(number.suggestions),
        "reason": kept.reason if kept else "", "by": kept.by.name if kept else "",
    }  # fmt: skip


def _any_pictures(blocks: Sequence[Block]) -> Mapping[str, bytes]:
    """Advice and previews need no bytes of pictures, only that they are there."""
    return {name: b"" for block in blocks if (name := getattr(block, "file", ""))}


def _said(problem: Problem | None, standing: Standing) -> str:
    if problem is None:
        return ""
    return problem.message_en if standing.person.language == "en" else problem.message


def _body(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > MOST_BODY:
        raise _unreadable()
    try:
        sent = json.loads(request.body)
    except ValueError:
        raise _unreadable() from None
    if not isinstance(sent, dict):
        raise _unreadable()
    return sent


def _unreadable() -> Problem:
    return Problem(
        "editor-request",
        "编辑器发来的内容读不懂，请刷新页面。",
        "What the editor sent cannot be read; reload the page.",
    )
