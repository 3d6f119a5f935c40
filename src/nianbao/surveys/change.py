"""Whether this edition's rate differs from the last one by more than noise."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from nianbao.surveys.confidence import Range, corrected_size, difference, wilson
from nianbao.surveys.estimate import Estimate

_HUNDRED = Decimal(100)


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    NOISE = "noise"  # may well be chance
    UNKNOWN = "unknown"  # one of the two says too little


@dataclass(frozen=True, slots=True)
class Change:
    """The difference in points with its interval; only UP and DOWN may be said as a change.

    ``rate_before`` and ``n_before`` are what it was compared with.
    """

    direction: Direction
    points: Decimal | None = None
    points_range: Range | None = None
    rate_before: Decimal | None = None
    n_before: int | None = None


def change_since(
    now: Estimate, rate_before: Decimal | None, n_before: int | None, population: int | None = None
) -> Change:
    """Newcombe's interval for the difference with a printed rate and its n.

    The earlier survey's weights are not known, so its n is taken as it was printed.
    """
    if now.rate is None or now.rate_range is None or rate_before is None or not n_before:
        return Change(Direction.UNKNOWN)
    if not 0 <= rate_before <= _HUNDRED:
        return Change(Direction.UNKNOWN)
    before = rate_before / _HUNDRED
    before_range = wilson(before, corrected_size(Decimal(n_before), n_before, population))
    here = Range(now.rate_range.low / _HUNDRED, now.rate_range.high / _HUNDRED)
    found = difference(now.rate / _HUNDRED, here, before, before_range)
    if found.low > 0:
        direction = Direction.UP
    elif found.high < 0:
        direction = Direction.DOWN
    else:
        direction = Direction.NOISE
    ends = Range(found.low * _HUNDRED, found.high * _HUNDRED)
    return Change(direction, now.rate - rate_before, ends, rate_before, n_before)
