"""A manuscript with the campaign's data in it: what its links say, what is printed, what the auditor says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Exists, OuterRef

from nianbao.documents.reading import read_document
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.framework.loader import load_catalogue
from nianbao.proofreading.finding import ProofReport, ReportFinding
from nianbao.proofreading.proofread import proofread
from nianbao.rendering.annex import build_annex
from nianbao.rendering.renderer import find_renderer
from nianbao.rendering.view import Front, ReportView
from nianbao.web.campaigns.models import Campaign
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.manuscripts.pictures import pictures_of
from nianbao.web.manuscripts.text import CHOSEN, edition_of, link_key, links_of, read_blocks, whole_content
from nianbao.web.organisations.models import Succession
from nianbao.web.publications.aggregate import DistrictTables, district_tables
from nianbao.web.submissions.content import read_facts, record_from
from nianbao.web.submissions.models import Submission
from nianbao.writing.content import Block, Case, Content, Link, Paragraph, Picture
from nianbao.writing.data_table import Sources
from nianbao.writing.loose_number import LooseNumber
from nianbao.writing.printing import PrintedContent, WrittenPicture, print_content
from nianbao.writing.sentence import WrittenFigure

NO_PICTURES: Mapping[str, bytes] = {}
_DIGITS = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")
# Whether numbers agree; what a sentence says of them (提高, 下降) is the author's in any case.
_ARITHMETIC = frozenset(
    ("change", "difference", "growth", "mean", "mismatch", "proportion", "ratio", "same", "share", "sum")
)


@dataclass
class WrittenReport:
    """A manuscript, its chapters in order, and the figures that it may draw on."""

    manuscript: Manuscript
    chapters: Sequence[Chapter]
    sources: Sources
    tables: DistrictTables | None = None  # of a district

    @cached_property
    def told_before(self) -> tuple[Content, ...]:
        """Texts whose cases must not be told again: one's own of other years, and for a district its schools' too."""
        others = Chapter.objects.exclude(manuscript=self.manuscript.pk)
        mine = self.manuscript.organisation
        if mine.level == "school":
            others = others.filter(manuscript__organisation=mine.pk)
        else:
            others = others.filter(manuscript__organisation__path__startswith=mine.path)
        found: dict[str, list[Block]] = {}
        for one in others.select_related("manuscript__organisation", "manuscript__campaign").order_by("pk"):
            told = f"{one.manuscript.organisation.name}《{one.manuscript.campaign.title}》"
            cases = [block for block in one.blocks if block["kind"] == "case"]
            if cases:
                found.setdefault(told, []).extend(read_blocks([one.blocks[0], *cases])[1:])
        return tuple(Content(title, tuple(cases)) for title, cases in found.items())

    @cached_property
    def content(self) -> Content:
        return whole_content(self.manuscript, self.chapters)

    def printed(self, *, with_pictures: bool = True, with_cases: bool = False) -> PrintedContent:
        """The text with its figures; without the pictures' bytes where a page only names their addresses.

        ``with_cases`` lays the cases beside those told elsewhere, which takes another question of the database.
        """
        pictures: Mapping[str, bytes]
        if not any(isinstance(block, Picture) for block in self.content.blocks):
            pictures = NO_PICTURES
        elif with_pictures:
            pictures = pictures_of(self.manuscript)
        else:
            pictures = dict.fromkeys(self.manuscript.pictures.values_list("file", flat=True), b"")
        earlier = (
            self.told_before if with_cases and any(isinstance(block, Case) for block in self.content.blocks) else ()
        )
        printed = print_content(self.content, self.sources, pictures=pictures, earlier=earlier)
        # A case that was chosen from a school's report is the same story as there, and meant to be.
        remarks = tuple(
            one
            for one in printed.case_remarks
            if not (one.block.startswith(CHOSEN) and one.problem.code == "case-told-before")
        )
        return replace(printed, case_remarks=remarks)

    def view(self) -> ReportView:
        """What every renderer prints: cover, statement, text, the tables behind it."""
        return self.view_of(self.printed())

    def view_of(self, printed: PrintedContent) -> ReportView:
        """The same for a text that is written already."""
        catalogue, record = self.sources.catalogue, self.sources.record
        if self.tables is not None:
            view = self.tables.view
        else:
            view = build_annex(record, catalogue, catalogue.editions[record.edition])
        statement = printed.content.statement
        front = Front(
            printed.content.compiled, statement.text if statement else "", statement.signatory if statement else ""
        )
        title = printed.content.title.removeprefix(view.organisation) or view.title
        return replace(view, title=title, narrative=printed.blocks, front=front)

    def rendered(self, extension: str) -> bytes:
        return find_renderer(extension).render(self.view())

    def written(self, links: Sequence[Link]) -> dict[Link, WrittenFigure | Problem]:
        """What each link prints, or why it cannot be written: as the whole text would be printed, in one go."""
        asked = tuple(Paragraph(f"asked-{number}", (link,)) for number, link in enumerate(links))
        printed = print_content(Content("", asked), self.sources, pictures=NO_PICTURES)
        refused = {one.block: one.problem for one in printed.unwritten}
        figures = iter(printed.figures())
        return {
            link: refused[block.id] if block.id in refused else next(figures)
            for link, block in zip(links, asked, strict=True)
        }

    def told(self, links: Sequence[Link]) -> tuple[ToldFigure, ...]:
        """What links print and what stands behind each, or why it prints nothing."""
        return tuple(self._told(link, figure) for link, figure in self.written(links).items())

    def _told(self, link: Link, figure: WrittenFigure | Problem) -> ToldFigure:
        key, catalogue = link_key(link), self.sources.catalogue
        if isinstance(figure, Problem):
            return ToldFigure(key, problem=figure)
        record = self.sources.of(link.organisation)
        edition = catalogue.editions[record.edition]
        indicator = catalogue.indicators[figure.link.indicator]
        meaning = indicator.meaning_in(edition.data_year)
        table = next(
            (f"{table.number} {table.label}" for table in edition.tables
             if any(cell.indicator == indicator.id for _, cell in table.cells())), "",
        )  # fmt: skip
        period = edition.periods.get(meaning.period)
        return ToldFigure(
            key, figure.text, indicator.label, record.organisation.name, str(period) if period else "", table,
            figure.formula,
        )  # fmt: skip

    def words(self, blocks: Iterable[Block]) -> dict[str, str]:
        """What each link prints now, by link; one that cannot be written is left out."""
        figures = self.written(links_of(blocks))
        return {link_key(link): one.text for link, one in figures.items() if not isinstance(one, Problem)}

    def stale(self, chapter: Chapter) -> tuple[StaleFigure, ...]:
        """The links of a chapter that print something else than their author saw."""
        found = []
        for key, words in self.words(read_blocks(chapter.blocks)).items():
            before = chapter.spoken.get(key, "")
            if before and before != words:
                found.append(StaleFigure(key, before, words))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A linked number as its author may ask about it; ``problem`` says why there are no words."""

    link: str
    words: str = ""
    label: str = ""
    organisation: str = ""
    period: str = ""
    table: str = ""  # empty: a base item that the form does not print
    formula: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class StaleFigure:
    """A linked number that changed since the sentence around it was written."""

    link: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A number typed by hand with the block it stands in."""

    block: str
    number: LooseNumber


@dataclass(frozen=True, slots=True)
class BlockFinding:
    """A finding of the auditor with the block that it was made in; empty where that could not be told."""

    block: str
    finding: ReportFinding


def written_report(manuscript: Manuscript, chapters: Sequence[Chapter] | None = None) -> WrittenReport:
    """The manuscript with its data as they stand: a school's own entries, a district's provisional aggregate."""
    chapters = list(manuscript.chapters.all()) if chapters is None else chapters
    if manuscript.organisation.level == "school":
        return WrittenReport(manuscript, chapters, Sources(_school_record(manuscript), load_catalogue()))
    tables = district_tables(manuscript.campaign, is_provisional=True)
    record = tables.aggregate.record
    before = _campaign_before(manuscript.campaign)
    if before is not None:
        record = replace(record, previous=district_tables(before, is_provisional=True).aggregate.record)
    return WrittenReport(manuscript, chapters, Sources(record, load_catalogue(), tables.records), tables)


def typed_numbers(report: WrittenReport, blocks: Sequence[Block]) -> tuple[Typed, ...]:
    """The numbers of some blocks that are no links; dates and names that look like numbers are left out."""
    printed = print_content(Content("", tuple(blocks)), report.sources, pictures=NO_PICTURES)
    return tuple(Typed(blocks[one.line - 1].id, one) for one in printed.loose)


def chapter_findings(report: WrittenReport, blocks: Sequence[Block]) -> tuple[BlockFinding, ...]:
    """What the auditor says of some blocks as they would be printed, without the tables behind the report."""
    printed = print_content(Content("", tuple(blocks)), report.sources, pictures=NO_PICTURES)
    # The words that stand for a chart mix years in one sentence; its figures come from the data anyway.
    words = tuple(one for one in printed.blocks if not isinstance(one, WrittenPicture))
    view = ReportView("", "", "", "", "", (), (), narrative=words)
    document = read_document(find_renderer("md").render(view), name="chapter.md")
    return _of_the_text(proofread(document, catalogue=None), blocks, printed)


def report_findings(report: WrittenReport) -> tuple[BlockFinding, ...]:
    """What the auditor says of the text with the tables behind it; faults of the tables are told where they stand."""
    document = read_document(report.rendered("md"), name="report.md")
    found = _of_the_text(
        proofread(document, catalogue=report.sources.catalogue),
        report.content.blocks,
        report.printed(with_pictures=False),
    )
    return tuple(one for one in found if one.block)


def _of_the_text(told: ProofReport, blocks: Sequence[Block], printed: PrintedContent) -> tuple[BlockFinding, ...]:
    """The findings that an author can do something about: linked numbers that contradict each other are the data's."""
    places = _places(blocks, printed)
    linked = {digits for figure in printed.figures() for digits in _DIGITS.findall(figure.text)}
    found = []
    for one in told.findings:
        numbers = {digits for marked in one.places for digits in _DIGITS.findall(marked.place.text)}
        if one.kind in _ARITHMETIC and numbers and numbers <= linked:
            continue
        found.append(BlockFinding(_block_at(one, places), one))
    return tuple(found)


def _places(blocks: Sequence[Block], printed: PrintedContent) -> Mapping[str, str]:
    """By the printed words of a paragraph, the block that they come from."""
    names = {block.id for block in blocks}
    found: dict[str, str] = {}
    for written in printed.blocks:
        text = getattr(written, "text", "") or getattr(written, "caption", "")
        name = written.identifier
        while name and name not in names:
            name = name.rpartition("-")[0]
        found.setdefault(text, name)
    return found


def _block_at(finding: ReportFinding, places: Mapping[str, str]) -> str:
    sentence = finding.sentence.strip("… ")
    return next((name for text, name in places.items() if sentence and sentence in text), "")


def _school_record(manuscript: Manuscript) -> Record:
    found = (
        Submission.objects.select_related("campaign", "organisation")
        .annotate(has_predecessors=Exists(Succession.objects.filter(successor=OuterRef("organisation"))))
        .filter(campaign=manuscript.campaign_id, organisation=manuscript.organisation_id)
        .first()
    )
    if found is not None:
        return read_facts(found)
    return record_from(manuscript.organisation.fact, edition_of(manuscript).id, {}, {})


def _campaign_before(campaign: Campaign) -> Campaign | None:
    before = load_catalogue().editions[campaign.edition].previous
    if before is None:
        return None
    return Campaign.objects.filter(edition=before, district=campaign.district_id).select_related("district").first()
