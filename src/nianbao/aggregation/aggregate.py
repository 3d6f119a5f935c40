"""A district's record from its schools' records, and a province's from its districts'.

Every figure is made by its indicator's own method, carries its coverage, and can
be traced to the cells it came from. A blank is never a zero, ratios are never
averaged, and whoever is absent is named with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from nianbao.aggregation.backing import Backer, Backing
from nianbao.aggregation.correction import CorrectionOutcome
from nianbao.aggregation.coverage import UNSAID, Absence, Absentee, Coverage
from nianbao.aggregation.figure import Carried, Figure
from nianbao.aggregation.membership import Member, Membership, Notice, Standing, settle_membership
from nianbao.aggregation.method import Question, answer, settle
from nianbao.aggregation.union import merge_lists
from nianbao.facts.cell import CellState
from nianbao.facts.period import Period
from nianbao.facts.place import Place
from nianbao.facts.problem import Problem
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.model import Catalogue, Edition, Indicator, Meaning

CarriedFigures = Mapping[str, Mapping[str, Carried]]  # organisation code → indicator → carried figure
_NOTHING_CARRIED: CarriedFigures = MappingProxyType({})


@dataclass(frozen=True)
class Aggregate:
    """The record of the level above with, per indicator, how its figure came about."""

    record: Record
    figures: Mapping[str, Figure]
    members: tuple[Member, ...]
    notices: tuple[Notice, ...] = ()
    corrections: tuple[CorrectionOutcome, ...] = ()  # of schools' cells and of figures, used or standing aside

    @property
    def organisation(self) -> Organisation:
        return self.record.organisation

    @property
    def carried(self) -> Mapping[str, Carried]:
        """What the next level up needs of each figure."""
        return {name: figure.carried for name, figure in self.figures.items() if figure.carried is not None}

    @property
    def reporting(self) -> tuple[Member, ...]:
        """The members whose records were aggregated."""
        return tuple(member for member in self.members if member.record is not None)

    @property
    def backing(self) -> Backing:
        """Which organisations stand behind each figure."""
        return Backing(
            {
                name: {
                    one.organisation.code: Backer(bool(one.numerator or one.denominator), one.schools_counted)
                    for one in figure.contributions
                }
                for name, figure in self.figures.items()
            }
        )

    def covers_alike(self, indicators: Iterable[str]) -> bool:
        """True where the same organisations stand behind all of these figures.

        Where they do not, a relation among the district's figures (parts and total, ratio and base
        items) may be off without anybody being wrong: a check on them can tell nothing.
        """
        return self.backing.covers_alike(indicators)

    def trace(self, indicator: str) -> tuple[tuple[str, str, Place | None], ...]:
        """Each cell behind a figure: organisation, 「indicator = what stands there」, and the place."""
        figure = self.figures[indicator]
        return tuple(
            (one.organisation.name, f"{part.indicator} = {part.cell}", part.place)
            for one in figure.contributions
            for part in one.parts
        )


def aggregate(
    records: Sequence[Record],
    catalogue: Catalogue,
    *,
    edition: str,
    organisation: Organisation,
    registry: Sequence[Organisation],
    carried: CarriedFigures = _NOTHING_CARRIED,
    previous: Record | None = None,
) -> Aggregate:
    """The record of ``organisation`` for ``edition``, made from those of the organisations that report to it.

    ``registry`` lists who should report: coverage counts against it, not against who did. Where the
    records are districts' own aggregates, ``carried`` holds their unrounded figures by organisation
    code. Raises Problem where the records cannot belong together.
    """
    form = catalogue.editions[edition]
    _require_one_data_year(records, form)
    membership = settle_membership(records, organisation, registry)
    figures: dict[str, Figure] = {}
    facts: dict[str, Fact] = {}
    for name in aggregated_indicators(catalogue, form):
        indicator = catalogue.indicators[name]
        meaning = indicator.meaning_in(form.data_year)
        figure = _figure(indicator, meaning, catalogue, form, membership, carried)
        figures[name] = figure
        facts[name] = Fact(name, organisation.code, _period(form, meaning), figure.cell, note=figure.note())
    lists = merge_lists([member.record for member in membership.members if member.record is not None], catalogue, form)
    record = Record(organisation, edition, MappingProxyType(facts), MappingProxyType(lists), previous)
    return Aggregate(record, MappingProxyType(figures), membership.members, membership.notices)


def aggregated_indicators(catalogue: Catalogue, form: Edition) -> tuple[str, ...]:
    """What an aggregate of an edition holds: all that its form asks for, and what those figures rest on.

    The base items travel upward with the record even where the form of the level does not ask for them.
    """
    asked = dict.fromkeys(form.indicators())
    for name in tuple(asked):
        if name not in catalogue.indicators:
            raise Problem(
                "indicator-unknown",
                f"{form.label}的表中有指标“{name}”，但指标目录里没有它；请检查目录是否完整（nianbao edition lint）。",
                f"The form {form.id} asks for {name!r}, which the catalogue does not define; "
                "check the catalogue with nianbao edition lint.",
            )
        meaning = catalogue.indicators[name].meaning_in(form.data_year)
        if meaning.formula is not None:
            asked.update(dict.fromkeys((*meaning.formula.numerator, *meaning.formula.denominator)))
        if meaning.aggregation.weight is not None:
            asked[meaning.aggregation.weight] = None
    return tuple(name for name in asked if name in catalogue.indicators)


def _figure(
    indicator: Indicator,
    meaning: Meaning,
    catalogue: Catalogue,
    form: Edition,
    membership: Membership,
    carried: CarriedFigures,
) -> Figure:
    question = Question(indicator, meaning, catalogue, form.data_year)
    contributions, absent = [], []
    schools_counted = schools_total = 0
    for member in membership.members:
        code = member.organisation.code
        lower = carried.get(code, {}).get(indicator.id)
        schools_total += lower.schools_total if lower is not None else membership.schools_below(code)
        if member.record is None:
            absent.append(_not_reporting(member))
            continue
        found = answer(question, member.organisation, member.record, lower, knows_lower=code in carried)
        if isinstance(found, Absentee):
            absent.append(found)
        else:
            contributions.append(found)
            schools_counted += lower.schools_counted if lower is not None else membership.schools_below(code)
    coverage = Coverage(len(contributions), len(membership.members), tuple(absent), schools_counted, schools_total)
    return settle(question, tuple(contributions), coverage)


def _not_reporting(member: Member) -> Absentee:
    if member.standing is Standing.NO_STUDENTS:
        return Absentee(member.organisation, Absence.NO_STUDENTS, member.organisation.no_report_reason)
    return Absentee(member.organisation, Absence.NOT_REPORTING, member.organisation.no_report_reason or UNSAID)


def _period(form: Edition, meaning: Meaning) -> Period:
    return form.periods.get(meaning.period) or Period.data_year(int(form.data_year.removeprefix("dy")))


def _require_one_data_year(records: Iterable[Record], form: Edition) -> None:
    seen = Counter(record.edition.partition("/")[0] for record in records)
    strangers = sorted(set(seen) - {form.data_year})
    if strangers:
        names = [r.organisation.name for r in records if r.edition.partition("/")[0] in strangers]
        raise Problem(
            "editions-differ",
            f"不能汇总到{form.id}：{'、'.join(names)}填报的是{'、'.join(strangers)}版。请只选同一数据年的填报。",
            f"Cannot aggregate into {form.id}: {', '.join(names)} filed for {', '.join(strangers)}. "
            "Choose filings of one data year.",
        )


def state_counts(record: Record) -> Mapping[CellState, int]:
    """How many of a record's cells are in each state.

    >>> from nianbao.facts.cell import BLANK
    >>> organisation = Organisation("1", "一职", "school")
    >>> fact = Fact("graduates", "1", Period.data_year(2023), BLANK)
    >>> state_counts(Record(organisation, "dy2023/school", {"graduates": fact}))[CellState.BLANK]
    1
    """
    counts = Counter(fact.cell.state for fact in record.facts.values())
    return {state: counts[state] for state in CellState}
