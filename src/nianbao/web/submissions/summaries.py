"""What the checks say after a save: worked out beside the save, never inside its transaction.

A summary names the revision that it speaks of. A save raises the revision alone; the page asks for the findings
right after, and that brings the summary up. Where nobody asked (a browser that was closed), the next page that
shows the submission does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, JSONField, Q, Value, When

from nianbao.checks.finding import Finding
from nianbao.checks.run import check_record
from nianbao.facts.record import Record
from nianbao.framework.loader import load_catalogue
from nianbao.web.submissions.content import Content, read_record, read_records
from nianbao.web.submissions.findings import changed_findings, summarise
from nianbao.web.submissions.models import Submission

MOST_AT_ONCE = 3  # a page of many schools brings up so many and shows the others as they were last known


@dataclass(frozen=True)
class Touched:
    """What changes since a revision can have altered: codes of checks, their findings now, and the record."""

    changed: tuple[str, ...]  # indicators and lists
    codes: frozenset[str]
    findings: tuple[Finding, ...]
    record: Record
    summary: Mapping[str, Any]


def touched_since(submission: Submission, revision: int) -> Touched:
    """Findings of every check that a change after this revision can have touched; brings the summary up."""
    keys = submission.changes.filter(revision__gt=revision).values_list("key", flat=True).order_by("key").distinct()
    changed = tuple(key.removeprefix("list:") for key in keys)
    record, waivers = read_record(submission)
    if submission.summary_revision != submission.revision:
        findings = check_record(record, load_catalogue(), waivers=waivers)
        _store([submission], {submission.pk: summarise(record, findings)})
    codes, findings = changed_findings(record, waivers, changed)
    return Touched(changed, codes, findings, record, submission.summary)


def refresh_summaries(submissions: Iterable[Submission]) -> None:
    """Bring up the summaries that are behind, the first few of them."""
    behind = [one for one in submissions if one.summary_revision != one.revision][:MOST_AT_ONCE]
    if not behind:
        return
    records = read_records(behind)
    made = {}
    for submission in behind:
        record, waivers = records[submission.pk]
        made[submission.pk] = summarise(record, check_record(record, load_catalogue(), waivers=waivers))
    _store(behind, made)


def bring_up(submission: Submission, content: Content, findings: Iterable[Finding], *, is_kept: bool = True) -> None:
    """Bring up a summary that is behind, for a page that has read and checked the submission anyway.

    A page that only reads may leave the keeping (``is_kept``) to the next that shows the school.
    """
    if submission.summary_revision == submission.revision:
        return
    summary = summarise(content.record, findings)
    if is_kept:
        _store([submission], {submission.pk: summary})
    else:
        submission.summary = summary


def keep_summary(submission: Submission) -> None:
    """Bring a locked submission's summary up, whatever it speaks of: an explanation changes it without a revision."""
    submission.summary, submission.summary_revision = _summary(submission), submission.revision
    submission.save(update_fields=["summary", "summary_revision"])


def _summary(submission: Submission) -> dict[str, Any]:
    record, waivers = read_record(submission)
    return summarise(record, check_record(record, load_catalogue(), waivers=waivers))


def _store(submissions: Sequence[Submission], summaries: Mapping[int, dict[str, Any]]) -> None:
    """Keep them only where the revision is still the one that was read, and nobody has written the same meanwhile."""
    as_read = Q()
    for one in submissions:
        as_read |= Q(pk=one.pk, revision=one.revision)
    cases = [When(pk=number, then=Value(summary, JSONField())) for number, summary in summaries.items()]
    Submission.objects.filter(as_read, summary_revision__lt=F("revision")).update(
        summary=Case(*cases, output_field=JSONField()), summary_revision=F("revision")
    )
    for one in submissions:
        one.summary, one.summary_revision = summaries[one.pk], one.revision
