"""The public sees what was signed and whose moment has come."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from nianbao.web.organisations.permissions import Standing
from nianbao.web.releases.actions import prepare_submission, withdraw
from nianbao.web.releases.models import Release
from nianbao.web.releases.published import (
    corpus_token,
    counts_by_data_year,
    downloads_of,
    entries,
    organisations_with_reports,
    search,
    versions_of,
)
from nianbao.web.submissions.models import Submission

Make = Callable[..., Release]


def test_what_is_prepared_is_nowhere(head: Standing, submission: Callable[..., Submission]) -> None:
    prepare_submission(submission("9901020001", "dy2024/school"), standing=head, formats=("md",))
    now = timezone.now()
    assert not counts_by_data_year(now)
    assert not organisations_with_reports(now)
    assert not entries(now)
    assert not versions_of("9901020001", 2024, now)


def test_what_is_withdrawn_stays_where_it_was_with_its_reason_and_is_not_found(released: Make, head: Standing) -> None:
    made = released()
    withdraw(made, reason="数据有误", standing=head)
    now = timezone.now()
    assert [one.withdrawn_reason for one in versions_of("9901020001", 2024, now)] == ["数据有误"]
    assert not organisations_with_reports(now)
    assert not search("岚溪", now)


def test_every_act_makes_kept_pages_old(released: Make, head: Standing) -> None:
    tokens = [corpus_token(timezone.now())]
    made = released()
    tokens.append(corpus_token(timezone.now()))
    withdraw(made, reason="数据有误", standing=head)
    tokens.append(corpus_token(timezone.now()))
    assert len(set(tokens)) == 3


def test_a_school_is_found_by_two_characters_of_its_name_and_by_its_code(released: Make) -> None:
    released()
    now = timezone.now()
    for asked in ("职业", "岚溪 技术", "9901020001"):
        assert [one.code for one in organisations_with_reports(now, asked=asked)] == ["9901020001"]
    assert not organisations_with_reports(now, asked="没有这所")


def test_parts_of_pages_are_no_downloads(released: Make) -> None:
    assert [one.name for one in downloads_of(released())] == ["report.md"]
