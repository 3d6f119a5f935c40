"""The catalogue as frozen objects: what the form of each edition asks for, and what it means.

Meaning lives with the indicator and is dated by edition; membership, order and
printed labels live with the edition. Nothing here reads files (see ``loader``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from nianbao.facts.period import Period, PeriodKind
from nianbao.facts.unit import Unit
from nianbao.framework.instrument import Instrument

# How a definition that no official text confirms is marked wherever it is shown.
UNCONFIRMED = "工作定义，未经官方确认"
UNCONFIRMED_EN = "working definition, unconfirmed"


class ValueType(StrEnum):
    """What an answer is."""

    COUNT = "count"  # whole things; exact
    SHARE = "share"  # percent of a whole
    RATIO = "ratio"  # x : 1
    RATE = "rate"  # something per student, per course
    MONEY = "money"
    QUANTITY = "quantity"  # hours, bandwidth, area
    CHOICE = "choice"  # one of the listed texts
    TEXT = "text"


class AggregationMethod(StrEnum):
    """How a district's figure comes from its schools' (domain 3.9)."""

    SUM = "sum"
    RECOMPUTE = "recompute"  # from base items: numerator over denominator
    WEIGHTED_MEAN = "weighted_mean"  # weighted by another indicator
    DISTINCT = "distinct"  # size of the union of a list
    MAXIMUM = "maximum"
    NONE = "none"  # shown school by school only


@dataclass(frozen=True, slots=True)
class Source:
    """An official notice or a published report that something is taken from."""

    id: str
    title: str
    number: str | None = None
    issued: str | None = None
    link: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A share, ratio or rate as numerator over denominator, times ``multiplier`` (100 for percent)."""

    numerator: tuple[str, ...]  # indicator ids, added up
    denominator: tuple[str, ...]
    multiplier: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Aggregation:
    method: AggregationMethod
    weight: str | None = None  # indicator id, for weighted_mean
    list_id: str | None = None  # for distinct
    list_column: str | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an indicator means from edition ``since`` until ``until`` (included), in sentences people can check."""

    since: str  # "dy2023"
    until: str | None
    unit: Unit | None  # None for texts and choices
    definition: str  # Chinese, ours
    definition_en: str
    source: str  # id of a Source
    confirmed: bool  # False: a working definition, shown as such
    period: PeriodKind
    places: int | None = None  # decimal places that the form asks for; None: as printed
    formula: Formula | None = None
    aggregation: Aggregation = Aggregation(AggregationMethod.NONE)
    expected_low: Decimal | None = None  # soft range: outside it is worth a question, never an error
    expected_high: Decimal | None = None
    choices: tuple[str, ...] = ()
    external_system: str | None = None  # ★: prefilled from, or equal to, this national system
    applies_when: str | None = None  # "has_graduates" | "has_students": else 不适用
    note: str = ""

    def standing(self) -> str:
        """What is printed beside the definition: nothing, or that it is unconfirmed."""
        return "" if self.confirmed else UNCONFIRMED


@dataclass(frozen=True, slots=True)
class Indicator:
    id: str
    label: str  # the official Chinese term
    label_en: str
    value_type: ValueType
    meanings: tuple[Meaning, ...]
    part_of: str | None = None
    aliases: tuple[str, ...] = ()  # other official wordings, for reading documents
    is_base_item: bool = False  # a 支撑项 that the form does not print

    def meaning_in(self, data_year: str) -> Meaning:
        """The meaning in force in an edition's data year (``"dy2023"``); raises LookupError where there is none."""
        for meaning in self.meanings:
            if meaning.since <= data_year and (meaning.until is None or data_year <= meaning.until):
                return meaning
        raise LookupError(f"{self.id} has no meaning in {data_year}")


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of answers of a table or list: ``value``, ``respondents``, ``method`` …

    A column of a list says more: whether its entries are numbers and of which unit, and
    under which indicator of the same table their total stands (the 合计 row).
    """

    id: str
    label: str
    unit_label: str = ""  # as printed, where the whole column has one unit
    unit: Unit | None = None  # of a list's numbers; None: texts
    indicator: str | None = None  # the indicator that the list's entries add up to
    choices: tuple[str, ...] = ()
    required: bool = True
    group: str = ""  # the heading printed above this and its neighbours, in a header of two lines


@dataclass(frozen=True, slots=True)
class FormCell:
    """One box to fill in: which indicator goes under which column."""

    column: str
    indicator: str
    unit_label: str = ""  # as printed on the form


@dataclass(frozen=True, slots=True)
class FormRow:
    """One printed line. A line that continues the one above (门 then 学时) has ``continues`` set and no label."""

    number: str | None
    label: str
    cells: tuple[FormCell, ...]
    prefix: str = ""  # 其中：
    indent: int = 0
    starred: bool = False
    continues: bool = False
    required: bool = True
    confirmed: bool = True  # False: the row's place in the official form is unconfirmed


@dataclass(frozen=True, slots=True)
class FormList:
    """A list at a table that grows with the organisation (专业群清单, 分专业就业情况)."""

    id: str
    label: str
    instruction: str
    columns: tuple[FormColumn, ...]
    position: str = "below"  # "above": the list comes first and the table's rows are its totals
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class FormTable:
    id: str
    number: str  # as printed: "表1"
    label: str
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    lists: tuple[FormList, ...] = ()
    note: str = ""

    def cells(self) -> Iterator[tuple[FormRow, FormCell]]:
        for row in self.rows:
            for cell in row.cells:
                yield row, cell


@dataclass(frozen=True, slots=True)
class OutlineNode:
    """A heading that the edition's narrative must or may have, with its prompt and limits."""

    id: str
    number: str
    title: str
    prompt: str = ""
    required: bool = True
    children: tuple[OutlineNode, ...] = ()
    limits: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))  # e.g. cases_max, characters_max


@dataclass(frozen=True, slots=True)
class Outline:
    id: str
    label: str
    numbering: str  # decimal | chinese
    nodes: tuple[OutlineNode, ...]
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """A declared check as the catalogue writes it; ``nianbao.checks`` knows how to evaluate it.

    ``operands`` maps the kind's roles to an indicator id or a list of them. An id
    may carry ``@previous`` (the edition before).
    """

    code: str
    name: str
    kind: str
    severity: str  # error | warning | info
    status: str  # preview | stable | suspended | retired
    first_edition: str
    last_edition: str | None
    source: str
    message: str
    message_en: str
    why: str
    operands: Mapping[str, Any]
    parameters: Mapping[str, Any]
    examples: tuple[Mapping[str, Any], ...]
    levels: tuple[str, ...] = ("school", "district")  # where it applies
    read_next: tuple[str, ...] = ()  # checks or indicators to look at next
    waivable: bool = True
    status_note: str = ""
    aliases: tuple[str, ...] = ()  # other codes that it went by, or that the field's documents give it


@dataclass(frozen=True, slots=True)
class CrosswalkEntry:
    """How an old indicator continues: same | convertible | similar_not_comparable | dropped | new."""

    old: str | None
    new: str | None
    relation: str
    note: str
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One notice's form for one level and place. ``id`` is ``data year/form``: ``dy2023/school``."""

    id: str
    data_year: str  # "dy2023"
    label: str
    cover_label: str  # what the title page prints: 2023年度
    level: str  # school | district
    place: str  # national | beijing
    periods: Mapping[PeriodKind, Period]
    tables: tuple[FormTable, ...]
    base_items: tuple[str, ...]  # indicator ids asked for beside the printed tables
    outline: str | None  # id of an Outline
    source: str
    confirmed: bool
    previous: str | None = None  # id of the edition before it, for last year's values
    severities: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # check code → severity here
    suspended: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # check code → reason
    note: str = ""
    base_lists: tuple[FormList, ...] = ()  # lists asked for beside the printed tables (专业清单)

    def indicators(self) -> tuple[str, ...]:
        """Every indicator id that the edition asks for, in printed order, base items last."""
        printed = [cell.indicator for table in self.tables for _, cell in table.cells()]
        return (*printed, *(item for item in self.base_items if item not in printed))


@dataclass(frozen=True)
class Catalogue:
    """Everything that the catalogue folder says, by id."""

    version: str  # date of the data, for repeating a verdict later
    sources: Mapping[str, Source]
    terms: Mapping[str, str]  # English word or id → official Chinese term
    indicators: Mapping[str, Indicator]
    editions: Mapping[str, Edition]
    outlines: Mapping[str, Outline]
    checks: Mapping[str, CheckSpec]
    crosswalk: tuple[CrosswalkEntry, ...]
    # What forms print beside indicators, in Chinese → English.
    english: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    instruments: Mapping[str, Instrument] = field(default_factory=lambda: MappingProxyType({}))

    def unit_of(self, indicator: str, edition: str) -> Unit | None:
        return self.indicators[indicator].meaning_in(self.editions[edition].data_year).unit

    def checks_of(self, edition: str) -> tuple[CheckSpec, ...]:
        """The checks in force for an edition, ordered by code; retired and out-of-date ones left out.

        A check without operands speaks of the whole form and is in force wherever its editions and levels are.
        """
        form = self.editions[edition]
        lists = [*(found for table in form.tables for found in table.lists), *form.base_lists]
        asked = {*form.indicators(), *(found.id for found in lists)}
        return tuple(
            spec
            for _, spec in sorted(self.checks.items())
            if spec.status != "retired"
            and spec.first_edition <= form.data_year
            and (spec.last_edition is None or form.data_year <= spec.last_edition)
            and form.level in spec.levels
            and (not spec.operands or not asked.isdisjoint(name.partition(".")[0] for name in operand_ids(spec)))
        )


def operand_ids(spec: CheckSpec) -> frozenset[str]:
    """Indicator ids that a check names, without ``@previous``."""

    def walk(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value.partition("@")[0]
        elif isinstance(value, Mapping):
            for item in value.values():
                yield from walk(item)
        elif isinstance(value, (list, tuple)):
            for item in value:
                yield from walk(item)

    return frozenset(walk(spec.operands))
