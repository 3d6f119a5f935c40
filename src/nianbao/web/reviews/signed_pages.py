"""The statement of truth signed on paper: its scan stands beside the name and password that signed on the page."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import transaction

from nianbao.facts.problem import Problem
from nianbao.web.audit.actions import record_event
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.evidence import keep_file, kind_of_scan, read_file, require_size, shown_name
from nianbao.web.reviews.models import HandIn
from nianbao.web.submissions.models import State, Submission


@dataclass(frozen=True, slots=True)
class Page:
    """A scan that is known to be one: its kind was found in its content."""

    name: str
    kind: str
    data: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def checked_page(name: str, data: bytes) -> Page:
    """A scan as PDF, PNG or JPEG, whatever its name says.

    >>> checked_page("声明.exe", b"%PDF-1.4 scan").name
    '声明.exe.pdf'
    """
    if not data:
        raise Problem("signed-page-empty", "请选择签字页的扫描件或照片。", "Choose a scan or photograph of the page.")
    require_size(data)
    kind = kind_of_scan(data)
    if not kind:
        raise Problem(
            "signed-page-kind",
            "签字页只收 PDF、PNG、JPEG（按内容判断），这个文件不是。请扫描或拍照后再传。",
            "A signed page is a PDF, PNG or JPEG, judged by content; this is none of them. Scan or photograph it.",
        )
    return Page(shown_name(name, kind), kind, data)


def put_page(hand_in: HandIn, page: Page) -> None:
    """Keep the file and name it in the hand-in, unsaved; whoever calls saves within the transaction."""
    keep_file(page.data, page.digest)
    hand_in.page_name, hand_in.page_kind = page.name, page.kind
    hand_in.page_digest, hand_in.page_size = page.digest, len(page.data)


def add_signed_page(submission: Submission, *, name: str, data: bytes, standing: Standing) -> HandIn:
    """Put the scan to the last hand-in; the same again changes nothing.

    A missing page may be added as long as the hand-in stands; one that is there may be replaced until it is received.
    """
    if not standing.may_hand_in(submission.organisation):
        raise Problem(
            "not-permitted", "签字页由负责人上传，您没有这个权限。", "The head adds the signed page; you may not."
        )
    page = checked_page(name, data)
    with transaction.atomic():
        submission = (
            Submission.objects.select_for_update(of=("self",))
            .select_related("campaign", "organisation")
            .get(pk=submission.pk)
        )
        found = submission.hand_ins.first()
        if found is None or submission.is_editable:
            raise Problem(
                "signed-page-too-early",
                "还没有报送。签字页随报送一起上传，或在报送之后补传。",
                "Nothing is handed in yet. Add the signed page while handing in or afterwards.",
            )
        if found.page_digest == page.digest:
            return found
        if found.page_digest and submission.state != State.HANDED_IN:
            raise Problem(
                "signed-page-frozen",
                "区级已接收，签字页不能再换。需要更换请区级退回。",
                "The district has received it; the page cannot be replaced. Ask for it to be returned.",
            )
        before = found.page_digest
        put_page(found, page)
        found.save(update_fields=["page_name", "page_kind", "page_digest", "page_size"])
        record_event(
            "reviews.signed_page.added",
            by=standing.person,
            branch=submission.organisation.path,
            subject=str(submission),
            detail={"revision": found.revision, "name": page.name, "sha256": page.digest, "before": before},
        )
        return found


def read_signed_page(hand_in: HandIn) -> bytes:
    """The scan; a Problem where the data folder no longer holds what the database says."""
    return read_file(hand_in.page_digest, hand_in.page_name)
