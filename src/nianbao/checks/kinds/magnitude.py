"""A value is of the size that such values have.

``low`` and ``high`` are in the unit as printed, both allowed; ``above`` and ``below``
are not themselves allowed. With ``divisor`` a value that is too large but fits when
divided looks like a total in a place for a mean. With ``reference`` (last year's value)
the same digits with the point elsewhere are a slip of 10, 100 … 10,000. A cell
without a number leaves the verdict open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Figures, Parameter, Role, Shortcut
from nianbao.checks.measure import at_precision_of, closer, number_of, obstacle, obstacles, plain, present, printed
from nianbao.checks.outcome import Grade, Outcome, Verdict, not_applicable, unknown
from nianbao.facts.cell import CellState
from nianbao.facts.interval import INFINITY, Interval
from nianbao.facts.printed_number import PrintedNumber
from nianbao.facts.relation import Operand, Reading

LABEL = "数的大小在应有的范围内"
FAULT = "magnitude"
DETAILS = ("limit", "hint", "hint_en")
ROLES = (
    Role("value", "要看大小的数"),
    Role("divisor", "疑似被漏除的数（学生数）", least=0, most=None),
    Role("reference", "作参照的数（上年值）", least=0),
)
PARAMETERS = (
    Parameter("low", "number", "下限（含）"),
    Parameter("high", "number", "上限（含）"),
    Parameter("above", "number", "下限（不含）"),
    Parameter("below", "number", "上限（不含）"),
)
SHIFTS = (1, -1, 2, -2, 3, -3, 4, -4)


def doubts(parameters: Mapping[str, Any]) -> tuple[str, str] | None:
    """Bounds that nothing can lie between."""
    bottoms = [parameters[name] for name in ("low", "above") if name in parameters]
    tops = [parameters[name] for name in ("high", "below") if name in parameters]
    if bottoms and tops and max(bottoms) > min(tops):
        low, high = max(bottoms), min(tops)
        return f"下限 {low} 大于上限 {high}", f"the lower bound {low} is above the upper bound {high}"
    return None


def evaluate(reading: Reading) -> Outcome:
    """The value against its bounds and its reference; see the module for cells without a number."""
    value = reading.operands["value"][0]
    if not present([value]):
        return not_applicable(value.label)
    blocked = obstacle(value, none_is_zero=False)
    if blocked is not None:
        # 无 has no size; it is neither too small nor too large.
        return not_applicable(value.label) if value.cell.state is CellState.NONE else unknown(blocked)
    number = number_of(value)
    bounds = _bounds(reading.parameters, number)
    references = reading.operands.get("reference", ())
    if references:
        slip = _slip(value, references[0])
        if slip is not None:
            return slip
        if obstacles(references, none_is_zero=False) and bounds is None:
            return unknown(obstacles(references, none_is_zero=False)[0])
    if bounds is None or _fits(number, bounds):
        return Outcome(Verdict.PASS, Grade.EXACT, _within(number, bounds), reported=printed(value))
    return _outside(value, number, bounds, reading.operands.get("divisor", ()))


def _bounds(parameters: Mapping[str, Any], number: PrintedNumber) -> Interval | None:
    low, high = parameters.get("low"), parameters.get("high")
    above, below = parameters.get("above"), parameters.get("below")
    if low is high is above is below is None:
        return None
    bottom = above if above is not None else low if low is not None else -INFINITY
    top = below if below is not None else high if high is not None else INFINITY
    return Interval(bottom * number.scale, top * number.scale, above is not None, below is not None)


def _fits(number: PrintedNumber, bounds: Interval) -> bool:
    # A strict bound speaks of the figure as printed: 100 % is not below 100 %, whatever was rounded.
    if (bounds.low_open and number.value <= bounds.low) or (bounds.high_open and number.value >= bounds.high):
        return False
    return number.interval().overlaps(bounds)


def _within(number: PrintedNumber, bounds: Interval | None) -> str:
    if bounds is None:
        return number.raw
    low = "" if bounds.low == -INFINITY else f"{plain(bounds.low / number.scale)} {'<' if bounds.low_open else '≤'} "
    high = "" if bounds.high == INFINITY else f" {'<' if bounds.high_open else '≤'} {plain(bounds.high / number.scale)}"
    return f"{low}{number.raw}{high}"


def _outside(value: Operand, number: PrintedNumber, bounds: Interval, divisors: Sequence[Operand]) -> Outcome:
    too_large = number.value >= bounds.high
    limit = bounds.high if too_large else bounds.low
    is_open = bounds.high_open if too_large else bounds.low_open
    sign = (">" if not is_open else "≥") if too_large else ("<" if not is_open else "≤")
    formula, expected = f"{printed(value)} {sign} {plain(limit / number.scale)}", ""
    details = {"limit": plain(limit / number.scale), "hint": "", "hint_en": ""}
    if too_large:
        for divisor in divisors:
            by = divisor.cell.number
            if by is None or by.value <= 0:
                continue
            quotient = number.value / by.value
            if bounds.contains(quotient):
                expected = at_precision_of(number, quotient)
                formula += f"；{printed(value)} ÷ {printed(divisor)} = {closer(number, quotient)}"
                details["hint"] = f"像是总量：除以「{divisor.label}」{printed(divisor)} 得 {expected}。"
                details["hint_en"] = f"It looks like a total: divided by {printed(divisor)} it gives {expected}."
                break
    words = [(bounds.low, "≥", ">", bounds.low_open), (bounds.high, "≤", "<", bounds.high_open)]
    allowed = "，".join(
        f"{strict if is_strict else weak} {plain(end / number.scale)}"
        for end, weak, strict, is_strict in words
        if not end.is_infinite()
    )
    return Outcome(
        Verdict.FAIL,
        formula=formula,
        reported=printed(value),
        expected=expected or allowed,
        expected_interval=bounds,
        difference=number.value - limit,
        suspects=(value.key,),
        details=details,
    )


def _slip(value: Operand, reference: Operand) -> Outcome | None:
    number, before = value.cell.number, reference.cell.number
    if number is None or before is None or number.value == 0 or before.value == 0:
        return None
    if len(before.digits.normalize().as_tuple().digits) < 3:
        return None  # 2 against 20 is a small school that grew, not a slip
    for shift in SHIFTS:
        if number.value == before.value.scaleb(shift):
            times = plain(Decimal(10) ** abs(shift))
            relation = f"× {times}" if shift > 0 else f"÷ {times}"
            return Outcome(
                Verdict.FAIL,
                formula=f"{printed(reference)} {relation} = {printed(value)}",
                reported=printed(value),
                expected=printed(reference),
                difference=number.value - before.value,
                suspects=(value.key,),
                details={"limit": "", "hint": f"与参照值{printed(reference)}数字相同、小数点位置不同。",
                         "hint_en": f"Same digits as {printed(reference)}, the point elsewhere."},
            )  # fmt: skip
    return None


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """A plain figure that lies between the bounds."""
    if roles.get("reference"):
        return None if parameters else _near_reference(roles["value"][0], roles["reference"][0], factors)
    keys = tuple(roles["value"])
    low, high = parameters.get("low", -INFINITY), parameters.get("high", INFINITY)
    above, below = parameters.get("above", -INFINITY), parameters.get("below", INFINITY)

    def holds(figures: Figures) -> bool:
        try:
            for key in keys:
                if not (low <= (value := figures[key]) <= high and above < value < below):
                    return False
        except KeyError:
            return False
        return True

    return holds


def _near_reference(key: str, reference: str, factors: Mapping[str, Decimal]) -> Shortcut | None:
    if factors[key] != factors[reference]:
        return None

    def holds(figures: Figures) -> bool:
        try:
            value, before = figures[key], figures[reference]
        except KeyError:
            return False
        # Anything nearer than a factor of ten has not had its point shifted.
        return not value or not before or before < 10 * value < 100 * before

    return holds
