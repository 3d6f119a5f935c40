"""Findings about filings as views to print, and the printing of a view in several formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from nianbao.checks.finding import Finding
from nianbao.checks.outcome import Verdict
from nianbao.facts.problem import Problem
from nianbao.facts.record import Organisation
from nianbao.filings.filing import Filing
from nianbao.framework.model import Catalogue
from nianbao.rendering.finding_text import finding_view
from nianbao.rendering.renderer import find_renderer
from nianbao.rendering.view import FindingView, ReportView

FILLED_IN = "填写"  # printed in place of a check's code where reading a cell already shows the trouble


def finding_views(organisation: Organisation, filing: Filing) -> Iterator[FindingView]:
    """What a filing's workbook and figures give rise to, as it will be printed."""
    for message in filing.remarks:
        yield FindingView(
            FILLED_IN,
            message.code,
            str(message.severity),
            "fail",
            "。".join(part.rstrip("。") for part in (message.message, f"应为：{message.expected}", message.advice))
            + "。",
            place=message.where,
            organisation=organisation.name,
        )
    shown = {finding.id for finding in filing.open_findings}
    for finding in filing.findings:
        if finding.verdict is Verdict.FAIL and not finding.is_waived and finding.id not in shown:
            continue
        yield replace(finding_view(finding, organisation.name), place="、".join(where(finding)))


def where(finding: Finding) -> tuple[str, ...]:
    """Sheet and cell of each suspect, or of all it rests on where nobody is suspected."""
    spots = finding.suspects or finding.spots
    named = (f"{spot.place.sheet}!{spot.place.cell}" for spot in spots if spot.place is not None and spot.place.cell)
    return tuple(dict.fromkeys(named))


def findings_view(filings: Sequence[Filing], title: str, catalogue: Catalogue) -> ReportView:
    """The list of findings as a document of its own; a single school stands in the heading and not in each line."""
    read = [filing for filing in filings if filing.record is not None]
    owners = {
        filing.record.organisation.code: filing.record.organisation for filing in read if filing.record is not None
    }
    last = read[-1].record
    assert last is not None
    edition = catalogue.editions[last.edition]
    owner = last.organisation.name if len(owners) == 1 else ""
    views = [
        replace(view, organisation="") if owner else view
        for filing in read
        if filing.record is not None
        for view in finding_views(filing.record.organisation, filing)
        if view.verdict in ("fail", "broken")
    ]
    return ReportView(
        title=title,
        organisation=owner,
        edition=edition.id,
        edition_label=edition.label,
        cover_label=edition.cover_label,
        period_lines=(),
        tables=(),
        findings=tuple(views),
    )


def print_view(
    view: ReportView, stem: Path, formats: Sequence[str], refused: Callable[[str, Problem], None]
) -> Iterator[Path]:
    """Write a view in each format; one that cannot be made here (a PDF without a Chinese font) is told and left out."""
    stem.parent.mkdir(parents=True, exist_ok=True)
    for name in formats:
        try:
            renderer = find_renderer(name)
            content = renderer.render(view)
        except Problem as problem:
            refused(name, problem)
            continue
        path = stem.with_name(f"{stem.name}.{renderer.extension.removeprefix('.')}")
        path.write_bytes(content)
        yield path
