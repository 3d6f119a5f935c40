"""核稿: a draft goes in, its findings beside the text or its Word file with comments come back; nothing is kept."""

from __future__ import annotations

from pathlib import PurePath

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nianbao.facts.problem import Problem
from nianbao.web.audit.actions import record_event
from nianbao.web.presentation.lookup import standing_in
from nianbao.web.publications.proof import MOST_BYTES, MOST_SECONDS, PAGE, WORD, proof_of

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The page carries its style inside and words of a stranger's file: it may show itself and nothing else.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Choose a file; the answer to sending it is the finding page or the commented Word file."""
    standing = standing_in(request)
    if request.method != "POST":
        limits = {"megabytes": MOST_BYTES // 1024 // 1024, "seconds": MOST_SECONDS}
        return render(request, "pages/drafts/draft.html", limits)
    sent = request.FILES.get("draft")
    if sent is None:
        raise Problem("draft-missing", _("请先选择要核的文件。"), "Choose the file to be read first.")
    name = "".join(one for one in sent.name or "draft" if one.isprintable())
    data = sent.read(MOST_BYTES + 1)
    form = WORD if request.POST.get("form") == WORD else PAGE
    made = proof_of(data, name=name, form=form, english=standing.person.language == "en")
    # Who read a draft when, never what stood in it.
    record_event("publications.draft.read", by=standing.person, branch="", subject=form, detail={"bytes": len(data)})
    if form == WORD:
        response = HttpResponse(made, content_type=WORD_TYPE)
        ending = _("批注")
        commented = f"{PurePath(name).stem}-{ending}.docx"
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=commented)
        return response
    response = HttpResponse(made, content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = POLICY
    return response
