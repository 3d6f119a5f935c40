"""One organisation's filing: the record that was handed in, and what reading and checking it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from nianbao.aggregation.figure import Carried
from nianbao.checks.finding import Finding, Tally, tally
from nianbao.checks.outcome import Verdict
from nianbao.checks.waiver import Waiver
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.packages.package import Package
from nianbao.workbooks.message import Severity, WorkbookMessage

_NOTHING_CARRIED: Mapping[str, Carried] = MappingProxyType({})


@dataclass(frozen=True)
class Filing:
    """A workbook or package as it was read. ``record`` is None where a workbook could not be read.

    ``findings`` are there once it has been inspected; ``package`` where it came as one.
    """

    path: Path
    record: Record | None
    messages: tuple[WorkbookMessage, ...] = ()
    findings: tuple[Finding, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    package: Package | None = None
    saved_on: str = ""  # the day of a workbook's file: when its explanations were given

    @property
    def usable_record(self) -> Record:
        """The record; raises Problem with the reasons where there is none."""
        if self.record is None:
            reasons = [one for one in self.messages if one.stops] or list(self.messages)
            raise Problem(
                "workbook-unusable",
                f"{self.path}：{'；'.join(f'{one.message}。{one.advice}' for one in reasons)}",
                f"{self.path}: {'; '.join(f'{one.message_en}; {one.advice_en}' for one in reasons)}",
            )
        return self.record

    @property
    def carried(self) -> Mapping[str, Carried]:
        """An aggregate's figures before rounding."""
        return self.package.carried if self.package is not None else _NOTHING_CARRIED

    @property
    def is_aggregate(self) -> bool:
        return bool(self.carried)

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
    def explained_findings(self) -> tuple[Finding, ...]:
        """Failures that somebody has explained (已说明)."""
        return tuple(finding for finding in self.findings if finding.is_waived)

    @property
    def errors(self) -> tuple[WorkbookMessage, ...]:
        """What could not be read as meant."""
        return tuple(message for message in self.messages if message.severity is Severity.ERROR)

    @property
    def remarks(self) -> tuple[WorkbookMessage, ...]:
        """What reading the workbook found wrong or odd."""
        return tuple(message for message in self.messages if message.severity is not Severity.INFO)

    @property
    def hints(self) -> tuple[WorkbookMessage, ...]:
        """What was read as meant and is worth knowing: a unit typed into a cell, a formula."""
        return tuple(message for message in self.messages if message.severity is Severity.INFO)

    @property
    def has_errors(self) -> bool:
        """True where the organisation has something to put right before this can be accepted."""
        return self.record is None or bool(self.errors) or any(finding.blocks for finding in self.findings)
