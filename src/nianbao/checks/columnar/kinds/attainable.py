"""Percentages that some whole number of cases gives, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
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
    either,
    is_padded,
    put,
    verdicts,
)


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    (claim,), (whole,) = roles["share"], roles["whole"]
    per: Decimal = parameters.get("per", Decimal(1))
    if 1 % per or claim.ulp is None:
        return verdicts(claim, LOOK)
    cases = whole.scaled * np.int64(int(1 / per))  # steps of the numerator, not people
    if 8 * claim.largest * whole.largest * int(1 / per) >= SAFE:
        return verdicts(claim, LOOK)
    if 8 * 10 ** (claim.exponent + whole.exponent) >= SAFE:
        return verdicts(claim, LOOK)
    power = np.int64(10 ** (claim.exponent + whole.exponent))
    low, high = (2 * claim.scaled - claim.ulp) * cases, (2 * claim.scaled + claim.ulp) * cases
    nearest = -(-low // (2 * power)) * (2 * power) <= high
    cut = -(-(claim.scaled * cases) // power) * power < (claim.scaled + claim.ulp) * cases
    result = np.where(nearest | cut, PASS, FAIL).astype(np.int8)
    padded = is_padded(claim)
    if padded is not None:
        put(result, padded & (result == FAIL), LOOK)
    if whole.ulp is not None:
        put(result, whole.ulp > 0, PASS)  # of a rounded whole any share is possible
    put(result, (claim.scaled <= 0) | (whole.scaled < 0), LOOK)
    put(result, whole.scaled == 0, UNKNOWN)
    put(result, any_of([either(claim.blocked, claim.nothing), whole.blocked]), UNKNOWN)
    if whole.is_rate:
        put(result, whole.nothing, LOOK)
    put(result, either(claim.absent, whole.absent), PASS)
    put(result, either(claim.apart, whole.apart), LOOK)
    return result
