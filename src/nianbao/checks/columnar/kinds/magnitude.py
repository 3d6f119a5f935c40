"""Values against the size such values have, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

import numpy as np

from nianbao.checks.columnar.line import (
    FAIL,
    LOOK,
    PASS,
    SAFE,
    UNKNOWN,
    Flags,
    Line,
    Verdicts,
    common_exponent,
    either,
    put,
    reach,
    verdicts,
)
from nianbao.checks.kinds.magnitude import SHIFTS


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    (value,), references = roles["value"], roles.get("reference", ())
    if 4 * value.largest >= SAFE:
        return verdicts(value, LOOK)
    one = value.factor * 10**value.exponent  # a printed unit in the line's multiples
    half = value.ulp if value.ulp is not None else np.int64(0)
    outside = np.zeros(value.size, np.bool_)
    low, above, high, below = (parameters.get(name) for name in ("low", "above", "high", "below"))
    if above is not None:
        outside |= value.scaled <= _floor(above * one)  # a strict bound speaks of the figure as printed
    elif low is not None:
        outside |= 2 * value.scaled + half < _ceiling(2 * low * one)
    if below is not None:
        outside |= value.scaled >= _ceiling(below * one)
    elif high is not None:
        outside |= 2 * value.scaled - half > _floor(2 * high * one)
    result = np.where(outside, FAIL, PASS).astype(np.int8)
    if parameters.keys() & {"low", "above", "high", "below"}:
        # Bounds are meant in the printed unit; a number written in 万 has another.
        put(result, value.rescaled, LOOK)
    elif references:
        put(result, references[0].without_number, UNKNOWN)
    for reference in references:
        put(result, _may_have_slipped(value, reference), LOOK)
        put(result, reference.apart, LOOK)
    put(result, value.blocked, UNKNOWN)
    put(result, either(value.absent, value.nothing), PASS)
    put(result, value.apart, LOOK)
    return result


def _may_have_slipped(value: Line, reference: Line) -> Flags:
    """The same digits with the point elsewhere; whether they are enough to be no chance is for the exact path."""
    exponent, most = common_exponent([value, reference]), max(SHIFTS)
    if 10**most * reach([value, reference], exponent) >= SAFE:
        everywhere: Flags = np.ones(value.size, np.bool_)
        return everywhere
    now = value.scaled * np.int64(10 ** (exponent - value.exponent))
    then = reference.scaled * np.int64(10 ** (exponent - reference.exponent))
    found: Flags = np.zeros(value.size, np.bool_)
    for shift in range(1, most + 1):
        found |= (now == then * np.int64(10**shift)) | (now * np.int64(10**shift) == then)
    found &= now != 0
    return found


def _floor(number: Decimal) -> int:
    return max(-SAFE, min(SAFE, int(number.to_integral_value(ROUND_FLOOR))))


def _ceiling(number: Decimal) -> int:
    return max(-SAFE, min(SAFE, int(number.to_integral_value(ROUND_CEILING))))
