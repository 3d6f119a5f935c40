"""A survey of the staff of one school: two departments, under way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from nianbao.surveys.frame import FrameRow
from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.models import Submission
from nianbao.web.surveys.actions import open_survey, prepare_survey
from nianbao.web.surveys.models import Survey

ROWS = (
    FrameRow("专业课", "一线", "机电教研室", 30),
    FrameRow("专业课", "管理", "教务处", 12),
    FrameRow("基础课", "一线", "语文教研室", 20),
)


@pytest.fixture(autouse=True)
def _no_surveys_yet(_database: None) -> None:
    Survey.objects.all().delete()  # those of the demonstration


@pytest.fixture
def held(submission: Callable[..., Submission], standing: Callable[[str], Standing]) -> Callable[..., Survey]:
    """Prepares and opens a survey of the school that is being filled in."""

    def hold(
        group: str = "staff", rows: tuple[FrameRow, ...] = ROWS, mode: str = "codes", stage: str = "open"
    ) -> Survey:
        by = standing("邱明溪")
        survey = prepare_survey(
            submission("9901020002"),
            instrument=f"{group}/1",
            rows=rows,
            closes_on=timezone.localdate(),
            mode=mode,
            is_sample=False,
            standing=by,
        )
        if stage == "open":
            open_survey(survey, standing=by)
        return Survey.objects.select_related("submission__organisation", "submission__campaign").get(pk=survey.pk)

    return hold
