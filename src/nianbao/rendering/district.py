"""The annex of a district or province: its aggregate with coverage, arithmetic and each school's part."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from nianbao.aggregation.aggregate import Aggregate
from nianbao.aggregation.correction import Correction
from nianbao.aggregation.coverage import WORDS, Absence, Absentee
from nianbao.aggregation.coverage import Coverage as Counted
from nianbao.aggregation.figure import Figure
from nianbao.aggregation.membership import Member
from nianbao.facts.record import Organisation, Record
from nianbao.framework.model import AggregationMethod, Catalogue
from nianbao.rendering.annex import build_annex
from nianbao.rendering.printed_text import printed_text, visible
from nianbao.rendering.view import Contribution, Coverage, FindingView, PlainTable, ReportView

NAMES_PRINTED = 8  # of those absent for one reason; the page of schools has them all
# As the aggregation writes it beside a figure.
_NOTE = re.compile(
    r"(?:(?P<why>.*?)；)?覆盖(?P<counted>\d+)/(?P<total>\d+)所(?:（合学校[^）]*）)?(?:：(?P<reasons>.*))?", re.DOTALL
)
# What a school itself printed is not what went into these: numerators, denominators and weights did.
_MADE_OF_PARTS = (AggregationMethod.RECOMPUTE, AggregationMethod.WEIGHTED_MEAN)


def build_district_annex(
    aggregate: Aggregate,
    catalogue: Catalogue,
    *,
    findings: Iterable[FindingView] | None = None,
    english: bool = False,
    title: str = "职业教育质量年度报告数据表",
    dated: datetime.date | None = None,
) -> ReportView:
    """The annex of an aggregate; who reported, and what each gave, comes from the aggregate itself.

    ``english`` is for a page that is read in English: reasons and arithmetic in English, official terms as they are.
    """
    edition = catalogue.editions[aggregate.record.edition]
    return build_annex(
        _with_reasons_as_notes(aggregate, catalogue, edition.data_year),
        catalogue,
        edition,
        coverage={
            name: printed_coverage(figure.coverage, english=english)
            for name, figure in aggregate.figures.items()
            if _method(catalogue, name, edition.data_year) is not AggregationMethod.NONE
        },
        contributions={
            name: tuple(_contributions(figure, aggregate, catalogue, edition.data_year, english=english))
            for name, figure in aggregate.figures.items()
        },
        findings=findings,
        schools=[_school(member) for member in aggregate.members],
        formulas={
            name: figure.formula(english=english) for name, figure in aggregate.figures.items() if figure.contributions
        },
        coverage_notes=[notice.message_en if english else notice.message for notice in aggregate.notices],
        corrected={
            name: figure.correction.words_en() if english else figure.correction.words()
            for name, figure in aggregate.figures.items()
            if figure.correction is not None
        },
        corrections=corrections_table([one.correction for one in aggregate.corrections if one.is_used], catalogue),
        english=english,
        title=title,
        dated=dated,
    )


def build_packed_annex(
    record: Record,
    catalogue: Catalogue,
    *,
    counts: Mapping[str, tuple[int, int]],
    schools: Sequence[Record] = (),
    corrections: Sequence[Correction] = (),
    findings: Iterable[FindingView] | None = None,
) -> ReportView:
    """The annex of an aggregate that travelled in a package.

    ``counts`` says how many schools stand behind each figure, of how many; the reasons stand
    in the facts' notes. ``schools`` are the records that travel inside, as far as they do.
    """
    edition = catalogue.editions[record.edition]
    coverage = {name: Coverage(counted, total) for name, (counted, total) in counts.items()}
    facts = {}
    for name, fact in record.facts.items():
        reason, found = split_note(fact.note)
        if _method(catalogue, name, edition.data_year) is AggregationMethod.NONE:
            coverage.pop(name, None)
            reason = ""
        elif found is not None:
            coverage[name] = found
        facts[name] = replace(fact, note=reason)
    return build_annex(
        replace(record, facts=MappingProxyType(facts)),
        catalogue,
        edition,
        coverage=coverage,
        findings=findings,
        schools=schools,
        corrected={one.indicator: one.words() for one in corrections if one.organisation == record.organisation.code},
        corrections=corrections_table(corrections, catalogue),
    )


def corrections_table(corrections: Sequence[Correction], catalogue: Catalogue) -> PlainTable | None:
    """Every correction with what stood there, by whom and why; None where there is none."""
    if not corrections:
        return None
    rows = []
    for one in corrections:
        indicator = catalogue.indicators.get(one.indicator)
        label = indicator.label if indicator is not None else one.indicator
        evidence = one.evidence[0] if one.evidence else ""
        told = (one.name, label, one.before or "空", one.after, one.reason, evidence, f"{one.by}，{one.on}")
        rows.append(tuple(visible(text) for text in told))
    return PlainTable(
        id="corrections",
        label="区级更正",
        header=("单位", "指标", "原数", "更正为", "原因", "佐证", "更正人"),
        rows=tuple(rows),
        note="更正是区级另记的条目，学校所报的数据保持原样；原数变了的更正不再采用。",
    )


def split_note(note: str) -> tuple[str, Coverage | None]:
    """An aggregated fact's note as why there is no figure and who stands behind it.

    >>> split_note("缺清单，无法去重合计；覆盖1/3所：空白：一职；无毕业生：二职")
    ('缺清单，无法去重合计', Coverage(counted=1, expected=3, reasons=('空白：一职', '无毕业生：二职')))
    >>> split_note("新开设专业")
    ('新开设专业', None)
    """
    match = _NOTE.fullmatch(note)
    if match is None:
        return note, None
    reasons = tuple(match["reasons"].split("；")) if match["reasons"] else ()
    return match["why"] or "", Coverage(int(match["counted"]), int(match["total"]), reasons)


def _method(catalogue: Catalogue, indicator: str, data_year: str) -> AggregationMethod | None:
    found = catalogue.indicators.get(indicator)
    return found.meaning_in(data_year).aggregation.method if found is not None else None


def printed_coverage(coverage: Counted, *, english: bool = False) -> Coverage:
    """Counts and, reason by reason, the names of those who have no part in a figure.

    >>> one = Absentee(Organisation("1", "一职", "school"), Absence.NO_GRADUATES)
    >>> printed_coverage(Counted(3, 4, (one,)))
    Coverage(counted=3, expected=4, reasons=('无毕业生：一职',))
    """
    groups: dict[Absence, list[str]] = {}
    for absentee in (*coverage.owing, *coverage.exempt):
        groups.setdefault(absentee.absence, []).append(_name(absentee, english=english))
    reasons = []
    for absence, names in groups.items():
        many = len(names) > NAMES_PRINTED
        if english:
            more = f" and others, {len(names)} in all" if many else ""
            reasons.append(f"{WORDS[absence][1]}: {', '.join(names[:NAMES_PRINTED])}{more}")
        else:
            more = f"等{len(names)}所" if many else ""
            reasons.append(f"{WORDS[absence][0]}：{'、'.join(names[:NAMES_PRINTED])}{more}")
    return Coverage(coverage.counted, coverage.total, tuple(reasons))


def _name(absentee: Absentee, *, english: bool) -> str:
    detail = absentee.detail_in_english if english else absentee.detail
    bracketed = f" ({detail})" if english else f"（{detail}）"
    return visible(absentee.organisation.name + (bracketed if detail else ""))


def _contributions(
    figure: Figure, aggregate: Aggregate, catalogue: Catalogue, data_year: str, *, english: bool
) -> Iterator[Contribution]:
    unit = catalogue.indicators[figure.indicator].meaning_in(data_year).unit
    parts = {one.organisation.code: one.parts for one in figure.contributions}
    absent = {one.organisation.code: one for one in figure.coverage.absent}
    corrected = {
        (one.correction.organisation, one.correction.indicator): (
            one.correction.words_en() if english else one.correction.words()
        )
        for one in aggregate.corrections
        if one.is_used
    }
    for member in aggregate.members:
        code = member.organisation.code
        text = printed_text(member.record.cell(figure.indicator), unit) if member.record is not None else ""
        note = ""
        if code in absent:
            away = absent[code]
            note = (away.detail_in_english if english else away.detail) or WORDS[away.absence][english]
        elif figure.method in _MADE_OF_PARTS:
            given = ((catalogue.indicators[part.indicator], part.cell) for part in parts.get(code, ()))
            note = "；".join(f"{one.label_en if english else one.label} {cell}" for one, cell in given)
        behind = dict.fromkeys([figure.indicator, *(part.indicator for part in parts.get(code, ()))])
        words = "；".join(corrected[code, name] for name in behind if (code, name) in corrected)
        yield Contribution(visible(member.organisation.name), text, visible(note), visible(words))


def _school(member: Member) -> Record | Organisation:
    return member.record if member.record is not None else member.organisation


def _with_reasons_as_notes(aggregate: Aggregate, catalogue: Catalogue, data_year: str) -> Record:
    """The record with the reason why there is no figure as its note; coverage is said once per table instead."""
    facts = {}
    for name, fact in aggregate.record.facts.items():
        figure = aggregate.figures.get(name)
        if figure is not None:
            is_listed = _method(catalogue, name, data_year) is AggregationMethod.NONE
            fact = replace(fact, note="" if is_listed else figure.reason)
        facts[name] = fact
    return replace(aggregate.record, facts=MappingProxyType(facts))
