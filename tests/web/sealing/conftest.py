"""The district's report of the demonstration, and how its three people sign it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.organisations.permissions import Standing
from nianbao.web.sealing.actions import sign_off
from nianbao.web.sealing.models import SignOff
from nianbao.web.sealing.sheet import report_sheet

EDITOR, REVIEWER, HEAD = "温编言", "高审之", "郑守正"
SIGNERS = (("author", EDITOR), ("reviewer", REVIEWER), ("head", HEAD))


@pytest.fixture
def manuscript() -> Manuscript:
    return Manuscript.objects.select_related("campaign__district", "organisation").get(organisation__code="990102")


@pytest.fixture
def school() -> Manuscript:
    return Manuscript.objects.select_related("campaign__district", "organisation").get(organisation__code="9901020002")


@pytest.fixture
def sign(standing: Callable[[str], Standing]) -> Callable[..., SignOff]:
    """One signature, under what the sheet says now unless something else was seen."""

    def sign(manuscript: Manuscript, role: str, name: str, *, seen: str = "", **more: str) -> SignOff:
        sheet = report_sheet(
            Manuscript.objects.select_related("campaign__district", "organisation").get(pk=manuscript.pk)
        )
        said = {"signed_name": name, "password": "", "reservation": "一所学校缺报，已说明"} | more
        return sign_off(manuscript, sheet=sheet, seen=seen or sheet.covers, role=role, standing=standing(name), **said)

    return sign
