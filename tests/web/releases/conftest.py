"""Releases of the sample district, made without the formats that take seconds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.permissions import Standing
from nianbao.web.presentation.kept_pages import KEPT
from nianbao.web.releases import table
from nianbao.web.releases.actions import answer_finding, prepare_aggregate, prepare_submission, sign
from nianbao.web.releases.models import Release
from nianbao.web.submissions.models import Submission

BEFORE, EARLIEST = "dy2024/school", "dy2023/school"
SCHOOL = "9901020001"


@pytest.fixture(autouse=True)
def _nothing_kept_of_the_public() -> None:
    KEPT.forget()
    table._KNOWN.clear()  # tests that are undone give the same numbers out again


@pytest.fixture
def head(standing: Callable[[str], Standing]) -> Standing:
    return standing("郑守正")


@pytest.fixture
def campaign() -> Campaign:
    return Campaign.objects.select_related("district").get(edition=BEFORE)


@pytest.fixture
def settled(head: Standing) -> Callable[[Release], Release]:
    """What the scan found is explained."""

    def settle(release: Release) -> Release:
        for one in release.findings.all():
            answer_finding(one, reason="全校合计数，不能认出个人。", standing=head)
        return release

    return settle


@pytest.fixture
def released(
    head: Standing, settled: Callable[[Release], Release], submission: Callable[..., Submission]
) -> Callable[..., Release]:
    """A school's report of a data year, public from now on."""

    def make(code: str = SCHOOL, edition: str = BEFORE, **named: str) -> Release:
        made = settled(prepare_submission(submission(code, edition), standing=head, formats=("md",), **named))
        sign([made], signed_name="郑守正", password="", standing=head)
        KEPT.forget()
        made.refresh_from_db()
        return made

    return make


@pytest.fixture
def released_district(head: Standing, campaign: Campaign, settled: Callable[[Release], Release]) -> Release:
    made = settled(prepare_aggregate(campaign, standing=head, formats=("md",)))
    sign([made], signed_name="郑守正", password="", standing=head)
    KEPT.forget()
    made.refresh_from_db()
    return made
