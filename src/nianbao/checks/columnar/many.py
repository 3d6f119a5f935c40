"""Judging many records against an edition's plan: a table of verdicts, bindings by organisations.

Kinds with a columnar counterpart are judged on arrays; rows that arrays cannot settle, and
kinds without one, go through the very same exact path as a single record.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any

import numpy as np

import nianbao.checks.columnar.kinds
from nianbao.checks.columnar.line import FAIL, LOOK, PASS, UNKNOWN, Flags, Line, Verdicts, either, put
from nianbao.checks.finding import Finding
from nianbao.checks.measure import NOT_COUNTED
from nianbao.checks.outcome import Verdict
from nianbao.checks.plan import Binding, BoundCheck, Plan, Term
from nianbao.checks.run import check_record, is_so, outcomes_of
from nianbao.facts.cell import BLANK, Cell
from nianbao.facts.columns import (
    STATE_BLANK,
    STATE_HELD_APART,
    STATE_MISSING,
    STATE_NONE,
    STATE_NOT_APPLICABLE,
    STATE_TEXT,
    Columns,
)
from nianbao.facts.record import Record

Evaluate = Callable[[Mapping[str, Sequence[Line]], Mapping[str, Any]], Verdicts]
CODES = MappingProxyType({Verdict.PASS: PASS, Verdict.FAIL: FAIL, Verdict.UNKNOWN: UNKNOWN, Verdict.BROKEN: UNKNOWN})


@dataclass(frozen=True, eq=False)
class Judgement:
    """The verdicts of one binding of one check, an entry per record in the order given.

    A binding over the rows of a list has the worst of its rows' verdicts: fail, then unknown, then pass.
    ``looked`` counts the entries that the arrays could not settle.
    """

    check: BoundCheck
    binding: Binding
    verdicts: Verdicts
    looked: int

    @property
    def failing(self) -> np.ndarray[Any, Any]:
        """Positions of the records that fail."""
        return np.flatnonzero(self.verdicts == FAIL)


class Many:
    """Records of one edition, ready to be judged together.

    ``columns`` may be handed in where they were packed before; they must hold the plan's indicators
    for these records in this order.
    """

    def __init__(
        self,
        records: Sequence[Record],
        plan: Plan,
        columns: Columns | None = None,
        previous: Columns | None = None,
    ) -> None:
        self.records, self.plan = records, plan
        self._lines: dict[str, Line] = {}
        names = sorted({name for check in plan.checks for binding in check.bindings for name in binding.indicators})
        self.columns = columns if columns is not None else Columns.from_records(records, names)
        self._previous = previous
        self._sorts: dict[str, Flags] = {}

    def judge(self, codes: Iterable[str] | None = None) -> Iterator[Judgement]:
        """Every binding of every check that compares figures of a record; broken rules and checks of the form apart."""
        wanted = frozenset(codes) if codes is not None else None
        for check in self.plan.checks:
            if check.broken is not None or check.kind is None or (wanted is not None and check.spec.code not in wanted):
                continue
            evaluate = counterparts().get(check.kind.name)
            for binding in check.bindings:
                if binding.uses_previous and not self._sort("has_previous").any():
                    continue
                yield self._judgement(check, binding, evaluate)

    def findings(self, codes: Iterable[str] | None = None) -> Iterator[tuple[Record, tuple[Finding, ...]]]:
        """Records with a failing figure, each with the findings of the checks it fails."""
        failed: dict[int, set[str]] = {}
        for judgement in self.judge(codes):
            for position in judgement.failing:
                failed.setdefault(int(position), set()).add(judgement.check.spec.code)
        for position, found in sorted(failed.items()):
            record = self.records[position]
            yield record, check_record(record, self.plan.catalogue, self.plan.edition.id, codes=sorted(found))

    def _judgement(self, check: BoundCheck, binding: Binding, evaluate: Evaluate | None) -> Judgement:
        size = len(self.records)
        if binding.rows is None and any(term.is_redefined for found in binding.roles.values() for term in found):
            result = np.full(size, UNKNOWN, np.int8)  # what means something else now cannot be compared
        elif evaluate is None or not _is_for_arrays(binding, check.spec.kind):
            result = np.full(size, LOOK, np.int8)
        else:
            roles = {role: [self._line(term) for term in found] for role, found in binding.roles.items()}
            result = evaluate(roles, binding.parameters)
        for name in binding.lists:
            put(result, self._without_list(name), UNKNOWN)
        if binding.uses_previous:
            put(result, self._sort("has_previous", invert=True), PASS)
        if check.only_if is not None:
            put(result, self._sort(check.only_if, invert=True), PASS)
        open_rows = np.flatnonzero(result == LOOK)
        for position in open_rows.tolist():
            result[position] = self._exact(self.records[position], check, binding)
        return Judgement(check, binding, result, len(open_rows))

    def _exact(self, record: Record, check: BoundCheck, binding: Binding) -> int:
        worst = PASS
        for outcome in outcomes_of(record, check, binding):
            code = CODES[outcome.verdict]
            if code == FAIL:
                return FAIL
            worst = max(worst, code)
        return worst

    def _sort(self, condition: str, *, invert: bool = False) -> Flags:
        """Which organisations are of a sort (has_graduates …)."""
        if condition not in self._sorts:
            trait = self.columns.traits.get(condition)
            if trait is not None:
                self._sorts[condition] = trait
            elif condition == "has_previous":
                self._sorts[condition] = np.array([r.previous is not None for r in self.records], np.bool_)
            else:
                self._sorts[condition] = np.array([is_so(record, condition) for record in self.records], np.bool_)
        found = self._sorts[condition]
        return ~found if invert else found

    def _line(self, term: Term) -> Line:
        line = self._lines.get(term.key)
        if line is None:
            line = self._lines[term.key] = self._make_line(term)
        return line

    def _without_list(self, name: str) -> Flags:
        """Which records do not have the list at all; an empty one counts as filled in."""
        key = f"without {name}"
        if key not in self._sorts:
            self._sorts[key] = np.array([name not in record.lists for record in self.records], np.bool_)
        return self._sorts[key]

    def _rows(self, name: str) -> Line:
        """How many rows of a list say anything."""
        rows = [
            sum(any(text.strip() for text in row.values()) for row in record.lists.get(name, ()))
            for record in self.records
        ]
        return Line(
            scaled=np.array(rows, np.int64),
            ulp=None,
            exponent=0,
            largest=max(rows, default=0),
            factor=_ONE,
            is_rate=False,
            nothing=None,
            absent=None,
            empty=None,
            text=None,
            apart=None,
            cells=(),
            counts_rows=True,
        )

    def _make_line(self, term: Term) -> Line:
        if term.list_id is not None:
            return self._rows(term.list_id)
        if term.is_previous:
            return self._line_of(self._columns_before(), term, before=True)
        return self._line_of(self.columns, term, before=False)

    def _columns_before(self) -> Columns:
        if self._previous is None:
            empty = self.records[0]
            records = [record.previous or _without_facts(empty) for record in self.records]
            self._previous = Columns.from_records(records, self.columns.indicators)
        return self._previous

    def _line_of(self, columns: Columns, term: Term, *, before: bool) -> Line:
        indicator = term.indicator or ""
        position = columns.line(indicator)
        counts = columns.state_counts[position]
        state = columns.state[position]

        def where(code: int) -> Flags | None:
            return state == code if counts[code] else None

        absent, empty, apart = where(STATE_NOT_APPLICABLE), where(STATE_BLANK), where(STATE_HELD_APART)
        if term.applies_when is not None and empty is not None:
            # A blank where the question does not arise is 不适用.
            does_not_apply = empty & self._sort(term.applies_when, invert=True)
            absent, empty = either(absent, does_not_apply), empty & ~does_not_apply
        cells = _Cells(self.records, indicator, before)
        if not _is_in_declared_unit(columns, position, term):
            # A unit of another dimension typed into the cell cannot be weighed with the rest.
            odd = np.array([_has_odd_unit(cell, term) for cell in cells], np.bool_)
            apart = either(apart, odd)
        factor = term.unit.factor if term.unit is not None else _ONE
        rescaled = None
        if columns.scales is None or not columns.scales[position] <= {factor}:
            rescaled = np.array([cell.number is not None and cell.number.scale != factor for cell in cells], np.bool_)
        ulp = np.where(columns.is_count[position], 0, columns.ulp[position]) if columns.is_rounded[position] else None
        return Line(
            scaled=columns.scaled[position],
            ulp=ulp,
            exponent=int(columns.exponents[position]),
            largest=columns.largest[position],
            factor=factor,
            is_rate=term.unit is not None and term.unit.dimension in NOT_COUNTED,
            nothing=where(STATE_NONE),
            absent=absent,
            empty=either(empty, where(STATE_MISSING)),
            text=where(STATE_TEXT),
            apart=apart,
            cells=cells,
            rescaled=rescaled,
        )


class _Cells(Sequence[Cell]):
    """The cells of one operand, read from the records only when somebody asks."""

    def __init__(self, records: Sequence[Record], indicator: str, before: bool) -> None:
        self._records, self._indicator, self._before = records, indicator, before

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, position: Any) -> Any:
        record: Record | None = self._records[position]
        if self._before and record is not None:
            record = record.previous
        return record.cell(self._indicator) if record is not None else BLANK


@cache
def counterparts() -> Mapping[str, Evaluate]:
    """The columnar counterparts by the name of their kind, found by walking the folder."""
    return MappingProxyType({name: module.evaluate for name, module in _modules().items()})


@cache
def _modules() -> Mapping[str, ModuleType]:
    names = sorted(module.name for module in pkgutil.iter_modules(nianbao.checks.columnar.kinds.__path__))
    return MappingProxyType({n: importlib.import_module(f"nianbao.checks.columnar.kinds.{n}") for n in names})


def _is_for_arrays(binding: Binding, kind: str) -> bool:
    """Indicators only, or lists where the kind counts their rows; a rule over each row of a list is not."""
    counted: frozenset[str] = getattr(_modules()[kind], "COUNTS_ROWS", frozenset())
    return binding.rows is None and all(
        term.list_id is None or (role in counted and term.column is None)
        for role, terms in binding.roles.items()
        for term in terms
    )


def _is_in_declared_unit(columns: Columns, position: int, term: Term) -> bool:
    if columns.units is None or term.unit is None:
        return True
    return all(unit is None or unit.dimension == term.unit.dimension for unit in columns.units[position])


def _has_odd_unit(cell: Cell, term: Term) -> bool:
    unit = cell.number.unit if cell.number is not None else None
    return unit is not None and term.unit is not None and unit.dimension != term.unit.dimension


def _without_facts(record: Record) -> Record:
    return Record(record.organisation, record.edition, MappingProxyType({}))


_ONE = Decimal(1)
