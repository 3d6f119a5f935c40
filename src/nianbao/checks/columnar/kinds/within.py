"""A composed value against the range of what it is composed of, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nianbao.checks.columnar.line import (
    FAIL,
    LOOK,
    PASS,
    SAFE,
    UNKNOWN,
    Line,
    Verdicts,
    Whole,
    all_of,
    any_of,
    common_exponent,
    either,
    put,
    reach,
    verdicts,
)


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    (value,), others = roles["value"], roles["others"]
    lines = [value, *others]
    exponent = common_exponent(lines)
    if 8 * reach(lines, exponent) >= SAFE:
        return verdicts(value, LOOK)
    low, high = _doubled(value, exponent)
    floors, ceilings = [], []
    for other in others:
        floor, ceiling = _doubled(other, exponent)
        without = other.without_number
        if without is not None:
            floor, ceiling = np.where(without, SAFE, floor), np.where(without, -SAFE, ceiling)
        floors.append(floor)
        ceilings.append(ceiling)
    floor, ceiling = np.minimum.reduce(floors), np.maximum.reduce(ceilings)
    fits = (low <= ceiling) & (floor <= high)
    # Cut-off digits reach a whole last place further; such a row is rare and judged by itself.
    wide = max((int(line.ulp.max()) * 10 ** (exponent - line.exponent) for line in lines if line.ulp is not None),
               default=0)  # fmt: skip
    near = (low - 2 * wide <= ceiling) & (floor <= high + 2 * wide)
    result = np.where(fits, PASS, np.where(near, LOOK, FAIL)).astype(np.int8)
    open_others = any_of([either(other.blocked, other.nothing) for other in others])
    if open_others is not None:
        result[open_others & (result == FAIL)] = UNKNOWN
    put(result, either(value.blocked, value.nothing), UNKNOWN)
    put(result, all_of([other.absent for other in others]), PASS)
    put(result, value.absent, PASS)
    put(result, any_of([line.apart for line in lines]), LOOK)
    return result


def _doubled(line: Line, exponent: int) -> tuple[Whole, Whole]:
    """Twice the ends of what the printed numbers allow."""
    lift = np.int64(10 ** (exponent - line.exponent))
    centre = 2 * line.scaled * lift
    if line.ulp is None:
        return centre, centre
    width = line.ulp * lift
    return centre - width, centre + width
