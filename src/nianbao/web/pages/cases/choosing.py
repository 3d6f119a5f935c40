"""The district chooses cases into its own report, or says why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nianbao.facts.problem import Problem
from nianbao.web.cases.picks import choose, decline
from nianbao.web.manuscripts.models import Chapter
from nianbao.web.manuscripts.text import read_blocks
from nianbao.web.presentation.cases import read_case
from nianbao.web.presentation.lookup import standing_in
from nianbao.web.publications.written_report import written_report


@require_POST
def choose_case(request: HttpRequest, number: int) -> HttpResponse:
    """Into a part of a chapter of the district's report, as it is read at this moment."""
    found = read_case(request, number)
    district = found.card.manuscript.campaign.district
    if not standing_in(request).may_read_district(district):
        raise Http404
    chapter_number, _colon, under = request.POST.get("place", "").partition(":")
    chapter = (
        Chapter.objects.select_related("manuscript__organisation", "manuscript__campaign__district")
        .filter(
            pk=int(chapter_number) if chapter_number.isdecimal() else 0,
            manuscript__organisation=district,
            manuscript__campaign=found.card.manuscript.campaign_id,
        )
        .first()
    )
    if chapter is None:
        raise Problem(
            "case-place",
            "请选放进区报告的哪一章；区里还没有开始写报告的，先在首页点“写报告”。",
            "Choose the chapter of the district's report; begin the report on the first page where there is none.",
        )

    def speak(blocks: Sequence[Any]) -> Mapping[str, str]:
        report = written_report(chapter.manuscript, [chapter])
        return report.words(read_blocks([_HEADING, *blocks]))

    choose(
        found.card,
        chapter=chapter,
        under=under,
        reason=request.POST.get("reason", ""),
        seen=request.POST.get("seen", ""),
        standing=standing_in(request),
        is_handed_in=bool(found.card.is_handed_in),
        speak=speak,
    )
    messages.success(request, _("已选入「%(heading)s」，学校会收到通知。") % {"heading": chapter.heading})
    return redirect("case", number)


@require_POST
def decline_case(request: HttpRequest, number: int) -> HttpResponse:
    found = read_case(request, number)
    district = found.card.manuscript.campaign.district
    if not standing_in(request).may_read_district(district):
        raise Http404
    decline(found.card, reason=request.POST.get("reason", ""), standing=standing_in(request), district=district)
    messages.success(request, _("已记下不选用，学校会看到理由。"))
    return redirect("case", number)


_HEADING = {"kind": "heading", "id": "h", "level": 1, "text": "案例"}
