"""Facts: one organisation's answers for one edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from nianbao.facts.cell import BLANK, Cell
from nianbao.facts.period import Period
from nianbao.facts.place import Place


@dataclass(frozen=True, slots=True)
class Organisation:
    """A school, district or province.

    ``code`` is the official identifier (division code, or division and school
    code); ``parent`` the code of the organisation that it reports to.
    """

    code: str
    name: str
    level: str  # school | district | province
    parent: str | None = None
    has_students: bool = True  # False for a 无生单位
    has_graduates: bool = True  # False for a school without graduates in the data year
    no_report_reason: str = ""  # why it hands nothing in


@dataclass(frozen=True, slots=True)
class Fact:
    """An indicator of one organisation in one period: what the cell says and where it stands."""

    indicator: str
    organisation: str
    period: Period
    cell: Cell
    place: Place = field(default_factory=Place)
    note: str = ""  # what the organisation explains about it (说明)


ListRow = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A line of a table as it was handed in: what its number, name and unit say, whatever the form asks for."""

    number: str = ""
    label: str = ""
    unit: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class Record:
    """All answers of one organisation to one edition.

    ``facts`` is keyed by indicator id, base items included. ``lists`` holds the
    lists that hang below tables (专业群清单), one mapping of column id to text per
    row. ``previous`` is the same organisation's record of the edition before, where
    there is one. ``printed_rows``, by table id, is the form as it came back, where it
    was read from a file.
    """

    organisation: Organisation
    edition: str
    facts: Mapping[str, Fact]
    lists: Mapping[str, tuple[ListRow, ...]] = field(default_factory=lambda: MappingProxyType({}))
    previous: Record | None = None
    printed_rows: Mapping[str, tuple[PrintedRow, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def cell(self, indicator: str) -> Cell:
        """The cell of an indicator; blank where nothing was entered."""
        fact = self.facts.get(indicator)
        return fact.cell if fact is not None else BLANK

    def place(self, indicator: str) -> Place | None:
        fact = self.facts.get(indicator)
        return fact.place if fact is not None else None
