"""What a district does: see who is where, receive, remark, return, accept, and make its own tables."""

from __future__ import annotations

import datetime
from collections import Counter

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.rendering.renderer import find_renderer, renderers
from nianbao.web.campaigns.actions import announce, extend, open_campaign, open_schools
from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.names import named_then, with_names_on
from nianbao.web.presentation.board_rows import board_rows
from nianbao.web.presentation.evidence import evidence_of
from nianbao.web.presentation.files import evidence_answer, remark_list_answer, signed_page_answer
from nianbao.web.presentation.form_table import table_view
from nianbao.web.presentation.lookup import district_campaign, reviewed_submission, standing_in
from nianbao.web.presentation.templatetags.nianbao import state_label
from nianbao.web.publications.aggregate import district_tables
from nianbao.web.publications.board import ABSENT, LATE, NOT_BEGUN, OWING, board_of
from nianbao.web.publications.influence import ranked
from nianbao.web.publications.kept_figures import refresh_soon, shown_figures
from nianbao.web.publications.peers import far_from_peers
from nianbao.web.publications.peers_ahead import read_peers_soon
from nianbao.web.publications.side_by_side import MOST_SCHOOLS, are_enough, choose, side_by_side
from nianbao.web.reviews.actions import accept, receive, remark, reopen, reply, return_for_changes, settle
from nianbao.web.reviews.changes import differences_since, last_hand_ins, threads
from nianbao.web.reviews.evidence import MOST_BYTES
from nianbao.web.reviews.filed_packages import file_package, preview_package
from nianbao.web.reviews.many import LABELS, MOST_AT_ONCE, act_on_many, preview
from nianbao.web.reviews.models import Remark
from nianbao.web.reviews.signed_pages import checked_page
from nianbao.web.submissions.content import edition_of, lists_of, plan_of_submission, read_content
from nianbao.web.submissions.findings import findings_of, progress_by_table, shown
from nianbao.web.submissions.models import State, Upload
from nianbao.web.submissions.summaries import bring_up, refresh_summaries
from nianbao.workbooks.layout import plan_workbook

MOST_PACKAGE_BYTES = 50 * 1024 * 1024
FIGURES = SafeString("<!-- figures -->")  # where the district's tables go
FORMATS = ("html", "docx", "pdf", "xlsx")
# A report is one file with its style inside; it may show that and nothing else.
REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


@require_safe
def board(request: HttpRequest, number: int) -> HttpResponse:
    """Every school and table at a glance, or those that a name or a state picks out."""
    campaign = district_campaign(request, number)
    found = board_of(campaign)
    name, state = request.GET.get("name", "").strip()[:60], request.GET.get("state", "")
    labels = {one.value: state_label(one.value) for one in State} | {NOT_BEGUN: _("未开始")}
    rows = [row for row in found.rows if row.is_asked_for(state, name)]
    may_review = standing_in(request).may_review(campaign.district)
    return render(
        request,
        "pages/district/board.html",
        {
            "campaign": campaign,
            "board": found,
            "rows": rows,
            "row_items": board_rows(rows, may_review=may_review),
            "name": name,
            "state": state,
            "states": [(OWING, _("还没报送")), (LATE, _("逾期")), *labels.items(), (ABSENT, _("不参加"))],
            "counts": [(labels[one], count) for one, count in found.counts().items() if count],
            "may_run": standing_in(request).may_run_campaigns(campaign.district),
            "may_review": may_review,
            "announcements": campaign.announcements.select_related("by")[:5],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_new(request: HttpRequest, district: int) -> HttpResponse:
    """Open an edition for the district's schools."""
    found = Organisation.objects.filter(pk=district, level="district").first()
    standing = standing_in(request)
    if found is None or not standing.may_run_campaigns(found):
        raise Http404
    schools = list(open_schools(found, on=timezone.localdate()))
    if request.method == "POST":
        excused = {
            school.code: request.POST.get(f"reason:{school.code}", "")
            for school in schools
            if request.POST.get(f"part:{school.code}") != "1"
        }
        campaign = open_campaign(
            edition=request.POST.get("edition", ""),
            district=found,
            opens_on=_day(request, "opens_on"),
            due_on=_day(request, "due_on"),
            closes_on=_day(request, "closes_on"),
            by=standing.person,
            excused=excused,
        )
        messages.success(request, _("填报任务已开启。"))
        return redirect("board", campaign.pk)
    opened = set(found.campaigns.values_list("edition", flat=True))
    editions = [one for one in load_catalogue().editions.values() if one.level == "school" and one.id not in opened]
    today = timezone.localdate()
    return render(
        request,
        "pages/district/campaign_new.html",
        {
            "district": found,
            "schools": schools,
            "editions": sorted(editions, key=lambda one: one.id, reverse=True),
            "opens_on": today,
            "due_on": today + datetime.timedelta(days=21),
            "closes_on": today + datetime.timedelta(days=35),
        },
    )


@require_POST
def announcement(request: HttpRequest, number: int) -> HttpResponse:
    campaign = _run(request, number)
    announce(campaign, text=request.POST.get("text", ""), by=standing_in(request).person)
    messages.success(request, _("通知已发布，各校首页可见。"))
    return redirect("board", campaign.pk)


@require_POST
def extension(request: HttpRequest, number: int, participation: int) -> HttpResponse:
    campaign = _run(request, number)
    chosen = request.POST.get("participation", "")  # the board's one form names the school itself
    found = campaign.participations.filter(pk=int(chosen) if chosen.isdecimal() else participation).first()
    if found is None:
        raise Http404
    extend(found, until=_day(request, "until"), reason=request.POST.get("reason", ""), by=standing_in(request).person)
    messages.success(request, _("已延期。"))
    return redirect("board", campaign.pk)


@require_safe
def review(request: HttpRequest, number: int) -> HttpResponse:
    """One submission as a reviewer reads it: findings, explanations, what changed, figures, remarks."""
    submission = reviewed_submission(request, number)
    standing = standing_in(request)
    plan = plan_of_submission(submission)
    content = read_content(submission)
    judged = findings_of(content)
    bring_up(submission, content, judged, is_kept=False)
    findings = shown(judged)
    remarks = threads(submission)
    last, before = last_hand_ins(submission)
    is_open = submission.is_editable
    labels = {box.indicator: box.label for _sheet, box in plan.boxes()}
    read_peers_soon(submission)
    labels |= {f"list:{name}": form.label for name, form in lists_of(edition_of(submission)).items()}
    evidence = evidence_of(submission)
    open_keys = [one.remark.key for one in remarks if one.remark.settled_at is None]
    counts = Counter([*open_keys, *(item.evidence.key for item in evidence)])
    tables = [table_view(sheet, content, counts) for sheet in plan.sheets]
    return render(
        request,
        "pages/district/review.html",
        {
            "submission": submission,
            "edition": edition_of(submission),
            "progress": progress_by_table(submission.summary, plan),
            "findings": ranked(content, [one for one in findings if not one.is_waived]),
            "waived": [one for one in findings if one.is_waived],
            "remarks": [
                {"remark": one.remark, "answers": one.answers, "label": labels.get(one.remark.key, "")}
                for one in remarks
            ],
            "open_remarks": len(open_keys),
            "decisions": submission.decisions.select_related("by")[:10],
            "last": last,
            "before": before,
            "differences": differences_since(submission, before.revision) if before and not is_open else (),
            "after_pass": differences_since(submission, last.revision) if last and is_open else (),
            "tables": tables,
            "merged": content.merged,
            "evidence": evidence,
            "labels": labels,
            "may_review": standing.may_review(submission.organisation),
            "may_reopen": standing.may_reopen(submission.organisation),
            "keys": labels.items(),
        },
    )


@require_safe
def compare(request: HttpRequest, number: int) -> HttpResponse:
    """Up to sixteen schools beside each other for one table."""
    campaign = district_campaign(request, number)
    plan = plan_workbook(load_catalogue().editions[campaign.edition], load_catalogue())
    wanted = request.GET.get("table", "")
    sheet = next((one for one in plan.sheets if one.table.id == wanted), plan.sheets[0])
    submissions = named_then(
        with_names_on(campaign.submissions.select_related("organisation"), campaign.due_on),
        lambda one: one.organisation,
    )
    name, school_type = request.GET.get("name", "").strip()[:60], request.GET.get("type", "")
    choice = choose(submissions, ticked=request.GET.getlist("submission"), name=name, school_type=school_type)
    return render(
        request,
        "pages/district/compare.html",
        {
            "campaign": campaign,
            "sheet": sheet,
            "sheets": plan.sheets,
            "choice": choice,
            "name": name,
            "type": school_type,
            "rows": side_by_side(sheet, choice.shown),
            "most": MOST_SCHOOLS,
            "enough": are_enough(choice.shown),
        },
    )


@require_POST
def many(request: HttpRequest, number: int) -> HttpResponse:
    """Receive, return or accept what was ticked on the board: what blocks each first, once confirmed the results."""
    campaign = district_campaign(request, number)
    act, reason = request.POST.get("act", ""), request.POST.get("reason", "")
    chosen = [int(one) for one in request.POST.getlist("submission") if one.isdecimal()][:MOST_AT_ONCE]
    if not chosen:
        raise Problem("many-none-chosen", "请先在进度表中勾选学校。", "Tick schools on the board first.")
    found = campaign.submissions.filter(pk__in=chosen).select_related("organisation", "campaign")
    found = found.annotate(open_remarks=Count("remarks", filter=Q(remarks__settled_at=None)))
    submissions = named_then(with_names_on(found, campaign.due_on), lambda one: one.organisation)
    known = {"campaign": campaign, "act": act, "label": _(LABELS.get(act, act)) if act else "", "reason": reason}
    if request.POST.get("confirmed") == "1":
        results = act_on_many(submissions, act=act, reason=reason, standing=standing_in(request))
        done = sum(one.is_done for one in results)
        refresh_soon(campaign, language=get_language() or "")
        return render(request, "pages/district/many.html", {**known, "results": results, "done": done})
    refresh_summaries(submissions)
    prospects = preview(submissions, act=act, standing=standing_in(request))
    free = [one for one in prospects if not one.blocked]
    return render(request, "pages/district/many.html", {**known, "prospects": prospects, "free": len(free)})


@require_http_methods(["GET", "HEAD", "POST"])
def packages(request: HttpRequest, number: int) -> HttpResponse:
    """A school's package: what is in it and what keeps it from being filed, before anything is saved."""
    campaign = district_campaign(request, number)
    arrival = None
    if request.method == "POST":
        sent = request.FILES.get("package")
        if sent is None:
            raise Problem("upload-missing", "请先选择报送包文件。", "Choose a package first.")
        data, name = sent.read(MOST_PACKAGE_BYTES + 1), sent.name or ""
        if len(data) > MOST_PACKAGE_BYTES:
            raise Problem("upload-too-large", "报送包超过 50 MB。", "The package is larger than 50 MB.")
        arrival = preview_package(campaign, data=data, name=name, standing=standing_in(request))
    return render(request, "pages/district/packages.html", {"campaign": campaign, "arrival": arrival})


@require_POST
def package_apply(request: HttpRequest, number: int, upload: int) -> HttpResponse:
    """File a previewed package as handed in by its school."""
    campaign = district_campaign(request, number)
    mine = standing_in(request).person
    found = (
        Upload.objects.select_related("participation__campaign", "participation__organisation")
        .filter(pk=upload, by=mine, participation__campaign=campaign)
        .first()
    )
    if found is None:
        raise Problem("upload-gone", "这份报送包已经收下或已被替换。", "This package was filed already or replaced.")
    sent = request.FILES.get("page")
    page = checked_page(sent.name or "", sent.read(MOST_BYTES + 1)) if sent is not None else None
    signed_name = request.POST.get("signed_name", "")
    made = file_package(found, signed_name=signed_name, page=page, standing=standing_in(request))
    messages.success(request, _("报送包已收下，记为学校已报送。"))
    return redirect("review", made.submission_id)


@require_safe
def evidence_file(request: HttpRequest, number: int, evidence: int) -> HttpResponse:
    return evidence_answer(reviewed_submission(request, number), evidence)


@require_safe
def signed_page(request: HttpRequest, number: int, hand_in: int) -> HttpResponse:
    return signed_page_answer(reviewed_submission(request, number), hand_in)


@require_safe
def remark_file(request: HttpRequest, number: int, extension: str) -> HttpResponse:
    """The remarks as a list for Excel or Word."""
    return remark_list_answer(reviewed_submission(request, number), extension)


@require_safe
def peers(request: HttpRequest, number: int) -> HttpResponse:
    """The school's values that lie far from those of schools of its type."""
    submission = reviewed_submission(request, number)
    reading = far_from_peers(submission)
    return render(request, "pages/district/peers.html", {"submission": submission, "peers": reading})


@require_POST
def receive_submission(request: HttpRequest, number: int) -> HttpResponse:
    submission = reviewed_submission(request, number)
    receive(submission, standing=standing_in(request))
    messages.success(request, _("已接收，数据已冻结。"))
    return redirect("review", submission.pk)


@require_POST
def return_submission(request: HttpRequest, number: int) -> HttpResponse:
    submission = reviewed_submission(request, number)
    return_for_changes(submission, reason=request.POST.get("reason", ""), standing=standing_in(request))
    messages.success(request, _("已退回，学校首页会显示原因和意见清单。"))
    return redirect("review", submission.pk)


@require_POST
def accept_submission(request: HttpRequest, number: int) -> HttpResponse:
    submission = reviewed_submission(request, number)
    accept(submission, standing=standing_in(request))
    refresh_soon(submission.campaign, language=get_language() or "")
    messages.success(request, _("已通过，计入全区汇总。"))
    return redirect("review", submission.pk)


@require_POST
def reopen_submission(request: HttpRequest, number: int) -> HttpResponse:
    submission = reviewed_submission(request, number)
    reopen(submission, reason=request.POST.get("reason", ""), standing=standing_in(request))
    refresh_soon(submission.campaign, language=get_language() or "")
    messages.success(request, _("已撤销通过，退回学校。"))
    return redirect("review", submission.pk)


@require_POST
def remark_on(request: HttpRequest, number: int) -> HttpResponse:
    submission = reviewed_submission(request, number)
    remark(
        submission,
        key=request.POST.get("key", ""),
        text=request.POST.get("text", ""),
        standing=standing_in(request),
    )
    messages.success(request, _("意见已记下。"))
    return redirect(reverse("review", args=[submission.pk]) + "#remarks")


@require_POST
def answer_remark(request: HttpRequest, number: int, remark: int) -> HttpResponse:
    """Reply in a thread, or settle it."""
    submission = reviewed_submission(request, number)
    found = Remark.objects.filter(pk=remark, submission=submission).select_related(
        "submission__organisation", "submission__campaign"
    ).first()  # fmt: skip
    if found is None:
        raise Http404
    if request.POST.get("settle") == "1":
        settle(found, standing=standing_in(request))
    else:
        reply(found, text=request.POST.get("text", ""), standing=standing_in(request))
    return redirect(reverse("review", args=[submission.pk]) + "#remarks")


@require_safe
def aggregate_page(request: HttpRequest, number: int) -> HttpResponse:
    """The district's tables with coverage, from accepted submissions or from all that have arrived."""
    campaign = district_campaign(request, number)
    is_provisional = request.GET.get("provisional") == "1"
    shown_now = shown_figures(campaign, is_provisional=is_provisional, language=get_language() or "")
    tables = shown_now.sources
    arrived = {one.organisation_id for one in tables.submissions}
    response = render(
        request,
        "pages/district/aggregate.html",
        {
            "campaign": campaign,
            "tables": tables,
            "figures": FIGURES,
            "is_provisional": is_provisional,
            "formats": [(name, renderers()[name].label) for name in FORMATS],
            "owed": [
                one.organisation
                for one in tables.participations
                if one.takes_part and one.organisation_id not in arrived
            ],
        },
    )
    # Three megabytes for three hundred schools: put in as bytes, past the template. What people wrote has no bare "<".
    response.content = response.content.replace(FIGURES.encode(), shown_now.html, 1)
    return response


@require_safe
def aggregate_file(request: HttpRequest, number: int, extension: str) -> HttpResponse:
    """The annex as a file, or with ``zip`` the district's package."""
    campaign = district_campaign(request, number)
    if extension not in (*FORMATS, "zip"):
        raise Http404
    tables = district_tables(campaign, is_provisional=request.GET.get("provisional") == "1")
    if not tables.submissions:
        raise Problem("aggregate-empty", "还没有可以汇总的学校数据。", "There is nothing to aggregate yet.")
    name = f"{campaign.district.name}-{campaign.title}.{extension}"
    if extension == "zip":
        content, media_type = tables.packed(), "application/zip"
    else:
        content, media_type = tables.printed(extension), find_renderer(extension).media_type
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=extension != "html", filename=name) or "inline"
    )
    if extension == "html":
        response["Content-Security-Policy"] = REPORT_POLICY
    return response


def _run(request: HttpRequest, number: int) -> Campaign:
    campaign = district_campaign(request, number)
    if not standing_in(request).may_run_campaigns(campaign.district):
        raise Problem("not-permitted", "您没有管理填报任务的权限。", "You may not run campaigns.")
    return campaign


def _day(request: HttpRequest, name: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        raise Problem(
            "date-unreadable", "日期没有填，或格式不对（如 2026-01-15）。", "A date is missing or not like 2026-01-15."
        ) from None
