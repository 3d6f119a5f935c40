"""Files as a browser may have them: saved under a name that people understand, never shown inside a page of ours."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from nianbao.web.publications.remark_list import TYPES, remark_list
from nianbao.web.reviews.evidence import MEDIA_TYPES, read_evidence, read_file
from nianbao.web.reviews.models import Correction, Evidence
from nianbao.web.reviews.signed_pages import read_signed_page
from nianbao.web.submissions.models import Submission


def evidence_answer(submission: Submission, number: int) -> HttpResponse:
    """The file to be saved, never shown inside a page of ours."""
    found = Evidence.objects.filter(pk=number, submission=submission, removed_at=None).exclude(digest="").first()
    if found is None:
        raise Http404
    return _saved(read_evidence(found), found.kind, found.name)


def signed_page_answer(submission: Submission, number: int) -> HttpResponse:
    """The scan of a signed statement, to be saved as evidence is."""
    found = submission.hand_ins.filter(pk=number).exclude(page_digest="").first()
    if found is None:
        raise Http404
    return _saved(read_signed_page(found), found.page_kind, found.page_name)


def correction_file_answer(found: Correction) -> HttpResponse:
    """The file behind a correction, to be saved as evidence is."""
    if not found.digest:
        raise Http404
    return _saved(read_file(found.digest, found.name), found.kind, found.name)


def kept_file_answer(digest: str, kind: str, name: str) -> HttpResponse:
    """A file that lies with the evidence, to be saved as evidence is."""
    return _saved(read_file(digest, name), kind, name)


def _saved(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def remark_list_answer(submission: Submission, extension: str) -> HttpResponse:
    """The remarks as a list for Excel or Word, the same for the school and its district."""
    if extension not in TYPES:
        raise Http404
    response = HttpResponse(remark_list(submission).written(extension), content_type=TYPES[extension])
    name = f"{submission.organisation.name}-审核意见清单.{extension}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
