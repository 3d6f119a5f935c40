"""Organisations beside their peers of the same edition: whose figures move or stand unlike the others'.

The spread is worked out once for each pair of figures, so that a province's schools are
compared in one pass; readings are made for the unusual ones alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from nianbao.checks.finding import Finding
from nianbao.checks.kind import kinds
from nianbao.checks.outlier import WIDTH, spread_of
from nianbao.checks.plan import BoundCheck, Term, bind_operands, plan_of, settled
from nianbao.checks.run import Judged, finding_of, operand_of
from nianbao.facts.record import Record
from nianbao.facts.relation import Operand, Reading
from nianbao.framework.model import Catalogue


def check_peers(records: Sequence[Record], catalogue: Catalogue, edition_id: str) -> Mapping[str, tuple[Finding, ...]]:
    """Findings of the checks across peers by organisation code; whoever is usual is not named."""
    plan = plan_of(catalogue, edition_id)
    found: dict[str, list[Finding]] = {}
    for check in plan.checks:
        if check.across != "peers" or check.broken is not None:
            continue
        for value, base in bind_operands(plan, check.spec, ("value", "base")):
            for record, finding in _unusual(records, check, value, base):
                found.setdefault(record.organisation.code, []).append(finding)
    return MappingProxyType({code: tuple(findings) for code, findings in sorted(found.items())})


def _unusual(records: Sequence[Record], check: BoundCheck, value: Term, base: Term) -> list[tuple[Record, Finding]]:
    kind = check.kind or kinds()[check.spec.kind]
    parameters = settled(check.spec, kind)
    pairs = [(operand_of(record, value), operand_of(record, base)) for record in records]
    figures = [_figures(one, other) for one, other in pairs]
    spread = spread_of([known for known in figures if known is not None], parameters.get("width", WIDTH))
    if spread is None:
        return []
    peers = {
        "values": tuple(one for (one, _), known in zip(pairs, figures, strict=True) if known is not None),
        "bases": tuple(other for (_, other), known in zip(pairs, figures, strict=True) if known is not None),
    }
    found = []
    for record, (one, other), known in zip(records, pairs, figures, strict=True):
        if known is None or spread.is_usual(*known):
            continue
        outcome = kind.evaluate(Reading(kind.name, {"value": (one,), "base": (other,), **peers}, parameters))
        # The finding names the organisation's own figures; its peers' are theirs.
        own = Reading(kind.name, {"value": (one,), "base": (other,)}, parameters)
        labels = {value.key: value.label_en, base.key: base.label_en}
        found.append((record, finding_of(Judged(check, own, outcome, labels), record)))
    return found


def _figures(value: Operand, base: Operand) -> tuple[Decimal, Decimal] | None:
    one, other = value.cell.number, base.cell.number
    if one is None or other is None or one.value <= 0 or other.value <= 0:
        return None
    return one.value, other.value
