from __future__ import annotations

import copy
import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

import pytest
from lxml import etree

from nianbao.aggregation.aggregate import aggregate
from nianbao.cli.commands.build import Report, read_report
from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.packages.package import make_package
from nianbao.rendering.renderer import find_renderer
from nianbao.sample.district import make_sample
from nianbao.sample.journey import district_edition
from nianbao.writing.content import Content

SCHOOL = Organisation("9900000001", "第一职业学校", "school")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def record(catalogue: Catalogue) -> Callable[..., Record]:
    """A record of what is typed, by indicator, with that of the year before."""

    def one(edition: str, typed: dict[str, str], previous: Record | None) -> Record:
        facts = {
            name: Fact(name, SCHOOL.code, Period.data_year(2024), read_cell(raw, catalogue.unit_of(name, edition)))
            for name, raw in typed.items()
        }
        return Record(SCHOOL, edition, facts, previous=previous)

    def make(now: dict[str, str], before: dict[str, str] | None = None) -> Record:
        earlier = one("dy2024/school", before, None) if before is not None else None
        return one("dy2025/school", now, earlier)

    return make


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NS = {"w": W[1:-1]}


@dataclass
class Hand:
    """Edits a .docx as a person in Word does: its paragraphs, its numbers, its comments."""

    data: bytes
    parts: dict[str, bytes] = field(default_factory=dict)
    last: int = 0

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.body = self.root.find(f"{W}body")

    def saved(self) -> bytes:
        self.parts["word/document.xml"] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)
        return made.getvalue()

    def paragraph(self, block: str) -> etree._Element:
        """The paragraph that a block's id stands in."""
        control = self.control(f"block:{block}")
        return next(control.iterancestors(f"{W}p"))

    def control(self, name: str) -> etree._Element:
        return self.root.xpath("//w:sdt[w:sdtPr/w:tag[@w:val=$name]]", namespaces=NS, name=name)[0]

    def figures(self, block: str) -> list[etree._Element]:
        return [one for one in self.paragraph(block).iter(f"{W}sdt") if self.name(one).startswith("figure:")]

    @staticmethod
    def name(control: etree._Element) -> str:
        return str(control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"))

    @staticmethod
    def text(element: etree._Element) -> str:
        return "".join(piece.text or "" for piece in element.iter(f"{W}t"))

    def typed_runs(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """The texts that are neither a linked number nor a reference."""
        for piece in paragraph.iter(f"{W}t"):
            controls = [self.name(one) for one in piece.iterancestors(f"{W}sdt")]
            if not any(name.startswith(("figure:", "reference:")) for name in controls):
                yield piece

    def retype(self, block: str, old: str, new: str) -> None:
        """Types over some words of a block's own text."""
        for piece in self.typed_runs(self.paragraph(block)):
            if old in (piece.text or ""):
                piece.text = (piece.text or "").replace(old, new, 1)
                piece.set(SPACE, "preserve")
                return
        raise AssertionError(f"{old} is not in {block}")

    def retype_figure(self, block: str, position: int, text: str) -> str:
        """Types over a linked number; what it said before."""
        control = self.figures(block)[position]
        pieces = list(control.iter(f"{W}t"))
        before = self.text(control)
        pieces[0].text = text
        for piece in pieces[1:]:
            piece.text = ""
        return before

    def delete(self, block: str) -> None:
        paragraph = self.paragraph(block)
        paragraph.getparent().remove(paragraph)

    def move(self, block: str, after: str) -> None:
        paragraph = self.paragraph(block)
        self.paragraph(after).addnext(paragraph)

    def split(self, block: str, at: int, *, with_ids: bool) -> None:
        """Presses Enter after ``at`` characters. Word leaves the ids on one of the two or on both."""
        first = self.paragraph(block)
        second = copy.deepcopy(first)
        first.addnext(second)
        total = self.text(first)
        self._cut(first, 0, at)
        self._cut(second, at, len(total))
        for mark in list(second.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            mark.getparent().remove(mark)
        if not with_ids:
            outer = second.find(f"{W}sdt")
            for child in list(outer.find(f"{W}sdtContent")):
                outer.addprevious(child)
            second.remove(outer)

    def _cut(self, paragraph: etree._Element, start: int, end: int) -> None:
        at = 0
        for piece in list(paragraph.iter(f"{W}t")):
            text = piece.text or ""
            low, high = max(start - at, 0), max(end - at, 0)
            piece.text = text[low:high]
            piece.set(SPACE, "preserve")
            at += len(text)
        for control in list(paragraph.iter(f"{W}sdt")):
            if not self.text(control):
                control.getparent().remove(control)

    def merge(self, block: str, following: str) -> None:
        first, second = self.paragraph(block), self.paragraph(following)
        for child in list(second):
            if child.tag != f"{W}pPr":
                first.append(child)
        second.getparent().remove(second)

    def insert(self, after: str, text: str, style: str = "NianbaoBody") -> etree._Element:
        made = etree.fromstring(
            f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        )
        self.paragraph(after).addnext(made)
        return made

    def insert_table(self, after: str, rows: list[list[str]]) -> None:
        cells = "".join(
            "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
            for row in rows
        )
        self.paragraph(after).addnext(etree.fromstring(f'<w:tbl xmlns:w="{W[1:-1]}">{cells}</w:tbl>'))

    def insert_picture(self, after: str, image: bytes, alternative: str) -> None:
        self.parts["word/media/inserted.png"] = image
        relations = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
        relation = etree.SubElement(relations, relations[0].tag)
        relation.set("Id", "rIdInserted")
        relation.set("Type", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image")
        relation.set("Target", "media/inserted.png")
        self.parts["word/_rels/document.xml.rels"] = etree.tostring(relations)
        drawing = copy.deepcopy(next(self.root.iter(f"{W}drawing")))
        for element in drawing.iter():
            if str(element.tag).endswith("}blip"):
                element.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", "rIdInserted")
            if element.get("descr") is not None:
                element.set("descr", alternative)
        paragraph = self.insert(after, "")
        paragraph.find(f"{W}r").append(drawing)

    def comment(self, block: str, author: str, text: str) -> None:
        """Comments on a whole paragraph."""
        self.last += 1
        key = str(self.last)
        paragraph = self.paragraph(block)
        start = etree.Element(f"{W}commentRangeStart", {f"{W}id": key})
        end = etree.Element(f"{W}commentRangeEnd", {f"{W}id": key})
        paragraph.insert(1, start)
        paragraph.append(end)
        run = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(run, f"{W}commentReference", {f"{W}id": key})
        comments = (
            etree.fromstring(self.parts["word/comments.xml"])
            if "word/comments.xml" in self.parts
            else etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        )
        made = etree.SubElement(
            comments, f"{W}comment", {f"{W}id": key, f"{W}author": author, f"{W}date": "2025-12-01T09:00:00Z"}
        )
        etree.SubElement(etree.SubElement(etree.SubElement(made, f"{W}p"), f"{W}r"), f"{W}t").text = text
        if "word/comments.xml" not in self.parts:
            types = etree.fromstring(self.parts["[Content_Types].xml"])
            override = etree.SubElement(types, types[0].tag.replace("Default", "Override"))
            override.set("PartName", "/word/comments.xml")
            override.set("ContentType", "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml")
            self.parts["[Content_Types].xml"] = etree.tostring(types)
            relations = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
            relation = etree.SubElement(relations, relations[0].tag)
            relation.set("Id", "rIdComments")
            relation.set("Type", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments")
            relation.set("Target", "comments.xml")
            self.parts["word/_rels/document.xml.rels"] = etree.tostring(relations)
        self.parts["word/comments.xml"] = etree.tostring(comments)

    def track(self, block: str, inserted: str, author: str) -> None:
        """Types at a paragraph's end with changes being tracked."""
        change = etree.SubElement(
            self.paragraph(block),
            f"{W}ins",
            {f"{W}id": "900", f"{W}author": author, f"{W}date": "2025-12-02T10:00:00Z"},
        )
        etree.SubElement(etree.SubElement(change, f"{W}r"), f"{W}t").text = inserted

    def track_deletion(self, block: str, author: str) -> None:
        """Deletes a whole paragraph with changes being tracked."""
        paragraph = self.paragraph(block)
        attributes = {f"{W}id": "901", f"{W}author": author, f"{W}date": "2025-12-02T11:00:00Z"}
        for run in list(paragraph.iter(f"{W}r")):
            gone = etree.Element(f"{W}del", attributes)
            run.addprevious(gone)
            gone.append(run)
            for piece in run.iter(f"{W}t"):
                piece.tag = f"{W}delText"
        mark = etree.SubElement(paragraph.find(f"{W}pPr"), f"{W}rPr")
        etree.SubElement(mark, f"{W}del", attributes)

    def strip_ids(self) -> None:
        """What a program does that knows neither content controls nor bookmarks."""
        for mark in list(self.root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            mark.getparent().remove(mark)
        while (control := next(self.root.iter(f"{W}sdt"), None)) is not None:
            inside = control.find(f"{W}sdtContent")
            for child in list(inside if inside is not None else ()):
                control.addprevious(child)
            control.getparent().remove(control)


@dataclass(frozen=True)
class Printed:
    """The sample district's report: what it was printed from, and the Word file."""

    report: Report
    content: Content
    docx: bytes


def _sample_folder(folder: Path) -> Path:
    catalogue = load_catalogue()
    sample = make_sample(catalogue=catalogue)
    made = None
    for edition, records in sample.true_records.items():
        made = aggregate(
            records,
            catalogue,
            edition=district_edition(edition, catalogue),
            organisation=sample.district,
            registry=sample.schools,
            previous=made.record if made else None,
        )
        schools = [make_package(record, catalogue) for record in records]
    assert made is not None
    (folder / "data").mkdir(parents=True)
    package = make_package(made.record, catalogue, sources=schools, aggregate=made)
    (folder / "data" / "district.zip").write_bytes(package)
    shutil.copytree(str(resources.files("nianbao.sample").joinpath("report")), folder / "chapters")
    return folder


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _sample_folder(tmp_path_factory.mktemp("sample") / "report")


@pytest.fixture(scope="session")
def printed(folder: Path) -> Printed:
    report = read_report(folder, load_catalogue())
    return Printed(report, report.printed.content, find_renderer("docx").render(report.view))


@pytest.fixture
def hand(printed: Printed) -> Hand:
    return Hand(printed.docx)


@pytest.fixture
def new_hand(printed: Printed) -> Callable[[], Hand]:
    return lambda: Hand(printed.docx)
