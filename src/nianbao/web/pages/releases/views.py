"""Where a district or a city prepares, explains, signs, corrects and withdraws what the public sees."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nianbao.facts.problem import Problem
from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.models import Organisation
from nianbao.web.presentation.lookup import standing_in
from nianbao.web.releases.actions import (
    MOST_AT_ONCE,
    answer_finding,
    drop,
    prepare_again,
    prepare_aggregate,
    prepare_city,
    prepare_package,
    prepare_submission,
    sign,
    withdraw,
)
from nianbao.web.releases.archive import add_archived, publish_archived, withdraw_archived
from nianbao.web.releases.candidates import candidates_of, candidates_of_city, chosen, chosen_years
from nianbao.web.releases.files import read_file
from nianbao.web.releases.models import ArchivedReport, Release, ReleaseSnapshot, State
from nianbao.web.releases.scan import WORDS
from nianbao.web.releases.snapshots import NAMES, file_of_snapshot, snapshots_of, write_again
from nianbao.web.submissions.models import Submission

MOST_PACKAGE_BYTES = 50 * 1024 * 1024
LISTED = 300


def _district(request: HttpRequest, number: int) -> Organisation:
    found = Organisation.objects.exclude(level="school").filter(pk=number).first()
    if found is None or not standing_in(request).may_read_district(found):
        raise Http404
    return found


def _release(request: HttpRequest, number: int) -> Release:
    found = Release.objects.select_related("organisation", "district", "signed_in").filter(pk=number).first()
    if found is None or not standing_in(request).may_read_district(found.district):
        raise Http404
    return found


@require_safe
def releases(request: HttpRequest, district: int) -> HttpResponse:
    """What could be released, what waits for a signature, what is public, and older reports."""
    found = _district(request, district)
    standing = standing_in(request)
    rows = Release.objects.filter(district=found).select_related("organisation", "signed_in")
    open_ones = Count("findings", filter=Q(findings__is_blocking=True) | Q(findings__reason=""))
    prepared = list(rows.filter(state=State.PREPARED).annotate(open_findings=open_ones))
    return render(
        request,
        "pages/releases/releases.html",
        {
            "district": found,
            "groups": candidates_of(found) if found.level == "district" else candidates_of_city(found, timezone.now()),
            "is_city": found.level != "district",
            "prepared": prepared,
            "can_sign": any(not one.open_findings for one in prepared),
            "signed": rows.exclude(state=State.PREPARED).order_by("-public_at", "-pk")[:LISTED],
            "archived": ArchivedReport.objects.filter(district=found).select_related("organisation"),
            "snapshots": snapshots_of(found),
            "snapshot_names": NAMES,
            "now": timezone.now(),
            "may_prepare": standing.may_prepare_releases(found),
            "may_sign": standing.may_sign_releases(found),
            "person": standing.person,
            "most": MOST_AT_ONCE,
        },
    )


@require_POST
def prepare(request: HttpRequest, district: int) -> HttpResponse:
    """Freeze and scan what was ticked."""
    found = _district(request, district)
    standing = standing_in(request)
    keys = request.POST.getlist("candidate")
    things: list[Submission | Campaign | int] = [*chosen(found, keys)]
    if found.level != "district":
        things += chosen_years(keys)
    if not things:
        raise Problem("release-nothing-chosen", "请勾选要准备的报告。", "Tick what is to be prepared.")
    if len(things) > MOST_AT_ONCE:
        raise Problem(
            "release-too-many",
            f"一次最多准备 {MOST_AT_ONCE} 份，选了 {len(things)} 份。请分几次。",
            f"At most {MOST_AT_ONCE} can be prepared at once, {len(things)} are ticked. Do it in several goes.",
        )
    reason = request.POST.get("change_reason", "")
    for one in things:
        if isinstance(one, int):
            prepare_city(found, one, standing=standing, change_reason=reason)
        elif isinstance(one, Campaign):
            prepare_aggregate(one, standing=standing, change_reason=reason)
        else:
            prepare_submission(one, standing=standing, change_reason=reason)
    messages.success(request, _("已准备，请逐份看扫描结果。"))
    return redirect("releases", found.pk)


@require_POST
def package(request: HttpRequest, district: int) -> HttpResponse:
    """A whole report from its package."""
    found = _district(request, district)
    sent = request.FILES.get("package")
    if sent is None or (sent.size or 0) > MOST_PACKAGE_BYTES:
        raise Problem(
            "release-package-missing", "请选择报告包（至多 50 MB）。", "Choose a report's package, at most 50 MB."
        )
    made = prepare_package(
        sent.read(),
        district=found,
        standing=standing_in(request),
        change_reason=request.POST.get("change_reason", ""),
    )
    return redirect("release", made.pk)


@require_POST
def sign_list(request: HttpRequest, district: int) -> HttpResponse:
    """The head's name and password under the list of what was ticked."""
    found = _district(request, district)
    numbers = [int(one) for one in request.POST.getlist("release") if one.isdecimal()]
    ticked = list(Release.objects.filter(pk__in=numbers, district=found))
    made = sign(
        ticked,
        signed_name=request.POST.get("signed_name", ""),
        password=request.POST.get("password", ""),
        standing=standing_in(request),
        public_at=_moment(request.POST.get("public_at", "")),
    )
    messages.success(request, _("已签署 %(count)s 份，%(moment)s 起公开。") % {
        "count": len(made.items), "moment": timezone.localtime(made.public_at).strftime("%Y-%m-%d %H:%M"),
    })  # fmt: skip
    return redirect("releases", found.pk)


def _moment(text: str) -> datetime.datetime | None:
    if not text:
        return None
    try:
        return timezone.make_aware(datetime.datetime.fromisoformat(text))
    except ValueError:
        raise Problem(
            "release-moment", "发布时间写成 2026-01-31T09:00 的样子。", "Write the moment as 2026-01-31T09:00."
        ) from None


@require_safe
def release(request: HttpRequest, number: int) -> HttpResponse:
    """One release: what the scan found, what it holds, what can be done with it."""
    found = _release(request, number)
    standing = standing_in(request)
    findings = list(found.findings.select_related("answered_by"))
    english = standing.person.language == "en"
    return render(
        request,
        "pages/releases/release.html",
        {
            "release": found,
            "findings": [(one, WORDS.get(one.code, (one.code, one.code))[english]) for one in findings],
            "open_findings": sum(one.is_open for one in findings),
            "can_keep_back": [one for one in findings if one.indicator],
            "is_prepared": found.state == State.PREPARED,
            "is_public": found.state == State.PUBLISHED and found.public_at and found.public_at <= timezone.now(),
            "may_prepare": standing.may_prepare_releases(found.district),
            "may_sign": standing.may_sign_releases(found.district),
            "page": _page(found),
        },
    )


def _page(found: Release) -> SafeString:
    kept = found.files.filter(name="page").first()
    return SafeString(read_file(kept.digest).decode()) if kept is not None else SafeString("")


@require_POST
def findings(request: HttpRequest, number: int) -> HttpResponse:
    """Reasons for what the scan found, several at once."""
    found = _release(request, number)
    standing = standing_in(request)
    same = request.POST.get("reason", "").strip()
    answered = 0
    for one in found.findings.filter(is_blocking=False):
        reason = request.POST.get(f"reason-{one.pk}", "").strip() or (same if one.is_open else "")
        if reason:
            answer_finding(one, reason=reason, standing=standing)
            answered += 1
    if not answered:
        raise Problem("finding-without-reason", "请写明可以公开的理由。", "Say why it may be public.")
    messages.success(request, _("理由已记录。"))
    return redirect("release", found.pk)


@require_POST
def keep_back(request: HttpRequest, number: int) -> HttpResponse:
    """Prepare again without the figures that were ticked."""
    found = _release(request, number)
    named = [one for one in request.POST.getlist("indicator") if one]
    made = prepare_again(found, suppressed=[*found.suppressed, *named], standing=standing_in(request))
    messages.success(request, _("已隐去所选的数，重新准备。"))
    return redirect("release", made.pk)


@require_POST
def drop_release(request: HttpRequest, number: int) -> HttpResponse:
    found = _release(request, number)
    drop(found, standing=standing_in(request))
    messages.success(request, _("已放弃这份准备。"))
    return redirect("releases", found.district_id)


@require_POST
def withdraw_release(request: HttpRequest, number: int) -> HttpResponse:
    found = _release(request, number)
    withdraw(found, reason=request.POST.get("reason", ""), standing=standing_in(request))
    messages.success(request, _("已撤回，公开页面写明原因。"))
    return redirect("release", found.pk)


@require_POST
def snapshot_again(request: HttpRequest, district: int, snapshot: int) -> HttpResponse:
    """Write a snapshot that was not written, or whose writer was cut off."""
    found = _district(request, district)
    kept = ReleaseSnapshot.objects.filter(pk=snapshot, signed__district=found).first()
    if kept is None:
        raise Http404
    write_again(kept, standing=standing_in(request))
    messages.success(request, _("正在后台写，刷新可看进度。"))
    return redirect("releases", found.pk)


@require_safe
def snapshot_file(request: HttpRequest, district: int, snapshot: int, name: str) -> HttpResponseBase:
    """One file of a snapshot, as its manifest names it."""
    found = _district(request, district)
    kept = ReleaseSnapshot.objects.filter(pk=snapshot, signed__district=found).first()
    path = file_of_snapshot(kept, name) if kept is not None else None
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{found.code}-{path.parent.name}-{name}")


@require_POST
def archive_add(request: HttpRequest, district: int) -> HttpResponse:
    """An older report, uploaded and read."""
    found = _district(request, district)
    sent = request.FILES.get("report")
    code = request.POST.get("organisation", "").strip()
    owner = Organisation.objects.filter(code=code, path__startswith=found.path).first() if code else found
    data_year = request.POST.get("data_year", "")
    if sent is None or owner is None:
        raise Problem(
            "archive-incomplete", "请选择文件和本区的单位。", "Choose a file and an organisation of the district."
        )
    add_archived(
        owner,
        district=found,
        title=request.POST.get("title", ""),
        data_year=int(data_year) if data_year.isdecimal() else 0,
        source=request.POST.get("source", ""),
        name=sent.name or "",
        data=sent.read(),
        standing=standing_in(request),
    )
    messages.success(request, _("已上传并读完，核对后公开。"))
    return redirect("releases", found.pk)


@require_POST
def archive_act(request: HttpRequest, district: int, report: int) -> HttpResponse:
    """Make an older report public or take it back."""
    found = _district(request, district)
    kept = ArchivedReport.objects.filter(pk=report, district=found).first()
    if kept is None:
        raise Http404
    act = withdraw_archived if request.POST.get("act") == "withdraw" else publish_archived
    act(kept, reason=request.POST.get("reason", ""), standing=standing_in(request))
    return redirect("releases", found.pk)
