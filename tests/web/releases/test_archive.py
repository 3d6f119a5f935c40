"""Older reports: kept as they are, read by a program, public when the head says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.rendering.renderer import find_renderer
from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.permissions import Standing
from nianbao.web.publications.aggregate import district_tables
from nianbao.web.releases.archive import add_archived, publish_archived, withdraw_archived
from nianbao.web.releases.models import ArchivedReport
from nianbao.web.releases.published import public_archive, search


@pytest.fixture
def add(campaign: Campaign, head: Standing) -> Callable[..., ArchivedReport]:
    data = find_renderer("docx").render(district_tables(campaign, is_provisional=False).view)

    def keep(**named: object) -> ArchivedReport:
        given: dict[str, object] = {
            "district": campaign.district, "title": "2019年年度报告", "data_year": 2019, "source": "档案",
            "name": "2019.docx", "data": data, "standing": head,
        } | named  # fmt: skip
        return add_archived(campaign.district, **given)  # type: ignore[arg-type]

    return keep


def test_a_report_is_read_kept_and_not_public_yet(add: Callable[..., ArchivedReport]) -> None:
    made = add()
    assert made.extracted["tables"] >= 6
    assert made.extracted["figures"]
    assert not public_archive(timezone.now())
    assert add() == made


def test_it_is_public_and_found_when_the_head_says_so(
    add: Callable[..., ArchivedReport], head: Standing, standing: Callable[[str], Standing]
) -> None:
    made = add()
    with pytest.raises(Problem, match="负责人"):
        publish_archived(made, reason="", standing=standing("温编言"))
    for _ in range(2):
        publish_archived(made, reason="", standing=head)
    now = timezone.now()
    assert list(public_archive(now)) == [made]
    assert [one.archived for one in search("毕业生", now, kind="archive")] == [made]
    withdraw_archived(made, reason="重复", standing=head)
    assert not public_archive(timezone.now())


def test_personal_data_blocks_or_needs_a_reason(add: Callable[..., ArchivedReport], head: Standing) -> None:
    made = add()
    made.warnings = [{"code": "mobile-number", "is_blocking": False, "excerpt": "138****"}]
    made.save()
    with pytest.raises(Problem, match="理由"):
        publish_archived(made, reason="", standing=head)
    made.warnings = [{"code": "identity-number", "is_blocking": True, "excerpt": "110***"}]
    made.save()
    with pytest.raises(Problem, match="遮盖"):
        publish_archived(made, reason="已同意", standing=head)


@pytest.mark.parametrize(("field", "given"), [("data", b"MZ\x90"), ("title", " "), ("data_year", 99)])
def test_what_is_no_report_is_refused(add: Callable[..., ArchivedReport], field: str, given: object) -> None:
    with pytest.raises(Problem):
        add(**{field: given})
