"""From a submission to the report that was handed in with it, for those who review it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from nianbao.facts.problem import Problem
from nianbao.web.manuscripts.frozen import may_read
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.presentation.lookup import reviewed_submission, standing_in


@require_safe
def handed_in(request: HttpRequest, number: int) -> HttpResponse:
    """The school's report, where there is one and it is with the reviewers."""
    submission = reviewed_submission(request, number)
    found = (
        Manuscript.objects.select_related("organisation", "campaign")
        .filter(campaign=submission.campaign_id, organisation=submission.organisation_id)
        .first()
    )
    if found is None or not may_read(found, standing_in(request)):
        raise Problem(
            "report-not-here",
            "学校没有在这里写报告，或者报告还没有随数据报送（报送之后由区级审核人阅读、批注）。",
            "The school writes no report here, or has not handed it in yet; then the district's reviewers read it.",
        )
    return redirect("manuscript", found.pk)
