"""The report's own page: its chapters and who writes them, its cover, and the whole of it printed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nianbao.rendering.renderer import renderers
from nianbao.web.accounts.models import Person
from nianbao.web.audit.actions import record_event
from nianbao.web.campaigns.models import Campaign
from nianbao.web.manuscripts.actions import (
    add_chapter,
    assign,
    move_chapter,
    remove_chapter,
    set_finished,
    set_front,
    start_manuscript,
)
from nianbao.web.manuscripts.frozen import is_frozen
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.manuscripts.printouts import keep_printout
from nianbao.web.manuscripts.returned_models import ChangeState, ReturnedChange
from nianbao.web.manuscripts.text import nodes_of, outline_of
from nianbao.web.organisations.models import DISTRICT_ROLES, SCHOOL_ROLES, Organisation
from nianbao.web.presentation.lookup import standing_in
from nianbao.web.presentation.manuscripts import (
    outline_chapters,
    picture_addresses,
    read_chapter,
    read_manuscript,
    shown_blocks,
)
from nianbao.web.publications.written_report import report_findings, written_report
from nianbao.writing.content import Statement

NUMBERINGS = ("", "decimal", "chinese")
OUTPUTS = ("docx", "pdf", "html", "md")


@require_POST
def start(request: HttpRequest, number: int, organisation: int) -> HttpResponse:
    """Begin an organisation's report for a campaign, or go to the one that is there."""
    campaign = Campaign.objects.select_related("district").filter(pk=number).first()
    found = Organisation.objects.filter(pk=organisation).first()
    if campaign is None or found is None or not standing_in(request).may_read_text(found):
        raise Http404
    takes_part = campaign.participations.filter(organisation=found, takes_part=True).exists()
    if found.pk != campaign.district_id and not takes_part:
        raise Http404
    made = start_manuscript(campaign=campaign, organisation=found, standing=standing_in(request))
    return redirect("manuscript", made.pk)


@require_safe
def manuscript(request: HttpRequest, number: int) -> HttpResponse:
    """Chapters with state, length and authors; what is missing; cover; output."""
    found = read_manuscript(request, number)
    standing = standing_in(request)
    chapters = outline_chapters(found, standing)
    frozen = is_frozen(found)
    may_edit = standing.may_write(found.organisation, "") and not frozen
    nodes = nodes_of(outline_of(found))
    limits: dict[str, int] = {}
    for node in nodes.values():
        limits.update(node.limits)
    return render(
        request,
        "pages/manuscripts/manuscript.html",
        {
            "manuscript": found,
            "chapters": chapters,
            "characters": sum(one.chapter.characters for one in chapters),
            "finished": sum(one.chapter.is_finished for one in chapters),
            "cases": sum(block["kind"] == "case" for one in chapters for block in one.chapter.blocks),
            "limits": limits,
            "frozen": frozen,
            "may_edit": may_edit,
            "people": _people(found) if may_edit else (),
            "numberings": NUMBERINGS,
            "outputs": OUTPUTS,
            "waiting": ReturnedChange.objects.filter(file__manuscript=found, state=ChangeState.OPEN).count(),
        },
    )


@require_POST
def front(request: HttpRequest, number: int) -> HttpResponse:
    found = read_manuscript(request, number)
    words = request.POST.get("statement", "").strip()
    numbering = request.POST.get("numbering", "")
    set_front(
        found,
        title=request.POST.get("title", ""),
        compiled=request.POST.get("compiled", ""),
        numbering=numbering if numbering in NUMBERINGS else "",
        statement=Statement(words, request.POST.get("signatory", "").strip() or "负责人") if words else None,
        standing=standing_in(request),
    )
    messages.success(request, _("封面与声明已保存。"))
    return redirect("manuscript", found.pk)


@require_POST
def chapter_add(request: HttpRequest, number: int) -> HttpResponse:
    found = read_manuscript(request, number)
    made = add_chapter(found, title=request.POST.get("title", ""), standing=standing_in(request))
    return redirect("chapter", made.pk)


@require_POST
def chapter_people(request: HttpRequest, number: int) -> HttpResponse:
    """Who writes a chapter."""
    chapter = read_chapter(request, number)
    chosen = {one for one in request.POST.getlist("person") if one.isdecimal()}
    people = [one for one in _people(chapter.manuscript) if str(one.pk) in chosen]
    assign(chapter, people=people, standing=standing_in(request))
    messages.success(request, _("「%(heading)s」的分工已保存。") % {"heading": chapter.heading})
    return redirect("manuscript", chapter.manuscript_id)


@require_POST
def chapter_place(request: HttpRequest, number: int) -> HttpResponse:
    """Up, down, or away."""
    chapter = read_chapter(request, number)
    match request.POST.get("act", ""):
        case "up" | "down" as way:
            move_chapter(chapter, earlier=way == "up", standing=standing_in(request))
        case "remove":
            remove_chapter(chapter, standing=standing_in(request))
        case _:
            raise Http404
    return redirect("manuscript", chapter.manuscript_id)


@require_POST
def chapter_state(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a chapter is written, or take that back."""
    chapter = read_chapter(request, number)
    set_finished(chapter, finished=request.POST.get("finished") == "yes", standing=standing_in(request))
    return redirect("chapter", chapter.pk)


@require_safe
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """The whole text as it will be printed, without the tables behind it."""
    found = read_manuscript(request, number)
    report = written_report(found)
    printed = report.printed(with_pictures=False, with_cases=True)
    addresses = picture_addresses(found, report.content.blocks)
    is_read = request.GET.get("read") == "1"
    where = {block["id"]: chapter for chapter in report.chapters for block in chapter.blocks}
    return render(
        request,
        "pages/manuscripts/preview.html",
        {
            "manuscript": found,
            "shown": list(shown_blocks(printed.blocks, addresses)),
            "unwritten": [(one, where.get(one.block)) for one in printed.unwritten],
            "missing": printed.missing,
            "case_remarks": [(one, where.get(one.block)) for one in printed.case_remarks],
            "loose": len(printed.loose),
            "is_read": is_read,
            "findings": [(one, where.get(one.block)) for one in report_findings(report)] if is_read else (),
            "outputs": OUTPUTS,
        },
    )


@require_safe
def output(request: HttpRequest, number: int, extension: str) -> HttpResponse:
    """The whole report as a file: cover, statement, text with figures, and the tables behind it."""
    found = read_manuscript(request, number)
    if extension not in OUTPUTS:
        raise Http404
    report = written_report(found)
    data = report.rendered(extension)
    standing = standing_in(request)
    if extension == "docx":
        keep_printout(found, content=report.content, chapters=report.chapters, data=data, standing=standing)
    record_event(
        "manuscripts.manuscript.printed", by=standing.person, branch=found.organisation.path, subject=str(found)[:120],
        detail={"format": extension, "bytes": len(data)},
    )  # fmt: skip
    response = HttpResponse(data, content_type=renderers()[extension].media_type)
    name = f"{found.organisation.name}-{found.title.removeprefix(found.organisation.name)}.{extension}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
    return response


def _people(found: Manuscript) -> list[Person]:
    """Who works for the organisation, by name."""
    roles = SCHOOL_ROLES if found.organisation.level == "school" else DISTRICT_ROLES
    people = Person.objects.filter(
        grants__organisation=found.organisation_id, grants__role__in=roles, grants__revoked_at=None, is_active=True
    )
    return list(people.distinct().order_by("name", "pk"))
