"""The whole job, step by step: workbooks out, workbooks in, findings, packages, district, annex.

Each function is one step that a person could also do by its own command; the order
in which the demonstration takes them is the command's affair.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nianbao.aggregation.aggregate import Aggregate, aggregate
from nianbao.checks.district import check_district
from nianbao.checks.engine import judge
from nianbao.checks.finding import Finding, Tally, tally
from nianbao.checks.localisation import localise
from nianbao.checks.outcome import Verdict
from nianbao.checks.repair import Repair
from nianbao.checks.run import check_record, finding_of, judge_record
from nianbao.checks.waiver import Waiver
from nianbao.facts.problem import Problem
from nianbao.facts.record import Organisation, Record
from nianbao.framework.model import Catalogue
from nianbao.packages.package import make_package, open_package
from nianbao.rendering.district import build_district_annex
from nianbao.rendering.finding_text import finding_view
from nianbao.rendering.renderer import find_renderer
from nianbao.rendering.view import FindingView, ReportView
from nianbao.sample.district import Sample
from nianbao.workbooks.message import Severity, WorkbookMessage
from nianbao.workbooks.reader import read_workbook
from nianbao.workbooks.template import write_filled

FORMATS = ("html", "docx", "pdf", "xlsx")
SCHEMA = "nianbao/inspection/1"
FILLED_IN = "填写"  # printed in place of a check's code where reading a cell already shows the trouble


@dataclass(frozen=True)
class Filing:
    """One school's workbook as it was read, and what there is to say about it."""

    path: Path
    record: Record | None
    messages: tuple[WorkbookMessage, ...]
    findings: tuple[Finding, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def tally(self) -> Tally:
        return tally(self.findings)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """What somebody has to look at: failures without a valid explanation, and rules that broke.

        A finding that rests on nothing but cells which reading has already refused would say it twice.
        """
        refused = {message.indicator for message in self.messages if message.severity is Severity.ERROR}
        return tuple(
            finding
            for finding in self.findings
            if (finding.verdict is Verdict.FAIL and not finding.is_waived) or finding.verdict is Verdict.BROKEN
            if not finding.spots or not refused.issuperset(spot.key for spot in finding.spots)
        )

    @property
    def remarks(self) -> tuple[WorkbookMessage, ...]:
        """What reading the workbook found wrong or odd."""
        return tuple(message for message in self.messages if message.severity is not Severity.INFO)

    @property
    def has_errors(self) -> bool:
        """True where the school has something to put right before this can be accepted."""
        unread = self.record is None or any(message.severity is Severity.ERROR for message in self.messages)
        return unread or any(finding.blocks for finding in self.findings)


def workbook_path(folder: Path, record: Record, catalogue: Catalogue) -> Path:
    """Where a school's workbook lies: a folder for each data year, a name that a person recognises."""
    school = record.organisation
    return folder / catalogue.editions[record.edition].cover_label / f"{school.code}-{school.name}.xlsx"


def write_workbooks(records: Iterable[Record], folder: Path, catalogue: Catalogue) -> Iterator[Path]:
    """Write each record's workbook, filled as the school filled it in, and say where."""
    for record in records:
        path = workbook_path(folder, record, catalogue)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_filled(record, catalogue, target=path)
        yield path


def read_filings(paths: Iterable[Path], catalogue: Catalogue) -> Iterator[Filing]:
    """Read workbooks and packages; a workbook that cannot be read is a filing without a record.

    A package that is broken or was changed raises Problem: nothing in it may be trusted.
    """
    for path in paths:
        if path.suffix.lower() == ".zip":
            package = open_package(path)
            yield Filing(path, package.record, (), waivers=package.waivers)
        else:
            reading = read_workbook(path, catalogue)
            yield Filing(path, reading.record, reading.messages)


def chained(filings: Sequence[Filing], catalogue: Catalogue) -> tuple[Filing, ...]:
    """Each record with the same organisation's record of the edition before, where that was read too."""
    by_key = {
        (filing.record.organisation.code, filing.record.edition): filing.record
        for filing in filings
        if filing.record is not None
    }
    done: dict[tuple[str, str], Record] = {}

    def with_previous(record: Record) -> Record:
        key = (record.organisation.code, record.edition)
        if key not in done:
            edition = catalogue.editions.get(record.edition)
            before = by_key.get((key[0], edition.previous)) if edition and edition.previous else None
            done[key] = replace(record, previous=with_previous(before)) if before is not None else record
        return done[key]

    return tuple(
        replace(filing, record=with_previous(filing.record)) if filing.record is not None else filing
        for filing in filings
    )


def inspected(filing: Filing, catalogue: Catalogue) -> Filing:
    """The filing with what the declared checks say about it."""
    if filing.record is None:
        return filing
    findings = check_record(filing.record, catalogue, waivers=filing.waivers, with_passes=True)
    return replace(filing, findings=with_repairs(filing.record, findings, catalogue))


def inspected_district(district: Aggregate, filings: Sequence[Filing], sample: Sample, catalogue: Catalogue) -> Filing:
    """The district's own figures under the same checks, and beside its schools' figures."""
    schools = [filing.record for filing in filings if filing.record is not None]
    own = inspected(Filing(Path(), district.record, ()), catalogue)
    across = check_district(district.record, schools, sample.schools, catalogue, with_passes=True)
    return replace(own, findings=(*own.findings, *across))


def with_repairs(record: Record, findings: Sequence[Finding], catalogue: Catalogue) -> tuple[Finding, ...]:
    """Each failing finding with the smallest changes that would settle it and break nothing else."""
    if not any(finding.verdict is Verdict.FAIL for finding in findings):
        return tuple(findings)
    judged = judge_record(record, catalogue)
    repairs: dict[str, tuple[Repair, ...]] = {}
    for knot in localise([(one.reading, one.outcome) for one in judged], judge):
        if not knot.is_undecided:
            repairs |= {finding_of(judged[place], record).id: knot.repairs for place in knot.relations}
    return tuple(replace(finding, repairs=repairs.get(finding.id, finding.repairs)) for finding in findings)


def package_path(folder: Path, record: Record) -> Path:
    return folder / f"{record.organisation.code}-{record.edition.replace('/', '-')}.zip"


def packed(filings: Iterable[Filing], folder: Path, catalogue: Catalogue) -> Iterator[Path]:
    """Write each filing's package, the workbook that it was read from inside."""
    folder.mkdir(parents=True, exist_ok=True)
    for filing in filings:
        if filing.record is None:
            continue
        path = package_path(folder, filing.record)
        attachments = {filing.path.name: filing.path.read_bytes()}
        path.write_bytes(make_package(filing.record, catalogue, waivers=filing.waivers, attachments=attachments))
        yield path


def district_edition(school_edition: str, catalogue: Catalogue) -> str:
    """The district's form of the same data year, or the school's own where there is none."""
    wanted = school_edition.replace("/school", "/district")
    return wanted if wanted in catalogue.editions else school_edition


def aggregated(
    filings: Sequence[Filing], sample: Sample, edition: str, catalogue: Catalogue, previous: Aggregate | None
) -> Aggregate:
    """The district's record for one edition from its schools' filings."""
    return aggregate(
        [filing.record for filing in filings if filing.record is not None and filing.record.edition == edition],
        catalogue,
        edition=district_edition(edition, catalogue),
        organisation=sample.district,
        registry=sample.schools,
        previous=previous.record if previous else None,
    )


def district_package(district: Aggregate, schools: Sequence[Path], folder: Path, catalogue: Catalogue) -> Path:
    """Write the district's package, its schools' packages inside."""
    path = package_path(folder, district.record)
    sources = [school.read_bytes() for school in schools]
    path.write_bytes(make_package(district.record, catalogue, sources=sources, aggregate=district))
    return path


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


def annex_view(district: Aggregate, catalogue: Catalogue, findings: Iterable[Finding]) -> ReportView:
    """The district's annex with what stands behind each figure."""
    own = Filing(Path(), district.record, (), tuple(findings))
    return build_district_annex(district, catalogue, findings=list(finding_views(district.organisation, own)))


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


def inspection_json(filings: Sequence[Filing]) -> str:
    """Everything that inspecting found, for other programs."""
    data = {"schema": SCHEMA, "filings": [_filing_json(filing) for filing in filings]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _filing_json(filing: Filing) -> Mapping[str, Any]:
    record = filing.record
    counts = filing.tally
    return {
        "file": filing.path.name,
        "organisation": {"code": record.organisation.code, "name": record.organisation.name} if record else None,
        "edition": record.edition if record else None,
        "counts": {
            "failed": counts.failed,
            "broken": counts.broken,
            "unknown": counts.unknown,
            "passed": counts.passed,
            "blocking": counts.blocking,
            "waived": counts.waived,
        },
        "messages": [
            {
                "code": message.code,
                "severity": str(message.severity),
                "sheet": message.sheet,
                "cell": message.cell,
                "read": message.read,
                "message": message.message,
                "message_en": message.message_en,
                "advice": message.advice,
                "advice_en": message.advice_en,
            }
            for message in filing.messages
        ],
        "findings": [finding.to_json() for finding in filing.findings if finding.verdict is not Verdict.PASS],
    }
