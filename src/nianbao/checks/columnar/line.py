"""One operand of a check over many organisations, as whole numbers with the states apart.

A verdict never rests on a float: numbers are multiples of a power of ten, and every
product is bounded before it is made. Rows that need a closer look are left to the
exact path by marking them ``LOOK``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nianbao.facts.cell import Cell

Verdicts = NDArray[np.int8]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]

PASS: Final = 0
FAIL: Final = 1
UNKNOWN: Final = 2
LOOK: Final = 3  # only the exact path can tell

# Products stay below this, so that sums of a few of them cannot overflow 64 bits.
SAFE: Final = 2**60


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """The cells of one operand, an entry per organisation.

    The number is ``scaled / 10 ** exponent`` in the base unit, ``ulp`` in the same multiples (zero for
    counts, whose digits are the value). ``scaled`` is zero wherever there is no number. ``nothing`` is
    无, ``absent`` 不适用, ``empty`` blank or unreported, ``text`` a text; ``apart`` marks numbers that
    the arrays do not hold, ``rescaled`` those whose printed one is worth another amount than the column's
    (1.2万 under 人). A mask that is None is false everywhere.
    """

    scaled: Whole
    ulp: Whole | None  # None: counts only
    exponent: int
    largest: int  # no ``scaled`` (with ``ulp``) is larger
    factor: Decimal  # what one printed unit is worth in the base unit
    is_rate: bool  # 无 is no zero here
    nothing: Flags | None
    absent: Flags | None
    empty: Flags | None
    text: Flags | None
    apart: Flags | None
    cells: Sequence[Cell]
    rescaled: Flags | None = None
    counts_rows: bool = False  # the number is how many rows a list has

    @property
    def size(self) -> int:
        return int(self.scaled.shape[0])

    @property
    def blocked(self) -> Flags | None:
        """Blank, unreported, or a text where a number belongs."""
        return either(self.empty, self.text)

    @property
    def without_number(self) -> Flags | None:
        return either(self.blocked, either(self.nothing, self.absent))


def either(left: Flags | None, right: Flags | None) -> Flags | None:
    if left is None:
        return right
    if right is None:
        return left
    found: Flags = left | right
    return found


def both(left: Flags | None, right: Flags | None) -> Flags | None:
    return None if left is None or right is None else left & right


def any_of(masks: Sequence[Flags | None]) -> Flags | None:
    found: Flags | None = None
    for mask in masks:
        found = either(found, mask)
    return found


def all_of(masks: Sequence[Flags | None]) -> Flags | None:
    """True where every mask is; of masks of which one is false everywhere, None."""
    found: Flags | None = None
    for mask in masks:
        if mask is None:
            return None
        found = mask if found is None else found & mask
    return found


def common_exponent(lines: Sequence[Line]) -> int:
    return max(line.exponent for line in lines)


def reach(lines: Sequence[Line], exponent: int) -> int:
    """No sum of these lines, in multiples of ``10 ** -exponent``, is larger, nor any factor that lifts one to it."""
    return sum(max(line.largest, 1) * 10 ** (exponent - line.exponent) for line in lines)


def added(lines: Sequence[Line], exponent: int) -> Whole:
    """The sum of the lines in multiples of ``10 ** -exponent``; cells without a number add nothing."""
    first, *others = (_lifted(line.scaled, exponent - line.exponent) for line in lines)
    total = first
    for other in others:
        total = total + other
    return total


def widths(lines: Sequence[Line], exponent: int) -> Whole | None:
    """Twice the half-widths that rounding gives the sum, or None where all are counts."""
    found: Whole | None = None
    for line in lines:
        if line.ulp is not None:
            width = _lifted(line.ulp, exponent - line.exponent)
            found = width if found is None else found + width
    return found


def is_padded(line: Line) -> Flags | None:
    """True where the last printed digit of a rounded number is a zero, so that it may be padding."""
    if line.ulp is None:
        return None
    safe = np.where(line.ulp > 0, line.ulp * 10, 1)
    padded: Flags = (line.ulp > 0) & (line.scaled != 0) & (line.scaled % safe == 0)
    return padded


def verdicts(line: Line, value: int) -> Verdicts:
    return np.full(line.size, value, np.int8)


def put(target: Verdicts, mask: Flags | None, value: int) -> None:
    """Set ``value`` where the mask is true."""
    if mask is not None:
        target[mask] = value


def _lifted(numbers: Whole, by: int) -> Whole:
    return numbers if by == 0 else numbers * np.int64(10**by)
