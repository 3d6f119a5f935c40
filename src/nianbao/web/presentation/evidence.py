"""Evidence as pages show it, and a file of it as a browser may have it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from nianbao.web.reviews.evidence import MEDIA_TYPES, read_evidence
from nianbao.web.reviews.models import Evidence
from nianbao.web.reviews.signed_pages import read_signed_page
from nianbao.web.submissions.content import edition_of, lists_of, plan_of_submission
from nianbao.web.submissions.models import Submission


@dataclass(frozen=True)
class ShownEvidence:
    evidence: Evidence
    label: str


def evidence_of(submission: Submission) -> list[ShownEvidence]:
    """What stands behind which cell now, in the order of the form; one query, none where nothing stands."""
    if not getattr(submission, "has_evidence", True):
        return []
    labels = {box.indicator: box.label for _, box in plan_of_submission(submission).boxes()}
    labels |= {f"list:{name}": form.label for name, form in lists_of(edition_of(submission)).items()}
    order = {key: at for at, key in enumerate(labels)}
    found = submission.evidence.filter(removed_at=None).select_related("by")
    shown = [ShownEvidence(one, labels.get(one.key, one.key)) for one in found]
    return sorted(shown, key=lambda one: (order.get(one.evidence.key, len(order)), one.evidence.pk))


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


def _saved(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
