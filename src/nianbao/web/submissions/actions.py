"""Entering figures: every write checks the version that the writer saw, so nobody overwrites anybody silently."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from nianbao.checks.finding import sign_waiver
from nianbao.checks.waiver import Waiver
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.framework.loader import load_catalogue
from nianbao.web.accounts.models import Person
from nianbao.web.audit.actions import Canonical, canonical, record_event
from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing
from nianbao.web.submissions.content import (
    boxes_by_indicator,
    edition_of,
    lists_of,
    plan_of_submission,
    read_content,
    sheets_by_indicator,
    texts_beside,
    typed_texts,
)
from nianbao.web.submissions.findings import findings_of
from nianbao.web.submissions.models import Change, Explanation, ListContent, State, Submission, Upload
from nianbao.web.submissions.packages import is_package, package_for
from nianbao.web.submissions.rows import WrittenCell, cells_now, count_revision, locked_as_it_stands, write_cells
from nianbao.web.submissions.summaries import keep_summary, refresh_summaries
from nianbao.workbooks.reader import WorkbookReading, read_workbook

LONGEST_RAW, LONGEST_NOTE, MOST_LIST_ROWS = 200, 2_000, 500


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell as somebody wants it. ``version`` is the one that they saw; None takes whatever is there."""

    indicator: str
    raw: str
    note: str | None = None  # None leaves it
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that somebody else changed in the meantime: what stands there now, by whom."""

    indicator: str
    raw: str
    note: str
    version: int
    by: str


@dataclass(frozen=True)
class Saved:
    """What a save did: new versions, and conflicts left alone.

    What the checks say now is asked for afterwards (``summaries.touched_since``), so that an acknowledgement waits
    for nothing but the writing.
    """

    revision: int
    versions: Mapping[str, int]
    conflicts: tuple[Conflict, ...] = ()


def open_submission(*, campaign: Campaign, organisation: Organisation) -> Submission:
    """The school's submission of the campaign, made on first use."""
    found, _ = Submission.objects.select_related("campaign", "organisation").get_or_create(
        campaign=campaign, organisation=organisation
    )
    return found


def save_cells(
    submission: Submission, *, cells: Sequence[Typed], standing: Standing | None, via: str = "page"
) -> Saved:
    """Save cells in one transaction; a cell whose version has moved on is left alone and reported.

    ``standing`` is None only where a whole year is loaded by the operator's command.
    The same value again changes nothing, whatever its version.
    """
    _require_known(cells, boxes_by_indicator(submission.campaign.edition))
    by = standing.person if standing is not None else None
    with transaction.atomic():
        submission = locked_as_it_stands(submission)
        if standing is not None:
            _require_editable(submission)
            _require_tables(submission, standing, [cell.indicator for cell in cells])
        now = timezone.now()
        wanted = {cell.indicator: cell for cell in cells}
        found = cells_now(submission)
        refused: list[str] = []
        written: list[WrittenCell] = []
        versions: dict[str, int] = {}
        for cell in wanted.values():
            before = found.get(cell.indicator)
            raw = cell.raw.strip()
            note = (before.note if before else "") if cell.note is None else cell.note.strip()
            version = before.version if before else 0
            if (before.raw, before.note) == (raw, note) if before else not raw and not note:
                versions[cell.indicator] = version
            elif cell.version is not None and cell.version != version:
                refused.append(cell.indicator)
            else:
                written.append(WrittenCell(cell.indicator, raw, note, version + 1, before))
                versions[cell.indicator] = version + 1
        said = write_cells(submission, written, revision=submission.revision + 1, by=by, now=now, via=via)
        revision = _finish(submission, said, by, via) if written else submission.revision
        conflicts = _conflicts(submission, refused) if refused else ()
    return Saved(revision, versions, conflicts)


def save_list(
    submission: Submission,
    *,
    list_id: str,
    rows: Sequence[Mapping[str, str]],
    version: int | None,
    standing: Standing | None,
    via: str = "page",
) -> Saved:
    """Replace the rows of a list; refused where somebody else has changed it since it was read."""
    form = lists_of(edition_of(submission)).get(list_id)
    if form is None:
        raise Problem("list-unknown", "本表没有这份清单。", "The form has no such list.")
    if len(rows) > MOST_LIST_ROWS:
        raise Problem(
            "list-too-long", f"一份清单最多 {MOST_LIST_ROWS} 行。", f"A list has at most {MOST_LIST_ROWS} rows."
        )
    cleaned = [
        {column.id: str(row.get(column.id, "")).strip()[:LONGEST_RAW] for column in form.columns} for row in rows
    ]
    cleaned = [row for row in cleaned if any(row.values())]
    by = standing.person if standing is not None else None
    with transaction.atomic():
        submission = _lock(submission)
        if standing is not None:
            _require_editable(submission)
            table = next((s.table.id for s in plan_of_submission(submission).sheets for one in s.lists
                          if one.form.id == list_id), None)  # fmt: skip
            if not standing.may_fill(submission.organisation, table):
                raise _not_yours(form.label)
        content = submission.list_contents.filter(list_id=list_id).select_related("changed_by").first()
        current = content.version if content else 0
        if (content.rows if content else []) == cleaned:
            return Saved(submission.revision, {list_id: current})
        if version is not None and version != current:
            who = content.changed_by.name if content and content.changed_by else ""
            raise Problem(
                "list-changed-meanwhile",
                f"「{form.label}」刚被{who}改过，没有保存您的修改。请刷新后再改。",
                f"The list was changed by {who} in the meantime; your changes were not saved. Reload and try again.",
            )
        now = timezone.now()
        change = Change.objects.create(
            submission=submission, revision=submission.revision + 1, key=f"list:{list_id}",
            before={"rows": content.rows if content else []}, after={"rows": cleaned}, by=by, changed_at=now, via=via,
        )  # fmt: skip
        content = content or ListContent(submission=submission, list_id=list_id, version=0)
        content.rows, content.changed_by, content.changed_at = cleaned, by, now
        content.version += 1
        content.save()
        said = canonical({change.key: [change.before, change.after]})
        revision = _finish(submission, said, by, via)
    return Saved(revision, {list_id: content.version})


def accept_repair(submission: Submission, *, finding: str, number: int, standing: Standing) -> Saved:
    """Apply one of a finding's suggestions; refused where the figures have changed since it was shown."""
    content = read_content(submission)
    found = next((one for one in findings_of(content) if one.id == finding), None)
    if found is None or not 0 <= number < len(found.repairs):
        raise Problem(
            "repair-gone",
            "这条修改建议已不适用：数据在此期间变过，或者已经采纳。请看最新的核验结果。",
            "The suggestion no longer applies: the figures have changed or it was accepted already. "
            "Look at the findings again.",
        )
    typed = []
    for change in found.repairs[number].changes:
        entry = content.entries.get(change.key)
        typed.append(Typed(change.key, change.suggested, version=entry.version if entry else 0))
    return save_cells(submission, cells=typed, standing=standing, via="repair")


def explain(submission: Submission, *, finding: str, reason: str, standing: Standing) -> Explanation:
    """Sign a reason why a failing check stands; the same reason again changes nothing."""
    with transaction.atomic():
        submission = _lock(submission)
        _require_editable(submission)
        if not standing.may_fill(submission.organisation):
            raise _not_yours(submission.organisation.name)
        content = read_content(submission)
        found = next((one for one in findings_of(content, repairs=False) if one.id == finding), None)
        if found is None:
            raise Problem(
                "waiver-not-needed", "这一条已经通过，不需要说明。", "This no longer fails; nothing to explain."
            )
        now = timezone.now()
        waiver = sign_waiver(found, reason=reason, by=standing.person.name, on=now.date().isoformat())
        standing_one = next((one for one in content.explanations if one.finding == finding), None)
        if standing_one and standing_one.reason == waiver.reason and standing_one.values == dict(waiver.values):
            return standing_one
        submission.explanations.filter(finding=finding, withdrawn_at=None).update(withdrawn_at=now)
        signed = Explanation.objects.create(
            submission=submission,
            finding=finding,
            check_code=found.check,
            reason=waiver.reason,
            values=dict(waiver.values),
            signed_by=standing.person,
            signed_at=now,
        )
        keep_summary(submission)
        record_event(
            "submissions.finding.explained",
            by=standing.person,
            branch=submission.organisation.path,
            subject=str(submission),
            detail={"check": found.check, "finding": finding, "reason": waiver.reason, "values": dict(waiver.values)},
        )
        return signed


def withdraw_explanation(submission: Submission, *, explanation: int, standing: Standing) -> None:
    """Take an explanation back."""
    with transaction.atomic():
        submission = _lock(submission)
        _require_editable(submission)
        if not standing.may_fill(submission.organisation):
            raise _not_yours(submission.organisation.name)
        found = submission.explanations.filter(pk=explanation, withdrawn_at=None).first()
        if found is None:
            return
        found.withdrawn_at = timezone.now()
        found.save(update_fields=["withdrawn_at"])
        keep_summary(submission)
        record_event(
            "submissions.explanation.withdrawn",
            by=standing.person,
            branch=submission.organisation.path,
            subject=str(submission),
            detail={"check": found.check_code, "finding": found.finding},
        )


def read_upload(submission: Submission, content: bytes, name: str) -> WorkbookReading:
    """A sent workbook or package as read for this submission; of another school or edition it is refused."""
    if is_package(content):
        return WorkbookReading(name, package_for(submission, content).record, ())
    return read_workbook(
        content,
        load_catalogue(),
        expected_edition=submission.campaign.edition,
        expected_organisation=submission.organisation.fact,
        name=name,
    )


def keep_upload(submission: Submission, *, content: bytes, name: str, standing: Standing) -> Upload:
    """Keep a sent workbook for its preview; nothing of the submission changes."""
    if not standing.may_fill(submission.organisation):
        raise _not_yours(submission.organisation.name)
    with transaction.atomic():
        Upload.objects.filter(submission=submission, by=standing.person).delete()
        kept = Upload.objects.create(
            submission=submission,
            by=standing.person,
            name=name[-200:],
            content=content,
            revision=submission.revision,
            sent_at=timezone.now(),
        )
        record_event(
            "submissions.workbook.sent",
            by=standing.person,
            branch=submission.organisation.path,
            subject=str(submission),
            detail={"name": name, "bytes": len(content)},
        )
    return kept


def apply_upload(submission: Submission, *, upload: int, standing: Standing) -> Saved:
    """Save what a previewed workbook says; refused where the submission has changed since the preview."""
    with transaction.atomic():
        submission = _lock(submission)
        kept = Upload.objects.filter(pk=upload, submission=submission, by=standing.person).first()
        if kept is None:
            raise Problem(
                "upload-gone",
                "这份工作簿已经导入或已被替换，请重新上传。",
                "This workbook was imported or replaced already; send it again.",
            )
        if kept.revision != submission.revision:
            kept.delete()
            raise Problem(
                "upload-stale",
                "预览之后数据又有改动，没有导入。请重新上传，核对后再确认。",
                "The figures have changed since the preview, so nothing was imported. Send the workbook again.",
            )
        reading = read_upload(submission, bytes(kept.content), kept.name)
        if reading.record is None:
            raise Problem("upload-unreadable", "这份工作簿不能导入。", "This workbook cannot be imported.")
        typed = dict(submission.entries.values_list("indicator", "raw"))
        texts = texts_beside(typed, reading.record)
        cells = [Typed(name, raw, note[:LONGEST_NOTE]) for name, (raw, note) in texts.items()]
        saved = save_cells(submission, cells=cells, standing=standing, via="workbook")
        for list_id, rows in reading.record.lists.items():
            saved = save_list(
                submission, list_id=list_id, rows=list(rows), version=None, standing=standing, via="workbook"
            )
        if is_package(bytes(kept.content)):
            _explain_again(submission, package_for(submission, bytes(kept.content)).waivers, standing)
        kept.delete()
    return saved


def _explain_again(submission: Submission, waivers: tuple[Waiver, ...], standing: Standing) -> None:
    """Sign what a package explained, naming its first signer; what no longer fails needs no explanation."""
    for waiver in waivers:
        reason = f"{waiver.reason}（报送包：{waiver.signed_by}，{waiver.signed_on}）"
        with contextlib.suppress(Problem):
            explain(submission, finding=waiver.finding, reason=reason, standing=standing)


def load_record(submission: Submission, *, record: Record) -> None:
    """Put a whole record in, as the operator's load of earlier years does; no person is named as its author."""
    cells = [Typed(name, raw, note) for name, (raw, note) in typed_texts(record).items()]
    with transaction.atomic():
        for list_id, rows in record.lists.items():
            save_list(submission, list_id=list_id, rows=list(rows), version=None, standing=None, via="load")
        save_cells(submission, cells=cells, standing=None, via="load")
        submission.refresh_from_db(fields=["revision", "summary_revision"])
        refresh_summaries([submission])


def _lock(submission: Submission) -> Submission:
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("campaign", "organisation")
        .get(pk=submission.pk)
    )


def _conflicts(submission: Submission, indicators: Sequence[str]) -> tuple[Conflict, ...]:
    """The cells that were left alone, as they stand; an entry that is gone cannot be in the way."""
    found = submission.entries.filter(indicator__in=indicators).select_related("changed_by")
    entries = {entry.indicator: entry for entry in found}
    conflicts = []
    for name in indicators:
        entry = entries.get(name)
        conflicts.append(
            Conflict(name, entry.raw, entry.note, entry.version, entry.changed_by.name if entry.changed_by else "")
            if entry is not None
            else Conflict(name, "", "", 0, "")
        )
    return tuple(conflicts)


def _finish(submission: Submission, changes: str, by: Person | None, via: str) -> int:
    """Count the revision and tell the audit what changed, which is given as canonical JSON."""
    submission.revision += 1
    count_revision(submission)
    record_event(
        "submissions.cells.saved",
        by=by,
        branch=submission.organisation.path,
        subject=str(submission),
        detail=Canonical(f'{{"changes":{changes},"revision":{submission.revision},"via":{canonical(via)}}}'),
    )
    return submission.revision


def _require_editable(submission: Submission) -> None:
    if not submission.is_editable:
        label = State(submission.state).label
        raise Problem(
            "submission-frozen",
            f"本次填报{label}，不能修改。如需修改，请联系区级审核员退回。",
            f"The submission is {submission.state.replace('_', ' ')} and cannot be changed. "
            "Ask the district's reviewer to return it.",
        )
    today = timezone.localdate()
    if today < submission.campaign.opens_on:
        raise Problem("campaign-not-open", "填报还没有开始。", "Filing has not begun yet.")
    # What was returned late has to be put right all the same.
    if today > submission.campaign.closes_on and submission.state == State.DRAFTED:
        extended = submission.campaign.participations.filter(
            organisation_id=submission.organisation_id, extended_until__gte=today
        )
        if not extended.exists():
            raise Problem(
                "campaign-closed",
                f"填报已于 {submission.campaign.closes_on} 关闭。如需补报，请联系区级审核员延期。",
                f"Filing closed on {submission.campaign.closes_on}. Ask the district's reviewer for more time.",
            )


def _require_known(cells: Sequence[Typed], boxes: Mapping[str, Any]) -> None:
    for cell in cells:
        if cell.indicator not in boxes:
            raise Problem(
                "cell-unknown",
                f"本年度的表中没有“{cell.indicator}”这一项。",
                f"The form does not ask for {cell.indicator!r}.",
            )
        if len(cell.raw) > LONGEST_RAW or len(cell.note or "") > LONGEST_NOTE:
            raise Problem(
                "cell-too-long",
                f"「{boxes[cell.indicator].label}」太长（数据至多 {LONGEST_RAW} 字，备注至多 {LONGEST_NOTE} 字）。",
                f"The entry for {cell.indicator} is too long ({LONGEST_RAW} characters, notes {LONGEST_NOTE}).",
            )


def _require_tables(submission: Submission, standing: Standing, indicators: Sequence[str]) -> None:
    owners = sheets_by_indicator(submission.campaign.edition)
    for sheet in {owners[name].table.id: owners[name] for name in indicators}.values():
        if not standing.may_fill(submission.organisation, sheet.table.id):
            raise _not_yours(sheet.title)
    if not indicators and not standing.may_fill(submission.organisation):
        raise _not_yours(submission.organisation.name)


def _not_yours(what: str) -> Problem:
    return Problem(
        "not-permitted",
        f"您没有填报「{what}」的权限，请联系本单位负责人。",
        f"You may not fill in “{what}”; ask the head of your organisation.",
    )
