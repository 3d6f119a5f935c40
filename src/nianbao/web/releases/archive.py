"""Older reports as files in the portal: uploaded, read, scanned, then made public or taken back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.audit.actions import record_event
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing
from nianbao.web.releases.actions import count_up
from nianbao.web.releases.extracting import extracted_from
from nianbao.web.releases.files import keep_file
from nianbao.web.releases.models import ArchivedReport, SearchEntry
from nianbao.web.releases.search import index
from nianbao.web.reviews.evidence import shown_name

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
MOST_BYTES = 50 * 1024 * 1024
EARLIEST, LATEST = 1990, 2099


def add_archived(
    organisation: Organisation,
    *,
    district: Organisation,
    title: str,
    data_year: int,
    source: str,
    name: str,
    data: bytes,
    standing: Standing,
) -> ArchivedReport:
    """Keep a file and read it; nothing of it is public yet. The same file again changes nothing."""
    if not standing.may_prepare_releases(district) or not organisation.path.startswith(district.path):
        raise Problem("not-permitted", "您没有“上传历年报告”的权限。", "You may not add older reports.")
    kind = kind_of_report(data)
    if not title.strip() or not EARLIEST <= data_year <= LATEST:
        raise Problem(
            "archive-incomplete",
            "请填写报告名称和四位数的数据年。",
            "A title and a data year of four digits are needed.",
        )
    extracted = extracted_from(data, name)
    text, personal = str(extracted.pop("text")), extracted.pop("personal")
    digest = keep_file(data)
    with transaction.atomic():
        same = ArchivedReport.objects.filter(organisation=organisation, digest=digest, withdrawn_at=None).first()
        if same is not None:
            return same
        made = ArchivedReport.objects.create(
            organisation=organisation,
            district=district,
            title=title.strip()[:200],
            data_year=data_year,
            source=source.strip()[:200],
            name=shown_name(name, kind),
            kind=kind,
            digest=digest,
            size=len(data),
            extracted=extracted,
            warnings=personal,
            uploaded_by=standing.person,
            uploaded_at=timezone.now(),
        )
        entry = SearchEntry.objects.create(kind="archive", archived=made, title=made.title, text=text)
        index([entry])
        _record("releases.archive.added", made, standing)
    return made


def publish_archived(report: ArchivedReport, *, reason: str, standing: Standing) -> None:
    """Make it public; where the scan found something, with the reason why it may be."""
    with transaction.atomic():
        report = _lock(report)
        _require_head(report, standing)
        if report.public_at is not None or report.withdrawn_at is not None:
            return
        if any(one["is_blocking"] for one in report.warnings):
            raise Problem(
                "archive-personal-data",
                "文件里有身份证号或银行卡号，不能公开。请遮盖后重新上传。",
                "The file holds identity or bank card numbers. Black them out and send it again.",
            )
        if report.warnings and not reason.strip():
            raise Problem(
                "archive-without-reason",
                "文件里有电话或邮箱。请写明可以公开的理由，或遮盖后重新上传。",
                "The file holds telephone numbers or addresses. Say why they may be public, or black them out.",
            )
        report.public_at, report.reason = timezone.now(), reason.strip()
        report.save(update_fields=["public_at", "reason"])
        _record("releases.archive.published", report, standing, reason=report.reason)
        count_up()


def withdraw_archived(report: ArchivedReport, *, reason: str, standing: Standing) -> None:
    if not reason.strip():
        raise Problem("withdraw-without-reason", "撤回必须写明原因。", "Say why it is withdrawn.")
    with transaction.atomic():
        report = _lock(report)
        _require_head(report, standing)
        if report.withdrawn_at is not None:
            return
        report.withdrawn_at, report.withdrawn_reason = timezone.now(), reason.strip()
        report.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        _record("releases.archive.withdrawn", report, standing, reason=reason.strip())
        count_up()


def kind_of_report(data: bytes) -> str:
    """Whether a file is one that can be kept, by its content.

    >>> kind_of_report(b"%PDF-1.7 ...")
    'pdf'
    """
    if len(data) > MOST_BYTES:
        raise Problem("archive-too-large", "文件超过 50 MB。", "The file is larger than 50 MB.")
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04") and b"word/document.xml" in data:
        return "docx"
    raise Problem("archive-kind", "只收 PDF 和 Word（.docx）文件。", "Only PDF and Word files (.docx) are taken.")


def _lock(report: ArchivedReport) -> ArchivedReport:
    found = ArchivedReport.objects.select_for_update(of=("self",)).select_related("organisation", "district")
    return found.get(pk=report.pk)


def _require_head(report: ArchivedReport, standing: Standing) -> None:
    if not standing.may_sign_releases(report.district):
        raise Problem(
            "not-permitted", "历年报告由区级负责人公开或撤回。", "The district's head decides on older reports."
        )


def _record(kind: str, report: ArchivedReport, standing: Standing, **detail: str) -> None:
    record_event(
        kind,
        by=standing.person,
        branch=report.organisation.path,
        subject=str(report),
        detail={"data_year": report.data_year, "sha256": report.digest, **detail},
    )
