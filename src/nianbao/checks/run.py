"""Running an edition's checks on one organisation's record.

The plan's shortcuts settle most checks on plain figures; whatever they do not settle is
judged exactly, and only then are readings, formulas and messages made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nianbao.checks.engine import judge
from nianbao.checks.finding import EVIDENCE, SUSPECT, Finding, Spot, finding_id, group_of, order, with_waivers
from nianbao.checks.form import form_readings
from nianbao.checks.kind import Figures
from nianbao.checks.measure import have_mixed_units, printed
from nianbao.checks.message import sentences
from nianbao.checks.outcome import Outcome, Reason, Verdict
from nianbao.checks.plan import PREVIOUS, Binding, BoundCheck, Plan, Term, WantedFigure, plan_of
from nianbao.checks.waiver import Waiver
from nianbao.facts.cell import BLANK, Cell, CellState, read_cell
from nianbao.facts.interval import ZERO
from nianbao.facts.printed_number import Hedge
from nianbao.facts.record import Fact, ListRow, Record
from nianbao.facts.relation import Operand, Reading
from nianbao.facts.unit import are_comparable
from nianbao.framework.model import Catalogue, FormList

NOT_APPLICABLE = Cell(CellState.NOT_APPLICABLE)


@dataclass(frozen=True)
class Judged:
    """One reading of one check on a record, with its outcome."""

    check: BoundCheck
    reading: Reading
    outcome: Outcome
    labels_en: Mapping[str, str]


def check_record(
    record: Record,
    catalogue: Catalogue,
    edition_id: str | None = None,
    waivers: Iterable[Waiver] = (),
    codes: Iterable[str] | None = None,
    *,
    with_passes: bool = False,
) -> tuple[Finding, ...]:
    """Findings of every check in force, failures first; passes only where asked for.

    What cannot be told is listed with its reason, except for checks of a single cell, which
    the check for empty cells and the one for misplaced texts already report. ``codes`` limits
    the run to some checks. Waivers are attached to the findings they explain.
    """
    plan = _plan(record, catalogue, edition_id, codes)
    findings = [finding_of(judged, record) for judged in _judged(record, plan, keep_passes=with_passes)]
    if not findings:
        return ()
    found = order(findings)
    signed = tuple(waivers)
    return with_waivers(found, signed) if signed else found


def check_changed(
    record: Record,
    changed: set[str],
    catalogue: Catalogue,
    edition_id: str | None = None,
    waivers: Iterable[Waiver] = (),
    *,
    with_passes: bool = False,
) -> tuple[frozenset[str], tuple[Finding, ...]]:
    """The codes of the checks that a change of these indicators or lists can affect, and their findings now.

    Findings of other checks stand as they were.
    """
    codes = plan_of(catalogue, edition_id or record.edition).codes_touched_by(changed)
    if not codes:
        return codes, ()
    return codes, check_record(record, catalogue, edition_id, waivers, codes, with_passes=with_passes)


def judge_record(
    record: Record, catalogue: Catalogue, edition_id: str | None = None, codes: Iterable[str] | None = None
) -> tuple[Judged, ...]:
    """Every reading of every check with its outcome, passes included: what localisation works on."""
    return tuple(_judged(record, _plan(record, catalogue, edition_id, codes), keep_passes=True))


def judge_around_failures(
    record: Record, catalogue: Catalogue, edition_id: str | None = None, codes: Iterable[str] | None = None
) -> tuple[Judged, ...]:
    """The failing readings that say which values would do, and every other that holds one of their numbers.

    That is as much as localisation needs to know.
    """
    plan = _plan(record, catalogue, edition_id, codes)
    failing = [
        entry
        for entry in _judged(record, plan, keep_passes=False)
        if entry.outcome.verdict is Verdict.FAIL and entry.check.kind is not None and entry.check.kind.solve is not None
    ]
    keys = {operand.key.partition("#")[0] for entry in failing for operand in entry.reading.members()}
    touched = plan.codes_touched_by({key.removesuffix(PREVIOUS).partition(".")[0] for key in keys})
    found = []
    for check in plan.checks:
        if check.spec.code not in touched or (check.only_if is not None and not is_so(record, check.only_if)):
            continue
        if check.kind is None or not check.kind.weighs_numbers:
            continue
        for binding in check.bindings if record.previous is not None else check.current:
            if any(term.key in keys for terms in binding.roles.values() for term in terms) and all(
                name in record.lists for name in binding.lists
            ):
                for reading in _readings(record, check, binding):
                    found.append(Judged(check, reading, _outcome(reading, binding, check), _english(binding)))
    return tuple(found)


def _plan(record: Record, catalogue: Catalogue, edition_id: str | None, codes: Iterable[str] | None) -> Plan:
    plan = plan_of(catalogue, edition_id or record.edition)
    return plan if codes is None else plan.restricted_to(frozenset(codes))


def figures_of(record: Record, plan: Plan) -> Figures:
    """What the plan's shortcuts read of the record; cells that are neither plain nor 无 are left out of the numbers."""
    figures = Figures(lambda key: cell_of(record, key))
    _add(figures, record.facts, plan.figures)
    if record.previous is not None:
        _add(figures, record.previous.facts, plan.figures_before)
    for name in plan.lists:
        rows = record.lists.get(name)
        if rows is not None:
            figures.rows[name] = sum(not "".join(row.values()).isspace() and any(row.values()) for row in rows)
    return figures


def cell_of(record: Record, key: str) -> Cell:
    """The cell that an operand's key names, in this record or in the one before."""
    name = key.removesuffix(PREVIOUS)
    if name == key:
        return record.cell(name)
    return record.previous.cell(name) if record.previous is not None else BLANK


def _add(figures: Figures, facts: Mapping[str, Fact], wanted: tuple[WantedFigure, ...]) -> None:
    """The part that runs for every cell of every record on every save: no call and no attribute more than it needs."""
    find, plain, nothing, none = facts.get, Hedge.NONE, CellState.NONE, figures.none.add
    for key, indicator, factor, unit, none_is_zero in wanted:
        fact = find(indicator)
        if fact is None:
            continue
        cell = fact.cell
        number = cell.number
        if number is None:
            if cell.state is nothing:
                none(key)
                if none_is_zero:
                    figures[key] = ZERO
        elif (
            number.hedge is plain
            and number.scale == factor
            # A unit typed into the cell counts only where it is of the column's dimension.
            and (number.unit is unit or are_comparable(number.unit, unit))
        ):
            figures[key] = number.digits


def _judged(record: Record, plan: Plan, *, keep_passes: bool) -> Iterator[Judged]:
    figures = figures_of(record, plan)
    has_previous = record.previous is not None
    for check in plan.checks:
        if check.broken is not None:
            yield Judged(check, Reading(check.spec.kind, {}), Outcome(Verdict.BROKEN, reason=check.broken), {})
            continue
        if not keep_passes and check.whole is not None and check.whole(figures):
            continue
        if check.only_if is not None and not is_so(record, check.only_if):
            continue
        if check.form is not None:
            for reading in form_readings(record, plan, check):
                outcome = judge(reading)
                if keep_passes or outcome.verdict is not Verdict.PASS:
                    yield Judged(check, reading, outcome, {})
            continue
        unlisted_before: set[str] = set()
        for binding in check.bindings if has_previous else check.current:
            shortcut = binding.shortcut
            if not keep_passes and shortcut is not None and shortcut(figures):
                continue
            unlisted = [name for name in binding.lists if name not in record.lists]
            if unlisted:
                if not unlisted_before.issuperset(unlisted):
                    unlisted_before.update(unlisted)
                    yield _without_list(plan, check, unlisted[0])
                continue
            if not keep_passes and binding.is_about_one_cell and _is_empty(record, binding):
                continue
            for reading in _readings(record, check, binding):
                outcome = _outcome(reading, binding, check)
                if (
                    keep_passes
                    or outcome.verdict is Verdict.FAIL
                    or (
                        # One empty cell is reported once, by the check for empty cells.
                        outcome.verdict is Verdict.UNKNOWN and not binding.is_about_one_cell
                    )
                ):
                    yield Judged(check, reading, outcome, _english(binding))


def _is_empty(record: Record, binding: Binding) -> bool:
    """A binding of one cell that is empty and whose kind leaves empty cells to others."""
    if "required" in binding.roles:
        return False
    term = next(iter(binding.roles.values()))[0]
    fact = record.facts.get(term.indicator) if term.indicator is not None else None
    return fact is None or fact.cell.state is CellState.BLANK or fact.cell.state is CellState.MISSING


def _without_list(plan: Plan, check: BoundCheck, name: str) -> Judged:
    label = next((found.label for found in _lists(plan) if found.id == name), name)
    reason = Reason("list-missing", f"「{label}」没有填", f"the list “{name}” was not filled in")
    reading = Reading(check.spec.kind, {"list": (Operand(name, label, BLANK),)})
    return Judged(check, reading, Outcome(Verdict.UNKNOWN, reason=reason), {})


def _lists(plan: Plan) -> Iterator[FormList]:
    for table in plan.edition.tables:
        yield from table.lists
    yield from plan.edition.base_lists


def _outcome(reading: Reading, binding: Binding, check: BoundCheck) -> Outcome:
    kind = check.kind
    assert kind is not None
    for terms in binding.roles.values():
        for term in terms:
            if term.is_redefined:
                return Outcome(Verdict.UNKNOWN, reason=_redefined(term))
    # The rule was found sound when it was bound, so whatever does not fit now is the figures' doing.
    units = have_mixed_units(reading.members()) if kind.comparable and not binding.parameters.get("any_units") else None
    if units is not None:
        return Outcome(Verdict.UNKNOWN, reason=_mixed(units))
    complaint = kind.complaint_about_roles({role: len(operands) for role, operands in reading.operands.items()})
    if complaint is not None:
        return Outcome(Verdict.UNKNOWN, reason=Reason("too-few-rows", *complaint))
    outcome = kind.evaluate(reading)
    if outcome.verdict is Verdict.BROKEN:
        return Outcome(Verdict.UNKNOWN, reason=outcome.reason)
    return outcome


def _redefined(term: Term) -> Reason:
    return Reason(
        "redefined",
        f"「{term.label}」的口径已变，不能与上年比较",
        f"“{term.label_en}” has been redefined and cannot be compared",
    )


def _mixed(units: tuple[str, str]) -> Reason:
    return Reason(
        "unit-mismatch",
        f"填写的单位「{units[0]}」与「{units[1]}」不能直接比较",
        f"the units written, “{units[0]}” and “{units[1]}”, cannot be compared",
    )


def outcomes_of(record: Record, check: BoundCheck, binding: Binding) -> Iterator[Outcome]:
    """The outcomes of one binding on one record: one, or one for each row of a list."""
    return (_outcome(reading, binding, check) for reading in _readings(record, check, binding))


def _readings(record: Record, check: BoundCheck, binding: Binding) -> Iterator[Reading]:
    kind = check.spec.kind
    if binding.rows is None:
        roles = {
            role: tuple(operand for term in terms for operand in _operands(record, term))
            for role, terms in binding.roles.items()
        }
        yield Reading(kind, roles, binding.parameters)
        return
    for number, row in enumerate(record.lists.get(binding.rows, ()), start=1):
        if not any(text.strip() for text in row.values()):
            continue
        name = next((text.strip() for text in row.values() if text.strip()), str(number))
        roles = {
            role: tuple(
                _entry(term, row, number, name) if term.list_id is not None else operand_of(record, term)
                for term in terms
            )
            for role, terms in binding.roles.items()
        }
        yield Reading(kind, roles, binding.parameters)


def _operands(record: Record, term: Term) -> Iterator[Operand]:
    if term.list_id is None:
        yield operand_of(record, term)
        return
    for number, row in enumerate(record.lists.get(term.list_id, ()), start=1):
        texts = [text.strip() for text in row.values() if text.strip()]
        if not texts:
            continue
        if term.column is None:
            yield Operand(f"{term.key}#{number}", texts[0], Cell.of_text(texts[0]))
        else:
            yield _entry(term, row, number, texts[0])


def _entry(term: Term, row: ListRow, number: int, name: str) -> Operand:
    column = term.column
    text = row.get(column.id, "") if column is not None else ""
    label = f"{name} {column.label}" if column is not None else name
    return Operand(f"{term.key}#{number}", label, read_cell(text, term.unit))


def operand_of(record: Record, term: Term) -> Operand:
    """What a record says of one term; a blank that the organisation need not fill is 不适用."""
    source: Record | None = record.previous if term.is_previous else record
    fact: Fact | None = source.facts.get(term.indicator) if source is not None and term.indicator else None
    cell = fact.cell if fact is not None else BLANK
    if (
        cell.state is CellState.BLANK
        and term.applies_when is not None
        and not is_so(source or record, term.applies_when)
    ):
        cell = NOT_APPLICABLE
    return Operand(term.key, term.label, cell, fact.place if fact is not None else None, term.trust)


def is_so(record: Record, condition: str) -> bool:
    """Whether the organisation is of the sort that a rule speaks of: has_graduates, has_no_graduates …"""
    organisation = record.organisation
    match condition:
        case "has_graduates":
            return organisation.has_graduates
        case "has_no_graduates":
            return not organisation.has_graduates
        case "has_students":
            return organisation.has_students
        case "has_no_students":
            return not organisation.has_students
        case "has_printed_rows":
            return bool(record.printed_rows)
    return True


def _english(binding: Binding) -> Mapping[str, str]:
    return MappingProxyType({term.key: term.label_en for terms in binding.roles.values() for term in terms})


def finding_of(judged: Judged, record: Record) -> Finding:
    """The finding that a judged reading makes."""
    check, reading, outcome = judged.check, judged.reading, judged.outcome
    spec = check.spec
    members = reading.members()
    suspects = frozenset(outcome.suspects)
    message, message_en = sentences(spec, reading, outcome, judged.labels_en)
    severity = check.severity
    if outcome.verdict is Verdict.BROKEN:
        severity = "warning"
    elif outcome.verdict is not Verdict.FAIL:
        severity = "info"
    return Finding(
        id=finding_id(spec.code, record.organisation.code, record.edition, (member.key for member in members)),
        check=spec.code,
        name=spec.name,
        kind=check.kind.fault if check.kind is not None else spec.kind,
        group=group_of(spec.code),
        severity=severity,
        verdict=outcome.verdict,
        message=message,
        message_en=message_en,
        formula=outcome.formula,
        reported=outcome.reported,
        expected=outcome.expected,
        spots=tuple(
            Spot(
                member.key, member.label, printed(member), SUSPECT if member.key in suspects else EVIDENCE, member.place
            )
            for member in members
        ),
        grade=outcome.grade,
        reason=outcome.reason,
        read_next=spec.read_next,
        waivable=spec.waivable,
        is_preview=spec.status == "preview",
    )
