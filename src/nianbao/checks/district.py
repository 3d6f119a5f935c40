"""A district's figures held against its schools' (DS001 to DS004), as findings like any other.

Totals are the schools' totals, rates come from the schools' base items, and every school
of the registry is either there or has a reason for being absent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nianbao.checks.engine import judge
from nianbao.checks.finding import Finding, order
from nianbao.checks.outcome import Verdict
from nianbao.checks.plan import BoundCheck, Plan, bind_names, plan_of
from nianbao.checks.run import NOT_APPLICABLE, Judged, finding_of, is_so, operand_of
from nianbao.facts.cell import BLANK, Cell, CellState
from nianbao.facts.record import Organisation, Record
from nianbao.facts.relation import Operand, Reading
from nianbao.framework.model import AggregationMethod, Catalogue, Formula, ValueType


def check_district(
    district: Record,
    schools: Sequence[Record],
    registry: Sequence[Organisation],
    catalogue: Catalogue,
    *,
    with_passes: bool = False,
) -> tuple[Finding, ...]:
    """Findings of the checks across schools, failures first.

    ``registry`` holds every school that belongs to the district, reporting or not.
    """
    plan = plan_of(catalogue, district.edition)
    schools = [_registered(record, registry) for record in schools]
    findings = []
    for check in plan.checks:
        if check.across != "schools" or check.broken is not None:
            continue
        for reading in _readings(check, plan, district, schools, registry):
            outcome = judge(reading)
            if with_passes or outcome.verdict is not Verdict.PASS:
                findings.append(finding_of(Judged(check, reading, outcome, {}), district))
    return order(findings)


def _readings(
    check: BoundCheck, plan: Plan, district: Record, schools: Sequence[Record], registry: Sequence[Organisation]
) -> Iterator[Reading]:
    parameters = check.spec.parameters
    if parameters.get("schools") == "reporting":
        required = [one for one in registry if one.has_students and not one.no_report_reason]
        yield from _presence(check, required, {record.organisation.code: "已报" for record in schools})
    elif parameters.get("schools") == "absent":
        reporting = {record.organisation.code for record in schools}
        absent = [one for one in registry if one.code not in reporting]
        reasons = {one.code: one.no_report_reason or ("" if one.has_students else "无生单位") for one in absent}
        yield from _presence(check, absent, reasons)
    elif parameters.get("aggregation") == "sum":
        yield from _totals(check, plan, district, schools)
    else:
        yield from _rates(check, plan, district, schools)


def _presence(check: BoundCheck, asked: Sequence[Organisation], answers: dict[str, str]) -> Iterator[Reading]:
    required = tuple(
        Operand(one.code, one.name, Cell.of_text(answers[one.code]) if answers.get(one.code) else BLANK)
        for one in asked
    )
    if required:
        yield Reading(check.spec.kind, {"required": required})


def _totals(check: BoundCheck, plan: Plan, district: Record, schools: Sequence[Record]) -> Iterator[Reading]:
    catalogue, data_year = plan.catalogue, plan.edition.data_year
    for name in dict.fromkeys(plan.edition.indicators()):
        meaning = catalogue.indicators[name].meaning_in(data_year)
        if meaning.aggregation.method is AggregationMethod.SUM and schools:
            [term] = bind_names(plan, [name])
            yield Reading(
                check.spec.kind,
                {"total": (operand_of(district, term),), "parts": _of_schools(name, plan, schools)},
            )


def _rates(check: BoundCheck, plan: Plan, district: Record, schools: Sequence[Record]) -> Iterator[Reading]:
    catalogue, data_year = plan.catalogue, plan.edition.data_year
    for name in dict.fromkeys(plan.edition.indicators()):
        indicator = catalogue.indicators[name]
        meaning = indicator.meaning_in(data_year)
        if meaning.aggregation.method is not AggregationMethod.RECOMPUTE or meaning.formula is None or not schools:
            continue
        concerned = [record for record in schools if _is_concerned(name, meaning.formula, plan, record)]
        if not concerned:
            continue
        [term] = bind_names(plan, [name])
        # A share is printed in hundredths of its base unit, so its formula needs no factor here.
        multiplier = 1 if indicator.value_type is ValueType.SHARE else meaning.formula.multiplier
        yield Reading(
            check.spec.kind,
            {
                "ratio": (operand_of(district, term),),
                "numerator": tuple(o for base in meaning.formula.numerator for o in _of_schools(base, plan, concerned)),
                "denominator": tuple(
                    o for base in meaning.formula.denominator for o in _of_schools(base, plan, concerned)
                ),
            },
            {} if multiplier == 1 else {"multiplier": multiplier},
        )


def _registered(record: Record, registry: Sequence[Organisation]) -> Record:
    """The record with what the registry knows of the school: no students, no graduates."""
    own = record.organisation
    known = next((one for one in registry if one.code == own.code), own)
    joined = replace(
        own,
        has_students=own.has_students and known.has_students,
        has_graduates=own.has_graduates and known.has_graduates,
    )
    return record if joined == own else replace(record, organisation=joined)


def _is_concerned(name: str, formula: Formula, plan: Plan, record: Record) -> bool:
    """Whether a school has a part in a district's rate, as the aggregation decides it.

    A school to which the rate or one of its base items does not apply is out of numerator and
    denominator alike, also where it wrote 0 for its students; one that owes a base item is in,
    and leaves the verdict open.
    """
    parts = [[operand_of(record, term).cell for term in bind_names(plan, names)]
             for names in (formula.numerator, formula.denominator)]  # fmt: skip
    cells = [cell for part in parts for cell in part]
    [rate] = bind_names(plan, [name])
    if all(cell.number is not None or cell.state is CellState.NONE for cell in cells):
        applies = rate.applies_when is None or is_so(record, rate.applies_when)
        return applies or all(any(cell.number is not None and cell.number.digits for cell in part) for part in parts)
    owed = [cell for cell in cells if cell.number is None and cell.state not in (CellState.NONE, NOT_APPLICABLE.state)]
    return bool(owed) and operand_of(record, rate).cell.state is not NOT_APPLICABLE.state


def _of_schools(name: str, plan: Plan, schools: Sequence[Record]) -> tuple[Operand, ...]:
    [term] = bind_names(plan, [name])
    found = []
    for record in schools:
        own = operand_of(record, term)
        key, label = f"{record.organisation.code}:{name}", f"{record.organisation.name} {own.label}"
        found.append(Operand(key, label, own.cell, own.place, own.trust))
    return tuple(found)
