"""The examples inside a check's file: its shortest explanation, and its test."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from nianbao.checks.engine import judge
from nianbao.checks.finding import Finding
from nianbao.checks.kind import kinds
from nianbao.checks.outcome import Outcome, Verdict
from nianbao.checks.plan import PREVIOUS, Binding, BoundCheck, Plan, plan_of, settled
from nianbao.checks.run import Judged, finding_of, judge_record
from nianbao.facts.cell import BLANK, Cell, read_cell
from nianbao.facts.period import Period, PeriodKind
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.facts.relation import Operand, Reading
from nianbao.framework.model import Catalogue, CheckSpec

_GRAVITY = (Verdict.FAIL, Verdict.BROKEN, Verdict.UNKNOWN, Verdict.PASS)
_NO_PERIOD = Period(PeriodKind.AS_OF, datetime.date(2000, 1, 1), datetime.date(2000, 1, 1))


@dataclass(frozen=True)
class Shown:
    """What an example came to, and in which edition it was tried."""

    verdict: Verdict
    finding: Finding
    edition: str


def show(spec: CheckSpec, example: Mapping[str, Any], catalogue: Catalogue) -> Shown:
    """The example evaluated as the program would; raises LookupError where no edition asks for its figures."""
    if "reading" in example:
        return _show_reading(spec, example, catalogue)
    plan, check = _plan_for(spec, example, catalogue)
    record = record_of(example, plan)
    wanted = _bindings(check, example)
    readings = [
        judged
        for judged in judge_record(record, catalogue, plan.edition.id, [spec.code])
        if not wanted or any(_is_of(judged, binding) for binding in wanted)
    ]
    if not readings:
        # The check does not apply to such an organisation at all.
        empty = Judged(check, Reading(spec.kind, {}), Outcome(Verdict.PASS), {})
        return Shown(Verdict.PASS, finding_of(empty, record), plan.edition.id)
    gravest = min(readings, key=lambda judged: _GRAVITY.index(judged.outcome.verdict))
    return Shown(gravest.outcome.verdict, finding_of(gravest, record), plan.edition.id)


def record_of(example: Mapping[str, Any], plan: Plan) -> Record:
    """The made-up organisation that an example describes."""
    traits = {"has_students": True, "has_graduates": True, **example.get("organisation", {})}
    organisation = Organisation("EXAMPLE", "示例学校", plan.edition.level, **traits)
    previous = None
    if "previous" in example:
        before = plan.edition.previous or plan.edition.id
        previous = Record(organisation, before, _facts(example["previous"], plan))
    lists = {
        name: tuple({str(key): str(value) for key, value in row.items()} for row in rows)
        for name, rows in example.get("lists", {}).items()
    }
    return Record(organisation, plan.edition.id, _facts(example["given"], plan), MappingProxyType(lists), previous)


def _facts(given: Mapping[str, Any], plan: Plan) -> Mapping[str, Fact]:
    facts = {}
    for name, text in given.items():
        unit = plan.catalogue.unit_of(name, plan.edition.id)
        cell = BLANK if text is None else read_cell(str(text), unit)
        facts[name] = Fact(name, "EXAMPLE", plan.edition.periods.get(PeriodKind.DATA_YEAR, _NO_PERIOD), cell)
    return MappingProxyType(facts)


def _names(example: Mapping[str, Any]) -> frozenset[str]:
    lists = example.get("lists", {})
    columns = {f"{name}.{column}" for name, rows in lists.items() for row in rows for column in row}
    return frozenset(
        {*example["given"], *(f"{name}{PREVIOUS}" for name in example.get("previous", ())), *lists, *columns}
    )


def _plan_for(spec: CheckSpec, example: Mapping[str, Any], catalogue: Catalogue) -> tuple[Plan, BoundCheck]:
    for edition_id in sorted(catalogue.editions):
        if spec not in catalogue.checks_of(edition_id):
            continue
        plan = plan_of(catalogue, edition_id)
        check = next((one for one in plan.checks if one.spec.code == spec.code), None)
        if check is None:
            continue
        if check.broken is not None:
            return plan, check
        asked = {*plan.edition.indicators()}
        if asked.issuperset({*example["given"], *example.get("previous", ())}) and (
            not example["given"] or _touched(check, example)
        ):
            return plan, check
    raise LookupError(f"{spec.code}: no edition asks for {', '.join(sorted(_names(example)))}")


def _touched(check: BoundCheck, example: Mapping[str, Any]) -> list[Binding]:
    names = _names(example)
    return [b for b in check.bindings if any(term.key in names for terms in b.roles.values() for term in terms)]


def _bindings(check: BoundCheck, example: Mapping[str, Any]) -> list[Binding]:
    """The bindings whose every needed operand the example gives; else those it touches."""
    names = _names(example)
    assert check.kind is not None
    needed = {role.name for role in check.kind.roles.values() if role.least > 0}
    whole = [
        binding
        for binding in check.bindings
        if all(term.key in names for role, terms in binding.roles.items() if role in needed for term in terms)
    ]
    return whole or _touched(check, example)


def _is_of(judged: Judged, binding: Binding) -> bool:
    keys = {term.key for terms in binding.roles.values() for term in terms}
    found = {member.key.partition("#")[0] for member in judged.reading.members()}
    return found <= keys and (keys <= found or bool(binding.lists) or not keys)


def _show_reading(spec: CheckSpec, example: Mapping[str, Any], catalogue: Catalogue) -> Shown:
    """An example of a check whose operands come from a text, a form or several schools."""
    kind = kinds()[spec.kind]
    roles = {
        role: tuple(
            Operand(f"{role}{number}", f"{kind.roles[role].says}{number if len(texts) > 1 else ''}", _cell(text))
            for number, text in enumerate(texts, start=1)
        )
        for role, texts in example["reading"].items()
    }
    reading = Reading(spec.kind, roles, settled(spec, kind))
    check = BoundCheck(spec, spec.severity, kind)
    editions = [name for name in sorted(catalogue.editions) if spec in catalogue.checks_of(name)]
    edition = editions[0] if editions else ""
    record = Record(Organisation("EXAMPLE", "示例学校", "school"), edition, MappingProxyType({}))
    outcome = judge(reading)
    return Shown(outcome.verdict, finding_of(Judged(check, reading, outcome, {}), record), edition)


def _cell(text: Any) -> Cell:
    return BLANK if text is None else read_cell(str(text))


def in_force(spec: CheckSpec, catalogue: Catalogue) -> Sequence[str]:
    """The editions in which a check is in force, oldest first."""
    return [name for name in sorted(catalogue.editions) if spec in catalogue.checks_of(name)]
