"""Quotients of two figures against their usual bounds, over many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
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
    put,
    reach,
    verdicts,
    widths,
)


def evaluate(roles: Mapping[str, Sequence[Line]], parameters: Mapping[str, Any]) -> Verdicts:
    above, below = roles["numerator"], roles["denominator"]
    lines = [*above, *below]
    top, bottom = common_exponent(above), common_exponent(below)
    part, whole = added(above, top), added(below, bottom)
    part_slack, whole_slack = widths(above, top), widths(below, bottom)
    outside = np.zeros(part.shape[0], np.bool_)
    for name, sign in (("low", 1), ("high", -1)):
        if name not in parameters:
            continue
        # bound ≤ part ÷ whole, as left · part ≥ right · whole in whole numbers
        bound = Fraction(parameters[name]) * Fraction(10**top, 10**bottom)
        left, right = bound.denominator, bound.numerator
        if 8 * max(reach(above, top) * left, reach(below, bottom) * abs(right)) >= SAFE:
            return verdicts(lines[0], LOOK)
        furthest_part = 2 * part if part_slack is None else 2 * part + sign * part_slack
        furthest_whole = 2 * whole if whole_slack is None else 2 * whole - sign * whole_slack
        outside |= sign * (furthest_part * left - furthest_whole * right) < 0
    result = np.where(outside, FAIL, PASS).astype(np.int8)
    smallest = whole if whole_slack is None else 2 * whole - whole_slack
    negative = (part < 0) if part_slack is None else (2 * part < part_slack)
    put(result, negative | (smallest <= 0), LOOK)
    if whole_slack is None:
        put(result, whole == 0, PASS)
    put(result, any_of([line.blocked for line in lines]), UNKNOWN)
    if any(line.is_rate for line in lines):
        put(result, any_of([line.nothing for line in lines]), LOOK)
    put(result, all_of([line.absent for line in above]), PASS)
    put(result, all_of([line.absent for line in below]), PASS)
    put(result, any_of([line.apart for line in lines]), LOOK)
    return result
