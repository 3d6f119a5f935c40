"""The library of cases and the archive of older reports."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header

from nianbao.web.presentation.kept_pages import public_page
from nianbao.web.releases.archive import MEDIA_TYPES
from nianbao.web.releases.files import read_file
from nianbao.web.releases.models import ArchivedReport, ReleasedCase
from nianbao.web.releases.published import public_archive, public_cases, search
from nianbao.web.releases.search import snippet, words_of

PER_PAGE = 20


@public_page
def cases(request: HttpRequest) -> HttpResponse:
    """All cases, or those that hold every word asked for."""
    now = timezone.now()
    asked = request.GET.get("q", "").strip()[:60]
    if asked:
        words = words_of(asked)
        found = [(entry.case, snippet(entry.text, words)) for entry in search(asked, now, kind="case", most=100)]
        return render(request, "pages/portal/cases.html", {"asked": asked, "found": found})
    pages: Page[ReleasedCase] = Paginator(public_cases(now), PER_PAGE).get_page(request.GET.get("page"))
    shown = [(case, case.parts[0][1][:80] if case.parts else "") for case in pages]
    return render(request, "pages/portal/cases.html", {"asked": "", "found": shown, "pages": pages})


@public_page
def case(request: HttpRequest, number: int) -> HttpResponse:
    found = public_cases(timezone.now()).filter(pk=number).first()
    if found is None:
        raise Http404
    return render(request, "pages/portal/case.html", {"case": found, "release": found.release})


@public_page
def archive(request: HttpRequest) -> HttpResponse:
    """Older reports as files, by data year."""
    pages: Page[ArchivedReport] = Paginator(public_archive(timezone.now()), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/portal/archive.html", {"pages": pages})


@public_page
def archived(request: HttpRequest, number: int) -> HttpResponse:
    """One older report with what a program read in it, marked as that."""
    found = public_archive(timezone.now()).filter(pk=number).first()
    if found is None:
        raise Http404
    return render(request, "pages/portal/archived.html", {"report": found, "extracted": found.extracted})


@public_page
def archived_file(request: HttpRequest, number: int) -> HttpResponse:
    found = public_archive(timezone.now()).filter(pk=number).first()
    if found is None:
        raise Http404
    response = HttpResponse(read_file(found.digest), content_type=MEDIA_TYPES[found.kind])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
