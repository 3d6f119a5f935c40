"""One aggregated figure: the cell, what it was made of, and how.

A reader who doubts 「35.32 %」 gets the formula with the schools' numbers in it,
and from each number the place in that school's workbook.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from nianbao.aggregation.correction import Correction
from nianbao.aggregation.coverage import Coverage
from nianbao.aggregation.exact import approximately, as_decimal, plain
from nianbao.facts.cell import Cell
from nianbao.facts.place import Place
from nianbao.facts.record import Organisation
from nianbao.framework.model import AggregationMethod


@dataclass(frozen=True, slots=True)
class Part:
    """One cell that a contribution rests on: a base item, a weight, or the figure itself."""

    indicator: str
    cell: Cell
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one organisation puts into a figure.

    ``numerator`` is its number (or its numerator, or value times weight) and ``denominator`` its
    denominator or weight, both in base units; a plain sum has no denominator. ``share`` is
    its part of the whole (of all numerators; of all weights for a mean), to six places.
    """

    organisation: Organisation
    numerator: Fraction | None
    denominator: Fraction | None = None
    share: Decimal | None = None
    parts: tuple[Part, ...] = ()
    members: tuple[str, ...] = ()  # the names it puts into a union
    schools_counted: int = 1
    schools_total: int = 1

    @property
    def value(self) -> Decimal | None:
        """Its own number in base units: what it would say alone."""
        if self.numerator is None:
            return None
        if self.denominator is None:
            return as_decimal(self.numerator)
        return approximately(self.numerator / self.denominator) if self.denominator else None


@dataclass(frozen=True, slots=True)
class Carried:
    """Numerator and denominator of a figure before rounding, for the next level up.

    Without a number (``numerator`` None) it still says how many schools stand behind the cell.
    A province that added up its districts' rounded figures would round twice, and one that
    divided their base items would mix schools that a district had to leave out of its ratio.
    """

    numerator: Decimal | None
    denominator: Decimal | None
    schools_counted: int
    schools_total: int


@dataclass(frozen=True, slots=True)
class Figure:
    """An aggregated indicator. ``exact`` is the figure before rounding, in the form's unit."""

    indicator: str
    label: str
    method: AggregationMethod
    cell: Cell
    coverage: Coverage
    contributions: tuple[Contribution, ...]
    exact: Fraction | None = None
    reason: str = ""  # why there is no figure
    reason_en: str = ""
    multiplier: Fraction = Fraction(1)  # of the formula of a ratio
    factor: Decimal = Decimal(1)  # of the form's unit
    carried: Carried | None = None
    made: Cell | None = None  # what the contributions make, where a correction says otherwise
    correction: Correction | None = None

    @property
    def unrounded(self) -> Decimal | None:
        """The figure before rounding, in the form's unit; to 28 digits where it never ends."""
        if self.exact is None:
            return None
        ending = as_decimal(self.exact)
        return ending if ending is not None and len(ending.as_tuple().digits) <= 40 else approximately(self.exact)

    def note(self, english: bool = False) -> str:
        """What must stand beside the figure: coverage where it is partial, and why there is none."""
        words = [self.reason_en if english else self.reason] if self.reason else []
        if self.coverage.absent:
            words.append(self.coverage.describe(english))
        return ("; " if english else "；").join(words)

    def formula(self, limit: int = 6, english: bool = False) -> str:
        """The arithmetic with the organisations' numbers in it; beyond ``limit`` of them the middle is left out."""
        name = self.indicator if english else self.label
        made = self.made or self.cell
        result = made.raw or str(made)
        match self.method:
            case AggregationMethod.SUM:
                return f"{name} = {self._terms(limit, english)} = {result}"
            case AggregationMethod.RECOMPUTE:
                above, below = self._added(limit)
                times = "" if self.multiplier == 1 else f" × {_brief(self.multiplier)}"
                return f"{name} = ({above}) ÷ ({below}){times} = {result}"
            case AggregationMethod.WEIGHTED_MEAN:
                above, below = self._added(limit)
                return f"{name} = Σ(v×w) ÷ Σw = ({above}) ÷ ({below}) = {result}"
            case AggregationMethod.MAXIMUM:
                return f"{name} = max({self._terms(limit, english, ', ')}) = {result}"
            case AggregationMethod.DISTINCT:
                each = " ∪ ".join(
                    f"{one.organisation.name}{{{len(one.members)}}}" for one in self.contributions[:limit]
                )
                more = " ∪ …" if len(self.contributions) > limit else ""
                return f"{name} = |{each}{more}| = {result}"
            case AggregationMethod.NONE:
                each = "; ".join(
                    f"{one.organisation.name}: {one.parts[0].cell}" for one in self.contributions[:limit] if one.parts
                )
                return f"{name}: {each}"

    def _terms(self, limit: int, english: bool, joint: str = " + ") -> str:
        brackets = "{} ({})" if english else "{}（{}）"
        return _elided(
            [brackets.format(self._in_unit(one.numerator), one.organisation.name) for one in self.contributions],
            limit,
            joint,
        )

    def _added(self, limit: int) -> tuple[str, str]:
        divisor = self.factor if self.method is AggregationMethod.WEIGHTED_MEAN else Decimal(1)
        above = _elided(
            [_brief((one.numerator or Fraction(0)) / Fraction(divisor)) for one in self.contributions], limit
        )
        below = _elided([_brief(one.denominator or Fraction(0)) for one in self.contributions], limit)
        return above, below

    def _in_unit(self, number: Fraction | None) -> str:
        return "无" if number is None else _brief(number / Fraction(self.factor))


def _brief(number: Fraction) -> str:
    ending = as_decimal(number)
    if ending is None:
        return plain(approximately(number, 10))
    return plain(ending)


def _elided(terms: list[str], limit: int, joint: str = " + ") -> str:
    if not terms:
        return "–"
    if len(terms) <= limit:
        return joint.join(terms)
    return joint.join([*terms[: limit - 1], "…", terms[-1]])
