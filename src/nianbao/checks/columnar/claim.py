"""A printed claim against what others give, for arrays: the columnar side of the verdict ladder."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

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
    Whole,
    added,
    all_of,
    any_of,
    common_exponent,
    is_padded,
    put,
    reach,
    verdicts,
    widths,
)


def against_sum(claim: Line, plus: Sequence[Line], minus: Sequence[Line] = ()) -> Verdicts:
    """The claim against a sum; cells without a number are left for the caller to settle."""
    lines = [claim, *plus, *minus]
    exponent = common_exponent(lines)
    if 8 * reach(lines, exponent) >= SAFE:
        return verdicts(claim, LOOK)
    gap = added(plus, exponent) - added([claim], exponent)
    if minus:
        gap -= added(minus, exponent)
    slack = widths(lines, exponent)
    if slack is None:
        unequal: Verdicts = np.not_equal(gap, 0).astype(np.int8)  # FAIL is 1 and PASS is 0
        return unequal
    gap = np.abs(gap)
    # Cutting digits off moves a number by less than a whole last place, a padded zero by less than a unit.
    unit = int(claim.factor * 10**exponent) + 1
    reachable = slack if (padded := is_padded(claim)) is None else slack + np.where(padded, unit, 0)
    return np.where(2 * gap <= slack, PASS, np.where(gap <= reachable, LOOK, FAIL)).astype(np.int8)


def against_quotient(
    claim: Line, above: Sequence[Line], below: Sequence[Line], multiplier: Fraction = Fraction(1)
) -> Verdicts:
    """The claim against above ÷ below × multiplier, UNKNOWN where the divisor may be zero.

    Cells without a number are left for the caller to settle.
    """
    top, bottom = common_exponent(above), common_exponent(below)
    # claim · below · left = above · right, all of them whole numbers
    ratio = multiplier * Fraction(10**bottom, 10**top) * 10**claim.exponent
    left, right = ratio.denominator, ratio.numerator
    furthest = max(claim.largest * reach(below, bottom) * left, reach(above, top) * right)
    if multiplier <= 0 or 64 * furthest >= SAFE:
        return verdicts(claim, LOOK)
    said, part, whole = claim.scaled, added(above, top), added(below, bottom)
    slacks = widths(above, top), widths(below, bottom)
    nowhere = np.zeros(1, np.int64)
    ulp = claim.ulp if claim.ulp is not None else nowhere
    if slacks[0] is None and slacks[1] is None:
        # The usual case, counts over counts: |claim · below − above| within half a last place times below.
        gap = np.abs(2 * (said * whole * left - part * right))
        step = ulp * whole * left
        result = np.where(gap <= step, PASS, FAIL).astype(np.int8)
        near = gap <= 2 * step
        smallest = whole
    else:
        part_slack, whole_slack = (slack if slack is not None else nowhere for slack in slacks)
        fits = _overlaps(said, ulp, part, part_slack, whole, whole_slack, left, right)
        near = _overlaps(said, 2 * ulp, part, 2 * part_slack, whole, 2 * whole_slack, left, right)
        result = np.where(fits, PASS, FAIL).astype(np.int8)
        smallest = whole - whole_slack  # below which a cut-off divisor may reach
    result[(result == FAIL) & near] = LOOK
    padded = is_padded(claim)
    if padded is not None:
        put(result, padded & (result == FAIL), LOOK)
    # A mean of people is rounded although people are counted; here a count has no last place to round.
    put(result, (result == FAIL) & (ulp == 0), LOOK)
    put(result, (said < 0) | (part < 0) | (smallest <= 0), LOOK)
    if slacks[1] is None:
        put(result, whole == 0, UNKNOWN)
    return result


def settle_operands(result: Verdicts, roles: Sequence[Sequence[Line]], claim: Line, *, none_is_zero: bool) -> Verdicts:
    """Put in what cells without a number decide: 不适用 drops out, blanks and texts leave it open.

    ``none_is_zero`` speaks of the operands; 无 in the claim itself is never a value here.
    """
    operands = [line for role in roles for line in role]
    put(result, any_of([line.blocked for line in [claim, *operands]]), UNKNOWN)
    if none_is_zero:
        # 无 among rates or beside nothing else is rare enough for the exact path.
        put(result, any_of([line.nothing for line in operands if line.is_rate]), LOOK)
    else:
        put(result, any_of([line.nothing for line in operands]), UNKNOWN)
    put(result, claim.nothing, UNKNOWN)
    for role in [[claim], *roles]:
        put(result, all_of([line.absent for line in role]), PASS)
    put(result, any_of([line.apart for line in [claim, *operands]]), LOOK)
    return result


def _overlaps(
    said: Whole, ulp: Whole, part: Whole, part_slack: Whole, whole: Whole, whole_slack: Whole, left: int, right: int
) -> Flags:
    low, high = 2 * said - ulp, 2 * said + ulp
    not_above = low * (2 * whole - whole_slack) * left <= (2 * part + part_slack) * (2 * right)
    not_below = high * (2 * whole + whole_slack) * left >= (2 * part - part_slack) * (2 * right)
    return not_above & not_below
