"""Comments and files that stand behind a cell; a file is known by its content and kept under its hash."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import zipfile
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.audit.actions import record_event
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.models import Evidence
from nianbao.web.submissions.content import boxes_of, edition_of, lists_of, plan_of_submission
from nianbao.web.submissions.models import Submission
from nianbao.web.submissions.rows import count_revision

MOST_BYTES = 10 * 1024 * 1024
MOST_PER_CELL = 20
LONGEST_COMMENT = 2_000
MOST_MEMBERS = 5_000
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
ENDINGS = {"pdf": (".pdf",), "png": (".png",), "jpeg": (".jpg", ".jpeg"), "xlsx": (".xlsx",), "docx": (".docx",)}


def add_evidence(
    submission: Submission, *, key: str, comment: str, name: str = "", data: bytes = b"", standing: Standing
) -> Evidence:
    """Put a comment, a file or both to a cell; the same again changes nothing."""
    comment = comment.strip()
    if not comment and not data:
        raise Problem("evidence-empty", "请写说明或选一个文件。", "Write a comment or choose a file.")
    if len(comment) > LONGEST_COMMENT:
        raise Problem(
            "evidence-comment-long", "说明太长（至多 2000 字）。", "The comment is too long (2,000 characters)."
        )
    kind = kind_of(data) if data else ""
    digest = hashlib.sha256(data).hexdigest() if data else ""
    with transaction.atomic():
        submission = _lock(submission)
        _require_cell(submission, key, standing)
        standing_ones = submission.evidence.filter(key=key, removed_at=None)
        same = standing_ones.filter(comment=comment, digest=digest).first()
        if same is not None:
            return same
        if standing_ones.count() >= MOST_PER_CELL:
            raise Problem("evidence-too-many", "一项至多 20 条佐证。", "A cell has at most 20 pieces of evidence.")
        if data:
            keep_file(data, digest)
        made = Evidence.objects.create(
            submission=submission,
            key=key,
            comment=comment,
            name=shown_name(name, kind) if data else "",
            digest=digest,
            size=len(data),
            kind=kind,
            by=standing.person,
            added_at=timezone.now(),
        )
        _count(submission)
        _record("reviews.evidence.added", made, standing)
        return made


def remove_evidence(found: Evidence, *, standing: Standing) -> None:
    """Take a piece back; its row stays as history and its file for whoever else shows the same."""
    with transaction.atomic():
        submission = _lock(found.submission)
        _require_cell(submission, found.key, standing)
        if Evidence.objects.filter(pk=found.pk, removed_at=None).update(removed_at=timezone.now()):
            _count(submission)
            _record("reviews.evidence.removed", found, standing)


def kind_of(data: bytes) -> str:
    """Which of the accepted kinds a file is, by its content.

    >>> kind_of(b"%PDF-1.7 ...")
    'pdf'
    """
    require_size(data)
    kind = kind_of_scan(data)
    if data.startswith(b"PK\x03\x04"):
        kind = _office_kind(data)
    if not kind:
        raise Problem(
            "evidence-kind",
            "只收 PDF、PNG、JPEG、xlsx、docx（按内容判断，不含宏），这个文件不是。",
            "Only PDF, PNG, JPEG, xlsx and docx without macros are taken, judged by content; this is none of them.",
        )
    return kind


def require_size(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise Problem("evidence-too-large", "文件超过 10 MB。", "The file is larger than 10 MB.")


def kind_of_scan(data: bytes) -> str:
    """Which kind of scan or photograph a file is, by its content; nothing where it is none.

    >>> kind_of_scan(b"PK..."), kind_of_scan(b"%PDF-1.7 ...")
    ('', 'pdf')
    """
    starts = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
    return next((kind for start, kind in starts.items() if data.startswith(start)), "")


def shown_name(name: str, kind: str) -> str:
    """A name that is safe to offer, with the ending of what the file is.

    >>> shown_name("../../证明.exe", "pdf")
    '证明.exe.pdf'
    """
    bare = "".join(
        one for one in name.replace("\\", "/").rpartition("/")[2] if one.isprintable() and one not in '<>:"|?*'
    )
    bare = bare.strip(" .")[-100:] or "附件"
    return bare if bare.lower().endswith(ENDINGS[kind]) else f"{bare}{ENDINGS[kind][0]}"


def read_evidence(found: Evidence) -> bytes:
    """The file of a piece of evidence."""
    return read_file(found.digest, found.name)


def read_file(digest: str, name: str) -> bytes:
    """A kept file; a Problem where the data folder no longer holds what the database says."""
    try:
        data = _path(digest).read_bytes()
    except OSError:
        data = b""
    if not digest or hashlib.sha256(data).hexdigest() != digest:
        raise Problem(
            "evidence-lost",
            f"附件“{name}”在数据文件夹里找不到或已损坏，请系统管理员从备份恢复。",
            f"The file {name} is missing or damaged in the data folder; have it restored from the backup.",
        )
    return data


def _office_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return ""
    if "[Content_Types].xml" not in names or len(names) > MOST_MEMBERS:
        return ""
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return ""
    return "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else ""


def _path(digest: str) -> Path:
    return Path(settings.DATA) / "evidence" / digest[:2] / digest


def keep_file(data: bytes, digest: str) -> None:
    """Whole or not at all: written beside, then moved into place."""
    path = _path(digest)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, beside = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    Path(beside).replace(path)


def _lock(submission: Submission) -> Submission:
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("campaign", "organisation")
        .get(pk=submission.pk)
    )


def _count(submission: Submission) -> None:
    """Evidence is part of what the internal review passed: another revision asks for the review again."""
    submission.revision += 1
    count_revision(submission)


def _require_cell(submission: Submission, key: str, standing: Standing) -> None:
    plan = plan_of_submission(submission)
    table = None
    if key.startswith("list:"):
        known = key.removeprefix("list:") in lists_of(edition_of(submission))
    else:
        known = key in boxes_of(plan)
        table = next((sheet.table.id for sheet, box in plan.boxes() if box.indicator == key), None)
    if not known:
        raise Problem("evidence-key-unknown", "表中没有这一项。", "The form has no such cell.")
    if not standing.may_fill(submission.organisation, table):
        raise Problem("not-permitted", "您没有填报这一项的权限。", "You may not fill in this cell.")
    if not submission.is_editable:
        raise Problem(
            "submission-frozen", "已报送，不能再改佐证。", "It was handed in; its evidence cannot be changed."
        )


def _record(kind: str, one: Evidence, standing: Standing) -> None:
    record_event(
        kind,
        by=standing.person,
        branch=one.submission.organisation.path,
        subject=str(one.submission),
        detail={"key": one.key, "comment": one.comment, "name": one.name, "sha256": one.digest},
    )
