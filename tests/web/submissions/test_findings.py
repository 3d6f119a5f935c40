"""What the checks say is kept by table, and a change asks only what it touched."""

from __future__ import annotations

from collections.abc import Callable

from nianbao.web.submissions.content import plan_of_submission, read_content
from nianbao.web.submissions.findings import (
    Progress,
    blocking,
    changed_findings,
    findings_of,
    progress_by_table,
    shown,
    summarise,
    tables_touched,
)
from nianbao.web.submissions.models import Submission


def test_the_planted_faults_are_found_with_a_repair(submission: Callable[..., Submission]) -> None:
    findings = shown(findings_of(read_content(submission("9901020002"))))
    assert "AR004" in {one.check for one in findings}
    assert any(one.repairs for one in findings)
    assert blocking(findings)


def test_a_clean_school_has_nothing_that_blocks(submission: Callable[..., Submission]) -> None:
    assert not blocking(findings_of(read_content(submission("9901020001"))))


def test_the_summary_kept_is_what_the_checks_say_now(submission: Callable[..., Submission]) -> None:
    for code in ("9901020001", "9901020002"):
        found = submission(code)
        content = read_content(found)
        assert found.summary == summarise(content.record, findings_of(content, repairs=False))


def test_a_change_asks_the_checks_that_it_touches(submission: Callable[..., Submission]) -> None:
    record = read_content(submission("9901020002")).record
    codes, findings = changed_findings(record, (), {"graduates_employed_tertiary_sector"})
    assert "AR004" in codes
    assert {one.check for one in findings} <= codes


def test_a_finding_knows_its_tables(submission: Callable[..., Submission]) -> None:
    found = submission("9901020002")
    plan = plan_of_submission(found)
    finding = next(one for one in findings_of(read_content(found)) if one.check == "AR004")
    assert tables_touched(finding, plan) == {"scorecard"}


def test_a_table_without_entries_is_empty_and_not_full(submission: Callable[..., Submission]) -> None:
    progress = progress_by_table({}, plan_of_submission(submission("9901020002")))
    assert all(part.is_empty and not part.is_full for part in progress.values())
    assert Progress(4, 1, 0, 0).share == 25
