"""What three or more changes at once would mend, found by a solver of whole-number programmes.

Knots of relations that one or two changes cannot untie are handed to HiGHS where the extra ``milp`` is
installed: every printed number of the knot may move, each move costs, and all sums, differences, limits
and repetitions must hold within their rounding (Fellegi and Holt). Every cheapest set of numbers is
listed, and one is offered only where its values are determined and the exact path then finds nothing to
complain about. A repair must change fewer numbers than relations fail: changing one number for each
failure can always be done and explains nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from types import ModuleType
from typing import Any

from nianbao.checks.localisation import MOST_TIES, Judge, Knot, is_changeable, substituted
from nianbao.checks.measure import present
from nianbao.checks.outcome import Outcome, Reason, Verdict
from nianbao.checks.repair import Change, Repair
from nianbao.checks.typo import distance
from nianbao.facts.cell import Cell, CellState
from nianbao.facts.interval import ZERO, Interval
from nianbao.facts.relation import Operand, Reading

SECONDS = 1.0  # for one knot; beyond them the answer is "cannot tell"
MOST_OPTIMA = 4  # cheapest sets of numbers looked for
MOST_NUMBERS = 400
MOST_STEPS = 10**7  # how far a number may move, in its last printed places: more is beyond a solver's precision
MOST_UNDETERMINED = 2  # a value that may move by more last places than this is not determined
FEWEST_FAILURES = 3  # fewer are mended by one or two changes or by nothing that could be trusted
CHANGE = 100  # what any change costs; trust adds less, so that fewer changes come first

WITHOUT_SOLVER = Reason(
    "needs-solver",
    "改动一两个数不能消除这些矛盾，需要求解器才能进一步定位：pip install 'nianbao[milp]'",
    "no one or two changes settle this; a solver is needed to look further: pip install 'nianbao[milp]'",
)
BEYOND_REACH = Reason(
    "out-of-reach",
    "在限定的时间和规模内找不到能消除这些矛盾的改动，请对照原始数据逐项核对",
    "no set of changes was found within the limits of time and size; compare the figures with their sources",
)
NOT_DETERMINED = Reason(
    "not-determined",
    "能消除这些矛盾的改动不止一种，不能确定是哪几个数有误，请对照原始数据逐项核对",
    "several sets of changes would settle this, so the wrong figures cannot be told; compare them with their sources",
)


def untangle(
    knots: Sequence[Knot],
    judged: Sequence[tuple[Reading, Outcome]],
    judge: Judge,
    load: Callable[[], ModuleType | None] | None = None,
) -> tuple[Knot, ...]:
    """The knots, those without a repair looked at once more; the others as they are.

    ``load`` gives the solver's module or None; by default the installed one.
    """
    return tuple(
        _untangled(knot, judged, judge, load or _highs)
        if not knot.repairs and len(knot.relations) >= FEWEST_FAILURES
        else knot
        for knot in knots
    )


def _highs() -> ModuleType | None:
    try:
        import highspy
    except ImportError:
        return None
    module: ModuleType = highspy
    return module


def _untangled(
    knot: Knot, judged: Sequence[tuple[Reading, Outcome]], judge: Judge, load: Callable[[], ModuleType | None]
) -> Knot:
    failing = [judged[place][0] for place in knot.relations]
    numbers = {operand.key: operand for reading in failing for operand in reading.members() if is_changeable(operand)}
    own = frozenset(knot.relations)
    around = [
        reading
        for place, (reading, outcome) in enumerate(judged)
        if (outcome.verdict is Verdict.PASS or place in own)
        and any(operand.key in numbers for operand in reading.members())
    ]
    rows = [row for reading in around for row in _rows(reading, numbers)]
    if sum(any(True for _ in _rows(reading, numbers)) for reading in failing) < FEWEST_FAILURES:
        return knot
    problem = _Problem.of(numbers, rows)
    if problem is None:
        return replace(knot, reason=BEYOND_REACH)
    solver = load()
    if solver is None:
        return replace(knot, reason=WITHOUT_SOLVER)
    answers = _Solver(solver, problem).cheapest(len(failing) - 1)
    if answers is None:
        return replace(knot, reason=BEYOND_REACH)
    repairs = []
    for answer in answers:
        repair = _repair(answer, problem, len(failing))
        cells = {change.key: _with_digits(numbers[change.key], change.digits) for change in repair.changes}
        if all(judge(substituted(reading, cells)).verdict is not Verdict.FAIL for reading in around):
            repairs.append(repair)
    if not repairs:
        return replace(knot, reason=NOT_DETERMINED)
    best = min(repair.cost for repair in repairs)
    found = tuple(repair for repair in repairs if repair.cost == best)
    return replace(knot, repairs=found, is_undecided=len(found) > MOST_TIES)


# ------------------------------------------------------------------ relations as rows


@dataclass(frozen=True, slots=True)
class _Row:
    """The weighted numbers lie, within their rounding, between two ends that the fixed numbers leave."""

    weights: Mapping[str, int]
    low: Decimal
    high: Decimal


def _rows(reading: Reading, numbers: Mapping[str, Operand]) -> Iterator[_Row]:
    """The reading as linear rows; none for kinds and cells that are not linear, which the exact path verifies."""
    roles = {role: present(members) for role, members in reading.operands.items()}
    if any(_is_open(operand) for members in roles.values() for operand in members):
        return
    match reading.kind:
        case "sum" if roles["total"] and roles["parts"]:
            yield _row([(operand, 1) for operand in roles["parts"]] + [(roles["total"][0], -1)], numbers)
        case "difference" if all(roles.values()) and reading.parameters.get("signed", True):
            signs = (("new", 1), ("old", -1), ("difference", -1))
            yield _row([(roles[role][0], sign) for role, sign in signs], numbers)
        case "at_most" if roles["parts"] and roles["whole"]:
            above = [(operand, 1) for operand in (*roles["parts"], *roles.get("less", ()))]
            row = _row(above + [(operand, -1) for operand in roles["whole"]], numbers)
            yield replace(row, low=Decimal("-Infinity"))
        case "same":
            for other in roles["values"][1:]:
                yield _row([(roles["values"][0], 1), (other, -1)], numbers)


def _row(members: Sequence[tuple[Operand, int]], numbers: Mapping[str, Operand]) -> _Row:
    weights: dict[str, int] = {}
    rest, slack = Interval.point(ZERO), ZERO
    for operand, sign in members:
        number = operand.cell.number
        if number is None:
            continue  # 无 adds nothing
        if operand.key in numbers:
            weights[operand.key] = weights.get(operand.key, 0) + sign
            slack += ZERO if number.is_count else number.ulp / 2
        else:
            rest = rest + (number.interval() if sign > 0 else -number.interval())
    return _Row(weights, -rest.high - slack, -rest.low + slack)


def _is_open(operand: Operand) -> bool:
    return operand.cell.number is None and operand.cell.state is not CellState.NONE


# ------------------------------------------------------------------ the whole-number programme


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of the knot in multiples of its last printed place, and how far it may move."""

    operand: Operand
    printed: int
    step: int  # what one last place is worth in the programme's unit
    low: int
    high: int
    cost: int


@dataclass(frozen=True, slots=True)
class _Problem:
    unit: Decimal
    numbers: Mapping[str, _Number]
    rows: tuple[_Row, ...]

    @classmethod
    def of(cls, operands: Mapping[str, Operand], rows: Sequence[_Row]) -> _Problem | None:
        """The programme, or None where its numbers are too many or too large to be trusted to a solver."""
        if len(operands) > MOST_NUMBERS:
            return None
        printed = {key: operand.cell.number for key, operand in operands.items()}
        steps = {key: number.ulp for key, number in printed.items() if number is not None}
        unit = min(steps.values())
        # A number in a relation is no larger than all that stands in it: nobody's slip is worth more.
        reach = dict.fromkeys(operands, ZERO)
        for row in rows:
            ends = [abs(end) for end in (row.low, row.high) if end.is_finite()]
            size = sum((abs(number.value) for key in row.weights if (number := printed[key]) is not None), ZERO)
            for key in row.weights:
                reach[key] = max(reach[key], size + max(ends, default=ZERO))
        found = {}
        for key, operand in operands.items():
            number = printed[key]
            if number is None or steps[key] % unit:
                return None
            at = int(number.value / steps[key])
            most = int(reach[key] / steps[key]) + 1
            if most + abs(at) > MOST_STEPS:
                return None
            low = 0 if at >= 0 else -most
            found[key] = _Number(
                operand, at, int(steps[key] / unit), low, max(most, at), CHANGE + round(10 * operand.trust)
            )
        return cls(unit, found, tuple(row for row in rows if row.weights))


Answer = Mapping[str, int]  # the numbers that change, in multiples of their last place


class _Solver:
    """HiGHS on one problem: one thread, a fixed seed, and an end."""

    def __init__(self, highs: ModuleType, problem: _Problem) -> None:
        self._highs, self._problem = highs, problem
        self._left = SECONDS
        self._keys = list(problem.numbers)

    def cheapest(self, most_changes: int) -> tuple[Answer, ...] | None:
        """Every cheapest set of numbers whose new values are determined; None where time ran out or nothing fits."""
        answers: list[Answer] = []
        sets: list[frozenset[str]] = []
        best: float | None = None
        while len(sets) < MOST_OPTIMA:
            solved = self._solve(self._model(sets))
            if solved is None:
                break
            cost, values = solved
            changed = frozenset(key for key, value in values.items() if value != self._problem.numbers[key].printed)
            if not changed or len(changed) > most_changes or (best is not None and cost > best + 0.5):
                break
            best = cost
            sets.append(changed)
            determined = self._determined(values, changed)
            if determined is not None:
                answers.append(determined)
        return tuple(answers) if sets else None

    def _determined(self, values: Answer, changed: frozenset[str]) -> Answer | None:
        """The middle of what each changed number may be, or None where that is a wide range."""
        found = {}
        for key in sorted(changed):
            ends = []
            for direction in (1, -1):
                solved = self._solve(self._model((), only=changed, aim=(key, direction)))
                if solved is None:
                    return None
                ends.append(solved[1][key])
            if max(ends) - min(ends) > MOST_UNDETERMINED:
                return None
            found[key] = (min(ends) + max(ends)) // 2
        return found

    def _model(
        self,
        without: Sequence[frozenset[str]],
        only: frozenset[str] | None = None,
        aim: tuple[str, int] | None = None,
    ) -> Any:
        """The model: fewest and cheapest changes, or where ``aim`` names a number, its smallest or largest value."""
        highs, problem = self._highs, self._problem
        model = highs.Highs()
        for name, value in (
            ("output_flag", False), ("threads", 1), ("random_seed", 0), ("time_limit", self._left),
            ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0),
            ("mip_feasibility_tolerance", 1e-9), ("primal_feasibility_tolerance", 1e-9),
        ):  # fmt: skip
            model.setOptionValue(name, value)
        whole, endless = highs.HighsVarType.kInteger, highs.kHighsInf
        for place, key in enumerate(self._keys):
            number = problem.numbers[key]
            may_move = only is None or key in only
            low, high = (number.low, number.high) if may_move else (number.printed, number.printed)
            model.addVar(low, high)
            model.addVar(0, 1 if may_move else 0)
            model.changeColIntegrality(2 * place, whole)
            model.changeColIntegrality(2 * place + 1, whole)
            model.changeColCost(2 * place, aim[1] if aim is not None and aim[0] == key else 0)
            model.changeColCost(2 * place + 1, number.cost if aim is None else 0)
            if may_move:
                # It moves no further than to an end of its range, and only where it is marked as changed.
                up, down = number.high - number.printed, number.printed - number.low
                model.addRow(-endless, number.printed, 2, [2 * place, 2 * place + 1], [1, -up])
                model.addRow(number.printed, endless, 2, [2 * place, 2 * place + 1], [1, down])
        places = {key: place for place, key in enumerate(self._keys)}
        for row in problem.rows:
            # Whole numbers of units lie on the left, so the ends may be drawn in to whole ones.
            least, most = row.low / problem.unit, row.high / problem.unit
            model.addRow(
                float(least.to_integral_value(ROUND_CEILING)) if least.is_finite() else -endless,
                float(most.to_integral_value(ROUND_FLOOR)) if most.is_finite() else endless,
                len(row.weights),
                [2 * places[key] for key in row.weights],
                [float(weight * problem.numbers[key].step) for key, weight in row.weights.items()],
            )
        for done in without:
            marks = [2 * places[key] + 1 for key in sorted(done)]
            model.addRow(-endless, len(done) - 1, len(marks), marks, [1.0] * len(marks))
        return model

    def _solve(self, model: Any) -> tuple[float, Answer] | None:
        if self._left <= 0:
            return None
        model.run()
        self._left -= model.getRunTime()
        if model.getModelStatus() != self._highs.HighsModelStatus.kOptimal:
            return None
        values = model.getSolution().col_value
        return model.getObjectiveValue(), {key: round(values[2 * place]) for place, key in enumerate(self._keys)}


# ------------------------------------------------------------------ back to repairs


def _repair(answer: Answer, problem: _Problem, failures: int) -> Repair:
    changes, cost = [], 0
    printed = frozenset(
        number.digits for one in problem.numbers.values() if (number := one.operand.cell.number) is not None
    )
    for key, value in answer.items():
        operand = problem.numbers[key].operand
        number = operand.cell.number
        if number is None:
            raise LookupError(f"{key} holds no number")
        digits = Decimal(value).scaleb(-number.places)
        slip = distance(number.digits, digits, printed - {number.digits})
        cost += slip.cost + (1 if operand.trust >= 1 else 0)
        changes.append(Change(key, operand.label, number.raw, f"{digits:f}", digits, slip.slip, operand.place))
    return Repair(tuple(changes), failures, cost)


def _with_digits(operand: Operand, digits: Decimal) -> Cell:
    number = operand.cell.number
    if number is None:
        raise LookupError(f"{operand.key} holds no number")
    return Cell.of_number(replace(number, raw=f"{digits:f}", digits=digits))
