"""What a release holds, made once: definitions, figures, cases, texts to scan, and the view that is printed.

A district's report carries nothing of a single school: what a school makes public is a release of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from nianbao.facts.cell import Cell, CellState
from nianbao.facts.period import Period
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.filings.sealed_report import CONTENT, sealed_view
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue, Edition, Meaning
from nianbao.packages.package import open_package
from nianbao.rendering.annex import METHOD_LABELS, build_annex
from nianbao.rendering.printed_text import printed_decimal, printed_text, visible
from nianbao.rendering.view import Coverage, ReportView
from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.models import Organisation
from nianbao.web.publications.aggregate import district_tables
from nianbao.web.releases.city import CityTables
from nianbao.web.releases.models import Definition, Origin
from nianbao.web.releases.scan import CountedFigure
from nianbao.web.submissions.content import read_content as read_submission
from nianbao.web.submissions.models import State as SubmissionState
from nianbao.web.submissions.models import Submission
from nianbao.writing.composition import WrittenBlock
from nianbao.writing.content import CASE_PARTS, Case, Content, read_content
from nianbao.writing.printing import WrittenTable

SUPPRESSED = "<5"
RESPONDENTS = "_respondents"


@dataclass(frozen=True, slots=True)
class FrozenFact:
    definition: Definition  # unsaved, or the row that says the same already
    state: str
    number: str
    text: str
    note: str
    counted: int | None = None
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class FrozenCase:
    title: str
    school: str
    parts: tuple[tuple[str, str], ...]
    anchor: str


@dataclass(frozen=True)
class Frozen:
    """Everything of a release but its files, which are printed from ``view``."""

    organisation: Organisation
    district: Organisation
    edition: Edition
    title: str
    origin: Origin
    origin_note: str
    statement_name: str
    facts: tuple[FrozenFact, ...]
    cases: tuple[FrozenCase, ...]
    view: ReportView
    texts: tuple[tuple[str, str], ...]  # place and text of all that somebody typed
    package: bytes = b""  # what a whole report was sealed in
    unconsented: tuple[tuple[str, str], ...] = ()  # case and person, where nobody noted that they agreed
    consented: frozenset[str] = frozenset()  # persons whose agreement to be named is noted with their case
    counted: int | None = None
    expected: int | None = None
    hidden_by_one: Mapping[str, str] = field(default_factory=dict)  # what one district alone keeps back, and which

    @property
    def data_year(self) -> int:
        return int(self.edition.data_year.removeprefix("dy"))

    @property
    def figures(self) -> tuple[CountedFigure, ...]:
        return tuple(counted_figure(fact) for fact in self.facts)


def frozen_submission(submission: Submission, *, suppressed: Iterable[str] = ()) -> Frozen:
    """A school's report from what the district accepted."""
    if submission.state != SubmissionState.ACCEPTED:
        raise Problem(
            "release-not-accepted",
            f"“{submission.organisation.name}”的填报还没有通过审核，不能发布。",
            f"The submission of {submission.organisation.name} is not accepted; it cannot be released.",
        )
    record = read_submission(submission).record
    hand_in = submission.hand_ins.filter(revision=submission.revision).first()
    return _frozen(
        replace(record, previous=None),
        submission.organisation,
        submission.campaign.district,
        origin=Origin.SUBMISSION,
        origin_note=f"revision {submission.revision}",
        statement_name=hand_in.signed_name if hand_in is not None else "",
        suppressed=frozenset(suppressed),
    )


def frozen_aggregate(campaign: Campaign, *, suppressed: Iterable[str] = ()) -> Frozen:
    """A district's tables from its accepted schools."""
    tables = district_tables(campaign, is_provisional=False)
    if not tables.submissions:
        raise Problem(
            "release-nothing-accepted",
            "还没有通过审核的学校，全区汇总没有内容可以发布。",
            "No school is accepted yet; the district's tables have nothing to release.",
        )
    coverage = {
        name: Coverage(figure.coverage.counted, figure.coverage.total)
        for name, figure in tables.aggregate.figures.items()
    }
    return _frozen(
        tables.aggregate.record,
        campaign.district,
        campaign.district,
        origin=Origin.AGGREGATE,
        origin_note=f"{len(tables.submissions)}/{tables.expected}",
        suppressed=frozenset(suppressed),
        coverage=coverage,
        counted=len(tables.submissions),
        expected=tables.expected,
    )


def frozen_city(tables: CityTables, *, suppressed: Iterable[str] = ()) -> Frozen:
    """A city's tables from its districts' signed ones."""
    counting = sum(one.counts for one in tables.districts)
    frozen = _frozen(
        tables.aggregate.record,
        tables.city,
        tables.city,
        origin=Origin.AGGREGATE,
        origin_note=f"{counting}/{len(tables.districts)}",
        suppressed=frozenset(suppressed),
        coverage=tables.coverage,
        counted=tables.counted,
        expected=tables.expected,
    )
    return replace(frozen, hidden_by_one=tables.hidden_by_one)


def frozen_package(data: bytes, *, district: Organisation, suppressed: Iterable[str] = ()) -> Frozen:
    """A whole report, text and figures, as ``nianbao build`` sealed it; of the district or of a school below it."""
    package = open_package(data)
    catalogue = load_catalogue()
    code = package.record.organisation.code
    organisation = Organisation.objects.filter(code=code, path__startswith=district.path).first()
    if organisation is None:
        raise Problem(
            "release-of-another",
            f"报告包属于代码 {code} 的单位，不在“{district.name}”内。",
            f"The package belongs to the organisation {code}, which is not in {district.name}.",
        )
    view = sealed_view(package, catalogue)
    if view is None:
        raise Problem(
            "release-without-text",
            "这个报送包里没有报告正文（content.json）。请用 nianbao build 生成整本报告的包；"
            "只发布数据表请从汇总页准备。",
            "The package holds no report text (content.json). Make it with nianbao build.",
        )
    carried = {name: (one.schools_counted, one.schools_total) for name, one in _carried(package.record, data).items()}
    coverage = {name: Coverage(*counts) for name, counts in carried.items()}
    frozen = _frozen(
        package.record,
        organisation,
        district,
        origin=Origin.PACKAGE,
        origin_note=package.manifest.short_seal,
        suppressed=frozenset(suppressed),
        coverage=coverage,
        narrative=(view, read_content(package.attachments[CONTENT])),
    )
    return replace(frozen, package=data)


def _carried(record: Record, data: bytes) -> Mapping[str, Any]:
    """How many schools stand behind each figure, from the package of data that travels inside."""
    package = open_package(data)
    if package.carried:
        return package.carried
    for name, inner in sorted(package.attachments.items()):
        if name.startswith("data/") and name.endswith(".zip"):
            return open_package(inner).carried
    return {}


def _frozen(
    record: Record,
    organisation: Organisation,
    district: Organisation,
    *,
    origin: Origin,
    origin_note: str,
    suppressed: frozenset[str],
    statement_name: str = "",
    coverage: Mapping[str, Coverage] = MappingProxyType({}),
    counted: int | None = None,
    expected: int | None = None,
    narrative: tuple[ReportView, Content] | None = None,
) -> Frozen:
    catalogue = load_catalogue()
    edition = catalogue.editions[record.edition]
    record = _kept_back(record, suppressed)
    aggregated = organisation.level != "school"
    record = _without_schools(record) if aggregated else record
    title = "职业教育质量年度报告" if narrative else "职业教育质量年度报告数据表"
    view = build_annex(record, catalogue, edition, coverage=coverage or None, title=title)
    texts = [*_texts(record, catalogue)]
    cases: tuple[FrozenCase, ...] = ()
    consented: frozenset[str] = frozenset()
    unconsented: tuple[tuple[str, str], ...] = ()
    if narrative is not None:
        report, content = narrative
        view = replace(view, narrative=report.narrative, front=report.front, title=content.title or title)
        texts += _narrative_texts(report)
        cases = tuple(_cases(content, report))
        consented = frozenset(
            name for block in content.blocks if isinstance(block, Case) and block.consent for name in block.people
        )
        unconsented = tuple(
            (block.title, name)
            for block in content.blocks
            if isinstance(block, Case) and not block.consent
            for name in block.people
        )
    return Frozen(
        organisation,
        district,
        edition,
        f"{organisation.name}{edition.cover_label}{view.title.removeprefix(organisation.name)}",
        origin,
        origin_note[:120],
        statement_name,
        tuple(_facts(record, catalogue, edition, coverage, suppressed)),
        cases,
        view,
        tuple(texts),
        consented=consented,
        unconsented=unconsented,
        counted=counted,
        expected=expected,
    )


def _kept_back(record: Record, suppressed: frozenset[str]) -> Record:
    """The record with 「<5」 where a figure counts too few people; a rate of too few answers goes with its count."""
    names = {*suppressed, *(name.removesuffix(RESPONDENTS) for name in suppressed if name.endswith(RESPONDENTS))}
    facts = {
        name: replace(fact, cell=Cell.of_text(SUPPRESSED), note="") if name in names else fact
        for name, fact in record.facts.items()
    }
    return replace(record, facts=MappingProxyType(facts))


def _without_schools(record: Record) -> Record:
    """A district's record without the notes that name its schools."""
    facts = {name: replace(fact, note="") for name, fact in record.facts.items()}
    return replace(record, facts=MappingProxyType(facts), previous=None)


def _facts(
    record: Record,
    catalogue: Catalogue,
    edition: Edition,
    coverage: Mapping[str, Coverage],
    suppressed: frozenset[str],
) -> Iterator[FrozenFact]:
    words = definitions_of(edition, catalogue)
    for name in edition.indicators():
        fact = record.facts.get(name)
        unit = catalogue.indicators[name].meaning_in(edition.data_year).unit
        cell = fact.cell if fact is not None else Cell(CellState.BLANK)
        decimal = printed_decimal(cell, unit)
        counts = coverage.get(name)
        hidden = name in suppressed or f"{name}{RESPONDENTS}" in suppressed
        yield FrozenFact(
            words[name],
            "suppressed" if hidden else cell.state.value,
            f"{decimal:f}" if decimal is not None else "",
            printed_text(cell, unit)[:200],
            visible(fact.note) if fact is not None else "",
            counts.counted if counts is not None else None,
            counts.expected if counts is not None else None,
        )


def definitions_of(edition: Edition, catalogue: Catalogue) -> Mapping[str, Definition]:
    """Every indicator of an edition with its words as they stand in the catalogue today."""
    tables = {
        cell.indicator: (f"{table.number} {table.label}", cell.unit_label)
        for table in edition.tables
        for _, cell in table.cells()
    }
    found = {}
    for position, name in enumerate(edition.indicators()):
        table, unit_label = tables.get(name, ("", ""))
        found[name] = _definition(edition, catalogue, name, position, table, unit_label)
    return found


def _definition(
    edition: Edition, catalogue: Catalogue, name: str, position: int, table: str, unit_label: str
) -> Definition:
    indicator = catalogue.indicators[name]
    meaning = indicator.meaning_in(edition.data_year)
    source = catalogue.sources.get(meaning.source)
    period = edition.periods.get(meaning.period) or Period.data_year(int(edition.data_year.removeprefix("dy")))
    said: dict[str, Any] = {
        "edition": edition.id,
        "data_year": int(edition.data_year.removeprefix("dy")),
        "indicator": name,
        "label": indicator.label,
        "label_en": indicator.label_en,
        "table": table,
        "position": position,
        "unit": meaning.unit.id if meaning.unit is not None else "",
        "unit_label": unit_label or (meaning.unit.label if meaning.unit is not None else ""),
        "definition": meaning.definition,
        "definition_en": meaning.definition_en,
        "source": (source.title + (f"（{source.number}）" if source.number else ""))[:200] if source else "",
        "is_confirmed": meaning.confirmed,
        "value_type": indicator.value_type.value,
        "method": METHOD_LABELS[meaning.aggregation.method],
        "period": str(period),
        "period_start": period.start,
        "period_end": period.end,
        "meaning": meaning_digest(meaning),
    }
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()
    return Definition(digest=digest, **said)


def meaning_digest(meaning: Meaning) -> str:
    """What must be equal for figures of two years to be of the same thing: words, unit, arithmetic, kind of period."""
    formula = meaning.formula
    parts = [
        meaning.definition,
        meaning.unit.dimension if meaning.unit is not None else "",
        [list(formula.numerator), list(formula.denominator), str(formula.multiplier)] if formula is not None else None,
        meaning.period.value,
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def counted_figure(fact: FrozenFact) -> CountedFigure:
    """A fact as the scan for small groups reads it: students, graduates and answers are people who can be recognised.

    How many teachers a school has for a subject is printed on its door; such figures are left out.
    """
    words = fact.definition
    indicator = load_catalogue().indicators.get(words.indicator)
    learners = words.unit == "person" and words.indicator.startswith(("graduate", "student", "foreign_student", "fit"))
    return CountedFigure(
        words.indicator,
        words.label,
        Decimal(fact.number) if fact.number else None,
        learners or words.indicator.endswith(RESPONDENTS),
        (indicator.part_of or "") if indicator is not None else "",
    )


def _texts(record: Record, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """All that somebody typed into the form: notes, texts in cells, rows of lists."""
    for name, fact in sorted(record.facts.items()):
        label = catalogue.indicators[name].label if name in catalogue.indicators else name
        if fact.note:
            yield f"{label}·说明", fact.note
        if fact.cell.text:
            yield label, fact.cell.text
    for name, rows in sorted(record.lists.items()):
        for position, row in enumerate(rows, start=1):
            yield f"{name} 第{position}行", " ".join(str(text) for text in row.values())


def _narrative_texts(view: ReportView) -> Iterator[tuple[str, str]]:
    heading = ""
    for block in view.narrative:
        if isinstance(block, WrittenBlock):
            heading = block.text if block.level or block.role == "case" else heading
            yield heading or "正文", block.text
        elif isinstance(block, WrittenTable):
            for row in block.table.whole_rows():
                yield block.caption, " ".join(row)


def _cases(content: Content, view: ReportView) -> Iterator[FrozenCase]:
    """Each case as it was printed, its parts by their words."""
    printed = {block.identifier: block for block in view.narrative if isinstance(block, WrittenBlock)}
    for block in content.blocks:
        if not isinstance(block, Case) or block.id not in printed:
            continue
        title = printed[block.id].text.partition("】")[2] or block.title
        title = title.removesuffix(f"　（{block.organisation}）")
        parts = [
            (word, _after_colon(printed[f"{block.id}-{name}"].text))
            for name, word in (*CASE_PARTS, ("evidence", "佐证"))
            if f"{block.id}-{name}" in printed
        ]
        yield FrozenCase(title.strip()[:200], block.organisation[:120], tuple(parts), block.id)


def _after_colon(text: str) -> str:
    return text.partition("：")[2] or text


def digest_of(facts: Sequence[FrozenFact], cases: Sequence[FrozenCase], files: Mapping[str, str]) -> str:
    """The hash that the signed list names: over every definition, figure, case and file."""
    said = [
        [[one.definition.digest, one.state, one.number, one.text, one.note, one.counted, one.expected]
         for one in facts],
        [[one.title, one.school, one.parts] for one in cases],
        sorted(files.items()),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
