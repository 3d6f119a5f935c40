"""Repairs for the failures of one record: which of its figures is probably wrong, and what it should read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nianbao.checks.finding import Finding
from nianbao.checks.kind import kinds
from nianbao.checks.localisation import Knot, localise
from nianbao.checks.outcome import Outcome, Reason, Verdict
from nianbao.checks.repair import Repair
from nianbao.checks.run import Judged, finding_of, judge_around_failures
from nianbao.checks.untangling import untangle
from nianbao.facts.record import Record
from nianbao.facts.relation import Reading
from nianbao.framework.model import Catalogue


@dataclass(frozen=True, slots=True)
class Localisation:
    """The readings that were looked at, and the knots among them by place in that order."""

    judged: tuple[Judged, ...]
    knots: tuple[Knot, ...]


def localise_record(
    record: Record, catalogue: Catalogue, edition_id: str | None = None, codes: Iterable[str] | None = None
) -> Localisation:
    """The knots of failing checks with their cheapest repairs; nothing is changed by it.

    ``codes`` limits the search to some checks. Checks that cannot say which value would do are
    looked at only where they hold a number of one that can.
    """
    judged = judge_around_failures(record, catalogue, edition_id, codes)
    pairs = [(one.reading, one.outcome) for one in judged]
    return Localisation(judged, untangle(localise(pairs, _judge), pairs, _judge))


def with_repairs(
    record: Record, findings: Sequence[Finding], catalogue: Catalogue, edition_id: str | None = None
) -> tuple[Finding, ...]:
    """Each failing finding with the smallest changes that would settle it and break nothing else, if they are few."""
    if not any(finding.verdict is Verdict.FAIL for finding in findings):
        return tuple(findings)
    found = localise_record(record, catalogue, edition_id)
    repairs: dict[str, tuple[Repair, ...]] = {}
    reasons: dict[str, Reason | None] = {}
    for knot in found.knots:
        for place in knot.relations:
            identifier = finding_of(found.judged[place], record).id
            reasons[identifier] = knot.reason
            if not knot.is_undecided:
                repairs[identifier] = knot.repairs
    return tuple(
        replace(
            finding,
            repairs=repairs.get(finding.id, finding.repairs),
            undecided=reasons.get(finding.id, finding.undecided),
        )
        for finding in findings
    )


def _judge(reading: Reading) -> Outcome:
    """What the plan's readings come to with other figures: their rules were found sound when they were bound."""
    return kinds()[reading.kind].evaluate(reading)
