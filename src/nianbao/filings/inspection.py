"""What the declared checks say about filings, with the likely repairs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from nianbao.aggregation.aggregate import Aggregate
from nianbao.aggregation.backing import Backing
from nianbao.checks.coverage import where_covered_alike
from nianbao.checks.district import check_district
from nianbao.checks.finding import Finding, order, with_waivers
from nianbao.checks.localisation_of_record import with_repairs
from nianbao.checks.outcome import Verdict
from nianbao.checks.peers import check_peers
from nianbao.checks.run import check_record
from nianbao.checks.waiver import Waiver
from nianbao.facts.record import Organisation, Record
from nianbao.filings.explaining import waivers_from_notes
from nianbao.filings.filing import Filing
from nianbao.framework.model import Catalogue

SCHEMA = "nianbao/inspection/1"


def inspected(filing: Filing, catalogue: Catalogue) -> Filing:
    """The filing with what the declared checks say about it, and what its workbook explains of that."""
    if filing.record is None:
        return filing
    backing = filing.package.backing if filing.package is not None else None
    findings = findings_of(filing.record, catalogue, filing.waivers, backing)
    if not filing.saved_on:
        return replace(filing, findings=findings)
    signed = waivers_from_notes(filing.record, findings, by=filing.record.organisation.name, on=filing.saved_on)
    return replace(filing, findings=with_waivers(findings, signed), waivers=(*filing.waivers, *signed))


def beside_peers(filings: Sequence[Filing], catalogue: Catalogue) -> tuple[Filing, ...]:
    """Inspected filings, with what is unusual among the schools of the same edition; too few schools are no peers."""
    found: dict[tuple[str, str], tuple[Finding, ...]] = {}
    schools = [filing.record for filing in filings if filing.record is not None and not filing.is_aggregate]
    for edition in sorted({record.edition for record in schools}):
        alike = [record for record in schools if record.edition == edition]
        found |= {(code, edition): findings for code, findings in check_peers(alike, catalogue, edition).items()}
    return tuple(_with_found(filing, found) for filing in filings)


def _with_found(filing: Filing, found: Mapping[tuple[str, str], tuple[Finding, ...]]) -> Filing:
    record = filing.record
    own = found.get((record.organisation.code, record.edition), ()) if record is not None else ()
    if record is None or not own or filing.is_aggregate:
        return filing
    waivers = filing.waivers
    if filing.saved_on:
        signed = waivers_from_notes(record, own, by=record.organisation.name, on=filing.saved_on)
        waivers = (*waivers, *signed)
    return replace(filing, findings=order((*filing.findings, *with_waivers(own, waivers))), waivers=waivers)


def _among_schools(schools: Sequence[Record], catalogue: Catalogue) -> Iterator[Finding]:
    """What is unusual among a district's schools, each finding with the name of its school."""
    names = {record.organisation.code: record.organisation.name for record in schools}
    for edition in sorted({record.edition for record in schools}):
        alike = [record for record in schools if record.edition == edition]
        for code, findings in check_peers(alike, catalogue, edition).items():
            for finding in findings:
                message, message_en = f"{names[code]}：{finding.message}", f"{names[code]}: {finding.message_en}"
                yield replace(finding, message=message, message_en=message_en)


def findings_of(
    record: Record, catalogue: Catalogue, waivers: Sequence[Waiver] = (), backing: Backing | None = None
) -> tuple[Finding, ...]:
    """Findings of every declared check, passes included.

    An aggregate comes with its ``backing``: what does not rest on the same organisations is not
    held against each other, and nobody's slip of the hand is looked for, since nobody typed it.
    """
    findings = check_record(record, catalogue, waivers=waivers, with_passes=True)
    if backing is not None:
        return where_covered_alike(findings, backing.covers_alike)
    return with_repairs(record, findings, catalogue)


def inspected_district(
    district: Aggregate, filings: Sequence[Filing], registry: Sequence[Organisation], catalogue: Catalogue
) -> Filing:
    """An aggregate's own figures under the same checks, and beside its schools' figures."""
    schools = [filing.record for filing in filings if filing.record is not None]
    own = findings_of(district.record, catalogue, backing=district.backing)
    across = check_district(district.record, schools, registry, catalogue, with_passes=True)
    among = tuple(_among_schools(schools, catalogue))
    return Filing(Path(), district.record, findings=(*own, *across, *among))


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
