"""What a district's or city's people see of their schools through the data years: whom to call, and why figures moved.

Read from what schools handed in, in four queries: a handful of indicators that are looked at every time with the
figures they rest on, and the one that is asked for. Whatever is said is worked out by ``nianbao.analysis``.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from threading import Lock
from typing import TypeVar

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Sum

from nianbao.analysis.attention import Call, Unfiled, call_list
from nianbao.analysis.decomposition import Decomposition, decompose
from nianbao.analysis.distribution import Distribution, distribution_of
from nianbao.analysis.gathering import gathered
from nianbao.analysis.panel import SIZE, Observation, Panel, Subject, data_year_of, number_of
from nianbao.analysis.peer_group import Basis, PeerReview, review
from nianbao.analysis.report import (
    calls_table,
    decomposition_table,
    distribution_table,
    peers_table,
    series_table,
    what_if_table,
)
from nianbao.analysis.series import Series, series_of
from nianbao.analysis.table import ResultTable
from nianbao.analysis.target import Way, WhatIf, what_if
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import AggregationMethod, Catalogue, Indicator
from nianbao.web.campaigns.models import Participation
from nianbao.web.organisations.models import Organisation
from nianbao.web.publications.aggregate import PROVISIONAL
from nianbao.web.submissions.content import boxes_by_indicator, cell_of
from nianbao.web.submissions.models import Entry, Submission

# Looked at every time: how many, who teaches them, with what, how they leave, what they say.
KEYS = (
    "full_time_students", "graduates", "students_per_teacher", "teachers_dual_qualified_share",
    "teachers_senior_title_share", "equipment_value_per_student", "fiscal_funding_per_student",
    "graduate_monthly_income", "satisfaction_students",
)  # fmt: skip
PARTS = ("calls", "series", "decomposition", "distribution", "peers", "what-if")
MOST_KEPT = 6

CallKey = tuple[str, int, tuple[Unfiled, ...]]  # indicator, data year, who handed nothing in


@dataclass(frozen=True)
class Kept:
    """A branch's panel with the lists of calls that were made of it; another as soon as anything is saved."""

    panel: Panel
    calls: dict[CallKey, tuple[Call, ...]] = field(default_factory=dict)


_KEPT: OrderedDict[tuple[object, ...], Kept] = OrderedDict()
_LOCK = Lock()


@dataclass(frozen=True)
class Dashboard:
    """All that the page and its files show; each part is worked out when it is asked for."""

    organisation: Organisation
    kept: Kept
    indicator: Indicator
    data_year: int
    expected: Mapping[int, int]  # by data year: schools that owe a filing
    unfiled: tuple[Unfiled, ...]  # of the data year, those of them that handed nothing in
    names: Mapping[str, str]  # of those, and of the districts that they report to
    target: Decimal | None = None
    way: Way = Way.FLOOR

    @property
    def panel(self) -> Panel:
        return self.kept.panel

    @property
    def catalogue(self) -> Catalogue:
        return load_catalogue()

    @property
    def is_city(self) -> bool:
        return self.organisation.level != "district"

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        return self.panel.members(self.data_year)

    @property
    def is_empty(self) -> bool:
        return not self.subjects

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        key = (self.indicator.id, self.data_year, self.unfiled)
        if key not in self.kept.calls:
            names = dict.fromkeys((*KEYS, self.indicator.id))
            self.kept.calls[key] = call_list(
                self.panel,
                self.catalogue,
                [*names],
                self.data_year,
                subjects=self.subjects,
                by_parent=self.is_city,
                unfiled=self.unfiled,
                names=self.names,
            )
        return self.kept.calls[key]

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The whole's own series first, then those of districts or schools."""
        below = "district" if self.is_city else "school"
        codes = dict.fromkeys(
            one.code for data_year in self.panel.data_years for one in self.panel.members(data_year, level=below)
        )
        return tuple(
            series_of(self.panel, self.catalogue, code, self.indicator.id)
            for code in dict.fromkeys((self.organisation.code, *codes))
        )

    @property
    def own(self) -> Series:
        return self.series[0]

    @cached_property
    def decomposition(self) -> Decomposition | Problem:
        try:
            return decompose(self.panel, self.catalogue, self.indicator.id, self.data_year - 1, self.data_year)
        except Problem as problem:
            return problem

    @cached_property
    def distribution(self) -> Distribution:
        return distribution_of(self.panel, self.indicator.id, self.data_year, self.subjects)

    @cached_property
    def peers(self) -> PeerReview:
        return review(self.panel, self.catalogue, self.indicator.id, self.data_year, Basis.BEFORE, self.subjects)

    @cached_property
    def what_if(self) -> WhatIf | Problem | None:
        if self.target is None:
            return None
        try:
            return what_if(self.panel, self.catalogue, self.indicator.id, self.data_year, self.target, way=self.way)
        except Problem as problem:
            return problem

    def table(self, part: str) -> ResultTable:
        """A part as a table; Problem where it cannot be made."""
        match part:
            case "calls":
                return calls_table(self.calls, self.catalogue)
            case "series":
                return series_table(self.series)
            case "decomposition":
                return decomposition_table(_made(self.decomposition))
            case "distribution":
                return distribution_table(self.distribution, self.catalogue)
            case "peers":
                return peers_table(self.peers, self.catalogue)
            case _:
                if self.what_if is None:
                    raise Problem("target-missing", "请先写明目标值。", "Name a target first.")
                return what_if_table(_made(self.what_if))


Found = TypeVar("Found")


def _made(found: Found | Problem) -> Found:
    if isinstance(found, Problem):
        raise found
    return found


def dashboard(
    organisation: Organisation,
    *,
    indicator: str = "",
    data_year: str = "",
    target: Decimal | None = None,
    way: Way = Way.FLOOR,
) -> Dashboard:
    """The dashboard of a branch; an indicator or data year that is not known falls back to the usual one."""
    catalogue = load_catalogue()
    chosen = indicator if indicator in choices(catalogue) else "students_per_teacher"
    kept = read_kept(organisation, [*KEYS, chosen])
    known = kept.panel.data_years
    asked = int(data_year) if data_year.isdecimal() and int(data_year) in known else (known[-1] if known else 0)
    unfiled, names = _unfiled(organisation, asked)
    expected = _expected(organisation)
    return Dashboard(organisation, kept, catalogue.indicators[chosen], asked, expected, unfiled, names, target, way)


def choices(catalogue: Catalogue) -> tuple[str, ...]:
    """The indicators that can be asked for: those of the newest school form that schools' figures add up to."""
    edition = max(one.id for one in catalogue.editions.values() if one.level == "school")
    form = catalogue.editions[edition]
    found = []
    for name in dict.fromkeys((*KEYS, *form.indicators())):
        method = catalogue.indicators[name].meaning_in(form.data_year).aggregation.method
        if method not in (AggregationMethod.NONE, AggregationMethod.DISTINCT):
            found.append(name)
    return tuple(found)


def read_panel(organisation: Organisation, indicators: Iterable[str]) -> Panel:
    return read_kept(organisation, indicators).panel


def read_kept(organisation: Organisation, indicators: Iterable[str]) -> Kept:
    """The branch's schools over all data years with the figures that the indicators rest on, and the whole's own."""
    names = frozenset(_with_parts(load_catalogue(), indicators))
    branch = Submission.objects.filter(organisation__path__startswith=organisation.path, state__in=PROVISIONAL)
    proof = branch.order_by().aggregate(n=Count("pk"), revisions=Sum("revision"), last=Max("saved_at"), key=Sum("pk"))
    key = (organisation.pk, organisation.path, names, *proof.values())
    with _LOCK:
        if key in _KEPT:
            _KEPT.move_to_end(key)
            return _KEPT[key]
    made = Kept(_read(organisation, branch.order_by(), names))
    with _LOCK:
        _KEPT[key] = made
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)
    return made


def _read(organisation: Organisation, branch: QuerySet[Submission], names: frozenset[str]) -> Panel:
    catalogue = load_catalogue()
    people = {one.pk: one for one in Organisation.objects.filter(path__startswith=organisation.path)}
    rows = branch.values_list("pk", "organisation_id", "campaign__edition")
    filed = {number: (people[owner], edition) for number, owner, edition in rows if owner in people}
    figures: list[Observation] = []
    sizes: dict[int, Decimal | None] = {}
    entries = Entry.objects.filter(
        submission__organisation__path__startswith=organisation.path,
        submission__state__in=PROVISIONAL,
        indicator__in=names,
    )
    for number, name, raw in entries.order_by().values_list("submission_id", "indicator", "raw"):
        if number not in filed:
            continue
        school, edition = filed[number]
        box = boxes_by_indicator(edition).get(name)
        if box is None:
            continue
        cell = cell_of(raw, box)
        value = number_of(cell, box.meaning.unit)
        if name == SIZE:
            sizes[number] = value
        figures.append(
            Observation(
                school.code, data_year_of(edition), edition, name, box.meaning.since, cell.state, value,
                box.meaning.unit.label if box.meaning.unit is not None else "",
            )
        )  # fmt: skip
    subjects = [
        Subject(
            fact.code, fact.name, fact.level, fact.parent, data_year_of(edition), sizes.get(number),
            school.school_type, fact.has_students, fact.has_graduates,
        )
        for number, (school, edition) in filed.items()
        for fact in (school.fact,)
    ]  # fmt: skip
    panel = Panel.of(figures, subjects)
    above = [one for one in people.values() if one.level != "school"]
    for one in sorted(above, key=lambda one: one.path):
        fact = one.fact
        made = gathered(panel, catalogue, Subject(fact.code, fact.name, fact.level, fact.parent, 0), names)
        panel = panel.merged(made)
    return panel


def _expected(organisation: Organisation) -> dict[int, int]:
    """How many schools owe a filing in each data year."""
    counted = (
        Participation.objects.filter(organisation__path__startswith=organisation.path, takes_part=True)
        .order_by()
        .values_list("campaign__edition")
        .annotate(n=Count("pk"))
    )
    found: dict[int, int] = {}
    for edition, count in counted:
        found[data_year_of(edition)] = found.get(data_year_of(edition), 0) + count
    return found


def _unfiled(organisation: Organisation, data_year: int) -> tuple[tuple[Unfiled, ...], dict[str, str]]:
    """Who owes a filing of a data year and handed nothing in, and what their districts are called; one query."""
    editions = [name for name in load_catalogue().editions if data_year_of(name) == data_year]
    filed = Submission.objects.filter(
        campaign=OuterRef("campaign"), organisation=OuterRef("organisation"), state__in=PROVISIONAL
    )
    owing = Participation.objects.filter(
        ~Exists(filed.order_by()),
        organisation__path__startswith=organisation.path,
        takes_part=True,
        campaign__edition__in=editions,
    ).select_related("organisation__parent", "campaign")
    found, names = [], {}
    for one in owing.order_by("organisation__path"):
        fact = one.organisation.fact
        if one.organisation.parent is not None:
            names[one.organisation.parent.code] = one.organisation.parent.name
        subject = Subject(fact.code, fact.name, fact.level, fact.parent, data_year, None, one.organisation.school_type)
        found.append(Unfiled(subject, f"{one.due_on(one.campaign):%Y-%m-%d}"))
        names[fact.code] = fact.name
    return tuple(found), names


def _with_parts(catalogue: Catalogue, indicators: Iterable[str]) -> Iterable[str]:
    """The indicators with all that their figures are made from, in any data year."""
    yield SIZE
    for name in indicators:
        yield name
        for meaning in catalogue.indicators[name].meanings:
            if meaning.formula is not None:
                yield from (*meaning.formula.numerator, *meaning.formula.denominator)
            if meaning.aggregation.weight is not None:
                yield meaning.aggregation.weight
