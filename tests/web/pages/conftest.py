"""What the pages of the public and the interface are tried on: a school and its district, released."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from nianbao.web.campaigns.models import Campaign
from nianbao.web.config.demonstration_releases import _report
from nianbao.web.organisations.permissions import Standing
from nianbao.web.presentation.kept_pages import KEPT
from nianbao.web.releases import table
from nianbao.web.releases.actions import answer_finding, prepare_package, prepare_submission, sign
from nianbao.web.releases.models import Release
from nianbao.web.submissions.models import Submission

SCHOOL, DISTRICT = "9901020001", "990102"


@dataclass
class Public:
    """What is public, and the means to make it so."""

    head: Standing
    campaign: Campaign
    submission: Callable[..., Submission]

    def school(self, edition: str = "dy2024/school", **named: str) -> Release:
        return self._signed(
            prepare_submission(self.submission(SCHOOL, edition), standing=self.head, formats=("md", "html"), **named)
        )

    def district(self) -> Release:
        data = _report(self.campaign)
        return self._signed(prepare_package(data, district=self.campaign.district, standing=self.head, formats=("md",)))

    def _signed(self, made: Release) -> Release:
        for one in made.findings.all():
            answer_finding(one, reason="合计数", standing=self.head)
        sign([made], signed_name="郑守正", password="", standing=self.head)
        KEPT.forget()
        made.refresh_from_db()
        return made


@pytest.fixture
def public(standing: Callable[[str], Standing], submission: Callable[..., Submission]) -> Public:
    KEPT.forget()
    table._KNOWN.clear()
    campaign = Campaign.objects.select_related("district").get(edition="dy2024/school")
    return Public(standing("郑守正"), campaign, submission)


@pytest.fixture
def visitor() -> Client:
    return Client()
