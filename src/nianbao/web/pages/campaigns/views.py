"""Running a campaign: who still owes what, reminding them, the board as a workbook, the statement's words."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nianbao.facts.problem import Problem
from nianbao.web.campaigns.actions import set_statement
from nianbao.web.campaigns.models import Campaign
from nianbao.web.campaigns.notices import remind, school_people
from nianbao.web.presentation.lookup import district_campaign, standing_in
from nianbao.web.publications.board import Board, board_of
from nianbao.web.publications.board_workbook import XLSX_TYPE, board_workbook
from nianbao.web.reviews.actions import STATEMENT


@require_safe
def owing(request: HttpRequest, number: int) -> HttpResponse:
    """Each school that has not handed in: what is missing, who works on it, when it was last reminded."""
    campaign = district_campaign(request, number)
    board = board_of(campaign)
    rows = [row for row in board.rows if row.is_owing]
    people: dict[int, list[str]] = {}
    for person, school in school_people(row.organisation for row in rows):
        people.setdefault(school.pk, []).append(person.name)
    reminded: dict[int, object] = {}
    for one in campaign.notices.filter(kind__in=("reminder", "deadline")).order_by("made_at").values_list(
        "organisation_id", "made_at"
    ):  # fmt: skip
        reminded[one[0]] = one[1]
    return render(
        request,
        "pages/campaigns/owing.html",
        {
            "campaign": campaign,
            "rows": [
                {"row": row, "people": people.get(row.organisation.pk, []),
                 "reminded": reminded.get(row.organisation.pk)}
                for row in rows
            ],
            "expected": board.expected,
            "may_run": standing_in(request).may_run_campaigns(campaign.district),
        },
    )  # fmt: skip


@require_POST
def reminder(request: HttpRequest, number: int) -> HttpResponse:
    """Remind the ticked schools, or all that owe where none is ticked."""
    campaign = _run(request, number)
    ticked = [int(one) for one in request.POST.getlist("organisation") if one.isdecimal()]
    told = remind(
        campaign, text=request.POST.get("text", ""), by=standing_in(request).person, organisations=ticked or None
    )
    if told:
        messages.success(request, _("已催办 %(count)s 人。") % {"count": told})
    else:
        messages.info(request, _("没有要催的人：今天都已经提醒过，或者没有欠报的学校。"))
    return redirect("owing", campaign.pk)


@require_safe
def board_file(request: HttpRequest, number: int) -> HttpResponse:
    """The progress board as Excel."""
    campaign = district_campaign(request, number)
    found: Board = board_of(campaign)
    response = HttpResponse(board_workbook(found, timezone.localdate()), content_type=XLSX_TYPE)
    name = f"{campaign.district.name}-{campaign.title}-进度.xlsx"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest, number: int) -> HttpResponse:
    """The words that heads sign in this campaign; left empty, the system's own."""
    campaign = _run(request, number)
    if request.method == "POST":
        set_statement(campaign, text=request.POST.get("text", ""), by=standing_in(request).person)
        messages.success(request, _("声明已保存，以后报送的学校签这份。"))
        return redirect("statement-words", campaign.pk)
    return render(
        request,
        "pages/campaigns/statement.html",
        {"campaign": campaign, "text": campaign.statement or STATEMENT, "is_ours": not campaign.statement},
    )


def _run(request: HttpRequest, number: int) -> Campaign:
    campaign = district_campaign(request, number)
    if not standing_in(request).may_run_campaigns(campaign.district):
        raise Problem("not-permitted", "您没有管理填报任务的权限。", "You may not run campaigns.")
    return campaign
