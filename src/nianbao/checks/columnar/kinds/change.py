"""Values against those of the edition before, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
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
    any_of,
    common_exponent,
    either,
    put,
    reach,
    verdicts,
    widths,
)
from nianbao.checks.kinds.change import ALLOWED, SMALL


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    (value,), (before,) = roles["value"], roles["before"]
    lines, exponent = [value, before], common_exponent([value, before])
    share = Fraction(parameters.get("percent", ALLOWED)) / 100
    left, right = share.denominator, share.numerator
    if right < 0 or 8 * reach(lines, exponent) * max(left, right) >= SAFE:
        return verdicts(value, LOOK)
    now = value.scaled * np.int64(10 ** (exponent - value.exponent))
    then = before.scaled * np.int64(10 ** (exponent - before.exponent))
    gap = 2 * np.abs(now - then)
    slack = widths(lines, exponent)
    if slack is not None:
        gap = gap - slack
    result = np.where(gap * left <= 2 * np.abs(then) * right, PASS, FAIL).astype(np.int8)
    put(result, then == 0, UNKNOWN)
    small: Decimal = parameters.get("minimum", SMALL)
    put(result, _is_below(value, small) & _is_below(before, small), PASS)
    put(result, either(value.rescaled, before.rescaled), LOOK)
    put(result, either(value.blocked, before.blocked), UNKNOWN)
    if value.is_rate or before.is_rate:
        put(result, either(value.nothing, before.nothing), LOOK)
    put(result, either(value.absent, before.absent), PASS)
    put(result, any_of([line.apart for line in lines]), LOOK)
    return result


def _is_below(line: Line, printed: Decimal) -> Flags:
    """Where the digits as printed, sign aside, are fewer than so many."""
    limit = (printed * line.factor * 10**line.exponent).to_integral_value(ROUND_CEILING)
    found: Flags = np.abs(line.scaled) < max(-SAFE, min(SAFE, int(limit)))
    return found
