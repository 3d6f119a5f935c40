"""Parts against a limit, over many records."""

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
    added,
    all_of,
    any_of,
    common_exponent,
    either,
    put,
    reach,
    verdicts,
    widths,
)


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    parts, whole, less = roles["parts"], roles["whole"], roles.get("less", ())
    lines = [*parts, *whole, *less]
    exponent = common_exponent(lines)
    if 8 * reach(lines, exponent) >= SAFE:
        return verdicts(parts[0], LOOK)
    excess = added(parts, exponent) - added(whole, exponent)
    if less:
        excess += added(less, exponent)
    slack = widths(lines, exponent)
    if slack is None:
        result = (excess > 0).view(np.int8)
    else:
        result = np.where(2 * excess <= np.maximum(slack, 0), PASS, np.where(excess <= slack, LOOK, FAIL)).astype(
            np.int8
        )
    unsure = any_of([part.blocked for part in parts])
    if unsure is not None:
        negative = any_of([part.scaled < 0 for part in parts])
        result[unsure & ((result == PASS) | (negative if negative is not None else False))] = UNKNOWN
        put(result, all_of([either(part.blocked, part.absent) for part in parts]), UNKNOWN)
    put(result, any_of([line.blocked for line in [*whole, *less]]), UNKNOWN)
    if any(line.is_rate for line in lines):
        put(result, any_of([line.nothing for line in lines]), LOOK)
    put(result, all_of([line.absent for line in whole]), PASS)
    put(result, all_of([line.absent for line in parts]), PASS)
    put(result, any_of([line.apart for line in lines]), LOOK)
    return result
