"""Extreme rates that rest on a handful of people, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from nianbao.checks.columnar.line import FAIL, LOOK, PASS, UNKNOWN, Line, Verdicts, either, put, verdicts
from nianbao.checks.kinds.small_sample import ENOUGH


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    (rate,), (sample,) = roles["rate"], roles["sample"]
    hundred = 100 * rate.factor * 10**rate.exponent
    if hundred % 1:
        return verdicts(rate, LOOK)
    minimum: Decimal = parameters.get("minimum", ENOUGH) * 10**sample.exponent
    extreme = (rate.scaled == int(hundred)) | (rate.scaled == 0)
    floor = parameters.get("floor", Decimal(0)) * 10**sample.exponent
    few = (sample.scaled < int(minimum.to_integral_value())) & (sample.scaled >= int(floor.to_integral_value()))
    open_sample = either(sample.blocked, sample.absent)
    result = np.where(extreme & few, FAIL, PASS).astype(np.int8)
    if open_sample is not None:
        unstated = UNKNOWN if parameters.get("unstated", "unknown") == "unknown" else FAIL
        result[extreme & open_sample] = unstated
    put(result, rate.blocked, UNKNOWN)
    put(result, either(rate.absent, rate.nothing), PASS)
    if minimum % 1 or floor % 1:
        put(result, extreme, LOOK)
    put(result, rate.rescaled, LOOK)
    put(result, either(rate.apart, sample.apart), LOOK)
    return result
