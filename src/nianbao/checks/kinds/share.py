"""A share is its part over its whole.

Several parts or wholes are added up. ``group`` names the shares of the partition
that the claimed one belongs to, itself included: a share moved by one unit of its
last place so that the group makes 100 % is balanced, not wrong. A blank, 无 in the
share or a whole of zero leaves the verdict open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Figures, Role, Shortcut, adder
from nianbao.checks.measure import (
    bracketed,
    compare,
    counts_things,
    have_mixed_units,
    interval_of,
    joined,
    obstacles,
    present,
    solve_quotient,
    total_of,
    worked_out_once,
)
from nianbao.checks.outcome import Outcome, Reason, broken, not_applicable, unknown
from nianbao.facts.interval import ZERO, Interval, Rounding
from nianbao.facts.relation import Reading

LABEL = "占比等于分子除以分母"
FAULT = "share"
DETAILS = ("low", "high", "computed")
ROLES = (
    Role("share", "占比"),
    Role("part", "分子", most=None),
    Role("whole", "分母", most=None),
    Role("group", "同组的全部占比", least=0, most=None),
)
ZERO_WHOLE = Reason("zero-divisor", "分母为 0，无法计算占比", "the denominator is 0, so there is no share")


def evaluate(reading: Reading) -> Outcome:
    """Part over whole against the printed share; see the module for cells without a number."""
    claim = reading.operands["share"][0]
    part, whole = present(reading.operands["part"]), present(reading.operands["whole"])
    for left, role in (((claim,), "share"), (part, "part"), (whole, "whole")):
        if not present(left):
            return not_applicable(reading.operands[role][0].label)
    mixed = have_mixed_units([*part, *whole])
    if mixed is not None:
        return broken("unit-mismatch", f"分子单位「{mixed[0]}」与分母单位「{mixed[1]}」不能相除成占比",
                      f"“{mixed[0]}” over “{mixed[1]}” is no share")  # fmt: skip
    reasons = obstacles([claim], none_is_zero=False) + obstacles([*part, *whole], counts_things([*part, *whole]))
    if reasons:
        return unknown(joined(reasons))

    def divided(rounding: Rounding) -> Interval | None:
        return total_of(part, rounding).divided_by(total_of(whole, rounding))

    quotient = worked_out_once(divided)
    if quotient(Rounding.NEAREST) is None:
        return unknown(ZERO_WHOLE)
    group = [member.cell.number for member in reading.operands.get("group", ()) if member.cell.number is not None]
    complete = len(group) == len(reading.operands.get("group", ()))
    return compare(
        claim, quotient, lambda: f"{bracketed(part)} ÷ {bracketed(whole)}", group if complete else (), is_measured=True
    )


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """A plain share that the quotient of plain figures rounds to."""
    share, part, whole = roles["share"][0], tuple(roles["part"]), tuple(roles["whole"])
    if len({factors[key] for key in (*part, *whole)}) > 1:
        return None
    multiplier = 1 / factors[share]
    add_part, add_whole = adder(part), adder(whole)

    def holds(figures: Figures) -> bool:
        try:
            below, claimed = add_whole(figures), figures[share]
            if not below:
                return False
            return bool((add_part(figures) * multiplier / below).quantize(claimed) == claimed)
        except KeyError:
            return False

    return holds


def solve(reading: Reading, key: str) -> Interval | None:
    """The share that part and whole make, or the part or whole that makes the share.

    A printed share may be cut off or balanced by its last place, so parts and wholes may be off by as much;
    whether such a value does is for the verdict to say.
    """
    claim = reading.operands["share"][0]
    claimed = interval_of(claim)
    slack = claimed.width
    if claimed.high + slack < ZERO:
        # A negative share follows from no part and no whole: only the share itself can be mended.
        return (
            solve_quotient(claim, reading.operands["part"], reading.operands["whole"], key)
            if key == claim.key
            else None
        )
    wide = Interval(max(claimed.low - slack, ZERO), claimed.high + slack)
    return solve_quotient(claim, reading.operands["part"], reading.operands["whole"], key, claimed=wide)
