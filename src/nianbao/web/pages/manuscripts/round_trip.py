"""A report edited in Word and brought back: the file sent, its changes by chapter, each taken, refused or left open."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Count, OuterRef, Q, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nianbao.facts.problem import Problem
from nianbao.web.manuscripts.chapter_texts import ChapterTexts
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.manuscripts.pictures import MEDIA_TYPES
from nianbao.web.manuscripts.returned_models import ChangeState, ReturnedFile
from nianbao.web.manuscripts.returns import (
    CORRECT,
    KEEP,
    MOST_PRINTOUTS,
    UNLINK,
    Decided,
    compare_with,
    may_write_any,
    receive_file,
    refuse_changes,
    reopen_changes,
    take_changes,
    unplaced_of,
)
from nianbao.web.manuscripts.word_files import MOST_BYTES
from nianbao.web.presentation.lookup import standing_in
from nianbao.web.presentation.manuscripts import read_manuscript
from nianbao.web.presentation.returned_changes import figures_with_data, shown_changes, with_data
from nianbao.web.publications.written_report import written_report
from nianbao.web.reviews.evidence import MEDIA_TYPES as FILE_TYPES
from nianbao.web.reviews.evidence import kind_of_scan, read_file
from nianbao.web.submissions.models import Submission

CHOICES = (KEEP, UNLINK, CORRECT)


@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, number: int) -> HttpResponse:
    """The file to edit, the one that comes back, and those that came before with what is left open of them."""
    found = read_manuscript(request, number)
    standing = standing_in(request)
    if request.method == "POST":
        sent = request.FILES.get("file")
        if sent is None:
            raise Problem("word-missing", "请先选择改过的 Word 文件。", "Choose the edited Word file first.")
        file = receive_file(found, data=sent.read(MOST_BYTES + 1), name=sent.name or "", standing=standing)
        return redirect("returned-file", found.pk, file.pk)
    waiting = Count("changes", filter=Q(changes__state=ChangeState.OPEN))
    files = (
        found.returned_files.select_related("by")
        .defer("order", "unplaced", "pictures")
        .annotate(waiting=waiting, all_changes=Count("changes"))
    )
    return render(
        request,
        "pages/manuscripts/word.html",
        {
            "manuscript": found,
            "files": files,
            "printouts": found.printouts.select_related("by").only("made_at", "manuscript", "by__name")[
                :MOST_PRINTOUTS
            ],
            "may_send": may_write_any(found, standing),
            "most": MOST_BYTES // 1024 // 1024,
        },
    )


@require_safe
def returned_file(request: HttpRequest, number: int, file: int) -> HttpResponse:
    """What an edited file would change, chapter by chapter."""
    manuscript = read_manuscript(request, number)
    found = _file(manuscript, file)
    standing = standing_in(request)
    changes = list(found.changes.select_related("decided_by"))
    texts = ChapterTexts.read(manuscript)
    groups = shown_changes(found, changes, texts, standing)
    if any(row.figures and row.is_open for group in groups for row in group.rows):
        with_data(
            groups,
            figures_with_data(groups, written_report(manuscript, texts.chapters), getattr(found, "submission", None)),
        )
    counts = {state: sum(one.state == state for one in changes) for state in ChangeState.values}
    return render(
        request,
        "pages/manuscripts/returned_file.html",
        {
            "manuscript": manuscript,
            "file": found,
            "groups": groups,
            "counts": counts,
            "total": len(changes),
            "waiting": sum(group.waiting for group in groups),
            "disputed": sum(row.is_disputed for group in groups for row in group.rows),
            "unplaced": unplaced_of(found),
            "printouts": manuscript.printouts.only("made_at", "manuscript")[:MOST_PRINTOUTS],
            "may_send": any(row.may_decide for group in groups for row in group.rows)
            or may_write_any(manuscript, standing),
        },
    )


@require_POST
def returned_decide(request: HttpRequest, number: int, file: int) -> HttpResponse:
    """Take, refuse or open again: one change, those of a chapter, or all that wait."""
    manuscript = read_manuscript(request, number)
    found = _file(manuscript, file)
    standing = standing_in(request)
    figures = {
        name.removeprefix("figure-"): choice
        for name, choice in request.POST.items()
        if name.startswith("figure-") and choice in CHOICES
    }
    if one := request.POST.get("take", ""):
        positions = _positions(found, one)
        shown = {
            place: mark for place in positions if one != "all" and (mark := request.POST.get(f"shown-{place}", ""))
        }
        told = take_changes(found, positions=positions, figures=figures, shown=shown, standing=standing)
        _tell(request, told, _("已采纳 %(n)d 处。"))
    elif one := request.POST.get("refuse", ""):
        told = refuse_changes(found, positions=_positions(found, one), standing=standing)
        _tell(request, told, _("未采纳 %(n)d 处，仍列在下面，可以改变决定。"))
    elif one := request.POST.get("reopen", ""):
        reopen_changes(found, positions=_positions(found, one), standing=standing)
    else:
        raise Http404
    place = f"#change-{one}" if one.isdecimal() else ""
    return redirect(reverse("returned-file", args=[manuscript.pk, found.pk]) + place)


@require_POST
def returned_compare(request: HttpRequest, number: int, file: int) -> HttpResponse:
    """Lay the file beside another printout."""
    manuscript = read_manuscript(request, number)
    found = _file(manuscript, file)
    chosen = request.POST.get("printout", "")
    printout = manuscript.printouts.filter(pk=int(chosen) if chosen.isdecimal() else 0).first()
    if printout is None:
        raise Http404
    compare_with(found, printout=printout, standing=standing_in(request))
    messages.success(request, _("已换了底稿重新对照。"))
    return redirect("returned-file", manuscript.pk, found.pk)


@require_safe
def returned_original(request: HttpRequest, number: int, file: int) -> HttpResponse:
    """The file as it was sent."""
    found = _file(read_manuscript(request, number), file)
    response = HttpResponse(read_file(found.digest, found.name), content_type=FILE_TYPES["docx"])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def returned_picture(request: HttpRequest, number: int, file: int, name: str) -> HttpResponse:
    """A new picture of the file, before it is among the report's own."""
    found = _file(read_manuscript(request, number), file)
    if name not in found.pictures:
        raise Http404
    data = read_file(found.pictures[name], name)
    response = HttpResponse(data, content_type=MEDIA_TYPES[kind_of_scan(data)])
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _file(manuscript: Manuscript, number: int) -> ReturnedFile:
    data = Submission.objects.filter(
        campaign=OuterRef("manuscript__campaign"), organisation=OuterRef("manuscript__organisation")
    )
    files = manuscript.returned_files.select_related("by", "printout__by")
    found = files.annotate(submission=Subquery(data.values("pk")[:1])).filter(pk=number).first()
    if found is None:
        raise Http404
    found.manuscript = manuscript
    return found


def _positions(file: ReturnedFile, asked: str) -> list[int]:
    """One change by its number, several with commas between them, or all."""
    if asked == "all":
        return list(file.changes.values_list("position", flat=True))
    return [int(one) for one in asked.split(",") if one.isdecimal()]


def _tell(request: HttpRequest, told: Decided, done: str) -> None:
    if told.done:
        messages.success(request, done % {"n": len(told.done)})
    if told.disputed:
        text = _("%(n)d 处在页面上也改过，没有采纳：请逐处看过再定（第 %(which)s 处）。")
        messages.warning(request, text % {"n": len(told.disputed), "which": _listed(told.disputed)})
    if told.kept_out:
        text = _("第 %(which)s 处在别人写的章里，留给他们决定。")
        messages.warning(request, text % {"which": _listed(told.kept_out)})
    english = standing_in(request).person.language == "en"
    for position, problem in told.troubles.items():
        text = _("第 %(which)s 处：%(message)s")
        message = problem.message_en if english else problem.message
        messages.error(request, text % {"which": position, "message": message})
    if not (told.done or told.disputed or told.kept_out or told.troubles):
        messages.info(request, _("这些修改已经决定过了，没有重复处理。"))


def _listed(positions: Iterable[int]) -> str:
    return "、".join(str(one) for one in positions)
