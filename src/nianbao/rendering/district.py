"""The annex of a district or province: its aggregate with coverage, arithmetic and each school's part."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType

from nianbao.aggregation.aggregate import Aggregate
from nianbao.aggregation.coverage import WORDS, Absence, Absentee
from nianbao.aggregation.coverage import Coverage as Counted
from nianbao.aggregation.figure import Figure
from nianbao.aggregation.membership import Member
from nianbao.facts.record import Organisation, Record
from nianbao.framework.model import AggregationMethod, Catalogue
from nianbao.rendering.annex import build_annex
from nianbao.rendering.printed_text import printed_text, visible
from nianbao.rendering.view import Contribution, Coverage, FindingView, ReportView

NAMES_PRINTED = 8  # of those absent for one reason; the page of schools has them all
# What a school itself printed is not what went into these: numerators, denominators and weights did.
_MADE_OF_PARTS = (AggregationMethod.RECOMPUTE, AggregationMethod.WEIGHTED_MEAN)


def build_district_annex(
    aggregate: Aggregate,
    catalogue: Catalogue,
    *,
    findings: Iterable[FindingView] | None = None,
    title: str = "职业教育质量年度报告数据表",
    dated: datetime.date | None = None,
) -> ReportView:
    """The annex of an aggregate; who reported, and what each gave, comes from the aggregate itself."""
    edition = catalogue.editions[aggregate.record.edition]
    return build_annex(
        _with_reasons_as_notes(aggregate),
        catalogue,
        edition,
        coverage={
            name: printed_coverage(figure.coverage)
            for name, figure in aggregate.figures.items()
            if figure.method is not AggregationMethod.NONE
        },
        contributions={
            name: tuple(_contributions(figure, aggregate.members, catalogue, edition.data_year))
            for name, figure in aggregate.figures.items()
        },
        findings=findings,
        schools=[_school(member) for member in aggregate.members],
        formulas={name: figure.formula() for name, figure in aggregate.figures.items() if figure.contributions},
        coverage_notes=[notice.message for notice in aggregate.notices],
        title=title,
        dated=dated,
    )


def printed_coverage(coverage: Counted) -> Coverage:
    """Counts and, reason by reason, the names of those who have no part in a figure.

    >>> one = Absentee(Organisation("1", "一职", "school"), Absence.NO_GRADUATES)
    >>> printed_coverage(Counted(3, 4, (one,)))
    Coverage(counted=3, expected=4, reasons=('无毕业生：一职',))
    """
    groups: dict[Absence, list[str]] = {}
    for absentee in coverage.absent:
        groups.setdefault(absentee.absence, []).append(_name(absentee))
    reasons = []
    for absence, names in groups.items():
        more = f"等{len(names)}所" if len(names) > NAMES_PRINTED else ""
        reasons.append(f"{WORDS[absence][0]}：{'、'.join(names[:NAMES_PRINTED])}{more}")
    return Coverage(coverage.counted, coverage.total, tuple(reasons))


def _name(absentee: Absentee) -> str:
    return visible(absentee.organisation.name + (f"（{absentee.detail}）" if absentee.detail else ""))


def _contributions(
    figure: Figure, members: Iterable[Member], catalogue: Catalogue, data_year: str
) -> Iterator[Contribution]:
    unit = catalogue.indicators[figure.indicator].meaning_in(data_year).unit
    parts = {one.organisation.code: one.parts for one in figure.contributions}
    absent = {one.organisation.code: one for one in figure.coverage.absent}
    for member in members:
        code = member.organisation.code
        text = printed_text(member.record.cell(figure.indicator), unit) if member.record is not None else ""
        note = ""
        if code in absent:
            note = absent[code].detail or WORDS[absent[code].absence][0]
        elif figure.method in _MADE_OF_PARTS:
            labels = ((catalogue.indicators[part.indicator].label, part.cell) for part in parts.get(code, ()))
            note = "；".join(f"{label} {cell}" for label, cell in labels)
        yield Contribution(visible(member.organisation.name), text, visible(note))


def _school(member: Member) -> Record | Organisation:
    return member.record if member.record is not None else member.organisation


def _with_reasons_as_notes(aggregate: Aggregate) -> Record:
    """The record with the reason why there is no figure as its note; coverage is said once per table instead."""
    facts = {}
    for name, fact in aggregate.record.facts.items():
        figure = aggregate.figures.get(name)
        if figure is not None:
            fact = replace(fact, note="" if figure.method is AggregationMethod.NONE else figure.reason)
        facts[name] = fact
    return replace(aggregate.record, facts=MappingProxyType(facts))
