"""What a school does: fill in tables, read findings, explain, send workbooks, pass inside, hand in."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nianbao.checks.finding import Finding
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.web.campaigns.models import Participation
from nianbao.web.presentation.corrections import corrections_of
from nianbao.web.presentation.entry_words import entry_words
from nianbao.web.presentation.evidence import evidence_of
from nianbao.web.presentation.files import evidence_answer, remark_list_answer, signed_page_answer
from nianbao.web.presentation.finding_items import finding_items, finding_rows
from nianbao.web.presentation.form_table import change_of, list_view, table_view
from nianbao.web.presentation.lookup import due_date, entered_submission, school_submission, standing_in
from nianbao.web.reviews.actions import hand_in, pass_internally, reply, statement_in_english, statement_of
from nianbao.web.reviews.changes import Thread, differences_since, last_hand_ins, threads, valid_pass
from nianbao.web.reviews.evidence import add_evidence, remove_evidence
from nianbao.web.reviews.models import Remark
from nianbao.web.reviews.packed_evidence import attachments_of
from nianbao.web.reviews.signed_pages import add_signed_page, checked_page
from nianbao.web.submissions.actions import (
    Saved,
    Typed,
    accept_repair,
    apply_upload,
    explain,
    keep_upload,
    open_submission,
    read_upload,
    save_cells,
    save_list,
    withdraw_explanation,
)
from nianbao.web.submissions.content import (
    boxes_by_indicator,
    boxes_of,
    edition_of,
    lists_of,
    plan_of_submission,
    read_content,
    texts_beside,
)
from nianbao.web.submissions.findings import blocking, findings_of, progress_by_table, shown, tables_touched
from nianbao.web.submissions.models import State, Submission
from nianbao.web.submissions.packages import packed
from nianbao.web.submissions.summaries import Touched, bring_up, touched_since
from nianbao.workbooks.layout import SheetPlan
from nianbao.workbooks.template import filled_bytes

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 10 * 1024 * 1024


@require_POST
def start(request: HttpRequest, participation: int) -> HttpResponse:
    """Open the school's submission of a campaign."""
    found = Participation.objects.select_related("campaign", "organisation").filter(pk=participation).first()
    if found is None or not found.takes_part or not standing_in(request).is_of_school(found.organisation):
        raise Http404
    submission = open_submission(campaign=found.campaign, organisation=found.organisation)
    return redirect("submission", submission.pk)


@require_safe
def submission_detail(request: HttpRequest, number: int) -> HttpResponse:
    """The school's desk: how far each table is, what is wrong, what the district said, what to do next."""
    submission = school_submission(request, number)
    standing = standing_in(request)
    plan = plan_of_submission(submission)
    content = read_content(submission)
    judged = findings_of(content)
    bring_up(submission, content, judged)
    findings = shown(judged)
    progress = progress_by_table(submission.summary, plan)
    remarks = threads(submission, only_open=True)
    decisions = list(submission.decisions.select_related("by")[:10])
    due_on = due_date(submission)
    return render(
        request,
        "pages/school/submission_detail.html",
        {
            "submission": submission,
            "tables": [(sheet, progress[sheet.table.id], standing.may_fill(submission.organisation, sheet.table.id))
                       for sheet in plan.sheets],
            "findings": findings,
            "items": _items(request, findings, submission, editable=submission.is_editable),
            "blocking": len(blocking(findings)),
            "remarks": _with_labels(remarks, submission),
            "decisions": decisions,
            "corrections": corrections_of(submission),
            "last_return": next((one for one in decisions if one.kind in ("returned", "reopened")), None),
            "passed": valid_pass(submission),
            "due_on": due_on,
            "days": (due_on - timezone.localdate()).days,
            "may_pass": standing.may_pass(submission.organisation),
            "may_hand_in": standing.may_hand_in(submission.organisation),
            "announcements": submission.campaign.announcements.all()[:3],
        },
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def table_entry(request: HttpRequest, number: int, table: str) -> HttpResponse:
    """One official table: boxes, last time's figures, findings beside it. Saves as a plain form without scripts."""
    submission = school_submission(request, number)
    sheet = _sheet(submission, table)
    if request.method == "POST":
        saved = save_cells(submission, cells=_typed_from_form(request, sheet), standing=standing_in(request))
        _tell_saved(request, saved)
        return redirect("table", submission.pk, table)
    standing = standing_in(request)
    plan = plan_of_submission(submission)
    content = read_content(submission)
    judged = findings_of(content)
    bring_up(submission, content, judged)
    findings = [one for one in shown(judged) if table in tables_touched(one, plan)]
    remarks = threads(submission, only_open=True)
    here = {box.indicator for box in sheet.boxes()} | {f"list:{one.form.id}" for one in sheet.lists}
    counts = Counter(one.remark.key for one in remarks)
    position = [one.table.id for one in plan.sheets].index(table)
    may_fill = standing.may_fill(submission.organisation, table)
    return render(
        request,
        "pages/school/table_entry.html",
        {
            "submission": submission,
            "edition": edition_of(submission),
            "table": table_view(sheet, content, counts),
            "merged": content.merged,
            "sheet": sheet,
            "sheets": plan.sheets,
            "progress": progress_by_table(submission.summary, plan),
            "items": _items(request, findings, submission, editable=submission.is_editable and may_fill),
            "remarks": _with_labels([one for one in remarks if one.remark.key in here], submission),
            "evidence": [one for one in evidence_of(submission) if one.evidence.key in here],
            "editable": submission.is_editable and may_fill,
            "words": entry_words(),
            "may_fill": may_fill,
            "previous_table": plan.sheets[position - 1].table.id if position else None,
            "next_table": plan.sheets[position + 1].table.id if position + 1 < len(plan.sheets) else None,
        },
    )


@require_POST
def save(request: HttpRequest, number: int) -> HttpResponse:
    """Autosave: cells as JSON in; versions and conflicts out, once the cells are kept."""
    submission = entered_submission(request, number)
    saved = save_cells(submission, cells=_typed_from_json(request.body), standing=standing_in(request))
    return JsonResponse(
        {
            "revision": saved.revision,
            "versions": saved.versions,
            "conflicts": [
                {"indicator": one.indicator, "raw": one.raw, "note": one.note, "version": one.version, "by": one.by}
                for one in saved.conflicts
            ],
        }
    )


@require_safe
def touched_findings(request: HttpRequest, number: int) -> HttpResponse:
    """What the checks say after saves: findings that changes since a revision touched, progress, differences."""
    submission = school_submission(request, number)
    touched = touched_since(submission, _whole(request.GET.get("since")) or 0)
    return JsonResponse(_touched_json(request, submission, touched))


@require_http_methods(["GET", "HEAD", "POST"])
def list_entry(request: HttpRequest, number: int, list_id: str) -> HttpResponse:
    """One list: a row for each entry, a few empty ones below."""
    submission = school_submission(request, number)
    form = lists_of(edition_of(submission)).get(list_id)
    if form is None:
        raise Http404
    if request.method == "POST":
        columns = [request.POST.getlist(f"column:{column.id}") for column in form.columns]
        rows = [
            {column.id: text for column, text in zip(form.columns, texts, strict=True)}
            for texts in zip(*columns, strict=True)
        ]
        version = _whole(request.POST.get("version"))
        saved = save_list(submission, list_id=list_id, rows=rows, version=version, standing=standing_in(request))
        _tell_saved(request, saved)
        return redirect("list", submission.pk, list_id)
    content = read_content(submission)
    plan = plan_of_submission(submission)
    table = next((one for one in plan.sheets if any(each.form.id == list_id for each in one.lists)), None)
    may_fill = standing_in(request).may_fill(submission.organisation, table.table.id if table else None)
    return render(
        request,
        "pages/school/list_entry.html",
        {
            "submission": submission,
            "list": list_view(form, content),
            "sheet": table,
            "editable": submission.is_editable and may_fill,
            "words": entry_words(),
        },
    )


@require_POST
def repair(request: HttpRequest, number: int, finding: str, choice: int) -> HttpResponse:
    """Accept one of a finding's suggestions."""
    submission = school_submission(request, number)
    saved = accept_repair(submission, finding=finding, number=choice, standing=standing_in(request))
    _tell_saved(request, saved, _("已采纳修改建议。"))
    return _back(request, submission)


@require_POST
def explain_finding(request: HttpRequest, number: int, finding: str) -> HttpResponse:
    """Sign a reason (说明) why a failing check stands."""
    submission = school_submission(request, number)
    explain(submission, finding=finding, reason=request.POST.get("reason", ""), standing=standing_in(request))
    messages.success(request, _("说明已签署，随报送一起提交。"))
    return _back(request, submission)


@require_POST
def withdraw(request: HttpRequest, number: int, explanation: int) -> HttpResponse:
    submission = school_submission(request, number)
    withdraw_explanation(submission, explanation=explanation, standing=standing_in(request))
    messages.success(request, _("说明已撤回。"))
    return _back(request, submission)


@require_safe
def workbook(request: HttpRequest, number: int) -> HttpResponse:
    """The official workbook with everything entered so far."""
    submission = school_submission(request, number)
    content = filled_bytes(read_content(submission).record, load_catalogue())
    response = HttpResponse(content, content_type=WORKBOOK_TYPE)
    name = f"{submission.organisation.code}-{submission.organisation.name}-{submission.campaign.title}.xlsx"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@require_safe
def package(request: HttpRequest, number: int) -> HttpResponse:
    """The submission as a package (报送包)."""
    submission = school_submission(request, number)
    signed = None if submission.is_editable else submission.hand_ins.first()
    files = attachments_of((one.evidence for one in evidence_of(submission)), signed)
    response = HttpResponse(packed(read_content(submission), attachments=files), content_type="application/zip")
    name = f"{submission.organisation.code}-{submission.organisation.name}-{submission.campaign.title}.zip"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@require_POST
def workbook_preview(request: HttpRequest, number: int) -> HttpResponse:
    """A sent workbook: what it would change and what is wrong with it, before anything is saved."""
    submission = school_submission(request, number)
    sent = request.FILES.get("workbook")
    if sent is None:
        raise Problem("upload-missing", "请先选择工作簿文件。", "Choose a workbook first.")
    if sent.size is None or sent.size > MOST_BYTES:
        raise Problem(
            "upload-too-large",
            f"文件超过 {MOST_BYTES // 1024 // 1024} MB，请检查是否选错了文件。",
            f"The file is larger than {MOST_BYTES // 1024 // 1024} MB; check that it is the right one.",
        )
    bytes_sent, name = sent.read(), sent.name or ""
    reading = read_upload(submission, bytes_sent, name)
    upload = None
    changes: list[dict[str, Any]] = []
    if reading.record is not None and not reading.has_stopped:
        upload = keep_upload(submission, content=bytes_sent, name=name, standing=standing_in(request))
        changes = _preview(submission, reading.record)
    return render(
        request,
        "pages/school/workbook_preview.html",
        {
            "submission": submission,
            "upload": upload,
            "name": name,
            "changes": changes,
            "overwritten": sum(bool(one["before"]) for one in changes),
            "told": [one for one in reading.messages if one.severity != "info"],
            "errors": reading.errors,
        },
    )


@require_POST
def workbook_apply(request: HttpRequest, number: int, upload: int) -> HttpResponse:
    """Save what a previewed workbook says."""
    submission = school_submission(request, number)
    apply_upload(submission, upload=upload, standing=standing_in(request))
    messages.success(request, _("工作簿已导入。"))
    return redirect("submission", submission.pk)


@require_POST
def internal_pass(request: HttpRequest, number: int) -> HttpResponse:
    submission = school_submission(request, number)
    pass_internally(submission, standing=standing_in(request))
    messages.success(request, _("校内审核已通过。此后如再修改，需要重新审核。"))
    return redirect("submission", submission.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_in_page(request: HttpRequest, number: int) -> HttpResponse:
    """The statement of truth, signed with name and password."""
    submission = school_submission(request, number)
    standing = standing_in(request)
    if request.method == "POST":
        hand_in(
            submission,
            signed_name=request.POST.get("signed_name", ""),
            password=request.POST.get("password", ""),
            standing=standing,
            page=checked_page(*_sent_file(request, "page")) if "page" in request.FILES else None,
        )
        messages.success(request, _("已报送。区级审核员接收后数据冻结。"))
        return redirect("submission", submission.pk)
    content = read_content(submission)
    judged = findings_of(content, repairs=False)
    bring_up(submission, content, judged)
    findings = shown(judged)
    last, _before = last_hand_ins(submission)
    return render(
        request,
        "pages/school/hand_in.html",
        {
            "submission": submission,
            "statement_en": statement_in_english(submission) if get_language() == "en" else "",
            "statement": statement_of(submission),
            "passed": valid_pass(submission),
            "blocking": blocking(findings),
            "waived": [one for one in findings if one.is_waived],
            "open": [one for one in findings if not one.is_waived and not one.blocks],
            "total": submission.summary.get("total", {}),
            "last": last,
            "differences": differences_since(submission, last.revision) if last else (),
            "may_hand_in": standing.may_hand_in(submission.organisation),
            "needs_password": standing.person.has_usable_password(),
            "is_done": submission.state in (State.HANDED_IN, State.RECEIVED, State.ACCEPTED),
        },
    )


@require_safe
def statement_sheet(request: HttpRequest, number: int) -> HttpResponse:
    """The statement on one sheet, to be printed, signed and scanned."""
    submission = school_submission(request, number)
    last, _before = last_hand_ins(submission)
    is_done = not submission.is_editable and last is not None
    return render(
        request,
        "pages/school/statement_sheet.html",
        {
            "submission": submission,
            "statement": last.statement if last is not None and is_done else statement_of(submission),
            "last": last if is_done else None,
        },
    )


@require_POST
def signed_page_add(request: HttpRequest, number: int) -> HttpResponse:
    """The signed sheet, scanned, after handing in."""
    submission = school_submission(request, number)
    name, data = _sent_file(request, "page")
    add_signed_page(submission, name=name, data=data, standing=standing_in(request))
    messages.success(request, _("签字页已上传，区级审核时可见。"))
    return redirect("hand-in", submission.pk)


@require_safe
def signed_page(request: HttpRequest, number: int, hand_in: int) -> HttpResponse:
    return signed_page_answer(school_submission(request, number), hand_in)


@require_POST
def reply_to_remark(request: HttpRequest, number: int, remark: int) -> HttpResponse:
    submission = school_submission(request, number)
    found = Remark.objects.filter(pk=remark, submission=submission).select_related(
        "submission__organisation", "submission__campaign"
    ).first()  # fmt: skip
    if found is None:
        raise Http404
    reply(found, text=request.POST.get("text", ""), standing=standing_in(request))
    messages.success(request, _("已回复。"))
    return _back(request, submission)


@require_POST
def add_evidence_to(request: HttpRequest, number: int) -> HttpResponse:
    """A comment or a file behind a cell."""
    submission = school_submission(request, number)
    name, data = _sent_file(request, "file")
    add_evidence(
        submission,
        key=request.POST.get("key", ""),
        comment=request.POST.get("comment", ""),
        name=name,
        data=data,
        standing=standing_in(request),
    )
    messages.success(request, _("佐证已加上，区级审核时可见。"))
    return _back(request, submission)


@require_POST
def remove_evidence_from(request: HttpRequest, number: int, evidence: int) -> HttpResponse:
    submission = school_submission(request, number)
    found = submission.evidence.filter(pk=evidence).select_related("submission", "by").first()
    if found is None:
        raise Http404
    remove_evidence(found, standing=standing_in(request))
    messages.success(request, _("佐证已撤下。"))
    return _back(request, submission)


@require_safe
def evidence_file(request: HttpRequest, number: int, evidence: int) -> HttpResponse:
    return evidence_answer(school_submission(request, number), evidence)


@require_safe
def remark_file(request: HttpRequest, number: int, extension: str) -> HttpResponse:
    """What the district remarked, as a list for Excel or Word."""
    return remark_list_answer(school_submission(request, number), extension)


@require_safe
def history(request: HttpRequest, number: int) -> HttpResponse:
    """Every change since the last hand-in, or since the beginning; those of one word where one is asked for."""
    submission = school_submission(request, number)
    last, _before = last_hand_ins(submission)
    differences = differences_since(submission, last.revision if last is not None else 0)
    find = request.GET.get("find", "").strip()[:60]
    return render(
        request,
        "pages/school/history.html",
        {
            "submission": submission,
            "last": last,
            "find": find,
            "total": len(differences),
            "differences": [one for one in differences if one.says(find)],
        },
    )


def _sent_file(request: HttpRequest, field: str) -> tuple[str, bytes]:
    """Name and content of a sent file, one byte more than allowed at most; nothing where none was sent."""
    sent = request.FILES.get(field)
    return (sent.name or "", sent.read(MOST_BYTES + 1)) if sent else ("", b"")


def _items(request: HttpRequest, findings: Sequence[Finding], submission: Submission, *, editable: bool) -> Any:
    """The findings as a page shows them, each with what can be done about it."""
    rows = finding_rows(findings, plan_of_submission(submission).sheets)
    return finding_items(rows, submission, editable=editable, back=request.path, token=get_token(request))


def _with_labels(remarks: Sequence[Thread], submission: Submission) -> list[dict[str, Any]]:
    boxes = boxes_of(plan_of_submission(submission))
    tables = {box.indicator: sheet.table.id for sheet, box in plan_of_submission(submission).boxes()}
    lists = lists_of(edition_of(submission))
    found = []
    for thread in remarks:
        one = thread.remark
        if one.key.startswith("list:"):
            form = lists.get(one.key.removeprefix("list:"))
            label = form.label if form else one.key
        else:
            label = boxes[one.key].label if one.key in boxes else ""
        found.append({"remark": one, "answers": thread.answers, "label": label, "table": tables.get(one.key, "")})
    return found


def _sheet(submission: Submission, table: str) -> SheetPlan:
    for sheet in plan_of_submission(submission).sheets:
        if sheet.table.id == table:
            return sheet
    raise Http404


def _typed_from_form(request: HttpRequest, sheet: SheetPlan) -> list[Typed]:
    typed = []
    notes = {line.boxes[0].indicator for line in sheet.lines if line.boxes}
    for box in sheet.boxes():
        raw = request.POST.get(f"c:{box.indicator}")
        if raw is None:
            continue
        note = request.POST.get(f"n:{box.indicator}") if box.indicator in notes else None
        typed.append(Typed(box.indicator, raw, note, _whole(request.POST.get(f"v:{box.indicator}"))))
    return typed


def _typed_from_json(body: bytes) -> list[Typed]:
    try:
        cells = json.loads(body)["cells"]
        return [
            Typed(
                str(one["indicator"]),
                str(one["raw"]),
                str(one["note"]) if one.get("note") is not None else None,
                int(one["version"]) if one.get("version") is not None else None,
            )
            for one in cells
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Problem(
            "save-unreadable", "页面发来的数据读不懂，请刷新后再试。", "What the page sent cannot be read; reload it."
        ) from None


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


def _touched_json(request: HttpRequest, submission: Submission, touched: Touched) -> Mapping[str, Any]:
    plan = plan_of_submission(submission)
    boxes = boxes_by_indicator(submission.campaign.edition)
    rows = finding_rows(shown(touched.findings), plan.sheets)
    back = request.headers.get("X-Page", "")
    items = finding_items(rows, submission, editable=True, back=back, token=get_token(request))
    progress = progress_by_table(touched.summary, plan)
    return {
        "revision": submission.revision,
        "codes": sorted(touched.codes),
        "changes": {name: change_of(touched.record, name) for name in touched.changed if name in boxes},
        "progress": {name: [part.filled, part.asked, part.errors, part.warnings] for name, part in progress.items()},
        "findings": [
            {"tables": sorted(tables_touched(row.finding, plan)), "html": item}
            for row, item in zip(rows, items, strict=True)
        ],
    }


def _tell_saved(request: HttpRequest, saved: Saved, done: str = "") -> None:
    for conflict in saved.conflicts:
        label = load_catalogue().indicators[conflict.indicator].label
        messages.error(
            request,
            _("「%(label)s」刚被%(by)s改为“%(raw)s”，您的修改没有保存；请核对后再填。")
            % {"label": label, "by": conflict.by or _("别人"), "raw": conflict.raw or _("空")},
        )
    if not saved.conflicts:
        messages.success(request, done or _("已保存。"))


def _preview(submission: Submission, record: Any) -> list[dict[str, Any]]:
    """Cells and lists that a workbook would change."""
    content = read_content(submission)
    boxes = boxes_of(plan_of_submission(submission))
    changes = []
    typed = {name: entry.raw for name, entry in content.entries.items()}
    for name, (raw, note) in texts_beside(typed, record).items():
        entry = content.entries.get(name)
        before = (entry.raw, entry.note) if entry else ("", "")
        if before != (raw, note):
            changes.append({"label": boxes[name].label, "before": before[0], "after": raw, "note": note})
    for name, rows in record.lists.items():
        kept = content.lists.get(name)
        cleaned = [dict(row) for row in rows]
        if (kept.rows if kept else []) != cleaned:
            form = lists_of(edition_of(submission)).get(name)
            before_rows = len(kept.rows) if kept else 0
            changes.append(
                {"label": form.label if form else name, "before": f"{before_rows} 行" if before_rows else "",
                 "after": f"{len(cleaned)} 行", "note": ""}
            )  # fmt: skip
    return changes


def _back(request: HttpRequest, submission: Submission) -> HttpResponse:
    back = request.POST.get("back", "")
    if back.startswith("/") and not back.startswith("//"):
        return redirect(back)
    return redirect("submission", submission.pk)
