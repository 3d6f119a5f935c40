"""The ways of aggregating: what one organisation puts in, and what comes out.

How each method treats a cell without a number is decided here. 无 adds nothing to
a sum and says nothing about a mean; 不适用 and 无毕业生 take an organisation out
without anybody owing anything; 缺报, a blank and a text in a number's box take it
out and are owed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from nianbao.aggregation.coverage import Absence, Absentee, Coverage
from nianbao.aggregation.exact import as_decimal, plain, round_half_up, value_in
from nianbao.aggregation.figure import Carried, Contribution, Figure, Part
from nianbao.aggregation.union import names_in, same_name
from nianbao.facts.cell import Cell, CellState
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.record import Organisation, Record
from nianbao.facts.unit import Unit
from nianbao.framework.model import AggregationMethod, Catalogue, Indicator, Meaning

NOTHING = Fraction(0)
PLACES_OF_A_QUOTIENT = 2  # where neither the form nor the schools' own figures say more

_NEVER_FROM_PRINTED = (AggregationMethod.RECOMPUTE, AggregationMethod.WEIGHTED_MEAN)
_WITHOUT_ANSWER = (CellState.MISSING, CellState.BLANK, CellState.NOT_APPLICABLE)


@dataclass(frozen=True)
class Question:
    """An indicator as an edition understands it."""

    indicator: Indicator
    meaning: Meaning
    catalogue: Catalogue
    data_year: str

    @property
    def method(self) -> AggregationMethod:
        method = self.meaning.aggregation.method
        # A ratio without a formula, or a mean without a weight, cannot be made; nor may it be averaged.
        lacks_formula = method is AggregationMethod.RECOMPUTE and self.meaning.formula is None
        lacks_weight = method is AggregationMethod.WEIGHTED_MEAN and self.meaning.aggregation.weight is None
        return AggregationMethod.NONE if lacks_formula or lacks_weight else method

    @property
    def factor(self) -> Decimal:
        return self.meaning.unit.factor if self.meaning.unit is not None else Decimal(1)

    @property
    def multiplier(self) -> Fraction:
        """What turns a total or quotient of base values into digits in the form's unit."""
        if self.method is AggregationMethod.RECOMPUTE and self.meaning.formula is not None:
            return Fraction(self.meaning.formula.multiplier)
        return 1 / Fraction(self.factor)

    def unit_of(self, name: str) -> Unit | None:
        return self.meaning_of(name).unit

    def meaning_of(self, name: str) -> Meaning:
        return self.catalogue.indicators[name].meaning_in(self.data_year)

    def label_of(self, name: str) -> str:
        return self.catalogue.indicators[name].label


def answer(
    question: Question, organisation: Organisation, record: Record, lower: Carried | None, *, knows_lower: bool
) -> Contribution | Absentee:
    """What an organisation puts into a figure, or why it puts in nothing.

    ``lower`` is the organisation's own figure before rounding where it is itself an aggregate.
    """
    name = question.indicator.id
    cell = record.cell(name)
    own = Part(name, cell, record.place(name))
    adds_up = question.method not in (AggregationMethod.DISTINCT, AggregationMethod.NONE)
    if adds_up and lower is not None and lower.numerator is not None and _stands_for(lower, cell, question):
        below = None if lower.denominator is None else Fraction(lower.denominator)
        found: Contribution | Absentee = Contribution(organisation, Fraction(lower.numerator), below, parts=(own,))
    elif knows_lower and question.method in _NEVER_FROM_PRINTED:
        # The aggregate below could not make this figure, or a person replaced it; its totals would not fit together.
        if cell.is_numeric:
            found = Absentee(organisation, Absence.BASE_ITEM_MISSING, f"下级改动了汇总值：{cell}")
        else:
            found = Absentee(organisation, *why_absent(cell, organisation, question.meaning))
    else:
        match question.method:
            case AggregationMethod.SUM | AggregationMethod.MAXIMUM:
                found = _plain_answer(question, organisation, own)
            case AggregationMethod.RECOMPUTE:
                found = _quotient_answer(question, organisation, record)
            case AggregationMethod.WEIGHTED_MEAN:
                found = _weighted_answer(question, organisation, record, own)
            case AggregationMethod.DISTINCT if knows_lower and cell.state in _WITHOUT_ANSWER:
                # Some list was missing below, so what stands in the united list is no whole.
                found = Absentee(organisation, *why_absent(cell, organisation, question.meaning))
            case AggregationMethod.DISTINCT:
                found = _union_answer(question, organisation, record, own)
            case AggregationMethod.NONE:
                found = _listed_answer(question, organisation, own)
    if lower is not None and isinstance(found, Contribution):
        return replace(found, schools_counted=lower.schools_counted, schools_total=lower.schools_total)
    return found


def settle(question: Question, contributions: tuple[Contribution, ...], coverage: Coverage) -> Figure:
    """The figure that the contributions make together."""
    above, below, exact, reason, reason_en = _combined(question, contributions, coverage)
    cell = _cell(question, contributions, coverage, exact)
    shared = tuple(replace(one, share=_share(one, above, below, question.method)) for one in contributions)
    return Figure(
        question.indicator.id,
        question.indicator.label,
        question.method,
        cell,
        coverage,
        shared,
        exact,
        reason,
        reason_en,
        question.multiplier if question.method is AggregationMethod.RECOMPUTE else Fraction(1),
        question.factor,
        Carried(
            None if above is None else as_decimal(above),
            None if above is None or below is None else as_decimal(below),
            coverage.schools_counted,
            coverage.schools_total,
        ),
    )


def why_absent(cell: Cell, organisation: Organisation, meaning: Meaning) -> tuple[Absence, str]:
    """Why a cell has no number to give: the organisation's circumstances explain a blank before it is owed."""
    if cell.state is CellState.VALUE:
        return Absence.UNREADABLE, cell.raw
    if cell.state is CellState.NONE:
        return Absence.NONE, ""
    exempt = _exemption(organisation, meaning)
    if exempt is not None:
        return exempt, ""
    return {
        CellState.NOT_APPLICABLE: Absence.NOT_APPLICABLE,
        CellState.MISSING: Absence.MISSING,
        CellState.BLANK: Absence.BLANK,
    }[cell.state], ""


def _exemption(organisation: Organisation, meaning: Meaning) -> Absence | None:
    """Why the question does not arise for an organisation, by the registry."""
    if meaning.applies_when == "has_graduates" and not organisation.has_graduates:
        return Absence.NO_GRADUATES
    if meaning.applies_when in ("has_students", "has_graduates") and not organisation.has_students:
        return Absence.NO_STUDENTS
    return None


def _number(cell: Cell, unit: Unit | None) -> Fraction | None:
    return value_in(cell.number, unit) if cell.number is not None else None


def _plain_answer(question: Question, organisation: Organisation, own: Part) -> Contribution | Absentee:
    value = _number(own.cell, question.meaning.unit)
    if value is None and own.cell.state is CellState.NONE:
        return Contribution(organisation, None, parts=(own,))
    if value is None:
        return Absentee(organisation, *why_absent(own.cell, organisation, question.meaning))
    return Contribution(organisation, value, parts=(own,))


def _quotient_answer(question: Question, organisation: Organisation, record: Record) -> Contribution | Absentee:
    formula = question.meaning.formula
    assert formula is not None  # without one the method is NONE
    totals, parts, adds = [], [], []
    lacking: list[tuple[Absence, str]] = []
    for names in (formula.numerator, formula.denominator):
        total, adds_something = NOTHING, False
        for name in names:
            cell, meaning = record.cell(name), question.meaning_of(name)
            parts.append(Part(name, cell, record.place(name)))
            value = _number(cell, meaning.unit)
            if value is None and cell.state is not CellState.NONE:
                lacking.append((why_absent(cell, organisation, meaning)[0], question.label_of(name)))
            total += value or NOTHING
            adds_something |= bool(value)
        totals.append(total)
        adds.append(adds_something)
    if not lacking:
        exempt = _exemption(organisation, question.meaning)
        if exempt is not None and not all(adds):
            # A 0 in place of 不适用 must not bring its teachers into the others' ratio.
            return Absentee(organisation, exempt)
        return Contribution(organisation, totals[0], totals[1], parts=tuple(parts))
    # The school's word that the ratio does not apply to it settles a blank base item.
    own_absence, _ = why_absent(record.cell(question.indicator.id), organisation, question.meaning)
    if own_absence in (Absence.NO_GRADUATES, Absence.NO_STUDENTS, Absence.NOT_APPLICABLE):
        return Absentee(organisation, own_absence)
    owed = [label for absence, label in lacking if absence.is_owed]
    if owed:
        return Absentee(organisation, Absence.BASE_ITEM_MISSING, "、".join(dict.fromkeys(owed)))
    return Absentee(organisation, lacking[0][0], lacking[0][1])


def _weighted_answer(
    question: Question, organisation: Organisation, record: Record, own: Part
) -> Contribution | Absentee:
    value = _number(own.cell, question.meaning.unit)
    if value is None:
        return Absentee(organisation, *why_absent(own.cell, organisation, question.meaning))
    name = question.meaning.aggregation.weight
    assert name is not None  # without one the method is NONE
    cell = record.cell(name)
    weight = _number(cell, question.unit_of(name))
    if weight is None or weight <= 0:
        return Absentee(organisation, Absence.WEIGHT_MISSING, f"{question.label_of(name)}：{cell}")
    return Contribution(organisation, value * weight, weight, parts=(own, Part(name, cell, record.place(name))))


def _union_answer(question: Question, organisation: Organisation, record: Record, own: Part) -> Contribution | Absentee:
    how = question.meaning.aggregation
    value = _number(own.cell, question.meaning.unit)
    if how.list_id is not None and how.list_column is not None:
        names = names_in(record, how.list_id, how.list_column)
        if names:
            return Contribution(organisation, Fraction(len(names)), parts=(own,), members=names)
    if value == 0 or own.cell.state is CellState.NONE:
        return Contribution(organisation, value, parts=(own,))
    if value is not None:
        return Absentee(organisation, Absence.LIST_MISSING, f"只报了数{own.cell}")
    return Absentee(organisation, *why_absent(own.cell, organisation, question.meaning))


def _listed_answer(question: Question, organisation: Organisation, own: Part) -> Contribution | Absentee:
    if own.cell.state in (CellState.VALUE, CellState.NONE):
        return Contribution(organisation, _number(own.cell, question.meaning.unit), parts=(own,))
    return Absentee(organisation, *why_absent(own.cell, organisation, question.meaning))


def _combined(
    question: Question, contributions: Sequence[Contribution], coverage: Coverage
) -> tuple[Fraction | None, Fraction | None, Fraction | None, str, str]:
    """Numerator, denominator and figure in the form's unit; or None with the reason in two languages."""
    numbers = [one.numerator for one in contributions if one.numerator is not None]
    above = sum(numbers, NOTHING) if numbers else None
    multiplier = question.multiplier
    match question.method:
        case AggregationMethod.NONE:
            return None, None, None, "不汇总，各单位分列", "not aggregated; listed by organisation"
        case AggregationMethod.DISTINCT:
            owing = [one for one in coverage.owing if one.absence is Absence.LIST_MISSING]
            if owing:
                return (
                    None,
                    None,
                    None,
                    "缺清单，无法去重合计",
                    "lists are missing, so double counting cannot be ruled out",
                )
            united = {same_name(name) for one in contributions for name in one.members}
            exact = Fraction(len(united)) if numbers else None
            return exact, None, exact, *_reason(question, contributions, coverage, exact)
        case AggregationMethod.SUM | AggregationMethod.MAXIMUM:
            if question.method is AggregationMethod.MAXIMUM and numbers:
                above = max(numbers)
            exact = above * multiplier if above is not None else None
            return above, None, exact, *_reason(question, contributions, coverage, exact)
        case AggregationMethod.RECOMPUTE | AggregationMethod.WEIGHTED_MEAN:
            below = sum((one.denominator or NOTHING for one in contributions), NOTHING)
            if contributions and not below:
                return above, below, None, "分母合计为零", "the denominators add up to zero"
            exact = above / below * multiplier if above is not None and below else None
            return above, below, exact, *_reason(question, contributions, coverage, exact)


def _reason(
    question: Question, contributions: Sequence[Contribution], coverage: Coverage, exact: Fraction | None
) -> tuple[str, str]:
    if exact is not None or contributions or not coverage.owing:
        return "", ""
    missing = Counter(one.absence for one in coverage.owing)
    if question.method is AggregationMethod.RECOMPUTE and Absence.BASE_ITEM_MISSING in missing:
        return (
            "各单位都缺支撑项，不能由原始数重算；比率不作平均",
            "base items are missing everywhere; ratios are never averaged",
        )
    return "没有一个单位报了数", "no organisation gave a number"


def _cell(
    question: Question, contributions: Sequence[Contribution], coverage: Coverage, exact: Fraction | None
) -> Cell:
    if exact is not None:
        digits = round_half_up(exact, _places(question, contributions, exact))
        hedged = any(
            part.cell.number is not None and part.cell.number.hedge is not Hedge.NONE
            for one in contributions
            for part in one.parts
        )
        raw, hedge = (f"约{plain(digits)}", Hedge.ABOUT) if hedged else (plain(digits), Hedge.NONE)
        return Cell.of_number(PrintedNumber(raw, digits, question.factor, question.meaning.unit, hedge))
    if question.method is AggregationMethod.NONE:
        return _listed_cell(contributions, coverage)
    if question.method is AggregationMethod.DISTINCT and any(
        one.absence is Absence.LIST_MISSING for one in coverage.owing
    ):
        return Cell.without_value(CellState.MISSING)
    if contributions:
        zero_below = question.method in _NEVER_FROM_PRINTED
        return Cell.without_value(CellState.NOT_APPLICABLE if zero_below else CellState.NONE)
    return Cell.without_value(_state_without(coverage))


def _state_without(coverage: Coverage) -> CellState:
    """The state of a figure to which nobody contributed."""
    if coverage.owing:
        return CellState.MISSING
    if any(one.absence is Absence.NONE for one in coverage.absent):
        return CellState.NONE
    return CellState.NOT_APPLICABLE


def _listed_cell(contributions: Sequence[Contribution], coverage: Coverage) -> Cell:
    """What the district's box says where nothing is added up: the schools' different words, else 不适用."""
    texts = Counter(one.parts[0].cell.text for one in contributions if one.parts[0].cell.text is not None)
    if texts:
        ordered = sorted(texts.items(), key=lambda item: (-item[1], item[0] or ""))
        return Cell.of_text("、".join(text for text, _ in ordered if text))
    if any(one.numerator is not None for one in contributions):
        return Cell.without_value(CellState.NOT_APPLICABLE)
    return Cell.without_value(CellState.NONE if contributions else _state_without(coverage))


def _places(question: Question, contributions: Sequence[Contribution], exact: Fraction) -> int:
    if question.meaning.places is not None:
        return question.meaning.places
    if question.method is AggregationMethod.DISTINCT:
        return 0
    name = question.indicator.id
    printed = [
        part.cell.number.places
        for one in contributions
        for part in one.parts
        if part.indicator == name and part.cell.number is not None and part.cell.number.scale == question.factor
    ]
    if question.method in (AggregationMethod.SUM, AggregationMethod.MAXIMUM):
        ending = as_decimal(exact)
        needed = max(0, -int(ending.as_tuple().exponent)) if ending is not None else PLACES_OF_A_QUOTIENT
        return max([*printed, needed])
    return max(printed, default=PLACES_OF_A_QUOTIENT)


def _share(
    one: Contribution, above: Fraction | None, below: Fraction | None, method: AggregationMethod
) -> Decimal | None:
    """A mean is shared out by weight, everything else by numerator; a maximum or a union is nobody's share."""
    if method in (AggregationMethod.SUM, AggregationMethod.RECOMPUTE) and above and one.numerator is not None:
        return round_half_up(one.numerator / above, 6)
    if method is AggregationMethod.WEIGHTED_MEAN and below and one.denominator is not None:
        return round_half_up(one.denominator / below, 6)
    return None


def _stands_for(lower: Carried, cell: Cell, question: Question) -> bool:
    """True where the printed cell is the carried figure, rounded: nobody changed it since."""
    if lower.denominator == 0:
        return cell.state is CellState.NOT_APPLICABLE
    if cell.number is None or lower.numerator is None:
        return False
    exact = Fraction(lower.numerator)
    if lower.denominator is not None:
        exact = exact / Fraction(lower.denominator)
    exact = exact * question.multiplier
    if cell.number.scale != question.factor:
        return cell.number.interval().contains(as_decimal(exact * Fraction(question.factor)) or cell.number.value)
    return round_half_up(exact, cell.number.places) == cell.number.digits
