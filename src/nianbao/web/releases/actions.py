"""Preparing, explaining, signing, correcting and withdrawing releases. A second click is harmless."""

from __future__ import annotations

import datetime
import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.rendering.formats.html import fragment
from nianbao.rendering.renderer import renderers
from nianbao.sample.journey import district_edition
from nianbao.web.audit.actions import record_event
from nianbao.web.campaigns.models import Campaign
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing
from nianbao.web.releases.addresses import picture_address
from nianbao.web.releases.city import city_tables
from nianbao.web.releases.files import keep_file, read_file
from nianbao.web.releases.freezing import (
    Frozen,
    digest_of,
    frozen_aggregate,
    frozen_city,
    frozen_package,
    frozen_submission,
)
from nianbao.web.releases.models import (
    Definition,
    Origin,
    PortalState,
    Release,
    ReleasedCase,
    ReleasedFact,
    ReleasedFile,
    ReleaseFinding,
    ReleaseList,
    SearchEntry,
    State,
)
from nianbao.web.releases.scan import Noticed, scan_figures, scan_names, scan_text
from nianbao.web.releases.search import index
from nianbao.web.releases.snapshots import ask_for_snapshot
from nianbao.web.releases.written import written_package
from nianbao.web.submissions.models import Submission

FORMATS = ("html", "docx", "pdf", "xlsx", "md")
PAGE, CONTENTS = "page", "contents"  # the report as parts of a page of ours
SOURCE = "source.zip"  # the package that a whole report was made from; never given out
MOST_AT_ONCE = 20
LONGEST_REASON = 2_000
BATCH = 2_000
STATEMENT = (
    "本人已核对下列{count}份年度报告的发布内容，确认数据与通过审核的填报一致，"
    "个人信息已经处理，同意自{moment}起向社会公开。"
)


def prepare_submission(
    submission: Submission,
    *,
    standing: Standing,
    suppressed: Iterable[str] = (),
    change_reason: str = "",
    formats: Sequence[str] = FORMATS,
) -> Release:
    """A school's accepted figures as a release to be looked at and signed."""
    _require_preparer(standing, submission.campaign.district)
    frozen = frozen_submission(submission, suppressed=suppressed)
    return _prepare(frozen, standing, set(suppressed), change_reason, formats)


def prepare_aggregate(
    campaign: Campaign,
    *,
    standing: Standing,
    suppressed: Iterable[str] = (),
    change_reason: str = "",
    formats: Sequence[str] = FORMATS,
) -> Release:
    """A district's tables as a release."""
    _require_preparer(standing, campaign.district)
    frozen = frozen_aggregate(campaign, suppressed=suppressed)
    return _prepare(frozen, standing, set(suppressed), change_reason, formats)


def prepare_city(
    city: Organisation,
    data_year: int,
    *,
    standing: Standing,
    suppressed: Iterable[str] = (),
    change_reason: str = "",
    formats: Sequence[str] = FORMATS,
) -> Release:
    """A city's tables, added up from what its districts signed, as a release."""
    _require_preparer(standing, city)
    frozen = frozen_city(city_tables(city, data_year, timezone.now()), suppressed=suppressed)
    return _prepare(frozen, standing, set(suppressed), change_reason, formats)


def prepare_written(
    manuscript: Manuscript,
    *,
    standing: Standing,
    change_reason: str = "",
    formats: Sequence[str] = FORMATS,
) -> Release:
    """The whole report that a district wrote in the workbench."""
    district = manuscript.organisation
    if district.level == "school" or not standing.may_read_text(district):
        raise Problem("not-permitted", "您没有“准备发布”的权限。", "You may not prepare releases.")
    data = written_package(manuscript)
    return prepare_package(data, district=district, standing=standing, change_reason=change_reason, formats=formats)


def prepare_package(
    data: bytes,
    *,
    district: Organisation,
    standing: Standing,
    suppressed: Iterable[str] = (),
    change_reason: str = "",
    formats: Sequence[str] = FORMATS,
) -> Release:
    """A whole report, text included, from the package that it was sealed in."""
    _require_preparer(standing, district)
    frozen = frozen_package(data, district=district, suppressed=suppressed)
    return _prepare(frozen, standing, set(suppressed), change_reason, formats)


def prepare_again(release: Release, *, suppressed: Iterable[str], standing: Standing) -> Release:
    """The same from the same source, with other figures kept back."""
    _require_state(release, State.PREPARED)
    named = sorted(set(suppressed))
    kept: dict[str, Any] = {"standing": standing, "change_reason": release.change_reason}
    campaigns = Campaign.objects.select_related("district").filter(district=release.district)
    if release.origin == Origin.PACKAGE:
        data = read_file(release.files.get(name=SOURCE).digest)
        return prepare_package(data, district=release.district, suppressed=named, **kept)
    if release.origin == Origin.AGGREGATE and release.level == "province":
        return prepare_city(release.organisation, release.data_year, suppressed=named, **kept)
    if release.origin == Origin.AGGREGATE:
        found = [one for one in campaigns if district_edition(one.edition, load_catalogue()) == release.edition]
        return prepare_aggregate(found[0], suppressed=named, **kept)
    submission = Submission.objects.select_related("organisation", "campaign__district").get(
        organisation=release.organisation, campaign__in=campaigns, campaign__edition=release.edition
    )
    return prepare_submission(submission, suppressed=named, **kept)


def answer_finding(finding: ReleaseFinding, *, reason: str, standing: Standing) -> None:
    """Say why something that the scan found may stand; what blocks cannot be explained away."""
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise Problem("finding-without-reason", "请写明可以公开的理由。", "Say why it may be public.")
    with transaction.atomic():
        release = _lock(finding.release)
        _require_preparer(standing, release.district)
        _require_state(release, State.PREPARED)
        finding.refresh_from_db()
        if finding.is_blocking:
            raise Problem(
                "finding-blocks",
                "这一项不能用说明放行：请改正内容后重新准备，或隐去该数据。",
                "This cannot be explained away: correct the content and prepare again, or keep the figure back.",
            )
        if finding.reason == reason:
            return
        finding.reason, finding.answered_by, finding.answered_at = reason, standing.person, timezone.now()
        finding.save(update_fields=["reason", "answered_by", "answered_at"])
        _record("releases.finding.answered", release, standing, code=finding.code, reason=reason)


def drop(release: Release, *, standing: Standing) -> None:
    """Give up a release that was prepared and not signed."""
    with transaction.atomic():
        found = Release.objects.select_for_update(of=("self",)).filter(pk=release.pk).first()
        if found is None:
            return
        _require_preparer(standing, release.district)
        _require_state(found, State.PREPARED)
        _record("releases.release.dropped", release, standing)
        found.delete()


def sign(
    releases: Sequence[Release],
    *,
    signed_name: str,
    password: str,
    standing: Standing,
    public_at: datetime.datetime | None = None,
) -> ReleaseList:
    """Make prepared releases public from a moment on: name, password, and a list with the hash of each."""
    person, now = standing.person, timezone.now()
    if not releases:
        raise Problem("release-list-empty", "请选择要发布的报告。", "Choose what is to be released.")
    # A demonstration's people have no password; there the name alone signs.
    if person.has_usable_password() and not person.check_password(password):
        raise Problem(
            "statement-password-wrong", "密码不对，没有发布。", "The password is not right; nothing was released."
        )
    if _plain(signed_name) != _plain(person.name):
        raise Problem(
            "statement-name-differs",
            f"签名应与您的姓名“{person.name}”一致，没有发布。",
            f"Sign with your own name, {person.name}; nothing was released.",
        )
    with transaction.atomic():
        locked = list(
            Release.objects.select_for_update(of=("self",))
            .select_related("organisation", "district")
            .filter(pk__in=[one.pk for one in releases])
            .order_by("organisation__path", "data_year")
        )
        if not locked:
            raise Problem("release-list-empty", "请选择要发布的报告。", "Choose what is to be released.")
        district = locked[0].district
        for one in locked:
            if one.district_id != district.pk or not standing.may_sign_releases(one.district):
                raise Problem(
                    "not-permitted",
                    "发布由区级负责人签署，全市的由市级签署。",
                    "The district's head signs releases, the city its own.",
                )
        signed_before = {one.signed_in for one in locked}
        if len(signed_before) == 1 and (before := signed_before.pop()) is not None:
            return before
        for one in locked:
            _require_state(one, State.PREPARED)
            _require_settled(one)
        moment = max(public_at, now) if public_at is not None else now
        items = [[one.organisation.code, one.name, one.data_year, one.version, one.digest] for one in locked]
        statement = STATEMENT.format(count=len(items), moment=f"{timezone.localtime(moment):%Y年%m月%d日 %H:%M}")
        said = [statement, person.name, now.isoformat(), moment.isoformat(), items]
        made = ReleaseList.objects.create(
            district=district,
            statement=statement,
            signed_name=signed_name.strip(),
            by=person,
            signed_at=now,
            public_at=moment,
            items=items,
            digest=hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest(),
        )
        for one in locked:
            one.state, one.signed_in, one.public_at = State.PUBLISHED, made, moment
            one.save(update_fields=["state", "signed_in", "public_at"])
            Release.objects.filter(
                organisation=one.organisation_id, data_year=one.data_year, version__lt=one.version, superseded_at=None
            ).update(superseded_at=moment)
            _record("releases.release.signed", one, standing, list=made.digest, public_at=moment.isoformat())
        ask_for_snapshot(made)
        count_up()
    return made


def withdraw(release: Release, *, reason: str, standing: Standing) -> None:
    """Take a release from the public, with a reason that stays in its place."""
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise Problem("withdraw-without-reason", "撤回必须写明原因。", "Say why it is withdrawn.")
    with transaction.atomic():
        release = _lock(release)
        if not standing.may_sign_releases(release.district):
            raise Problem(
                "not-permitted",
                "撤回由区级负责人办理，全市的由市级办理。",
                "The district's head withdraws releases, the city its own.",
            )
        if release.state == State.WITHDRAWN:
            return
        _require_state(release, State.PUBLISHED)
        now = timezone.now()
        was_public = release.public_at is not None and release.public_at <= now
        release.state, release.withdrawn_at, release.withdrawn_reason = State.WITHDRAWN, now, reason
        release.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
        if not was_public:  # the version before was never replaced
            Release.objects.filter(
                organisation=release.organisation_id, data_year=release.data_year, superseded_at=release.public_at
            ).update(superseded_at=None)
        _record("releases.release.withdrawn", release, standing, reason=reason)
        count_up()


def count_up() -> None:
    """Whatever is kept of public pages is old from now on."""
    if not PortalState.objects.filter(pk=1).update(sequence=F("sequence") + 1):
        PortalState.objects.get_or_create(pk=1, defaults={"sequence": 1})


def _prepare(
    frozen: Frozen, standing: Standing, suppressed: set[str], change_reason: str, formats: Sequence[str]
) -> Release:
    version = _next_version(frozen)
    if version > 1 and not change_reason.strip():
        raise Problem(
            "correction-without-reason",
            f"“{frozen.organisation.name}”{frozen.data_year} 年已经发布过。更正必须写明原因，原版仍可查到。",
            f"{frozen.organisation.name} {frozen.data_year} is public already. Say why it is corrected.",
        )
    files = _files(frozen, version, formats)
    digests = {name: keep_file(data) for name, (_, data) in files.items()}
    digest = digest_of(frozen.facts, frozen.cases, digests)
    with transaction.atomic():
        before = Release.objects.filter(
            organisation=frozen.organisation, data_year=frozen.data_year, state=State.PREPARED
        ).first()
        if before is not None and before.digest == digest and before.suppressed == sorted(suppressed):
            return before
        number = before.pk if before is not None else None  # whoever has its page open finds the new one there
        if before is not None:
            before.delete()
        made = Release.objects.create(
            pk=number,
            organisation=frozen.organisation,
            district=frozen.district,
            name=frozen.organisation.name,
            level=frozen.organisation.level,
            edition=frozen.edition.id,
            edition_label=frozen.edition.label,
            data_year=frozen.data_year,
            version=version,
            title=frozen.title[:200],
            origin=frozen.origin,
            origin_note=frozen.origin_note,
            statement_name=frozen.statement_name,
            counted=frozen.counted,
            expected=frozen.expected,
            suppressed=sorted(suppressed),
            digest=digest,
            prepared_by=standing.person,
            prepared_at=timezone.now(),
            change_reason=change_reason.strip()[:LONGEST_REASON],
        )
        _keep_facts(made, frozen)
        ReleasedFile.objects.bulk_create(
            [
                ReleasedFile(release=made, name=name, media_type=kind, digest=digests[name], size=len(data))
                for name, (kind, data) in files.items()
            ]
        )
        _keep_cases(made, frozen)
        ReleaseFinding.objects.bulk_create(
            [
                ReleaseFinding(
                    release=made,
                    code=one.code,
                    is_blocking=one.is_blocking,
                    place=one.place[:200],
                    excerpt=one.excerpt[:200],
                    indicator=one.indicator,
                )
                for one in noticed_in(frozen, suppressed)
            ]
        )
        _record("releases.release.prepared", made, standing, digest=digest, suppressed=sorted(suppressed))
    return made


def _next_version(frozen: Frozen) -> int:
    versions = Release.objects.filter(organisation=frozen.organisation, data_year=frozen.data_year)
    last = versions.exclude(state=State.PREPARED).aggregate(last=Max("version"))["last"]
    return int(last or 0) + 1


def noticed_in(frozen: Frozen, suppressed: Iterable[str] = ()) -> list[Noticed]:
    """All that the scan finds, each once."""
    found = [one for place, text in frozen.texts for one in scan_text(text, place)]
    for case in frozen.cases:
        for _, text in case.parts:
            found += scan_names(text, f"案例·{case.title}", frozen.consented)
    found += [
        Noticed("case-without-consent", True, f"案例·{title}", f"{name[0]}**") for title, name in frozen.unconsented
    ]
    found += scan_figures(frozen.figures, suppressed)
    labels = {one.indicator: one.label for one in frozen.figures}
    found += [
        Noticed("suppressed-can-be-told", False, labels[name], district, name)
        for name, district in sorted(frozen.hidden_by_one.items())
        if name in labels and name not in set(suppressed)
    ]
    return list(dict.fromkeys(found))


def _files(frozen: Frozen, version: int, formats: Sequence[str]) -> Mapping[str, tuple[str, bytes]]:
    """The report in every format and as parts of a page, its pictures apart."""
    known = renderers()
    files = {f"report.{known[name].extension}": (known[name].media_type, known[name].render(frozen.view))
             for name in formats}  # fmt: skip
    parts = fragment(frozen.view, picture_address(frozen.organisation.code, frozen.data_year, version))
    files[PAGE] = ("text/html; charset=utf-8", parts.sections.encode())
    files[CONTENTS] = ("text/html; charset=utf-8", parts.contents.encode())
    if frozen.package:
        files[SOURCE] = ("application/zip", frozen.package)
    return files | dict(parts.pictures)


def _keep_facts(release: Release, frozen: Frozen) -> None:
    rows = kept_definitions([fact.definition for fact in frozen.facts])
    ReleasedFact.objects.bulk_create(
        [
            ReleasedFact(
                release=release,
                definition=rows[one.definition.digest],
                state=one.state,
                number=one.number[:40],
                text=one.text,
                note=one.note,
                counted=one.counted,
                expected=one.expected,
            )
            for one in frozen.facts
        ],
        batch_size=BATCH,
    )


def kept_definitions(wanted: Sequence[Definition]) -> Mapping[str, Definition]:
    """The rows that say what is wanted, made where there are none yet; by digest."""
    found = _definitions([one.digest for one in wanted])
    missing = [one for one in wanted if one.digest not in found]
    if missing:
        Definition.objects.bulk_create(missing, batch_size=BATCH, ignore_conflicts=True)
        found |= _definitions([one.digest for one in missing])
    return found


def _definitions(digests: Sequence[str]) -> dict[str, Definition]:
    found: dict[str, Definition] = {}
    for at in range(0, len(digests), 500):
        found |= {one.digest: one for one in Definition.objects.filter(digest__in=digests[at : at + 500])}
    return found


def _keep_cases(release: Release, frozen: Frozen) -> None:
    entries = []
    for position, case in enumerate(frozen.cases, start=1):
        row = ReleasedCase.objects.create(
            release=release,
            position=position,
            title=case.title,
            school=case.school,
            parts=[list(part) for part in case.parts],
            anchor=case.anchor,
        )
        text = "\n".join([case.school, *(text for _, text in case.parts)])
        entries.append(SearchEntry(kind="case", release=release, case=row, title=case.title, text=text))
    said = "\n".join(text for _, text in frozen.texts)[:200_000]
    entries.append(SearchEntry(kind="report", release=release, title=release.title, text=said))
    for entry in entries:
        entry.save()
    index(entries)


def _record(kind: str, release: Release, standing: Standing, **detail: Any) -> None:
    record_event(
        kind,
        by=standing.person,
        branch=release.organisation.path,
        subject=str(release),
        detail={"version": release.version, **detail},
    )


def _lock(release: Release) -> Release:
    return Release.objects.select_for_update(of=("self",)).select_related("organisation", "district").get(pk=release.pk)


def _require_preparer(standing: Standing, district: Organisation) -> None:
    if not standing.may_prepare_releases(district):
        raise Problem("not-permitted", "您没有“准备发布”的权限。", "You may not prepare releases.")


def _require_state(release: Release, wanted: State) -> None:
    if release.state != wanted:
        now = State(release.state)
        raise Problem(
            "state-differs",
            f"“{release.name}”{release.data_year} 年当前是“{now.label}”，"
            f"此操作要求“{wanted.label}”。页面可能已过时，请刷新。",
            f"{release.name} {release.data_year} is {now.value}; this needs it to be {wanted.value}. Reload the page.",
        )


def _require_settled(release: Release) -> None:
    open_ones = [one for one in release.findings.all() if one.is_open]
    if open_ones:
        raise Problem(
            "release-findings-open",
            f"“{release.name}”{release.data_year} 年还有 {len(open_ones)} 条扫描结果没有处理，"
            f"不能发布：{open_ones[0].place}",
            f"{release.name} {release.data_year}: {len(open_ones)} findings are open. First: {open_ones[0].place}",
        )


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
