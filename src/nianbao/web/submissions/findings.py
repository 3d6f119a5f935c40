"""What the checks say about a submission: whole, or only what a change can have touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from nianbao.checks.finding import Finding
from nianbao.checks.localisation_of_record import with_repairs
from nianbao.checks.outcome import Verdict
from nianbao.checks.run import check_changed, check_record
from nianbao.checks.waiver import Waiver
from nianbao.facts.cell import CellState
from nianbao.facts.record import Record
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.web.submissions.content import Content, lists_of
from nianbao.workbooks.layout import WorkbookPlan, plan_workbook

MOST_REPAIRED = 24


@dataclass(frozen=True)
class Progress:
    """How full one table is and what its findings are."""

    asked: int
    filled: int
    errors: int
    warnings: int

    @property
    def is_empty(self) -> bool:
        return self.filled == 0

    @property
    def is_full(self) -> bool:
        return self.filled >= self.asked

    @property
    def share(self) -> int:
        return 100 * self.filled // self.asked if self.asked else 100


def findings_of(content: Content, *, repairs: bool = True) -> tuple[Finding, ...]:
    """Everything that fails, is broken or cannot be told, with repairs where the arithmetic gives any."""
    catalogue = load_catalogue()
    findings = check_record(content.record, catalogue, waivers=content.waivers)
    return _repaired(content.record, findings, catalogue) if repairs else findings


def changed_findings(
    record: Record, waivers: Iterable[Waiver], changed: Iterable[str]
) -> tuple[frozenset[str], tuple[Finding, ...]]:
    """The checks that a change can have touched, and their findings now."""
    catalogue = load_catalogue()
    codes, findings = check_changed(record, set(changed), catalogue, waivers=waivers)
    return codes, _repaired(record, findings, catalogue)


def _repaired(record: Record, findings: tuple[Finding, ...], catalogue: Catalogue) -> tuple[Finding, ...]:
    """With repairs, unless so much fails that the table is plainly still being written."""
    failing = sum(one.verdict is Verdict.FAIL for one in findings)
    return with_repairs(record, findings, catalogue) if failing <= MOST_REPAIRED else findings


def shown(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What somebody has to look at; what cannot be told yet is only counted."""
    return tuple(one for one in findings if one.verdict in (Verdict.FAIL, Verdict.BROKEN))


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.blocks)


def tables_touched(finding: Finding, plan: WorkbookPlan) -> frozenset[str]:
    """The tables on which a finding rests."""
    tables = _tables_by_key(plan.edition.id)
    keys = (spot.key.partition("@")[0].partition("#")[0] for spot in finding.spots)
    return frozenset(found for key in keys for found in tables.get(key) or tables.get(key.partition(".")[0], ()))


@cache
def _tables_by_key(edition: str) -> Mapping[str, tuple[str, ...]]:
    """In which tables of the form an indicator or a list stands."""
    catalogue = load_catalogue()
    found: dict[str, tuple[str, ...]] = {}
    for sheet in plan_workbook(catalogue.editions[edition], catalogue).sheets:
        for key in (*(box.indicator for box in sheet.boxes()), *(one.form.id for one in sheet.lists)):
            found[key] = (*found.get(key, ()), sheet.table.id)
    return MappingProxyType(found)


def summarise(record: Record, findings: Iterable[Finding]) -> dict[str, Any]:
    """Filled and asked cells, errors and warnings by table: what a board of many schools shows."""
    catalogue = load_catalogue()
    edition = catalogue.editions[record.edition]
    plan = plan_workbook(edition, catalogue)
    open_findings = [one for one in shown(findings) if not one.is_waived]
    touched = [(one, tables_touched(one, plan)) for one in open_findings]
    summary: dict[str, Any] = {}
    for sheet in plan.sheets:
        boxes = list(sheet.boxes())
        filled = sum(record.cell(box.indicator).state is not CellState.BLANK for box in boxes)
        here = [one for one, tables in touched if sheet.table.id in tables]
        summary[sheet.table.id] = {
            "asked": len(boxes),
            "filled": filled,
            "errors": sum(one.blocks for one in here),
            "warnings": sum(not one.blocks for one in here),
        }
    lists = lists_of(edition)
    summary["total"] = {
        "asked": sum(part["asked"] for part in summary.values()),
        "filled": sum(part["filled"] for part in summary.values()),
        "errors": sum(one.blocks for one in open_findings),
        "warnings": sum(not one.blocks for one in open_findings),
        "lists": sum(bool(record.lists.get(name)) for name in lists),
    }
    return summary


def progress_by_table(summary: Mapping[str, Any], plan: WorkbookPlan) -> Mapping[str, Progress]:
    """The summary kept with a submission, by table; nothing entered yet is an empty table."""
    found = {}
    for sheet in plan.sheets:
        part = summary.get(sheet.table.id)
        found[sheet.table.id] = (
            Progress(part["asked"], part["filled"], part["errors"], part["warnings"])
            if part
            else Progress(sum(1 for _ in sheet.boxes()), 0, 0, 0)
        )
    return found
