"""Figures against the quotient that bounds them, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nianbao.checks.columnar.claim import settle_operands
from nianbao.checks.columnar.line import (
    FAIL,
    LOOK,
    PASS,
    SAFE,
    UNKNOWN,
    Flags,
    Line,
    Verdicts,
    Whole,
    added,
    any_of,
    common_exponent,
    put,
    reach,
    verdicts,
    widths,
)

NOWHERE = np.zeros(1, np.int64)


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    (value,), part, whole, less = roles["value"], roles["part"], roles["whole"], roles.get("less", ())
    above = [*part, *less]
    top, bottom = common_exponent(above), common_exponent(whole)
    # value · below · left ≤ above · right, all of them whole numbers
    left, right = 10**top, 10 ** (bottom + value.exponent)
    if 64 * max(value.largest * reach(whole, bottom) * left, reach(above, top) * right) >= SAFE:
        return verdicts(value, LOOK)
    said, below = value.scaled, added(whole, bottom)
    over = added(part, top) - added(less, top) if less else added(part, top)
    over_slack, below_slack = widths(above, top), widths(whole, bottom)
    ulp = value.ulp if value.ulp is not None else NOWHERE
    over_width = over_slack if over_slack is not None else NOWHERE
    below_width = below_slack if below_slack is not None else NOWHERE
    sign = 1 if parameters["bound"] == "upper" else -1

    def holds(times: int) -> Flags:
        """Within what rounding allows, the widths taken so many times."""
        low: Whole = 2 * said - sign * times * ulp
        narrow: Whole = 2 * below - sign * times * below_width
        wide: Whole = 2 * over + sign * times * over_width
        found: Flags = sign * (low * narrow * left - 2 * wide * right) <= 0
        return found

    result = np.where(holds(1), PASS, np.where(holds(2), LOOK, FAIL)).astype(np.int8)
    put(result, (said < 0) | (over < over_width) | (below <= below_width), LOOK)
    if below_slack is None:
        put(result, below == 0, UNKNOWN)
    put(result, any_of([line.blocked for line in less]), UNKNOWN)
    result = settle_operands(result, [part, whole], value, none_is_zero=True)
    put(result, any_of([line.apart for line in less]), LOOK)
    return result
