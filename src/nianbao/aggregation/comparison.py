"""A district's own figures beside those that its schools' figures make (D01 to D04).

Totals must be the schools' totals, ratios those of the schools' base items, and
whoever is in the registry either reports or says why not. Where schools owe an
answer the district may know more than its schools said: that is shown as not
comparable, never as a fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from nianbao.aggregation.aggregate import Aggregate
from nianbao.aggregation.exact import approximately, plain
from nianbao.aggregation.figure import Figure
from nianbao.aggregation.membership import Standing
from nianbao.facts.cell import Cell, CellState
from nianbao.facts.interval import Rounding
from nianbao.facts.record import Organisation, Record
from nianbao.framework.model import AggregationMethod


class Agreement(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    UNKNOWN = "unknown"  # schools owe answers, or there is nothing to compare with


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure of a district against what its schools make of it.

    ``difference`` is the district's digits minus the schools' unrounded figure, in the form's unit.
    """

    indicator: str
    agreement: Agreement
    district: Cell
    schools: Cell
    difference: Decimal | None
    formula: str
    message: str
    message_en: str


@dataclass(frozen=True, slots=True)
class RegistryGap:
    """An organisation whose place in the registry and in the aggregate do not fit together."""

    code: str  # not-reporting | unregistered
    organisation: Organisation
    message: str
    message_en: str


def compare_with_schools(district: Record, aggregate: Aggregate) -> tuple[Comparison, ...]:
    """Every figure that schools' figures can make, in the order of the form; what agrees is there too."""
    return tuple(
        _compared(figure, district.cell(name))
        for name, figure in aggregate.figures.items()
        if figure.method is not AggregationMethod.NONE
    )


def registry_gaps(aggregate: Aggregate) -> tuple[RegistryGap, ...]:
    """Who is in the registry and silent without a reason, and who reports without being in it (D02, D03)."""
    gaps = []
    for member in aggregate.members:
        name = member.organisation.name
        if member.standing is Standing.NOT_REPORTING:
            gaps.append(
                RegistryGap(
                    "not-reporting",
                    member.organisation,
                    f"{name}在名录中，有学生，但没有填报，也没有说明原因。请催报或补充原因。",
                    f"{name} is in the registry and has students, but neither reports nor says why. Ask for either.",
                )
            )
        elif member.standing is Standing.UNREGISTERED:
            gaps.append(
                RegistryGap(
                    "unregistered",
                    member.organisation,
                    f"{name}有填报，但不在名录中。请核对名录和单位代码。",
                    f"{name} reports but is not in the registry. Check the registry and the code.",
                )
            )
    return tuple(gaps)


def _compared(figure: Figure, district: Cell) -> Comparison:
    formula, schools = figure.formula(), figure.cell
    agreement, difference = _agreement(figure, district)
    shown = str(district) or "空"
    coverage = figure.coverage
    if agreement is Agreement.AGREES:
        message, message_en = f"{figure.label}与各校汇总一致。", f"{figure.indicator} agrees with the schools."
    elif agreement is Agreement.DIFFERS:
        gap = "" if difference is None else f"，相差 {_signed(difference)}"
        gap_en = "" if difference is None else f", a difference of {_signed(difference)}"
        message = (
            f"{figure.label}：区级填 {shown}，各校汇总为 {schools}{gap}。算式：{formula}。"
            "请核对是哪一校有误，还是区级漏算、多算。"
        )
        message_en = (
            f"{figure.indicator}: the district says {shown}, its schools make {schools}{gap_en}: "
            f"{figure.formula(english=True)}. Look for the school that is wrong, or for one left out or counted twice."
        )
    else:
        message = f"{figure.label}：区级填 {shown}，不能与各校比对。{figure.note()}"
        message_en = f"{figure.indicator}: the district says {shown}; cannot compare. {figure.note(english=True)}"
    if agreement is Agreement.DIFFERS and coverage.exempt:
        message += coverage.describe() + "。"
        message_en += " " + coverage.describe(english=True) + "."
    return Comparison(figure.indicator, agreement, district, schools, difference, formula, message, message_en)


def _agreement(figure: Figure, district: Cell) -> tuple[Agreement, Decimal | None]:
    difference = None
    number = district.number
    if number is not None and figure.exact is not None:
        own = Fraction(number.digits) * Fraction(number.scale)
        difference = approximately(own / Fraction(figure.factor) - figure.exact, 15)
    if not figure.coverage.is_complete or figure.coverage.total == 0:
        return Agreement.UNKNOWN, difference
    if figure.exact is None:
        if figure.cell.state is CellState.MISSING or district.state is CellState.BLANK:
            return Agreement.UNKNOWN, None
        same = district.state is figure.cell.state or {district.state, figure.cell.state} == {
            CellState.NONE,
            CellState.NOT_APPLICABLE,
        }
        zero = number is not None and number.digits == 0 and figure.cell.state is CellState.NONE
        return (Agreement.AGREES if same or zero else Agreement.DIFFERS), None
    if number is None:
        empty = district.state in (CellState.NONE,) and figure.exact == 0
        return (Agreement.AGREES if empty else Agreement.DIFFERS), None
    # 0.125 printed as 0.13 or cut to 0.12 is the same figure; only what no rounding explains is a difference.
    exact = figure.exact * Fraction(figure.factor)
    agrees = any(
        _holds(number.interval(habit).low, number.interval(habit).high, exact)
        for habit in (Rounding.NEAREST, Rounding.TRUNCATED)
    )
    return (Agreement.AGREES if agrees else Agreement.DIFFERS), difference


def _holds(low: Decimal, high: Decimal, exact: Fraction) -> bool:
    above = not low.is_finite() or Fraction(low) <= exact
    below = not high.is_finite() or exact <= Fraction(high)
    return above and below


def _signed(number: Decimal) -> str:
    text = plain(number.normalize()) if number else "0"
    return text if text.startswith("-") else f"+{text}"
