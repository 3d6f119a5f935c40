"""What goes back to a school without network: the list of what is wrong with its package, or all of it as a package."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from nianbao.web.presentation.evidence import evidence_of
from nianbao.web.presentation.lookup import district_campaign, reviewed_submission, standing_in
from nianbao.web.publications.remark_list import TYPES, package_list, remark_list
from nianbao.web.reviews.filed_packages import previewed
from nianbao.web.reviews.packed_evidence import RETURNED, attachments_of
from nianbao.web.submissions.content import read_content
from nianbao.web.submissions.models import Upload
from nianbao.web.submissions.packages import packed


@require_safe
def package_findings(request: HttpRequest, number: int, upload: int, extension: str) -> HttpResponse:
    """The findings of a package that was previewed and not filed, to be given back."""
    campaign = district_campaign(request, number)
    mine = standing_in(request).person
    found = (
        Upload.objects.select_related("participation__campaign", "participation__organisation")
        .filter(pk=upload, by=mine, participation__campaign=campaign)
        .first()
    )
    if found is None or extension not in TYPES:
        raise Http404
    made = package_list(previewed(found))
    assert found.participation is not None
    return _saved(
        made.written(extension), f"{found.participation.organisation.name}-核验问题清单.{extension}", extension
    )


@require_safe
def returned_package(request: HttpRequest, number: int) -> HttpResponse:
    """A submission with its evidence and the list of remarks in one package, for a school that works offline."""
    submission = reviewed_submission(request, number)
    remarks = remark_list(submission)
    files = attachments_of(one.evidence for one in evidence_of(submission))
    files |= {f"{RETURNED}.{extension}": remarks.written(extension) for extension in TYPES}
    data = packed(read_content(submission), attachments=files)
    name = f"{submission.organisation.code}-{submission.organisation.name}-退回.zip"
    return _saved(data, name, "zip")


def _saved(data: bytes, name: str, extension: str) -> HttpResponse:
    response = HttpResponse(data, content_type=TYPES.get(extension, "application/zip"))
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
