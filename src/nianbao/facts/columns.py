"""Many organisations' answers as arrays: one line per indicator, one column per organisation.

A number is held as a whole multiple of a power of ten, so that adding and
comparing stays exact; a float never stands for a figure. What does not fit
(too many digits, a hedge, a unit whose factor is no power of ten) is held apart
as the cell it was, never rounded to make it fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nianbao.facts.cell import BLANK, Cell, CellState
from nianbao.facts.printed_number import Hedge
from nianbao.facts.record import Record
from nianbao.facts.unit import Unit

# State codes. A fresh array of zeros is all blank, which is what was entered.
STATE_BLANK: Final = 0
STATE_MISSING: Final = 1
STATE_NOT_APPLICABLE: Final = 2
STATE_NONE: Final = 3
STATE_NUMBER: Final = 4  # a value, and ``scaled`` holds it
STATE_TEXT: Final = 5  # a value that is no number
STATE_HELD_APART: Final = 6  # a number that ``scaled`` cannot hold; see ``held_apart``

# No scaled number reaches this, so that two of them can be added, and one doubled, without a thought for overflow.
LARGEST: Final = 2**60
_MOST_PLACES: Final = 18
_CODES = {
    CellState.BLANK: STATE_BLANK,
    CellState.MISSING: STATE_MISSING,
    CellState.NOT_APPLICABLE: STATE_NOT_APPLICABLE,
    CellState.NONE: STATE_NONE,
}
_STATES = {code: state for state, code in _CODES.items()}


@dataclass(frozen=True, eq=False)
class Columns:
    """The cells of ``indicators`` × ``organisations``.

    For indicator ``i`` and organisation ``o``:

    - ``state[i, o]`` is one of the STATE codes;
    - the number is ``scaled[i, o] / 10 ** exponents[i]`` in the base unit of its dimension, as
      ``PrintedNumber.value`` gives it (96.5 % is 0.965); zero where the state is another than STATE_NUMBER;
    - one unit of its last printed place is worth ``ulp[i, o] / 10 ** exponents[i]``;
    - ``is_count[i, o]`` says that the digits are the value, whatever ``ulp`` is;
    - ``held_apart[i, o]`` is the cell itself where the state is STATE_HELD_APART.

    ``is_plain[i]`` is true where nothing of an indicator is held apart: then arrays alone give the whole answer.
    """

    indicators: tuple[str, ...]
    organisations: tuple[str, ...]  # codes
    state: NDArray[np.int8]
    scaled: NDArray[np.int64]
    ulp: NDArray[np.int64]
    is_count: NDArray[np.bool_]
    exponents: NDArray[np.int8]
    held_apart: Mapping[tuple[int, int], Cell] = field(default_factory=lambda: MappingProxyType({}))
    units: tuple[frozenset[Unit | None], ...] | None = None  # per indicator: the units its numbers were read in
    traits: Mapping[str, NDArray[np.bool_]] = field(default_factory=lambda: MappingProxyType({}))  # has_graduates …
    scales: tuple[frozenset[Decimal], ...] | None = None  # per indicator: what a printed one is worth in its numbers

    def __post_init__(self) -> None:
        shape = (len(self.indicators), len(self.organisations))
        for name in ("state", "scaled", "ulp", "is_count"):
            if getattr(self, name).shape != shape:
                raise ValueError(f"{name} has the shape {getattr(self, name).shape}, not {shape}")
        if self.exponents.shape != shape[:1]:
            raise ValueError(f"exponents has the shape {self.exponents.shape}, not {shape[:1]}")
        object.__setattr__(self, "_lines", {name: line for line, name in enumerate(self.indicators)})

    @classmethod
    def from_records(cls, records: Sequence[Record], indicators: Iterable[str]) -> Columns:
        """The cells of the records, in the order given; an indicator that nobody answered is a line of blanks."""
        names = tuple(indicators)
        shape = (len(names), len(records))
        state, is_count = np.zeros(shape, np.int8), np.zeros(shape, np.bool_)
        scaled, ulp = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        exponents = np.zeros(len(names), np.int8)
        units: list[frozenset[Unit | None]] = []
        scales: list[frozenset[Decimal]] = []
        apart: dict[tuple[int, int], Cell] = {}
        answered = [record.facts.get for record in records]
        for line, name in enumerate(names):
            cells = [fact.cell if (fact := answer(name)) is not None else BLANK for answer in answered]
            packed = _pack(cells)
            state[line], scaled[line], ulp[line], is_count[line] = packed.state, packed.scaled, packed.ulp, packed.count
            exponents[line] = packed.exponent
            units.append(packed.units)
            scales.append(packed.scales)
            apart.update({(line, column): cells[column] for column in packed.apart})
        organisations = tuple(record.organisation.code for record in records)
        traits = {
            "has_graduates": np.array([record.organisation.has_graduates for record in records], np.bool_),
            "has_students": np.array([record.organisation.has_students for record in records], np.bool_),
        }
        return cls(
            names,
            organisations,
            state,
            scaled,
            ulp,
            is_count,
            exponents,
            MappingProxyType(apart),
            tuple(units),
            MappingProxyType(traits),
            tuple(scales),
        )

    def selected(self, columns: NDArray[np.intp]) -> Columns:
        """The same indicators for some of the organisations, by position."""
        place_of = {int(old): new for new, old in enumerate(columns)}
        apart = {
            (line, place_of[column]): cell for (line, column), cell in self.held_apart.items() if column in place_of
        }
        return Columns(
            self.indicators,
            tuple(self.organisations[column] for column in columns),
            self.state[:, columns],
            self.scaled[:, columns],
            self.ulp[:, columns],
            self.is_count[:, columns],
            self.exponents,
            MappingProxyType(apart),
            self.units,
            MappingProxyType({name: trait[columns] for name, trait in self.traits.items()}),
            self.scales,
        )

    def line(self, indicator: str) -> int:
        """Where an indicator's line stands; raises KeyError where it is not held."""
        lines: dict[str, int] = getattr(self, "_lines")  # noqa: B009 - set beside the declared fields
        return lines[indicator]

    def holds(self, indicator: str) -> bool:
        lines: dict[str, int] = getattr(self, "_lines")  # noqa: B009 - set beside the declared fields
        return indicator in lines

    @cached_property
    def state_counts(self) -> list[list[int]]:
        """Per indicator: how many cells are in each state, by code."""
        lines, codes = len(self.indicators), STATE_HELD_APART + 1
        keys = self.state.astype(np.int64) + (np.arange(lines) * codes)[:, None]
        found: list[list[int]] = np.bincount(keys.ravel(), minlength=lines * codes).reshape(lines, codes).tolist()
        return found

    @cached_property
    def largest(self) -> list[int]:
        """Per indicator: no number together with its last place is larger, sign aside."""
        top = np.maximum(self.scaled.max(axis=1, initial=0), -self.scaled.min(axis=1, initial=0))
        found: list[int] = (top + self.ulp.max(axis=1, initial=0)).tolist()
        return found

    @cached_property
    def is_rounded(self) -> list[bool]:
        """Per indicator: some number is not a count."""
        found: list[bool] = ((self.state == STATE_NUMBER) & ~self.is_count).any(axis=1).tolist()
        return found

    @property
    def is_plain(self) -> NDArray[np.bool_]:
        """Per indicator: nothing is held apart."""
        plain = np.ones(len(self.indicators), np.bool_)
        plain[[line for line, _ in self.held_apart]] = False
        return plain

    def value(self, indicator: str, column: int) -> Decimal | None:
        """The exact number of one cell in the base unit of its dimension, or None where there is none."""
        line = self.line(indicator)
        code = int(self.state[line, column])
        if code == STATE_HELD_APART:
            number = self.held_apart[line, column].number
            return number.value if number is not None else None
        if code != STATE_NUMBER:
            return None
        return Decimal(int(self.scaled[line, column])).scaleb(-int(self.exponents[line]))

    def state_of(self, indicator: str, column: int) -> CellState:
        """The state of one cell in the words of the form."""
        return _STATES.get(int(self.state[self.line(indicator), column]), CellState.VALUE)


@dataclass(frozen=True, slots=True, eq=False)
class _Packed:
    state: NDArray[np.int8]
    scaled: NDArray[np.int64]
    ulp: NDArray[np.int64]
    count: NDArray[np.bool_]
    exponent: int
    apart: list[int]
    units: frozenset[Unit | None]
    scales: frozenset[Decimal]


def _pack(cells: Sequence[Cell]) -> _Packed:
    """One line of cells; the loop runs for every cell of every record and does no more than it must."""
    size = len(cells)
    state, whole, count = [STATE_BLANK] * size, [0] * size, [False] * size
    shifts = [0] * size  # the power of ten that a cell's last digit is worth
    plain = Hedge.NONE
    # By identity: hashing units and scales would take longer than all the rest. Cells keep them alive.
    powers: dict[int, int | None] = {}
    scales: dict[int, Decimal] = {}
    units: dict[int, Unit | None] = {}
    counted: dict[int, bool] = {}
    for column, cell in enumerate(cells):
        number = cell.number
        if number is None:
            state[column] = _CODES.get(cell.state, STATE_TEXT)
            continue
        scale, unit = number.scale, number.unit
        if id(scale) not in scales:
            scales[id(scale)], powers[id(scale)] = scale, _power_of_ten(scale)
        if id(unit) not in units:
            units[id(unit)], counted[id(unit)] = unit, unit is None or unit.counts
        power = powers[id(scale)]
        digits = str(number.digits)  # faster than the number's own arithmetic by an order of magnitude
        if power is None or number.hedge is not plain or len(digits) > _MOST_PLACES:
            state[column] = STATE_HELD_APART
        elif digits.isdigit():
            state[column], shifts[column], whole[column] = STATE_NUMBER, power, int(digits)
            count[column] = power == 0 and counted[id(unit)]
        elif _is_plain(digits):
            before, point, decimals = digits.partition(".")
            state[column], shifts[column], whole[column] = STATE_NUMBER, power - len(decimals), int(before + decimals)
            count[column] = not point and power == 0 and counted[id(unit)]
        else:
            state[column] = STATE_HELD_APART
    states, scaled = np.array(state, np.int8), np.array(whole, np.int64)
    ulp, counts = np.zeros(size, np.int64), np.array(count, np.bool_)
    held = states == STATE_NUMBER
    exponent = _lift(scaled, ulp, np.array(shifts, np.int8), held)
    beyond = (states == STATE_NUMBER) & ~held
    states[beyond], counts[beyond] = STATE_HELD_APART, False
    return _Packed(
        states,
        scaled,
        ulp,
        counts,
        exponent,
        np.flatnonzero(states == STATE_HELD_APART).tolist(),
        frozenset(units.values()),
        frozenset(scales.values()),
    )


def _lift(scaled: NDArray[np.int64], ulp: NDArray[np.int64], shifts: NDArray[np.int8], held: NDArray[np.bool_]) -> int:
    """Bring digits to one power of ten, in place, which is returned; ``held`` loses those that do not fit."""
    found = np.unique(shifts[held]).tolist()
    exponent = max(0, -min(found, default=0))
    for shift in found:
        step, mask = int(10 ** (exponent + shift)), held & (shifts == shift)
        fits = np.abs(scaled) <= (LARGEST - 1) // step if step < LARGEST else np.zeros(len(scaled), np.bool_)
        held &= ~mask | fits
        scaled[mask & ~fits] = 0
        if step < LARGEST:
            scaled[mask & fits] *= step
            ulp[mask & fits] = step
    return exponent


def _power_of_ten(scale: Decimal) -> int | None:
    """The k for which ``scale`` is 10^k, or None (亩 in square metres is no decimal multiple)."""
    sign, digits, exponent = scale.normalize().as_tuple()
    return exponent if digits == (1,) and not sign and isinstance(exponent, int) and abs(exponent) <= 12 else None


def _is_plain(digits: str) -> bool:
    return digits.replace(".", "", 1).removeprefix("-").isdigit()
