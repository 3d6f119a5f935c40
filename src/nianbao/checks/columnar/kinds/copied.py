"""Volatile figures against those of the edition before, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
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
    any_of,
    common_exponent,
    put,
    reach,
    verdicts,
)
from nianbao.checks.kinds.copied import ENOUGH


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    values, before = roles["values"], roles["before"]
    minimum: Decimal = parameters.get("minimum", ENOUGH)
    if len(values) != len(before):
        return verdicts(values[0], LOOK)
    comparable = np.zeros(values[0].size, np.int64)
    moved = np.zeros(values[0].size, np.bool_)
    for now, then in zip(values, before, strict=True):
        exponent = common_exponent([now, then])
        if reach([now, then], exponent) >= SAFE:
            return verdicts(now, LOOK)
        pair = now.scaled != 0
        for mask in (now.without_number, then.without_number):
            if mask is not None:
                pair &= ~mask
        comparable += pair
        lifted = [line.scaled * np.int64(10 ** (exponent - line.exponent)) for line in (now, then)]
        moved |= pair & (lifted[0] != lifted[1])
    result = np.where(moved, PASS, FAIL).astype(np.int8)
    few = comparable < int(minimum.to_integral_value(ROUND_CEILING))
    put(result, few, PASS)
    empty = any_of([line.empty for line in (*values, *before)])
    if empty is not None:
        put(result, few & empty, UNKNOWN)
    put(result, any_of([line.apart for line in (*values, *before)]), LOOK)
    return result
