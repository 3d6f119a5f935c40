"""A school without network sends a package; the district files it for the school, as handed in on its signed paper."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from nianbao.checks.finding import Finding
from nianbao.checks.run import check_record
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import Package, open_package
from nianbao.web.audit.actions import record_event
from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.actions import snapshot, statement_of, tell_about
from nianbao.web.reviews.models import HandIn
from nianbao.web.reviews.packed_evidence import Attached, read_attachments, take_pieces
from nianbao.web.reviews.signed_pages import Page, put_page
from nianbao.web.submissions.actions import load_record, open_submission
from nianbao.web.submissions.content import read_content, typed_texts
from nianbao.web.submissions.findings import blocking, shown
from nianbao.web.submissions.models import Explanation, State, Submission, Upload
from nianbao.web.submissions.packages import package_for, require_package_of


@dataclass(frozen=True)
class Arrival:
    """A package as it arrived: whose, what it would change, what keeps it from being filed."""

    organisation: Organisation
    package: Package
    upload: Upload
    changes: int
    findings: tuple[Finding, ...]
    attached: Attached

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return blocking(self.findings)


def preview_package(campaign: Campaign, *, data: bytes, name: str, standing: Standing) -> Arrival:
    """Open a package and keep it for confirmation; nothing that the school entered changes."""
    code = open_package(data).record.organisation.code
    participation = campaign.participations.filter(organisation__code=code, takes_part=True).first()
    if participation is None:
        raise Problem(
            "package-of-no-participant",
            f"本次填报的参加学校里没有代码 {code}，报送包没有收下。",
            f"No school with the code {code} takes part; the package was not taken.",
        )
    _require(standing.may_review(participation.organisation))
    organisation = participation.organisation
    with transaction.atomic():
        package = open_package(data)
        require_package_of(package, organisation=organisation, edition=campaign.edition)
        submission = campaign.submissions.select_related("organisation").filter(organisation=organisation).first()
        if submission is not None:
            _require_open(submission)
        Upload.objects.filter(participation=participation, by=standing.person).delete()
        upload = Upload.objects.create(
            participation=participation,
            by=standing.person,
            name=name[-200:],
            content=data,
            revision=submission.revision if submission else 0,
            sent_at=timezone.now(),
        )
    return _arrival(upload, submission, package)


def previewed(upload: Upload) -> Arrival:
    """What a kept package says, once more."""
    participation = upload.participation
    if participation is None:
        raise Problem("upload-gone", "这份文件不是报送包的预览。", "This upload is no previewed package.")
    submission = (
        participation.campaign.submissions.select_related("organisation")
        .filter(organisation=participation.organisation)
        .first()
    )
    return _arrival(upload, submission, open_package(bytes(upload.content)))


def _arrival(upload: Upload, submission: Submission | None, package: Package) -> Arrival:
    assert upload.participation is not None  # a preview names whose package it is
    campaign, organisation = upload.participation.campaign, upload.participation.organisation
    entries = read_content(submission).entries if submission else {}
    changes = 0
    for key, (raw, note) in typed_texts(package.record).items():
        entry = entries.get(key)
        changes += (raw, note) != ((entry.raw, entry.note) if entry else ("", ""))
    findings = shown(check_record(package.record, load_catalogue(), waivers=package.waivers))
    attached = read_attachments(package.attachments, edition=campaign.edition)
    return Arrival(organisation, package, upload, changes, tuple(findings), attached)


def file_package(upload: Upload, *, signed_name: str, standing: Standing, page: Page | None = None) -> HandIn:
    """Put a previewed package in and mark it as handed in by the school.

    ``signed_name`` is who signed the statement on paper, ``page`` its scan; without one the package's own is taken.
    Explanations keep their reason and name the first signer; comments and files come along as evidence.
    """
    if not signed_name.strip():
        raise Problem(
            "package-unsigned",
            "请填写纸质声明上的签名人；没有签名的声明不能报送。",
            "Say who signed the statement on paper; without it nothing can be handed in.",
        )
    participation = upload.participation
    if participation is None:
        raise Problem("upload-gone", "这份文件不是报送包的预览。", "This upload is no previewed package.")
    _require(standing.may_review(participation.organisation))
    with transaction.atomic():
        opened = open_submission(campaign=participation.campaign, organisation=participation.organisation)
        submission = (
            Submission.objects.select_for_update(of=("self",))
            .select_related("campaign", "organisation")
            .get(pk=opened.pk)
        )
        organisation = submission.organisation
        last = submission.hand_ins.first()
        if (
            submission.state == State.HANDED_IN
            and last is not None
            and not Upload.objects.filter(pk=upload.pk).exists()
        ):
            return last
        _require_open(submission)
        if upload.revision != submission.revision:
            raise Problem(
                "upload-stale",
                "预览之后学校又有改动，没有导入。请重新上传，核对后再确认。",
                "The school has changed figures since the preview. Send the package again.",
            )
        package = package_for(submission, bytes(upload.content))
        findings = check_record(package.record, load_catalogue(), waivers=package.waivers)
        if errors := blocking(shown(findings)):
            raise Problem(
                "open-errors",
                f"报送包里还有 {len(errors)} 条错误没有改正或说明，请退给学校：{errors[0].message}",
                f"{len(errors)} errors are neither corrected nor explained. First: {errors[0].message_en}",
            )
        load_record(submission, record=package.record)
        submission.refresh_from_db()
        now = timezone.now()
        submission.explanations.filter(withdrawn_at=None).update(withdrawn_at=now)
        for waiver in package.waivers:
            Explanation.objects.create(
                submission=submission,
                finding=waiver.finding,
                check_code=waiver.check,
                reason=f"{waiver.reason}（报送包：{waiver.signed_by}，{waiver.signed_on}）",
                values=dict(waiver.values),
                signed_by=standing.person,
                signed_at=now,
            )
        attached = read_attachments(package.attachments, edition=submission.campaign.edition)
        taken = take_pieces(submission, attached.pieces, by=standing.person)
        due = participation.due_on(submission.campaign)
        made = HandIn(
            submission=submission,
            revision=submission.revision,
            statement=statement_of(submission),
            signed_name=signed_name.strip()[:40],
            by=standing.person,
            handed_in_at=now,
            is_on_time=timezone.localdate(now) <= due,
            content=snapshot(read_content(submission)),
        )
        scan = page or attached.page
        if scan is not None:
            put_page(made, scan)
        made.save()
        submission.state, submission.handed_in_at = State.HANDED_IN, now
        submission.save(update_fields=["state", "handed_in_at"])
        Upload.objects.filter(pk=upload.pk).delete()
        record_event(
            "reviews.package.filed",
            by=standing.person,
            branch=organisation.path,
            subject=str(submission),
            detail={
                "seal": package.manifest.short_seal,
                "revision": submission.revision,
                "signed_name": signed_name,
                "evidence": taken,
                "page": made.page_digest,
            },
        )
        tell_about(submission, "filed", f"{signed_name.strip()}　{package.manifest.short_seal}")
        return made


def _require(allowed: bool) -> None:
    if not allowed:
        raise Problem("not-permitted", "您没有“代收报送包”的权限。", "You may not file packages.")


def _require_open(submission: Submission) -> None:
    if not submission.is_editable:
        label = State(submission.state).label
        raise Problem(
            "state-differs",
            f"“{submission.organisation.name}”当前是“{label}”，不能再收报送包；需要重报时请先退回。",
            f"The submission of {submission.organisation.name} is {submission.state}; return it first.",
        )
