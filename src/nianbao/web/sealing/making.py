"""The package of a signed report: facts, text, every format with its signatures, hashes; checked before it counts.

Nothing is held open meanwhile: each step says in the database that it began. A package whose files say something
else than its facts is not kept.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.filings.compliance import ComplianceSheet, compliance_view
from nianbao.filings.sealed_report import CONTENT, DATA, PICTURES, compared, sealed_disagreements, sealed_view
from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import make_package, open_package
from nianbao.packages.signing import sign_package
from nianbao.packages.verification import verify_package
from nianbao.rendering.renderer import find_renderer
from nianbao.rendering.view import Front, PlainTable, ReportView
from nianbao.web.audit.actions import record_event
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.manuscripts.pictures import pictures_of
from nianbao.web.reviews.evidence import keep_file
from nianbao.web.sealing.actions import unsigned
from nianbao.web.sealing.models import Seal, SealState, SignOff, SignRole
from nianbao.web.sealing.sheet import ReportSheet, report_sheet
from nianbao.web.sealing.steps import STEPS
from nianbao.writing.content import Picture, write_content

FORMATS = ("docx", "pdf", "html", "xlsx", "md")
SHEET = "compliance"
MOST_TOLD = 5
LOG = logging.getLogger("nianbao.sealing")
Begin = Callable[[str], None]


def make_seal(number: int) -> Seal:
    """Do the work that was asked for, and say how it ended; what cannot be done is told in the row, not raised."""
    if not Seal.objects.filter(pk=number, state=SealState.WAITING).update(
        state=SealState.WORKING, beat_at=timezone.now()
    ):
        return Seal.objects.get(pk=number)  # somebody else has it

    def begin(code: str) -> None:
        at = [name for name, _ in STEPS].index(code)
        Seal.objects.filter(pk=number).update(step=at + 1, doing=code, beat_at=timezone.now())

    seal = Seal.objects.select_related("by").get(pk=number)
    manuscript = Manuscript.objects.select_related("organisation", "campaign__district").get(pk=seal.manuscript_id)
    try:
        begin("data")
        sheet = report_sheet(manuscript)
        data, told = sealed_package(sheet, _signed(manuscript, seal, sheet), begin)
    except Problem as problem:
        return _ended(seal, manuscript, problem=problem)
    except Exception:
        LOG.warning("sealing failed", exc_info=True)
        return _ended(
            seal, manuscript,
            problem=Problem(
                "seal-failed", "封存时程序出错，已记入日志。请再试一次，仍不行请告诉管理员。",
                "Sealing failed; the log has the reason. Try again, then tell the administrator.",
            ),
        )  # fmt: skip
    return _ended(seal, manuscript, data=data, told=told)


def sealed_package(sheet: ReportSheet, signed: tuple[SignOff, ...], begin: Begin) -> tuple[bytes, Mapping[str, Any]]:
    """The package and what checking it found; raises Problem where its files disagree with its facts."""
    view = signed_view(sheet, signed)
    renderings = {}
    for name in FORMATS:
        begin(name)
        renderer = find_renderer(name)
        renderings[f"report.{renderer.extension}"] = renderer.render(view)
    begin("sheet")
    made = signed_sheet(sheet, signed)
    printed = compliance_view(made, sheet.view)
    attachments = {
        CONTENT: write_content(sheet.report.content).encode(),
        f"{SHEET}.json": (json.dumps(made.as_json(), ensure_ascii=False, indent=1) + "\n").encode(),
        f"{SHEET}.docx": find_renderer("docx").render(printed),
        f"{SHEET}.pdf": find_renderer("pdf").render(printed),
    }
    named = {block.file for block in sheet.report.content.blocks if isinstance(block, Picture)}
    if named:
        kept = pictures_of(sheet.report.manuscript)
        attachments |= {f"{PICTURES}{name}": kept[name] for name in sorted(named) if name in kept}
    begin("pack")
    catalogue, record = load_catalogue(), sheet.report.sources.record
    if sheet.report.tables is not None:
        code = record.organisation.code
        attachments[f"{DATA}{code}.zip"] = sheet.report.tables.packed()
        data = make_package(record, catalogue, attachments=attachments, renderings=renderings)
    else:
        data = make_package(
            record, catalogue, waivers=sheet.filing.waivers, attachments=attachments, renderings=renderings
        )
    for one in signed:
        data = sign_package(
            data, role=str(SignRole(one.role).label), name=one.name,
            signed_on=timezone.localdate(one.signed_at).isoformat(),
        )  # fmt: skip
    begin("verify")
    return data, checked(data)


def checked(data: bytes) -> Mapping[str, Any]:
    """Whether the content is as sealed, and every figure of every file as the facts have it."""
    package, found = open_package(data), verify_package(data)
    view = sealed_view(package, load_catalogue())
    if view is None or not found.is_intact:
        raise Problem("seal-broken", "做成的包没有通过核对，没有保存。", "The package did not pass its own check.")
    wrong = sealed_disagreements(package, view, load_catalogue())
    if wrong:
        raise Problem(
            "seal-disagrees",
            f"有 {len(wrong)} 处与数据不一致，没有封存：{'；'.join(one.message for one in wrong[:MOST_TOLD])}",
            f"{len(wrong)} figures differ from the data: {'; '.join(one.message_en for one in wrong[:MOST_TOLD])}",
        )
    return {
        "files": list(compared(package)),
        "figures": sum(
            1 for block in view.narrative for part in getattr(block, "parts", ()) if not isinstance(part, str)
        ),
        "facts": len(package.record.facts),
        "signatures": [[one.role, one.name, one.signed_on] for one in found.manifest.signatures],
        "members": sorted(found.manifest.members),
    }


def signed_sheet(sheet: ReportSheet, signed: tuple[SignOff, ...]) -> ComplianceSheet:
    """The sheet with who signed it on which day."""
    names = tuple(
        (str(SignRole(one.role).label), one.name, timezone.localdate(one.signed_at).isoformat()) for one in signed
    )
    return replace(sheet.sheet, signatures=names)


def signed_view(sheet: ReportSheet, signed: tuple[SignOff, ...]) -> ReportView:
    """The report with its signatures under the statement, and an annex of what was signed with a reservation."""
    lines = tuple(
        f"{SignRole(one.role).label}：{one.name}（{timezone.localdate(one.signed_at).isoformat()} 系统签署）"
        for one in signed
    )
    view = sheet.view
    if view.front is not None:
        view = replace(view, front=Front(view.front.compiled, view.front.statement, view.front.signatory, lines))
    rows = tuple((one.group, one.name, one.detail, reason) for one, reason in _reserved(sheet, signed))
    if not rows:
        return view
    header = ("方面", "要求", "现状", "签署时说明的原因")
    table = PlainTable("reserved", "未满足的要求与说明", header, rows, "签署时已知而说明了原因的事项。")
    return replace(view, details=(*view.details, table))


def _reserved(sheet: ReportSheet, signed: tuple[SignOff, ...]) -> list[tuple[Any, str]]:
    reasons = "；".join(
        dict.fromkeys(f"{SignRole(one.role).label}：{one.reservation}" for one in signed if one.reservation)
    )
    return [(one, reasons) for one in sheet.unmet]


def _signed(manuscript: Manuscript, seal: Seal, sheet: ReportSheet) -> tuple[SignOff, ...]:
    if sheet.covers != seal.covers or unsigned(manuscript, seal.covers):
        raise Problem(
            "seal-changed",
            "排队期间正文、数据或签字又有变化，没有封存。请重新签字后再封存。",
            "Text, figures or signatures changed meanwhile; nothing was sealed. Have it signed again first.",
        )
    order = list(SignRole.values)
    found = manuscript.sign_offs.filter(covers=seal.covers, withdrawn_at=None)
    return tuple(sorted(found, key=lambda one: order.index(one.role)))


def _ended(
    seal: Seal, manuscript: Manuscript, *, data: bytes = b"", told: Mapping[str, Any] | None = None,
    problem: Problem | None = None,
) -> Seal:  # fmt: skip
    with transaction.atomic():
        seal = Seal.objects.select_for_update(of=("self",)).select_related("by").get(pk=seal.pk)
        seal.ended_at = seal.beat_at = timezone.now()
        if problem is not None:
            seal.state, seal.problem, seal.problem_en = SealState.FAILED, problem.message, problem.message_en
            kind, detail = "sealing.seal.failed", {"problem": problem.code}
        else:
            seal.digest = hashlib.sha256(data).hexdigest()
            keep_file(data, seal.digest)
            seal.state, seal.size, seal.told = SealState.SEALED, len(data), dict(told or {})
            seal.seal = verify_package(data).manifest.seal
            kind, detail = (
                "sealing.seal.made",
                {"sha256": seal.digest, "seal": seal.short_seal, "bytes": str(len(data))},
            )
        seal.save()
        record_event(
            kind, by=seal.by, branch=manuscript.organisation.path, subject=str(manuscript)[:120], detail=detail
        )
    return seal
