"""A report begun from an old one: the file sent, what would come of it, and what of that goes into which chapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nianbao.facts.problem import Problem
from nianbao.web.manuscripts.actions import may_write
from nianbao.web.manuscripts.difference import block_text
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.manuscripts.old_reports import (
    APPEND,
    LEAVE,
    PROPOSE,
    PUT,
    OldPart,
    content_of,
    links_of,
    old_parts,
    put_in,
    receive_old_report,
    unplaced_in,
)
from nianbao.web.manuscripts.pictures import MEDIA_TYPES
from nianbao.web.manuscripts.returned_models import OldReport
from nianbao.web.manuscripts.returns import may_write_any
from nianbao.web.manuscripts.text import count_characters, link_key
from nianbao.web.manuscripts.word_files import MOST_BYTES
from nianbao.web.organisations.permissions import Standing
from nianbao.web.presentation.lookup import standing_in
from nianbao.web.presentation.manuscripts import read_manuscript
from nianbao.web.publications.written_report import written_report
from nianbao.web.reviews.evidence import kind_of_scan, read_file
from nianbao.writing.content import Block, Case, DataTable, Heading, Link, OwnTable, Picture, inlines
from nianbao.writing.starting.old_figures import ProposedLink

ACCEPTED = ".docx,.docm,.doc,.wps,.pdf,.rtf,.odt,.html,.htm,.txt,.md"
AS_TYPED = -1


@dataclass(frozen=True)
class ShownPart:
    """A chapter of the old report with what is in it and where it can go."""

    old: OldPart
    characters: int
    lines: tuple[tuple[str, str, str], ...]  # what each block is, its words, the name of its picture
    links: int
    ways: tuple[str, ...]  # what may be chosen, the proposed one first; none where others write the chapter
    taken: str = ""  # the heading of the chapter in which it is

    @property
    def cases(self) -> int:
        return sum(kind == "case" for kind, _words, _file in self.lines)

    @property
    def tables(self) -> int:
        return sum(kind == "table" for kind, _words, _file in self.lines)

    @property
    def pictures(self) -> int:
        return sum(kind == "picture" for kind, _words, _file in self.lines)


@dataclass(frozen=True)
class ShownLink:
    """A number of the old text with the links that it may be, each with what that prints now."""

    place: int
    link: ProposedLink
    choices: tuple[tuple[int, str, str], ...]  # its place, the link as an author writes it, its words now

    @property
    def chosen(self) -> int:
        return 0 if self.link.is_sure else AS_TYPED

    @property
    def differs(self) -> bool:
        """Whether the data print something else than the old report did."""
        return bool(self.choices) and "".join(self.choices[0][2].split()) != "".join(self.link.text.split())


@require_http_methods(["GET", "HEAD", "POST"])
def old_reports(request: HttpRequest, number: int) -> HttpResponse:
    """Send an old report, or go on with one that was sent."""
    found = read_manuscript(request, number)
    standing = standing_in(request)
    if request.method == "POST":
        sent = request.FILES.get("file")
        if sent is None:
            raise Problem("old-report-missing", "请先选择旧报告的文件。", "Choose the old report's file first.")
        record = written_report(found, []).sources.record
        old = receive_old_report(
            found, data=sent.read(MOST_BYTES + 1), name=sent.name or "", record=record, standing=standing
        )
        return redirect("old-report", found.pk, old.pk)
    return render(
        request,
        "pages/manuscripts/old_reports.html",
        {
            "manuscript": found,
            "olds": found.old_reports.select_related("by").only("name", "sent_at", "taken", "manuscript", "by__name"),
            "may_send": may_write_any(found, standing),
            "most": MOST_BYTES // 1024 // 1024,
            "accepted": ACCEPTED,
        },
    )


@require_safe
def old_report(request: HttpRequest, number: int, old: int) -> HttpResponse:
    """What would come of an old report: chapters, cases, tables, pictures, numbers as links, what has no place."""
    manuscript = read_manuscript(request, number)
    found = _old(manuscript, old)
    standing = standing_in(request)
    chapters = list(manuscript.chapters.prefetch_related("assignments"))
    content = content_of(found)
    parts = [_part(found, one, standing) for one in old_parts(manuscript, content, chapters)]
    links = _links(manuscript, chapters, links_of(found))
    return render(
        request,
        "pages/manuscripts/old_report.html",
        {
            "manuscript": manuscript,
            "old": found,
            "parts": parts,
            "sure": [one for one in links if one.link.is_sure],
            "unsure": [one for one in links if not one.link.is_sure],
            "statement": content.statement.text if content.statement else "",
            "unplaced": unplaced_in(found),
            "may_put": any(one.ways and not one.taken for one in parts),
        },
    )


@require_POST
def old_report_put(request: HttpRequest, number: int, old: int) -> HttpResponse:
    """Put the chosen parts where they were chosen to go, with the numbers as they were decided."""
    manuscript = read_manuscript(request, number)
    found = _old(manuscript, old)
    chosen = {name: str(choice) for name, choice in request.POST.items()}
    parts = {name.removeprefix("part-"): how for name, how in chosen.items() if name.startswith("part-")}
    links = {
        int(place): int(choice) if choice.isdecimal() else AS_TYPED
        for name, choice in chosen.items()
        if name.startswith("link-") and (place := name.removeprefix("link-")).isdecimal()
    }
    known = [link for one in links_of(found) for link in one.links]
    words = {told.link: told.words for told in written_report(manuscript, []).told(known) if told.words}
    told = put_in(found, parts=parts, links=links, words=words, standing=standing_in(request))
    if told.done:
        text = _("已放进 %(n)d 章：%(which)s。")
        messages.success(request, text % {"n": len(told.done), "which": "、".join(told.done.values())})
    if told.filled:
        text = _("这几章刚有人写了字，没有放进去：%(which)s。")
        messages.warning(request, text % {"which": "、".join(told.filled)})
    if told.kept_out:
        messages.warning(request, _("这几章由别人写，没有放进去：%(which)s。") % {"which": "、".join(told.kept_out)})
    if not (told.done or told.filled or told.kept_out):
        messages.info(request, _("没有要放的：没有选，或者已经放进去了。"))
    return redirect("old-report", manuscript.pk, found.pk)


@require_safe
def old_report_picture(request: HttpRequest, number: int, old: int, name: str) -> HttpResponse:
    """A picture of the old report, before it is among the new one's own."""
    found = _old(read_manuscript(request, number), old)
    if name not in found.pictures:
        raise Http404
    data = read_file(found.pictures[name], name)
    response = HttpResponse(data, content_type=MEDIA_TYPES[kind_of_scan(data)])
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _old(manuscript: Manuscript, number: int) -> OldReport:
    found = manuscript.old_reports.select_related("by").filter(pk=number).first()
    if found is None:
        raise Http404
    found.manuscript = manuscript
    return found


def _part(old: OldReport, one: OldPart, standing: Standing) -> ShownPart:
    blocks = one.part.blocks
    taken = str(old.taken.get(one.id, {}).get("heading", ""))
    return ShownPart(
        one,
        count_characters(blocks[1:], {}),
        tuple(_line(block) for block in blocks[1:]),
        sum(isinstance(part, Link) for block in blocks for part in inlines(block)),
        _ways(one.chapter, old.manuscript, standing),
        taken,
    )


def _line(block: Block) -> tuple[str, str, str]:
    match block:
        case Heading():
            return "heading", block.text, ""
        case Case():
            return "case", block.title, ""
        case DataTable() | OwnTable():
            return "table", block.caption, ""
        case Picture():
            return "picture", block.caption, block.file
        case _:
            return "text", block_text(block), ""


def _ways(chapter: Chapter | None, manuscript: Manuscript, standing: Standing) -> tuple[str, ...]:
    if chapter is None:
        return (PUT, LEAVE) if standing.may_write(manuscript.organisation, "") else ()
    chapter.manuscript = manuscript
    if not may_write(chapter, standing):
        return ()
    return (LEAVE, PROPOSE, APPEND) if chapter.characters else (PUT, LEAVE)


def _links(manuscript: Manuscript, chapters: Sequence[Chapter], links: Sequence[ProposedLink]) -> list[ShownLink]:
    asked = list(dict.fromkeys(link for one in links for link in one.links))
    told = {one.link: one for one in written_report(manuscript, chapters).told(asked)} if asked else {}
    found = []
    for place, one in enumerate(links):
        choices = []
        for at, link in enumerate(one.links):
            known = told[link_key(link)]
            named = msgspec.structs.replace(link, indicator=known.label or link.indicator)
            choices.append((at, link_key(named), known.words))
        found.append(ShownLink(place, one, tuple(choices)))
    return found
