"""What analysis works on: figures of many organisations in many data years, each with its definition and its state.

A panel comes from records, from aggregates or from a snapshot, and is the same whichever it was.
A figure stands in the unit of its edition's form; a blank is never a zero here either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from nianbao.aggregation.aggregate import Aggregate
from nianbao.aggregation.exact import approximately, as_decimal, value_in
from nianbao.facts.cell import Cell, CellState
from nianbao.facts.record import Record
from nianbao.facts.unit import Unit
from nianbao.framework.model import Catalogue

SIZE = "full_time_students"  # what tells a large school from a small one
SIZE_BANDS = (500, 1000, 2000, 3000)
MOST_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Subject:
    """An organisation as it was in one data year; a school may move, grow or be renamed between two of them.

    ``kind`` is what the keeper of the registry calls a type of school; empty where nobody says.
    """

    code: str
    name: str
    level: str
    parent: str | None
    data_year: int
    size: Decimal | None = None  # full-time students
    kind: str = ""
    has_students: bool = True
    has_graduates: bool = True

    @property
    def size_band(self) -> str:
        """Its size in words that sort: the bounds of the band of full-time students.

        >>> Subject("1", "一职", "school", None, 2023, Decimal(720)).size_band
        '500–999'
        """
        if self.size is None:
            return "?"
        low = 0
        for bound in SIZE_BANDS:
            if self.size < bound:
                return f"{low}–{bound - 1}"
            low = bound
        return f"≥{low}"


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure: whose, of which data year, by which definition, and how many stand behind it.

    ``meaning`` is the data year since which its definition holds; ``value`` is exact, in ``unit``.
    """

    organisation: str
    data_year: int
    edition: str
    indicator: str
    meaning: str
    state: CellState
    value: Decimal | None
    unit: str = ""
    counted: int = 1
    total: int = 1
    note: str = ""

    @property
    def is_complete(self) -> bool:
        return self.counted >= self.total


Key = tuple[str, int, str]  # organisation, data year, indicator


@dataclass(frozen=True)
class Panel:
    """Observations by organisation, data year and indicator, and who the organisations were."""

    observations: Mapping[Key, Observation]
    subjects: Mapping[tuple[str, int], Subject]

    @classmethod
    def of(cls, observations: Iterable[Observation], subjects: Iterable[Subject]) -> Panel:
        return cls(
            MappingProxyType({(one.organisation, one.data_year, one.indicator): one for one in observations}),
            MappingProxyType({(one.code, one.data_year): one for one in subjects}),
        )

    def observation(self, organisation: str, data_year: int, indicator: str) -> Observation | None:
        return self.observations.get((organisation, data_year, indicator))

    def value(self, organisation: str, data_year: int, indicator: str) -> Decimal | None:
        """The number; None where there is none, whatever the reason."""
        found = self.observations.get((organisation, data_year, indicator))
        return found.value if found is not None else None

    def subject(self, organisation: str, data_year: int) -> Subject | None:
        return self.subjects.get((organisation, data_year))

    def name(self, organisation: str) -> str:
        """The newest name of an organisation; its code where it was never named."""
        return self._names.get(organisation, organisation)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {code: one.name for (code, _), one in sorted(self.subjects.items())}

    @cached_property
    def data_years(self) -> tuple[int, ...]:
        return tuple(sorted({data_year for _, data_year in self.subjects}))

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        return tuple(sorted({indicator for _, _, indicator in self.observations}))

    def members(self, data_year: int, *, level: str = "school", parent: str | None = None) -> tuple[Subject, ...]:
        """The organisations of a level in a data year, by code; ``parent`` keeps those that report to it."""
        return tuple(
            one
            for one in self._by_data_year.get(data_year, ())
            if one.level == level and (parent is None or one.parent == parent)
        )

    @cached_property
    def _by_data_year(self) -> Mapping[int, tuple[Subject, ...]]:
        found: dict[int, list[Subject]] = {}
        for _, one in sorted(self.subjects.items()):
            found.setdefault(one.data_year, []).append(one)
        return {data_year: tuple(listed) for data_year, listed in found.items()}

    def merged(self, other: Panel) -> Panel:
        """Both panels' figures; where both have one, the other's."""
        return Panel(
            MappingProxyType({**self.observations, **other.observations}),
            MappingProxyType({**self.subjects, **other.subjects}),
        )


def panel_of(
    records: Iterable[Record],
    catalogue: Catalogue,
    aggregates: Iterable[Aggregate] = (),
    kinds: Mapping[str, str] = MappingProxyType({}),
) -> Panel:
    """The panel of schools' records and of what was aggregated from them; ``kinds`` names types by code."""
    observations: list[Observation] = []
    subjects: list[Subject] = []
    for record in records:
        observations += observations_of(record, catalogue)
        subjects.append(subject_of(record, catalogue, kinds))
    for made in aggregates:
        for one in observations_of(made.record, catalogue):
            coverage = made.figures[one.indicator].coverage if one.indicator in made.figures else None
            if coverage is None:
                observations.append(one)
            else:
                observations.append(covered(one, coverage.counted, coverage.expected))
        subjects.append(subject_of(made.record, catalogue, kinds))
    return Panel.of(observations, subjects)


def covered(one: Observation, counted: int, total: int) -> Observation:
    """The same figure with what stands behind it."""
    return Observation(
        one.organisation, one.data_year, one.edition, one.indicator, one.meaning, one.state, one.value, one.unit,
        counted, total, one.note,
    )  # fmt: skip


def observations_of(record: Record, catalogue: Catalogue) -> Iterator[Observation]:
    """A record's facts as observations, by indicator id; what the catalogue does not know is left out."""
    data_year = data_year_of(record.edition)
    for name in sorted(record.facts):
        indicator = catalogue.indicators.get(name)
        if indicator is None:
            continue
        try:
            meaning = indicator.meaning_in(f"dy{data_year}")
        except LookupError:
            continue
        fact = record.facts[name]
        yield Observation(
            record.organisation.code,
            data_year,
            record.edition,
            name,
            meaning.since,
            fact.cell.state,
            number_of(fact.cell, meaning.unit),
            meaning.unit.label if meaning.unit is not None else "",
            note=fact.note,
        )


def subject_of(record: Record, catalogue: Catalogue, kinds: Mapping[str, str] = MappingProxyType({})) -> Subject:
    """Who filed a record, with its size that data year."""
    one = record.organisation
    data_year = data_year_of(record.edition)
    size = None
    if SIZE in record.facts and SIZE in catalogue.indicators:
        size = number_of(record.cell(SIZE), catalogue.indicators[SIZE].meaning_in(f"dy{data_year}").unit)
    return Subject(
        one.code, one.name, one.level, one.parent, data_year, size, kinds.get(one.code, ""), one.has_students,
        one.has_graduates,
    )  # fmt: skip


def number_of(cell: Cell, unit: Unit | None) -> Decimal | None:
    """A cell's number in the form's unit; None where it holds none or one of something else.

    >>> from nianbao.facts.cell import read_cell
    >>> from nianbao.facts.unit import find_unit
    >>> number_of(read_cell("1.5万元"), find_unit("元")), number_of(read_cell("无"), None)
    (Decimal('15000'), None)
    """
    if cell.number is None:
        return None
    exact = value_in(cell.number, unit)
    if exact is None:
        return None
    return shown(exact / Fraction(unit.factor) if unit is not None else exact)


def shown(exact: Fraction) -> Decimal:
    """A fraction as a decimal: exact where it ends, to 28 digits where it does not.

    >>> shown(Fraction(1, 8)), shown(Fraction(1, 3))
    (Decimal('0.125'), Decimal('0.3333333333333333333333333333'))
    """
    ending = as_decimal(exact)
    return ending if ending is not None and len(ending.as_tuple().digits) <= MOST_DIGITS else approximately(exact)


def data_year_of(edition: str) -> int:
    """The data year of an edition's id.

    >>> data_year_of("dy2023/school")
    2023
    """
    return int(edition.partition("/")[0].removeprefix("dy"))
