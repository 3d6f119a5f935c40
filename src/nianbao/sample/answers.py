"""From a made-up school's counted figures to its answers to an edition's form.

Everything that the form derives is computed here from the printed base items by the
catalogue's own formula and rounded once, half up; what does not apply to the school says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from nianbao.facts.cell import Cell, CellState
from nianbao.facts.period import Period
from nianbao.facts.place import Place
from nianbao.facts.printed_number import PrintedNumber
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.facts.unit import Unit
from nianbao.framework.model import Catalogue, Formula, Meaning, ValueType
from nianbao.sample.school import Figures, Profile, figures_of

NOWHERE = Place()
NOT_APPLICABLE = Cell.without_value(CellState.NOT_APPLICABLE, "不适用")
PRINTED_PLACES = 2  # of derived figures whose form prescribes none
ONLINE = ("问卷（网上）", "问卷(网上)", "网上问卷")


class UnknownIndicatorError(LookupError):
    """An edition asks for something that a made-up school has no figure for."""


@dataclass(frozen=True, slots=True)
class Question:
    """One indicator of an edition, ready to be answered many times."""

    indicator: str
    meaning: Meaning
    period: Period
    value_type: ValueType

    @property
    def subject(self) -> str:
        """What a survey's column belongs to: satisfaction_staff for satisfaction_staff_method."""
        return self.indicator.removesuffix("_method")


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """An edition's indicators in an order in which each formula finds its operands answered."""

    edition: str
    data_year: int
    questions: tuple[Question, ...]
    list_ids: tuple[str, ...]


def questionnaire_of(catalogue: Catalogue, edition_id: str) -> Questionnaire:
    """What a school must answer for an edition."""
    edition = catalogue.editions[edition_id]
    questions = []
    for identifier in edition.indicators():
        indicator = catalogue.indicators[identifier]
        meaning = indicator.meaning_in(edition.data_year)
        questions.append(Question(identifier, meaning, edition.periods[meaning.period], indicator.value_type))
    return Questionnaire(
        edition_id,
        int(edition.data_year.removeprefix("dy")),
        tuple(questions),
        (
            *(form_list.id for table in edition.tables for form_list in table.lists),
            *(form_list.id for form_list in edition.base_lists),
        ),
    )


@lru_cache(maxsize=65536)
def number_cell(digits: Decimal, unit: Unit | None) -> Cell:
    """A cell with a number as a careful clerk writes it: no unit, no separators.

    >>> number_cell(Decimal("12.50"), None).raw
    '12.50'
    """
    scale = unit.factor if unit is not None else Decimal(1)
    return Cell.of_number(PrintedNumber(format(digits, "f"), digits, scale, unit))


def rounded(value: Decimal, places: int) -> Decimal:
    """
    >>> rounded(Decimal("34.565"), 2)
    Decimal('34.57')
    """
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def answers(profile: Profile, asked: Questionnaire, seed: int, previous: Record | None = None) -> Record:
    """One school's record for one edition."""
    school = profile.organisation
    figures = figures_of(profile, seed, asked.data_year)
    facts: dict[str, Fact] = {}
    for question in asked.questions:
        cell = answer(question, school, figures)
        facts[question.indicator] = Fact(question.indicator, school.code, question.period, cell, NOWHERE)
    kept = profile.lists()
    if unknown := [identifier for identifier in asked.list_ids if identifier not in kept]:
        raise UnknownIndicatorError(unknown[0])
    return Record(school, asked.edition, facts, {name: kept[name] for name in asked.list_ids}, previous)


def answer(question: Question, school: Organisation, figures: Figures) -> Cell:
    """What a school puts into one cell."""
    meaning, indicator = question.meaning, question.indicator
    condition = meaning.applies_when
    if condition is not None and not (school.has_graduates if condition == "has_graduates" else school.has_students):
        return NOT_APPLICABLE
    figure = figures.get(indicator)
    if figure is not None:
        return number_cell(Decimal(figure), meaning.unit)
    if question.value_type is ValueType.CHOICE:
        return Cell.of_text(_method(meaning)) if figures.get(f"{question.subject}_respondents") else NOT_APPLICABLE
    if meaning.formula is not None:
        digits = derived(meaning.formula, figures)
        places = meaning.places if meaning.places is not None else PRINTED_PLACES
        return number_cell(rounded(digits, places), meaning.unit) if digits is not None else NOT_APPLICABLE
    content = figures.get(f"{indicator}_satisfied")
    if content is not None:
        share = Decimal(content) * 100 / Decimal(figures[f"{indicator}_respondents"])
        return number_cell(rounded(share, PRINTED_PLACES), meaning.unit)
    # Nobody to ask, nobody to count; a unit without students teaches no courses.
    if not school.has_students or (not school.has_graduates and indicator.startswith(("satisfaction_", "graduate"))):
        return NOT_APPLICABLE
    raise UnknownIndicatorError(indicator)


def derived(formula: Formula, figures: Figures) -> Decimal | None:
    """The unrounded quotient, or None where there is nothing to divide by or from.

    >>> derived(Formula(("passed",), ("tested",), Decimal(100)), {"passed": 45, "tested": 50})
    Decimal('90')
    >>> derived(Formula(("passed",), ("tested",), Decimal(100)), {"passed": 0, "tested": 0}) is None
    True
    """
    if not all(operand in figures for operand in (*formula.numerator, *formula.denominator)):
        return None
    above = sum((Decimal(figures[operand]) for operand in formula.numerator), Decimal(0))
    below = sum((Decimal(figures[operand]) for operand in formula.denominator), Decimal(0))
    return above * formula.multiplier / below if below else None


def _method(meaning: Meaning) -> str:
    for choice in meaning.choices:
        if choice in ONLINE:
            return choice
    return meaning.choices[0] if meaning.choices else ONLINE[0]
