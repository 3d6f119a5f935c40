"""Operands as numbers: which cells can be weighed, and how the result is written down.

The meaning of a cell without a number is decided here for every kind: 空 and 缺报
are unknown, 无 is nothing at all where things are counted, 不适用 drops out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from types import MappingProxyType

from nianbao.checks.ladder import Compute, climb
from nianbao.checks.outcome import Grade, Outcome, Reason, Verdict, Words
from nianbao.facts.cell import CellState
from nianbao.facts.interval import ZERO, Interval, Rounding
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import HEDGES, PrintedNumber
from nianbao.facts.relation import Operand

# 无 under one of these is no zero: a share of nothing is not 0 %.
NOT_COUNTED = frozenset({
    "share", "share_difference", "ratio", "multiple", "items_per_student", "money_per_student",
    "books_per_student", "score",
})  # fmt: skip
_MOST_WRITTEN = 20  # digits that can be rounded to any place without a second look
SHARES = frozenset({"share", "share_difference"})
NOTHING = PrintedNumber("无", ZERO)
_SUFFIX = as_pattern(r"^\D*?[-−+]?[\d.][\d,，.]*\s*(.*)$")
_HEDGE_TAIL = as_pattern("(?:" + "|".join(sorted(HEDGES, key=len, reverse=True)) + ")+$")
_HEDGE_HEAD = as_pattern("^(?:" + "|".join(sorted(HEDGES, key=len, reverse=True)) + ")+")


def counts_things(operands: Iterable[Operand]) -> bool:
    """True where 无 among the operands means zero: things are counted or money is added, nothing is a rate."""
    for operand in operands:
        number = operand.cell.number
        if number is not None and number.unit is not None and number.unit.dimension in NOT_COUNTED:
            return False
    return True


def is_absent(operand: Operand) -> bool:
    """True for 不适用: the operand drops out of the relation."""
    return operand.cell.state is CellState.NOT_APPLICABLE


def present(operands: Iterable[Operand]) -> list[Operand]:
    return [operand for operand in operands if operand.cell.state is not CellState.NOT_APPLICABLE]


def obstacle(operand: Operand, none_is_zero: bool = True) -> Reason | None:
    """Why the operand cannot be weighed, or None where it can."""
    cell = operand.cell
    if cell.number is not None:
        return None
    label = operand.label
    match cell.state:
        case CellState.VALUE:
            return Reason("text", f"「{label}」填的是文字「{cell.text}」，不是数字",
                          f"“{label}” holds the text “{cell.text}”, not a number")  # fmt: skip
        case CellState.NONE:
            if none_is_zero:
                return None
            return Reason("none", f"「{label}」填的是「无」，没有数值", f"“{label}” says 无 (none) and has no value")
        case CellState.MISSING:
            return Reason("missing", f"「{label}」缺报", f"“{label}” has not been reported (缺报)")
        case CellState.NOT_APPLICABLE:
            return Reason("not-applicable", f"「{label}」不适用", f"“{label}” does not apply (不适用)")
        case CellState.BLANK:
            return Reason("blank", f"「{label}」为空", f"“{label}” is blank")


def obstacles(operands: Iterable[Operand], none_is_zero: bool = True) -> list[Reason]:
    """Every reason that stands in the way, operands in order; 不适用 among several is none."""
    found = [obstacle(operand, none_is_zero) for operand in operands if operand.cell.number is None]
    return [reason for reason in found if reason is not None]


def joined(reasons: Sequence[Reason]) -> Reason:
    """Several reasons as one; its code is the first one's."""
    if len(reasons) == 1:
        return reasons[0]
    return Reason(reasons[0].code, "；".join(r.zh for r in reasons), "; ".join(r.en for r in reasons))


def number_of(operand: Operand) -> PrintedNumber:
    """The operand's number, 无 being zero; call only where ``obstacle`` finds nothing."""
    return operand.cell.number or NOTHING


def interval_of(operand: Operand, rounding: Rounding = Rounding.NEAREST) -> Interval:
    return number_of(operand).interval(rounding)


def total_of(operands: Iterable[Operand], rounding: Rounding = Rounding.NEAREST) -> Interval:
    """The sum of the operands that have a number; of none, zero."""
    low = high = ZERO
    low_open = high_open = False
    for operand in operands:
        number = operand.cell.number
        if number is None:
            continue
        if number.is_count or (rounding is Rounding.EXACT and number.hedge == "none"):
            value = number.value
            low, high = low + value, high + value
            continue
        part = number.interval(rounding)
        low, high = low + part.low, high + part.high
        low_open, high_open = low_open or part.low_open, high_open or part.high_open
    return Interval(low, high, low_open, high_open)


def have_mixed_units(operands: Iterable[Operand]) -> tuple[str, str] | None:
    """Labels of two units among the operands that cannot be compared; None where all can."""
    first = None
    for operand in operands:
        unit = operand.cell.number.unit if operand.cell.number is not None else None
        if unit is None:
            continue
        if first is None:
            first = unit
        elif unit.dimension != first.dimension and not (unit.dimension in SHARES and first.dimension in SHARES):
            return first.label, unit.label
    return None


# ---------------------------------------------------------------- writing down


def printed(operand: Operand) -> str:
    """The operand as its reader wrote it; a bare percentage gets its sign back.

    >>> from nianbao.facts.cell import read_cell
    >>> from nianbao.facts.unit import find_unit
    >>> printed(Operand("a", "双师比例", read_cell("29.6", find_unit("%"))))
    '29.6%'
    """
    number = operand.cell.number
    return str(operand.cell) if number is None else written(number)


def written(number: PrintedNumber) -> str:
    raw = number.raw.strip()
    return raw + bare_sign(number) if raw[-1:].isdigit() else raw


def bare_sign(number: PrintedNumber) -> str:
    """The sign that the column's head carries instead of the cell."""
    unit = number.unit
    if unit is None:
        return ""
    # A bare 120 may be 元 or 万元: where a factor is at stake the unit is always shown.
    if unit.dimension in SHARES or unit.dimension == "money" or unit.factor != 1:
        return unit.label
    return ""


def suffix_of(number: PrintedNumber) -> str:
    """What follows the digits: the unit as written, without words like 以上.

    >>> from nianbao.facts.printed_number import read_number
    >>> suffix_of(read_number("逾1.2万人次")), suffix_of(read_number("300余人")), suffix_of(read_number("17.0:1"))
    ('万人次', '人', ':1')
    """
    return _tail_of(number.raw) or bare_sign(number)


@lru_cache(4_096)
def _tail_of(raw: str) -> str:
    match = _SUFFIX.match(half_width(raw))
    return _HEDGE_HEAD.sub("", _HEDGE_TAIL.sub("", match[1])) if match else ""


def plain(value: Decimal, most_places: int = 6) -> str:
    """A number in ordinary digits: no exponent, no padding.

    >>> plain(Decimal("1E+2")), plain(Decimal("3.50")), plain(Decimal("-0.31"))
    ('100', '3.5', '−0.31')
    """
    if value.is_infinite():
        return "∞" if value > 0 else "−∞"
    if value == value.to_integral_value():
        text = f"{value:.0f}"
    else:
        rounded = value.quantize(Decimal(1).scaleb(-most_places), ROUND_HALF_UP)
        text = f"{rounded:f}".rstrip("0").rstrip(".")
    return text.replace("-", "−") if text not in ("-0", "0") else "0"


def _shown_scale(claimed: PrintedNumber) -> Decimal:
    """What one digit is worth beside the suffix that is shown: 三成 claims tenths and is shown in per cent.

    >>> from nianbao.facts.printed_number import read_number
    >>> _shown_scale(read_number("44%")), _shown_scale(read_number("1.2万元"))
    (Decimal('0.01'), Decimal('10000'))
    """
    unit = claimed.unit
    is_spelled = unit is not None and unit.dimension in SHARES and not _tail_of(claimed.raw)
    return unit.factor if unit is not None and is_spelled else claimed.scale


def at_precision_of(claimed: PrintedNumber, value: Decimal) -> str:
    """``value`` (in the base unit) as the reader would have printed it.

    >>> from nianbao.facts.printed_number import read_number
    >>> at_precision_of(read_number("44%"), Decimal(124) / Decimal(256))
    '48%'
    """
    if value.is_infinite():
        return plain(value)
    digits = (value / _shown_scale(claimed)).quantize(Decimal(1).scaleb(-claimed.places), ROUND_HALF_UP)
    return f"{digits:f}".replace("-", "−") + suffix_of(claimed)


def closer(claimed: PrintedNumber, value: Decimal, more_places: int = 2) -> str:
    """``value`` in the claim's unit with a little more detail than the claim, so that a difference shows."""
    return plain(value / _shown_scale(claimed), claimed.places + more_places) + suffix_of(claimed)


def plus(operands: Sequence[Operand]) -> str:
    return " + ".join(printed(operand) for operand in operands) if operands else "0"


def bracketed(operands: Sequence[Operand]) -> str:
    return f"({plus(operands)})" if len(operands) > 1 else plus(operands)


def all_but(operands: Iterable[Operand], key: str) -> list[Operand]:
    """The operands without the one with this key."""
    return [operand for operand in operands if operand.key != key]


def solve_quotient(
    claim: Operand,
    above: Iterable[Operand],
    below: Iterable[Operand],
    key: str,
    multiplier: Decimal = Decimal(1),
    claimed: Interval | None = None,
) -> Interval | None:
    """The true values of one operand for which claim = above ÷ below × multiplier; None where none is fixed.

    ``claimed`` is what the claim may stand for where that is more than its rounding.
    """
    above, below = present(above), present(below)
    other_above, other_below = all_but(above, key), all_but(below, key)
    named = (claim.key == key) + len(above) - len(other_above) + len(below) - len(other_below)
    if named != 1:
        return None
    if claim.key == key:
        quotient = total_of(above).divided_by(total_of(below))
        return quotient.times(multiplier) if quotient is not None else None
    value = (claimed or interval_of(claim)).times(1 / multiplier)
    if len(other_above) < len(above):
        return value * total_of(below) - total_of(other_above)
    needed = total_of(above).divided_by(value)
    return needed - total_of(other_below) if needed is not None else None


def middle(interval: Interval) -> Decimal:
    """One number to show for an interval: its centre, or its finite end."""
    if interval.low.is_infinite():
        return interval.high
    if interval.high.is_infinite():
        return interval.low
    return (interval.low + interval.high) / 2


def worked_out_once(compute: Compute) -> Compute:
    """The same, each answer kept for when it is asked for again."""
    known: dict[Rounding, Interval | None] = {}

    def computed(rounding: Rounding) -> Interval | None:
        if rounding not in known:
            known[rounding] = compute(rounding)
        return known[rounding]

    return computed


def compare(
    claim: Operand,
    compute: Compute,
    left: Callable[[], str],
    group: Sequence[PrintedNumber] = (),
    *,
    is_measured: bool = False,
) -> Outcome:
    """The outcome of holding a printed claim against what the other operands give.

    ``left`` writes the left-hand side of the formula. ``is_measured`` says that the claim is
    itself a quotient or mean, and so rounded even where its unit counts.
    """
    claimed = number_of(claim)
    compute = worked_out_once(compute)
    grade = climb(claimed, compute, group, is_measured=is_measured)
    nearest = compute(Rounding.NEAREST)
    exact = compute(Rounding.EXACT)
    best = middle(exact if exact is not None else nearest) if (exact or nearest) is not None else ZERO  # type: ignore[arg-type]

    def formula() -> str:
        if grade is Grade.EXACT:
            return f"{left()} = {printed(claim)}"
        return f"{left()} = {closer(claimed, best)} {'≠' if grade is Grade.NONE else '≈'} {printed(claim)}"

    def further() -> Words:
        low, high = (nearest.low, nearest.high) if nearest is not None else (best, best)
        extra = {"low": closer(claimed, low), "high": closer(claimed, high), "computed": closer(claimed, best)}
        return printed(claim), at_precision_of(claimed, best), MappingProxyType(extra)

    outcome = Outcome.worded_later(
        Verdict.FAIL if grade is Grade.NONE else Verdict.PASS,
        grade,
        formula,
        further,
        expected_interval=nearest,
        difference=claimed.value - best,
        suspects=(claim.key,),
    )
    ends = (best,) if nearest is None else (best, nearest.low, nearest.high)
    digits = max(end.adjusted() for end in ends) - claimed.scale.adjusted() + claimed.places
    # What is too long to be written down is no outcome, and that has to come out now.
    return outcome if digits < _MOST_WRITTEN else replace(outcome)
