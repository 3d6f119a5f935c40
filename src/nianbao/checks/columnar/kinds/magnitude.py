"""Values against the size such values have, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

import numpy as np

from nianbao.checks.columnar.line import FAIL, LOOK, PASS, SAFE, UNKNOWN, Line, Verdicts, either, put, verdicts


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    (value,) = roles["value"]
    if roles.get("reference") or 4 * value.largest >= SAFE:
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
    if value.ulp is not None:
        # Bounds are meant in the printed unit; a number written in 万 has another.
        put(result, value.ulp > max(int(one), 1), LOOK)
    put(result, value.blocked, UNKNOWN)
    put(result, either(value.absent, value.nothing), PASS)
    put(result, value.apart, LOOK)
    return result


def _floor(number: Decimal) -> int:
    return max(-SAFE, min(SAFE, int(number.to_integral_value(ROUND_FLOOR))))


def _ceiling(number: Decimal) -> int:
    return max(-SAFE, min(SAFE, int(number.to_integral_value(ROUND_CEILING))))
