"""Reports in many hands: where nothing contradicts itself nothing is said, and planted faults are found.

The texts in ``reports/clean`` were written without regard to the rules, each in other habits
of outline, table and wording; ``reports/planted.yaml`` names faults to put into them one at
a time. A fault counts as found when a contradiction, told as an alarm or in doubt, names its number on its line; what only
a sign reaches is counted apart, and reports without any fault may be told few hints.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from nianbao.documents.reading import read_document
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.proofreading.finding import ReportFinding
from nianbao.proofreading.proofread import proofread

REPORTS = Path(__file__).parent / "reports"
# What was found of each kind of fault when it was last measured; it may only rise.
FOUND_AT_LEAST = {
    "cell-type": 49, "date": 69, "difference": 80, "direction": 111, "growth": 93, "label": 62, "list-count": 87, "logic": 102,
    "magnitude": 105, "mean": 29, "mismatch": 183, "missing": 50, "numbering": 41, "placeholder": 11, "quantifier": 37, "ratio": 56,
    "share": 180, "sum": 341, "trend": 31,
}  # fmt: skip
SUSPECTED_AT_LEAST = 1560
ALARMED_AT_LEAST = 1215  # as an error or a warning, not in doubt
HINTED_AT_LEAST = 194  # of those that no contradiction reaches
HINTS_OF_A_CLEAN_REPORT = 1.1  # on the average


@dataclass(frozen=True)
class Planted:
    report: str
    kind: str
    before: str
    after: str
    wrong: str


def planted() -> list[Planted]:
    listed = yaml.safe_load((REPORTS / "planted.yaml").read_text(encoding="utf-8"))
    return [Planted(report, **fault) for report, faults in listed.items() for fault in faults]


def text_of(report: str) -> str:
    return (REPORTS / "clean" / f"{report}.txt").read_text(encoding="utf-8")


def contradictions(text: str) -> list[ReportFinding]:
    report = proofread(read_document(text.encode(), name="report.txt"))
    return [finding for finding in report.findings if finding.group == "contradiction"]


@cache
def told_of(report: str) -> tuple[ReportFinding, ...]:
    """With the catalogue, as the command does: official tables go through the declared checks as well."""
    read = read_document(text_of(report).encode(), name="report.txt")
    found = proofread(read, catalogue=the_catalogue()).findings
    return tuple(finding for finding in found if finding.group == "contradiction")


@cache
def the_catalogue() -> Catalogue:
    return load_catalogue()


CLEAN = sorted(path.stem for path in (REPORTS / "clean").glob("*.txt"))


@pytest.mark.parametrize("report", CLEAN)
def test_a_report_without_contradiction_raises_no_alarm(report: str) -> None:
    assert [finding.message for finding in told_of(report) if not finding.is_folded] == []


def test_reports_without_contradiction_are_told_few_hints() -> None:
    # Families have names, the catalogue's checks numbers in capitals.
    folded = [finding for report in CLEAN for finding in told_of(report) if finding.is_folded]
    hints = [finding.message for finding in folded if finding.check.islower()]
    assert len(hints) <= HINTS_OF_A_CLEAN_REPORT * len(CLEAN), hints


def test_every_planted_fault_changes_one_place_of_its_report() -> None:
    for fault in planted():
        assert text_of(fault.report).count(fault.before) == 1, fault
        assert fault.before != fault.after
        assert fault.wrong in fault.after or fault.kind == "list-count", fault


@pytest.mark.slow
def test_planted_faults_are_found_as_often_as_before() -> None:
    found: Counter[str] = Counter()
    suspected = alarmed = hinted = 0
    elsewhere: list[str] = []
    for fault in planted():
        text = text_of(fault.report)
        line = text.count("\n", 0, text.index(fault.before)) + 1
        lines = range(line, line + fault.after.count("\n") + 1)
        hits = []
        is_alarm = False
        is_hinted = False
        for finding in contradictions(text.replace(fault.before, fault.after)):
            marks = [m for m in finding.places if m.place.line in lines and fault.wrong in m.place.text]
            if finding.is_folded:
                near = [m.place.text.strip() for m in finding.places if m.place.line in lines]
                is_hinted |= any(words and (fault.wrong in words or words in fault.wrong) for words in near)
            elif marks:
                hits.append(any(mark.role == "suspect" for mark in marks))
                is_alarm |= finding.severity != "info"
            elif not any(m.place.line in lines for m in finding.places):
                elsewhere.append(f"{fault.after}: {finding.message}")
        found[fault.kind] += bool(hits)
        suspected += any(hits)
        alarmed += is_alarm
        hinted += is_hinted and not hits
    assert {kind: found[kind] for kind in FOUND_AT_LEAST if found[kind] < FOUND_AT_LEAST[kind]} == {}
    assert suspected >= SUSPECTED_AT_LEAST
    assert alarmed >= ALARMED_AT_LEAST
    assert hinted >= HINTED_AT_LEAST
    assert elsewhere == []
