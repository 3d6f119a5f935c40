"""Totals over thousands of organisations at once, from columns instead of records.

The answers are those of ``aggregate``, figure by figure, as exact fractions; what is
left out is what a person reads about one district: names, places and reasons.
Unions of lists and what is only listed need the records and are not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from nianbao.aggregation.method import Question
from nianbao.facts.cell import CellState
from nianbao.facts.columns import (
    STATE_HELD_APART,
    STATE_MISSING,
    STATE_NONE,
    STATE_NOT_APPLICABLE,
    STATE_NUMBER,
    STATE_TEXT,
    Columns,
)
from nianbao.facts.problem import Problem
from nianbao.framework.model import AggregationMethod, Catalogue, Meaning

_ROOM = 2**63
IN_COLUMNS = (
    AggregationMethod.SUM,
    AggregationMethod.RECOMPUTE,
    AggregationMethod.WEIGHTED_MEAN,
    AggregationMethod.MAXIMUM,
)
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Total:
    """One figure: state, exact value in the form's unit, and how many stand behind it.

    ``counted`` have a part in it, ``owing`` owe an answer, the rest of ``total`` are exempt.
    """

    state: CellState
    exact: Fraction | None
    counted: int
    owing: int
    total: int


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of each organisation beside its answers, in the order of the columns."""

    reports: Mask
    has_students: Mask
    has_graduates: Mask

    @classmethod
    def ordinary(cls, size: int) -> Circumstances:
        """Everybody reports, with students and graduates."""
        everybody = np.ones(size, np.bool_)
        return cls(everybody, everybody, everybody)

    def selected(self, columns: NDArray[np.intp] | slice) -> Circumstances:
        return Circumstances(self.reports[columns], self.has_students[columns], self.has_graduates[columns])


def total_columns(
    columns: Columns, catalogue: Catalogue, edition: str, circumstances: Circumstances | None = None
) -> dict[str, Total]:
    """The total of every indicator that columns can give, over all organisations held.

    Raises Problem where a number is in a unit of another dimension: arrays cannot leave out one cell
    for its unit, and ``aggregate`` can.
    """
    form = catalogue.editions[edition]
    known = circumstances or Circumstances.ordinary(len(columns.organisations))
    lines = _Lines(columns, known)
    totals: dict[str, Total] = {}
    for name in columns.indicators:
        indicator = catalogue.indicators.get(name)
        if indicator is None:
            continue
        question = Question(indicator, indicator.meaning_in(form.data_year), catalogue, form.data_year)
        _refuse_foreign_units(columns, name, question)
        match question.method:
            case AggregationMethod.SUM | AggregationMethod.MAXIMUM:
                totals[name] = _plain(question, lines)
            case AggregationMethod.RECOMPUTE:
                totals[name] = _quotient(question, lines)
            case AggregationMethod.WEIGHTED_MEAN:
                totals[name] = _mean(question, lines)
    return totals


def total_groups(
    columns: Columns,
    catalogue: Catalogue,
    edition: str,
    groups: Sequence[str],
    circumstances: Circumstances | None = None,
) -> dict[str, dict[str, Total]]:
    """The totals of each group of organisations; ``groups`` names one per column, in order."""
    known = circumstances or Circumstances.ordinary(len(columns.organisations))
    names, of = np.unique(np.asarray(groups, dtype=np.str_), return_inverse=True)
    found = {}
    for number, name in enumerate(names):
        chosen = np.flatnonzero(of == number)
        found[str(name)] = total_columns(columns.selected(chosen), catalogue, edition, known.selected(chosen))
    return found


def _refuse_foreign_units(columns: Columns, name: str, question: Question) -> None:
    unit = question.meaning.unit
    if columns.units is None or unit is None:
        return
    for found in columns.units[columns.line(name)]:
        if (found is None and unit.factor != 1) or (found is not None and found.dimension != unit.dimension):
            label = question.indicator.label
            raise Problem(
                "unit-of-another-dimension",
                f"{label}应以“{unit}”计，有单位填成了“{found or '无单位'}”。请先更正，或用逐校汇总查出是哪一校。",
                f"{name} is in {unit}, but somebody wrote {found or 'no unit'}. Correct it first, or aggregate record "
                "by record to see whose it is.",
            )


class _Lines:
    """The columns with what many indicators ask worked out once, for all lines together."""

    def __init__(self, columns: Columns, known: Circumstances) -> None:
        self.columns, self.known = columns, known
        self.total = len(columns.organisations)
        state = columns.state
        self.number: Mask = (state == STATE_NUMBER) | (state == STATE_HELD_APART)
        self.none: Mask = state == STATE_NONE
        self.empty: Mask = state <= STATE_MISSING
        self.text: Mask = state == STATE_TEXT
        self.everybody_reports = bool(known.reports.all())
        if not self.everybody_reports:
            for mask in (self.number, self.none, self.empty, self.text):
                mask &= known.reports
        self.numbers, self.nones, self.empties, self.texts = (
            np.count_nonzero(mask, axis=1).tolist() for mask in (self.number, self.none, self.empty, self.text)
        )
        # A school that hands nothing in owes everything, unless it has no students.
        self.silent_owing = int(np.count_nonzero(~known.reports & known.has_students))
        self.high = columns.scaled.max(axis=1, initial=0).tolist()
        self.low = columns.scaled.min(axis=1, initial=0).tolist()
        self.sums = columns.scaled.sum(axis=1).tolist()
        self.plain = columns.is_plain.tolist()
        without_students = ~known.has_students
        self.excused: dict[str | None, Mask] = {
            "has_graduates": ~known.has_graduates | without_students,
            "has_students": without_students,
        }
        self.nobody: Mask = np.zeros(self.total, np.bool_)

    def line(self, name: str) -> int | None:
        return self.columns.line(name) if self.columns.holds(name) else None

    def excused_from(self, meaning: Meaning) -> Mask:
        """Whose circumstances explain a blank."""
        return self.excused.get(meaning.applies_when, self.nobody)

    def owing(self, meaning: Meaning, line: int) -> Mask:
        """Who reports, and owes this indicator: a blank, a 缺报 or a text that circumstances do not explain."""
        found: Mask = self.text[line] | (self.empty[line] & ~self.excused_from(meaning))
        return found

    def adds(self, names: Sequence[str]) -> Mask:
        """Who puts more than 0 or 无 into the sum of these lines."""
        found = self.nobody.copy()
        for name in names:
            line = self.columns.line(name)
            found |= self.number[line] & (self.columns.scaled[line] != 0)
            for (held, column), cell in self.columns.held_apart.items():
                if held == line and cell.number is not None and cell.number.digits:
                    found[column] = True
        return found

    def count_owing(self, meaning: Meaning, line: int) -> int:
        """How many owe this indicator, those who hand nothing in included."""
        excused = 0
        if self.empties[line] and meaning.applies_when in self.excused:
            excused = int(np.count_nonzero(self.empty[line] & self.excused[meaning.applies_when]))
        return int(self.texts[line] + self.empties[line]) - excused + self.silent_owing

    def sum(self, line: int, where: Mask | None = None) -> Fraction:
        """The exact sum of a line's numbers in base units, over ``where``."""
        columns = self.columns
        largest = max(self.high[line], -self.low[line])
        if largest * max(1, self.total) >= _ROOM:
            whole = sum((columns.scaled[line] if where is None else columns.scaled[line][where]).tolist())
        elif where is None:
            whole = self.sums[line]
        else:
            whole = int(np.dot(columns.scaled[line], where))
        total = Fraction(whole, 10 ** int(columns.exponents[line]))
        return total if self.plain[line] else total + self._apart(line, where)

    def _apart(self, line: int, where: Mask | None) -> Fraction:
        total = Fraction(0)
        for (held, column), cell in self.columns.held_apart.items():
            if held == line and self.known.reports[column] and (where is None or where[column]):
                assert cell.number is not None  # only numbers are held apart
                total += Fraction(cell.number.digits) * Fraction(cell.number.scale)
        return total

    def exact(self, line: int, where: Mask) -> list[Fraction]:
        """Each number of a line over ``where``, for what no array can hold."""
        places = np.flatnonzero(where).tolist()
        power = 10 ** int(self.columns.exponents[line])
        found = []
        for column in places:
            cell = self.columns.held_apart.get((line, column))
            if cell is not None and cell.number is not None:
                found.append(Fraction(cell.number.digits) * Fraction(cell.number.scale))
            else:
                found.append(Fraction(int(self.columns.scaled[line, column]), power))
        return found


def _plain(question: Question, lines: _Lines) -> Total:
    line = lines.columns.line(question.indicator.id)
    numbers, nones = lines.numbers[line], lines.nones[line]
    owing = lines.count_owing(question.meaning, line)
    exact = None
    if numbers:
        if question.method is AggregationMethod.SUM:
            where = None if lines.everybody_reports else lines.known.reports
            value = lines.sum(line, where)
        elif lines.plain[line]:
            value = Fraction(
                int(lines.columns.scaled[line][lines.number[line]].max()), 10 ** int(lines.columns.exponents[line])
            )
        else:
            value = max(lines.exact(line, lines.number[line]))
        exact = value * question.multiplier
    state = CellState.VALUE if numbers else CellState.NONE if nones else None
    return _total(lines, state, exact, numbers + nones, owing, nones)


def _quotient(question: Question, lines: _Lines) -> Total:
    formula = question.meaning.formula
    assert formula is not None  # without one the method is NONE
    parts = dict.fromkeys((*formula.numerator, *formula.denominator))
    counted = lines.known.reports.copy()
    owed = np.zeros(lines.total, np.bool_)
    for name in parts:
        line = lines.line(name)
        if line is None:
            counted[:] = False
            owed |= ~lines.excused_from(question.meaning_of(name))
            continue
        counted &= lines.number[line] | lines.none[line]
        owed |= lines.owing(question.meaning_of(name), line)
    exempt = lines.excused_from(question.meaning)
    if bool((counted & exempt).any()):
        # As in ``aggregate``: whom the question does not concern is out unless both parts say otherwise.
        counted &= ~exempt | (lines.adds(formula.numerator) & lines.adds(formula.denominator))
    own = lines.columns.state[lines.columns.line(question.indicator.id)]
    # The organisation's word that the ratio does not apply settles a blank base item; a number or a text does not.
    excused = (own == STATE_NOT_APPLICABLE) | ((own <= STATE_MISSING) & exempt)
    owing = int(np.count_nonzero(owed & ~counted & ~excused & lines.known.reports)) + lines.silent_owing
    count = int(np.count_nonzero(counted))
    if not count:
        return _total(lines, None, None, 0, owing, 0)
    where = None if count == lines.total else counted
    above = sum((lines.sum(lines.columns.line(name), where) for name in formula.numerator), Fraction(0))
    below = sum((lines.sum(lines.columns.line(name), where) for name in formula.denominator), Fraction(0))
    if not below:
        return _total(lines, CellState.NOT_APPLICABLE, None, count, owing, 0)
    return _total(lines, CellState.VALUE, above / below * question.multiplier, count, owing, 0)


def _mean(question: Question, lines: _Lines) -> Total:
    name = question.meaning.aggregation.weight
    assert name is not None  # without one the method is NONE
    line, weight_line = lines.columns.line(question.indicator.id), lines.line(name)
    number = lines.number[line]
    owing = lines.count_owing(question.meaning, line)
    nones = lines.nones[line]
    if weight_line is None:
        return _total(lines, None, None, 0, owing + lines.numbers[line], nones)
    weights = lines.columns.scaled[weight_line]
    heavy = lines.number[weight_line] & (weights > 0)
    for (held, column), cell in lines.columns.held_apart.items():
        if held == weight_line and cell.number is not None:
            heavy[column] = cell.number.digits > 0 and bool(lines.known.reports[column])
    counted = number & heavy
    count = int(np.count_nonzero(counted))
    owing += lines.numbers[line] - count
    if not count:
        return _total(lines, None, None, 0, owing, nones)
    values = lines.columns.scaled[line]
    largest = max(lines.high[line], -lines.low[line]) * max(lines.high[weight_line], 1)
    if lines.plain[line] and lines.plain[weight_line] and largest * lines.total < _ROOM:
        power = 10 ** int(lines.columns.exponents[line] + lines.columns.exponents[weight_line])
        above = Fraction(int(np.dot(values, weights * counted)), power)
    else:
        pairs = zip(lines.exact(line, counted), lines.exact(weight_line, counted), strict=True)
        above = sum((value * weight for value, weight in pairs), Fraction(0))
    below = lines.sum(weight_line, counted)
    return _total(lines, CellState.VALUE, above / below * question.multiplier, count, owing, nones)


def _total(
    lines: _Lines, state: CellState | None, exact: Fraction | None, counted: int, owing: int, nones: int
) -> Total:
    if state is None:
        state = CellState.MISSING if owing else CellState.NONE if nones else CellState.NOT_APPLICABLE
    return Total(state, exact, counted, owing, lines.total)
