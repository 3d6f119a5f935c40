"""280,000 checks: 40 relations × 7,000 schools × 120 indicators, by arrays, by numpy written by hand and by four peers.

Run with ``.venv/bin/python benchmarks/bench_checks.py [--schools N] [--without frictionless]`` (``make bench`` does).

All engines get the same whole-number columns, already in memory in the form they like best: ``v`` (the
number), ``u`` (its last place), ``p`` (its last place when padding zeros are taken off) and ``s`` (its state).
The hand-written numpy gives the same three-valued verdicts as ours; the peers give violations. Before
anything is timed, every engine's violations are compared rule by rule with the exact path's, record by record.
What stays outside the clock: reading files, packing records into columns, and making messages.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from nianbao.checks.columnar.line import FAIL, PASS, UNKNOWN
from nianbao.checks.columnar.many import CODES, Many
from nianbao.checks.plan import Binding, BoundCheck, Plan, plan_of
from nianbao.checks.run import outcomes_of
from nianbao.facts.cell import Cell, CellState, read_cell
from nianbao.facts.columns import STATE_NONE, STATE_NOT_APPLICABLE, STATE_NUMBER, Columns
from nianbao.facts.record import Record
from nianbao.framework.loader import load_catalogue
from nianbao.sample.district import make_many

EDITION = "dy2023/school"
RELATIONS = 40
WANTED = {"sum": 6, "share": 6, "ratio": 6, "requires": 10, "magnitude": 10, "at_most": 40}  # at most so many of a kind
LIMIT = 1.5


@dataclass(frozen=True)
class Relation:
    """One relation in the words that every engine is handed: a kind, columns by role, whole-number parameters."""

    name: str
    kind: str
    roles: dict[str, list[str]]
    check: BoundCheck
    binding: Binding
    left: int = 1  # claim · below · left = above · right
    right: int = 1
    low: int = 0
    high: int = 0


def spoiled(records: Sequence[Record], indicators: Sequence[str], seed: int) -> list[Record]:
    """The records with one cell in a hundred changed and one in fifty without a value."""
    random = np.random.default_rng(seed)
    made = []
    for record in records:
        facts = dict(record.facts)
        for name in indicators:
            fact = facts.get(name)
            draw = random.random()
            if fact is None or draw > 0.03:
                continue
            number = fact.cell.number
            if draw < 0.02:
                states = (CellState.BLANK, CellState.MISSING, CellState.NONE, CellState.NOT_APPLICABLE)
                facts[name] = replace(fact, cell=Cell.without_value(states[int(random.integers(4))]))
            elif number is not None:
                step = int(random.integers(1, 9))
                digits = number.digits + number.digits.__class__(step).scaleb(-number.places)
                facts[name] = replace(fact, cell=read_cell(f"{digits:f}", number.unit))
        made.append(replace(record, facts=facts))
    return made


def relations_of(plan: Plan, columns: Columns) -> list[Relation]:
    """The first relations of each kind that every engine can express, in the order of their codes."""
    left = dict(WANTED)
    chosen = []
    counts = {
        name for name, line in zip(columns.indicators, range(len(columns.indicators)), strict=True)
        if columns.exponents[line] == 0 and (columns.is_count[line] | (columns.state[line] != STATE_NUMBER)).all()
    }  # fmt: skip
    for check in plan.checks:
        if check.kind is None or check.only_if or not left.get(check.kind.name):
            continue
        for number, binding in enumerate(check.bindings):
            kind = check.kind.name
            roles = {role: [term.key for term in terms] for role, terms in binding.roles.items()}
            if kind == "magnitude":
                roles = {"value": roles["value"]}
            claims = {"share": ("share",), "ratio": ("ratio",), "magnitude": ("value",)}.get(kind, ())
            operands = [name for role, names in roles.items() if role not in claims for name in names]
            terms = [term for found in binding.roles.values() for term in found]
            plain = all(term.indicator is not None and not term.is_previous for term in terms)
            if not left[kind] or not plain or binding.rows or not set(operands) <= counts:
                continue
            if kind == "requires" and not binding.parameters.get("both_ways"):
                continue
            if kind == "magnitude" and not {"low", "high"} >= set(binding.parameters) - {"any_units"}:
                continue
            relation = Relation(f"{check.spec.code}-{number}", kind, roles, check, binding)
            chosen.append(with_numbers(relation, columns))
            left[kind] -= 1
    # Every school of this sample has graduates, so that 不适用 never stands for a blank.
    chosen.sort(key=lambda relation: list(WANTED).index(relation.kind))
    return chosen[:RELATIONS]


def with_numbers(relation: Relation, columns: Columns) -> Relation:
    """Exponents and parameters turned into whole factors, so that no engine needs a decimal."""
    if relation.kind in ("share", "ratio"):
        claim = relation.roles[relation.kind][0]
        power = 10 ** int(columns.exponents[columns.line(claim)])
        return replace(relation, left=1, right=power)
    if relation.kind == "magnitude":
        term = relation.binding.roles["value"][0]
        factor = term.unit.factor if term.unit is not None else 1
        one = factor * 10 ** int(columns.exponents[columns.line(term.key)])
        low, high = relation.binding.parameters.get("low"), relation.binding.parameters.get("high")
        return replace(relation, low=int(low * one) if low is not None else -(2**59),
                       high=int(high * one) if high is not None else 2**59)  # fmt: skip
    return relation


@dataclass(frozen=True)
class Inputs:
    """What every engine is given."""

    names: tuple[str, ...]
    v: np.ndarray
    u: np.ndarray  # zero for counts
    p: np.ndarray
    s: np.ndarray


def inputs_of(columns: Columns) -> Inputs:
    v, u = columns.scaled.copy(), np.where(columns.is_count, 0, columns.ulp)
    # One padded zero widens the last place, but never beyond one printed unit.
    unit = np.array([_unit(columns, line) for line in range(len(columns.indicators))], np.int64)[:, None]
    padded = (u > 0) & (v != 0) & (v % np.where(u > 0, 10 * u, 1) == 0) & (10 * u <= unit)
    p = np.where(padded, 10 * u, u)
    return Inputs(columns.indicators, v, u, p, columns.state)


def _unit(columns: Columns, line: int) -> int:
    units = [unit for unit in (columns.units or ())[line] if unit is not None]
    return int(units[0].factor * 10 ** int(columns.exponents[line])) if units else 10 ** int(columns.exponents[line])


# ------------------------------------------------------------------ hand-written numpy


def by_hand(relations: Sequence[Relation], given: Inputs) -> dict[str, np.ndarray]:
    """What a careful numpy user writes for these relations, once, with three verdicts."""
    at = {name: line for line, name in enumerate(given.names)}
    v, u, p, s = given.v, given.u, given.p, given.s
    absent, blocked = s == STATE_NOT_APPLICABLE, s < STATE_NOT_APPLICABLE
    nothing = s == STATE_NONE
    found = {}
    for relation in relations:
        roles = {role: [at[name] for name in names] for role, names in relation.roles.items()}
        if relation.kind == "sum":
            total, parts = roles["total"][0], roles["parts"]
            known = v[parts].sum(axis=0)
            result = (known != v[total]).astype(np.int8)
            unsure = blocked[parts].any(axis=0)
            result[unsure] = np.where(known[unsure] > v[total][unsure], FAIL, UNKNOWN)
            result[blocked[total]] = UNKNOWN
            result[absent[parts].all(axis=0) | absent[total]] = PASS
        elif relation.kind == "at_most":
            parts, whole, less = roles["parts"], roles["whole"], roles.get("less", [])
            excess = v[parts].sum(axis=0) - v[whole].sum(axis=0)
            if less:
                excess += v[less].sum(axis=0)
            result = (excess > 0).astype(np.int8)
            unsure = blocked[parts].any(axis=0)
            result[unsure & ((excess <= 0) | (blocked[parts] | absent[parts]).all(axis=0))] = UNKNOWN
            result[blocked[whole + less].any(axis=0)] = UNKNOWN
            result[absent[whole].all(axis=0) | absent[parts].all(axis=0)] = PASS
        elif relation.kind in ("share", "ratio"):
            claim = roles[relation.kind][0]
            above = roles["part" if relation.kind == "share" else "numerator"]
            below = roles["whole" if relation.kind == "share" else "denominator"]
            said, part, whole_ = v[claim], v[above].sum(axis=0), v[below].sum(axis=0)
            gap = said * whole_ - part * relation.right
            double = 2 * np.abs(gap)
            cut = (gap <= 0) & (-gap < u[claim] * whole_)
            result = (~((double <= u[claim] * whole_) | cut | (double <= p[claim] * whole_))).astype(np.int8)
            result[whole_ == 0] = UNKNOWN
            result[blocked[above + below].any(axis=0) | blocked[claim] | nothing[claim]] = UNKNOWN
            result[absent[claim] | absent[above].all(axis=0) | absent[below].all(axis=0)] = PASS
        elif relation.kind == "requires":
            one, other = roles["condition"][0], roles["consequence"][0]
            positive, blank = v > 0, blocked
            result = (positive[one] != positive[other]).astype(np.int8)
            either_ = blank[one] | blank[other]
            result[either_] = UNKNOWN
        else:
            value = roles["value"][0]
            outside = (2 * v[value] + u[value] < 2 * relation.low) | (2 * v[value] - u[value] > 2 * relation.high)
            result = outside.astype(np.int8)
            result[blocked[value]] = UNKNOWN
            result[absent[value] | nothing[value]] = PASS
        found[relation.name] = result
    return found


# ------------------------------------------------------------------ peers: one expression a relation


def expression(relation: Relation, and_: str = "AND", or_: str = "OR", equal: str = "=", not_: str = "NOT") -> str:
    """True for a violation; in SQL, or in Python's words or signs. Every comparison has brackets of its own."""
    roles = relation.roles

    def every(conditions: Sequence[str]) -> str:
        return "(" + f" {and_} ".join(conditions) + ")"

    def some(conditions: Sequence[str]) -> str:
        return "(" + f" {or_} ".join(conditions) + ")"

    def filled(names: Sequence[str]) -> list[str]:
        return [f"(s_{name} >= {STATE_NONE})" for name in names]

    def usable(names: Sequence[str]) -> str:  # not blank; 不适用 drops out and adds nothing
        return every([f"(s_{name} >= {STATE_NOT_APPLICABLE})" for name in names])

    def there(names: Sequence[str]) -> str:
        return some([f"(s_{name} != {STATE_NOT_APPLICABLE})" for name in names])

    def summed(names: Sequence[str]) -> str:
        return "(" + " + ".join(f"v_{name}" for name in names) + ")"

    if relation.kind == "sum":
        total, parts = roles["total"][0], roles["parts"]
        unequal = every([usable(parts), f"({summed(parts)} != v_{total})"])
        return every([*filled([total]), there(parts), some([unequal, f"({summed(parts)} > v_{total})"])])
    if relation.kind == "at_most":
        parts, whole, less = roles["parts"], roles["whole"], roles.get("less", [])
        over = f"({summed([*parts, *less])} > {summed(whole)})"
        return every([usable([*whole, *less]), there(whole), some(filled(parts)), over])
    if relation.kind in ("share", "ratio"):
        claim = roles[relation.kind][0]
        above, below = ("part", "whole") if relation.kind == "share" else ("numerator", "denominator")
        under = summed(roles[below])
        gap = f"(v_{claim} * {under} - {summed(roles[above])} * {relation.right})"

        def within(width: str) -> str:
            return every([f"(2 * {gap} <= {width} * {under})", f"(0 - 2 * {gap} <= {width} * {under})"])

        cut = every([f"({gap} <= 0)", f"(0 - {gap} < u_{claim} * {under})"])
        agrees = some([within(f"u_{claim}"), cut, within(f"p_{claim}")])
        operands = [*roles[above], *roles[below]]
        is_number = f"(s_{claim} {equal} {STATE_NUMBER})"
        told = [is_number, usable(operands), there(roles[above]), there(roles[below]), f"({under} != 0)"]
        return every([*told, f"({not_} {agrees})"])
    if relation.kind == "requires":
        one, other = roles["condition"][0], roles["consequence"][0]
        apart = some([every([f"(v_{a} > 0)", f"(v_{b} <= 0)"]) for a, b in ((one, other), (other, one))])
        return every([usable([one, other]), apart])
    value = roles["value"][0]
    outside = some([f"(2 * v_{value} + u_{value} < {2 * relation.low})",
                    f"(2 * v_{value} - u_{value} > {2 * relation.high})"])  # fmt: skip
    return every([f"(s_{value} {equal} {STATE_NUMBER})", outside])


def flat(given: Inputs, relations: Sequence[Relation]) -> dict[str, np.ndarray]:
    """One column for each number, last place, padding and state that the relations mention."""
    used = {name for relation in relations for names in relation.roles.values() for name in names}
    found = {}
    for line, name in enumerate(given.names):
        if name in used:
            found |= {f"v_{name}": given.v[line], f"u_{name}": given.u[line],
                      f"p_{name}": given.p[line], f"s_{name}": given.s[line].astype(np.int64)}  # fmt: skip
    return found


Violations = dict[str, list[int]]


def peers(relations: Sequence[Relation], given: Inputs, without: set[str]) -> dict[str, Callable[[], Violations]]:
    import pandas as pd

    columns = flat(given, relations)
    frame = pd.DataFrame(columns)
    engines: dict[str, Callable[[], Violations]] = {}

    if "polars" not in without:
        import polars as pl

        table = pl.DataFrame(columns)
        wanted = [pl.sql_expr(expression(relation)).alias(relation.name) for relation in relations]

        def with_polars() -> Violations:
            answer = table.select(wanted)
            return {name: np.flatnonzero(answer[name].to_numpy()).tolist() for name in answer.columns}

        engines["polars"] = with_polars

    if "duckdb" not in without:
        import duckdb

        connection = duckdb.connect()
        connection.execute("CREATE TABLE facts AS SELECT * FROM frame")
        query = ", ".join(f'({expression(relation)}) AS "{relation.name}"' for relation in relations)

        def with_duckdb() -> Violations:
            answer = connection.execute(f"SELECT {query} FROM facts").fetchnumpy()
            return {relation.name: np.flatnonzero(answer[relation.name]).tolist() for relation in relations}

        engines["duckdb"] = with_duckdb

    if "pandera" not in without:
        import pandera.pandas as pa

        checks = [pa.Check(_pandas_check(relation), name=relation.name) for relation in relations]
        schema = pa.DataFrameSchema({}, checks=checks)

        def with_pandera() -> Violations:
            found: Violations = {relation.name: [] for relation in relations}
            try:
                schema.validate(frame, lazy=True)
            except pa.errors.SchemaErrors as errors:
                cases = errors.failure_cases
                for name, group in cases.groupby("check"):
                    found[str(name)] = sorted({int(index) for index in group["index"]})
            return found

        engines["pandera"] = with_pandera

    if "frictionless" not in without:
        from frictionless import Checklist, Resource, validate
        from frictionless.checks import row_constraint

        rows = frame.to_dict("records")
        formulas = {f"not ({expression(r, 'and', 'or', '==')})": r.name for r in relations}

        def with_frictionless() -> Violations:
            found: Violations = {relation.name: [] for relation in relations}
            checklist = Checklist(checks=[row_constraint(formula=formula) for formula in formulas])
            report = validate(Resource(data=rows), checklist=checklist, limit_errors=10**9)
            for error in report.tasks[0].errors:
                note = error.note
                formula = note[note.index('"') + 1 : note.rindex('"')]
                found[formulas[formula]].append(error.row_number - 2)
            return found

        engines["frictionless"] = with_frictionless
    return engines


def _pandas_check(relation: Relation) -> Callable[[Any], Any]:
    code = compile(expression(relation, "&", "|", "==", "~"), relation.name, "eval")

    def holds(frame: Any) -> Any:
        return ~eval(code, {}, {name: frame[name] for name in code.co_names})

    return holds


# ------------------------------------------------------------------ measuring


def best_of(act: Callable[[], object], runs: int) -> float:
    """The median time in seconds."""
    times = []
    for _ in range(runs):
        gc.collect()
        gc.disable()
        start = perf_counter()
        act()
        times.append(perf_counter() - start)
        gc.enable()
    return median(times)


def exactly(records: Sequence[Record], relation: Relation) -> np.ndarray:
    """The relation's verdicts record by record, in decimal arithmetic."""
    verdicts = ((o.verdict for o in outcomes_of(record, relation.check, relation.binding)) for record in records)
    return np.array([max((CODES[verdict] for verdict in found), default=PASS) for found in verdicts], np.int8)


def violations(verdicts: dict[str, np.ndarray]) -> Violations:
    return {name: np.flatnonzero(found == FAIL).tolist() for name, found in verdicts.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, default=7_000)
    parser.add_argument("--without", action="append", default=[], help="leave a peer out")
    arguments = parser.parse_args()

    catalogue = load_catalogue()
    plan = plan_of(catalogue, EDITION)
    indicators = [name for name in plan.edition.indicators() if catalogue.unit_of(name, EDITION) is not None][:120]
    clean = make_many(arguments.schools, catalogue=catalogue)
    records = spoiled(clean, indicators, seed=2023)
    columns = Columns.from_records(records, indicators)
    relations = [r for r in relations_of(plan, columns) if all(columns.holds(n) for ns in r.roles.values() for n in ns)]
    print(f"{arguments.schools} schools × {len(indicators)} indicators × {len(relations)} relations"
          f" = {arguments.schools * len(relations):,} checks")  # fmt: skip
    chosen = {id(relation.binding): relation for relation in relations}
    narrow = narrowed(plan, relations)

    def ours() -> dict[str, np.ndarray]:
        return {chosen[id(j.binding)].name: j.verdicts for j in Many(records, narrow, columns).judge()}

    given = inputs_of(columns)
    exact = {relation.name: exactly(records, relation) for relation in relations}
    judged, hand = ours(), by_hand(relations, given)
    wrong = [name for name in exact if not (exact[name] == judged[name]).all() or not (exact[name] == hand[name]).all()]
    truth = violations(exact)
    print(f"violations: {sum(map(len, truth.values())):,}; unknown: "
          f"{sum(int((found == UNKNOWN).sum()) for found in exact.values()):,}")  # fmt: skip
    print(f"verdicts equal on exact path, columnar engine and hand-written numpy: {not wrong}", *wrong)

    # The two that are compared take turns, so that a change of the machine's speed meets both.
    pairs = [(best_of(ours, 1), best_of(lambda: by_hand(relations, given), 1)) for _ in range(31)]
    rows = [("nianbao, columns", median(a for a, _ in pairs)), ("numpy by hand", median(b for _, b in pairs))]
    same = not wrong
    for name, run in peers(relations, given, set(arguments.without)).items():
        start = perf_counter()
        found = run()
        first = perf_counter() - start
        equal = found == truth
        same &= equal
        if not equal:
            print(name, "differs:", [rule for rule in truth if truth[rule] != found.get(rule)])
        rows.append((f"{name} {version(name)}", best_of(run, 1 if first > 1 else 5)))
    floor = rows[1][1]
    print(f"Python {platform.python_version()}, numpy {np.__version__}, {platform.machine()}")
    for name, seconds in rows:
        print(f"{name:24} {seconds * 1000:12.2f} ms {seconds / floor:10.2f} × numpy by hand")
    ratio = rows[0][1] / floor
    print(json.dumps({"ratio": round(ratio, 2), "limit": LIMIT, "violations_equal": same}))
    return 0 if ratio <= LIMIT and same else 1


def narrowed(plan: Plan, relations: Sequence[Relation]) -> Plan:
    """The plan with these relations only."""
    wanted = {id(relation.binding) for relation in relations}
    checks = [
        replace(check, bindings=tuple(b for b in check.bindings if id(b) in wanted), whole=None)
        for check in plan.checks
        if any(id(binding) in wanted for binding in check.bindings)
    ]
    return replace(plan, checks=tuple(checks))


if __name__ == "__main__":
    sys.exit(main())
