"""A mean is the sum of the values over their number, or weighted by the weights.

``weights``, where given, go with the values one by one; a value whose weight is zero
may be blank. Any other blank leaves the verdict open, and so does a weight of zero
in all; 不适用 drops out together with its weight.
"""

from __future__ import annotations

from decimal import Decimal

from nianbao.checks.kind import Role
from nianbao.checks.measure import (
    all_but,
    compare,
    have_mixed_units,
    interval_of,
    is_absent,
    joined,
    number_of,
    obstacle,
    obstacles,
    present,
    printed,
    total_of,
)
from nianbao.checks.outcome import Outcome, Reason, broken, not_applicable, unknown
from nianbao.facts.interval import Interval, Rounding, total
from nianbao.facts.relation import Operand, Reading

LABEL = "平均数等于各数之和除以个数，或按权重平均"
FAULT = "mean"
DETAILS = ("low", "high", "computed")
ROLES = (
    Role("mean", "平均数"),
    Role("values", "各数", most=None),
    Role("weights", "各数的权重（人数）", least=0, most=None),
)
NO_WEIGHT = Reason("zero-divisor", "权重合计为 0，没有平均数", "the weights add up to 0, so there is no mean")


def evaluate(reading: Reading) -> Outcome:
    """The computed mean against the printed one; see the module for cells without a number."""
    claim, values, weights = (
        reading.operands["mean"][0], reading.operands["values"], reading.operands.get("weights", ()),
    )  # fmt: skip
    if weights and len(weights) != len(values):
        return broken("wrong-roles", f"权重 {len(weights)} 个，数值 {len(values)} 个，个数不同",
                      f"{len(weights)} weights for {len(values)} values")  # fmt: skip
    mixed = have_mixed_units((claim, *values))
    if mixed is not None:
        return broken(
            "unit-mismatch", f"「{mixed[0]}」与「{mixed[1]}」不能平均", f"no mean of “{mixed[0]}” and “{mixed[1]}”"
        )
    if is_absent(claim):
        return not_applicable(claim.label)
    pairs: list[tuple[Operand, Operand | None]] = []
    reasons = obstacles([claim], none_is_zero=False)
    for value, weight in zip(values, weights or (None,) * len(values), strict=True):
        if is_absent(value) or (weight is not None and is_absent(weight)):
            continue
        if weight is not None:
            blocked = obstacle(weight)
            if blocked is not None:
                reasons.append(blocked)
                continue
            if number_of(weight).value == 0:
                continue
        reasons += obstacles([value], none_is_zero=False)
        pairs.append((value, weight))
    if reasons:
        return unknown(joined(reasons))
    if not pairs:
        return unknown(NO_WEIGHT)

    def average(rounding: Rounding) -> Interval | None:
        if not weights:
            return total_of([value for value, _ in pairs], rounding).times(Decimal(1) / len(pairs))
        products = [interval_of(value, rounding) * interval_of(weight, rounding) for value, weight in pairs if weight]
        return total(products).divided_by(total_of([weight for _, weight in pairs if weight], rounding))

    if average(Rounding.NEAREST) is None:
        return unknown(NO_WEIGHT)

    def left() -> str:
        if not weights:
            return f"({' + '.join(printed(value) for value, _ in pairs)}) ÷ {len(pairs)}"
        terms = " + ".join(f"{printed(value)} × {printed(weight)}" for value, weight in pairs if weight)
        return f"({terms}) ÷ ({' + '.join(printed(weight) for _, weight in pairs if weight)})"

    return compare(claim, average, left, is_measured=True)


def solve(reading: Reading, key: str) -> Interval | None:
    """The mean, or the one value of an unweighted mean that makes it."""
    claim, values = reading.operands["mean"][0], present(reading.operands["values"])
    if reading.operands.get("weights"):
        # A weighted mean hangs on too many numbers to blame one value; only the mean itself is suggested.
        outcome = evaluate(reading)
        return outcome.expected_interval if key == claim.key else None
    others = all_but(values, key)
    if key == claim.key:
        return total_of(values).times(Decimal(1) / len(values)) if values else None
    if len(others) != len(values) - 1:
        return None
    return interval_of(claim).times(Decimal(len(values))) - total_of(others)
