"""A summary speaks of one revision: a save leaves it behind, whoever looks next brings it up."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.actions import Typed, save_cells
from nianbao.web.submissions.content import read_content
from nianbao.web.submissions.findings import findings_of
from nianbao.web.submissions.models import Submission
from nianbao.web.submissions.summaries import bring_up, refresh_summaries, touched_since

Who = Callable[[str], Standing]
Whose = Callable[..., Submission]
FAULTY = "9901020002"
CELL = "graduates_employed_tertiary_sector"


def test_what_changes_touched_is_told_with_its_findings(standing: Who, submission: Whose) -> None:
    found = submission(FAULTY)
    save_cells(found, cells=[Typed(CELL, "53")], standing=standing("邱明溪"))
    touched = touched_since(submission(FAULTY), found.revision)
    assert touched.changed == (CELL,)
    assert "AR004" in touched.codes
    assert "AR004" not in {one.check for one in touched.findings}


def test_a_summary_that_is_behind_is_brought_up_by_whoever_looks(standing: Who, submission: Whose) -> None:
    before = submission(FAULTY)
    save_cells(before, cells=[Typed(CELL, "53")], standing=standing("邱明溪"))
    behind = submission(FAULTY)
    assert behind.summary_revision < behind.revision
    refresh_summaries([behind])
    kept = submission(FAULTY)
    assert kept.summary_revision == kept.revision
    assert kept.summary["total"]["errors"] == before.summary["total"]["errors"] - 1


def test_a_summary_of_an_older_revision_is_never_kept_over_a_newer_one(standing: Who, submission: Whose) -> None:
    save_cells(submission(FAULTY), cells=[Typed(CELL, "53")], standing=standing("邱明溪"))
    slow = submission(FAULTY)
    save_cells(submission(FAULTY), cells=[Typed(CELL, "99")], standing=standing("邱明溪"))
    refresh_summaries([slow])
    assert submission(FAULTY).summary_revision < submission(FAULTY).revision


def test_everything_loaded_has_its_summary(submission: Whose) -> None:
    assert all(one.summary_revision == one.revision for one in Submission.objects.all())


def test_a_page_that_has_checked_anyway_only_writes_what_it_found(standing: Who, submission: Whose) -> None:
    save_cells(submission(FAULTY), cells=[Typed(CELL, "53")], standing=standing("邱明溪"))
    behind = submission(FAULTY)
    content = read_content(behind)
    findings = findings_of(content)
    with CaptureQueriesContext(connection) as queries:
        bring_up(behind, content, findings)
        bring_up(behind, content, findings)
    assert len(queries) == 1
    kept = submission(FAULTY)
    refresh_summaries([behind := submission(FAULTY)])
    assert kept.summary == behind.summary
    assert kept.summary_revision == kept.revision


def test_several_that_are_behind_are_brought_up_together(standing: Who, submission: Whose) -> None:
    codes = (FAULTY, "9901020004")
    before = {code: submission(code).summary for code in codes}
    Submission.objects.filter(organisation__code__in=codes).update(summary={}, summary_revision=0)
    with CaptureQueriesContext(connection) as queries:
        refresh_summaries([submission(code) for code in codes])
    assert len(queries) <= 2 + 5
    assert {code: submission(code).summary for code in codes} == before
