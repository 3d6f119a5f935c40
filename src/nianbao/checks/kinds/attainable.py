"""Some whole number of cases gives the printed percentage.

41 of 141 is 29.1 % and 42 of 141 is 29.8 %, so 29.6 % of 141 cannot be. ``per`` is what
one case adds to the numerator (0.5 where halves are counted); with ``mean`` set the claim
is a mean of whole numbers instead of a share. Blanks and a whole of zero leave the verdict open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from nianbao.checks.kind import Figures, Parameter, Role, Shortcut
from nianbao.checks.ladder import measured, without_padding
from nianbao.checks.measure import at_precision_of, joined, number_of, obstacles, plain, present, printed
from nianbao.checks.outcome import Grade, Outcome, Reason, Verdict, not_applicable, unknown
from nianbao.facts.interval import Interval, Rounding
from nianbao.facts.printed_number import PrintedNumber
from nianbao.facts.relation import Operand, Reading

LABEL = "存在一个整数人数能得出这个百分比"
FAULT = "share"
DETAILS = ("below", "above", "cases_below", "cases_above", "formula_en", "expected_en")
ROLES = (Role("share", "百分比或均值"), Role("whole", "已知的总数"))
PARAMETERS = (Parameter("per", "number", "每一例使分子增加多少"), Parameter("mean", "flag", "是均值而非占比"))
ZERO_WHOLE = Reason("zero-divisor", "总数为 0，没有占比", "the whole is 0, so there is no share")
ONE = Decimal(1)


def doubts(parameters: Mapping[str, Any]) -> tuple[str, str] | None:
    """No case may count for nothing."""
    if parameters.get("per", ONE) <= 0:
        return "per 要大于 0（否则除以 0）", "per must be more than 0 (else it divides by zero)"
    return None


def evaluate(reading: Reading) -> Outcome:
    """The printed share against every k of n; see the module for cells without a number."""
    claim, whole = reading.operands["share"][0], reading.operands["whole"][0]
    per: Decimal = reading.parameters.get("per", ONE)
    for operand in (claim, whole):
        if not present([operand]):
            return not_applicable(operand.label)
    reasons = obstacles([claim], none_is_zero=False) + obstacles([whole])
    if reasons:
        return unknown(joined(reasons))
    claimed, count = number_of(claim), number_of(whole)
    if count.value <= 0:
        return unknown(ZERO_WHOLE)
    if not count.interval().is_point:
        return Outcome(Verdict.PASS, reason=Reason("inexact-whole", "总数不是确数，任何占比都可能",
                                                   "the whole is not exact, so any share is possible"))  # fmt: skip
    n = count.value
    rungs = [(Grade.NEAREST, measured(claimed)), (Grade.TRUNCATED, measured(claimed, Rounding.TRUNCATED))]
    padded = without_padding(claimed)
    if padded is not None:
        rungs.append((Grade.TRAILING_ZERO, padded))
    for grade, interval in rungs:
        cases = _cases(interval, n, per)
        if cases is not None:
            exact = Grade.EXACT if cases / n == claimed.value else grade
            shown = f"{plain(cases)} ÷ {printed(whole)}"
            return Outcome(Verdict.PASS, exact, f"{shown} {'=' if exact is Grade.EXACT else '≈'} {printed(claim)}",
                           reported=printed(claim))  # fmt: skip
    return _impossible(claim, claimed, whole, n, per)


def _cases(interval: Interval, n: Decimal, per: Decimal) -> Decimal | None:
    """The smallest number of cases whose share lies in the interval."""
    if interval.low.is_infinite():
        return Decimal(0) if interval.high >= 0 else None
    k = (interval.low * n / per).to_integral_value(ROUND_CEILING) * per
    if interval.low_open and k == interval.low * n:
        k += per
    return k if interval.contains(k / n) else None


def _impossible(claim: Operand, claimed: PrintedNumber, whole: Operand, n: Decimal, per: Decimal) -> Outcome:
    k = (claimed.value * n / per).to_integral_value(ROUND_FLOOR) * per
    neighbours = [(cases, cases / n) for cases in (k, k + per)]
    nearest = min(neighbours, key=lambda pair: abs(pair[1] - claimed.value))
    shown = "；".join(f"{plain(c)} ÷ {printed(whole)} = {at_precision_of(claimed, share)}" for c, share in neighbours)
    return Outcome(
        Verdict.FAIL,
        formula=f"{shown}，均不等于 {printed(claim)}",
        reported=printed(claim),
        expected=" 或 ".join(at_precision_of(claimed, share) for _, share in neighbours),
        difference=claimed.value - nearest[1],
        suspects=(claim.key,),
        details={
            "below": at_precision_of(claimed, neighbours[0][1]),
            "above": at_precision_of(claimed, neighbours[1][1]),
            "cases_below": plain(neighbours[0][0]),
            "cases_above": plain(neighbours[1][0]),
            "formula_en": f"{shown.replace('；', '; ')}, neither is {printed(claim)}",
            "expected_en": " or ".join(at_precision_of(claimed, share) for _, share in neighbours),
        },
    )


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """The nearest whole number of cases rounds to the plain share."""
    share, whole = roles["share"][0], roles["whole"][0]
    if factors[whole] != 1 or parameters.get("per", ONE) != 1:
        return None
    factor = factors[share]

    def holds(figures: Figures) -> bool:
        try:
            claimed, n = figures[share], figures[whole]
            if n <= 0 or n % 1:
                return False
            cases = (claimed * factor * n).to_integral_value()
            return bool((cases / (n * factor)).quantize(claimed) == claimed)
        except KeyError:
            return False

    return holds
