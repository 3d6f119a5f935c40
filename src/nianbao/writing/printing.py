"""Content with its figures written in: what every renderer prints, and what could not be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from nianbao.facts.problem import Problem
from nianbao.framework.model import OutlineNode
from nianbao.writing.case import CaseRemark, check_cases, masked
from nianbao.writing.chart import draw
from nianbao.writing.composition import WrittenBlock, WrittenReference
from nianbao.writing.content import (
    CASE_PARTS,
    Block,
    Case,
    Chart,
    Content,
    DataTable,
    Heading,
    Inline,
    Link,
    ListBlock,
    Note,
    OwnTable,
    Paragraph,
    Picture,
    Reference,
    Text,
    inlines,
)
from nianbao.writing.data_table import Sources, TableText, fill_table
from nianbao.writing.draft import Asked, Draft, DraftBlock, bare_title, missing_nodes
from nianbao.writing.link import LINK, Aspect, FigureLink
from nianbao.writing.loose_number import LooseNumber, loose_numbers
from nianbao.writing.markdown import read_inlines, written_inlines
from nianbao.writing.numbering import Number, number, style
from nianbao.writing.sentence import WrittenFigure, write_figure, write_rank

CASE_WORDS = ("【", "】")
_NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class WrittenTable:
    identifier: str
    number: Number
    caption: str
    table: TableText
    source: str = ""


@dataclass(frozen=True)
class WrittenPicture:
    """A picture from a file (``image``), or a chart to be drawn (``specification``)."""

    identifier: str
    number: Number
    caption: str
    alternative: str
    image: bytes | None = None
    specification: Mapping[str, Any] | None = None
    source: str = ""
    indicators: tuple[str, ...] = ()


Written = WrittenBlock | WrittenTable | WrittenPicture


@dataclass(frozen=True, slots=True)
class NotWritten:
    """What has no words: in which block it stands, what was asked and why it is refused."""

    block: str
    asked: str
    problem: Problem


@dataclass(frozen=True)
class PrintedContent:
    content: Content
    blocks: tuple[Written, ...]
    unwritten: tuple[NotWritten, ...] = ()
    loose: tuple[LooseNumber, ...] = ()
    missing: tuple[OutlineNode, ...] = ()
    case_remarks: tuple[CaseRemark, ...] = ()

    def figures(self) -> Iterator[WrittenFigure]:
        for block in self.blocks:
            if isinstance(block, WrittenBlock):
                yield from (part for part in block.parts if isinstance(part, WrittenFigure))


def print_content(
    content: Content,
    sources: Sources,
    *,
    pictures: Mapping[str, bytes] = _NO_PICTURES,
    earlier: Sequence[Content] = (),
) -> PrintedContent:
    """The content with its figures. What cannot be written is printed as 〔待补：…〕, never left out."""
    catalogue = sources.catalogue
    edition = catalogue.editions[sources.record.edition]
    outline = catalogue.outlines.get(edition.outline) if edition.outline else None
    pack = style(content.style or (outline.numbering if outline is not None else "decimal"))
    printer = _Printer(sources, pictures, number(content.blocks, pack).captions)
    headings = number(content.blocks, pack).headings
    blocks = [written for block in content.blocks for written in printer.block(block, headings)]
    draft = _as_draft(content)
    limits: dict[str, int] = {}
    for node in outline.nodes if outline is not None else ():
        limits.update(node.limits)
    return PrintedContent(
        content,
        tuple(blocks),
        tuple(printer.unwritten),
        loose_numbers(draft, sources.record, catalogue),
        missing_nodes(draft, outline) if outline is not None else (),
        check_cases(content, limits, earlier),
    )


@dataclass
class _Printer:
    sources: Sources
    pictures: Mapping[str, bytes]
    captions: Mapping[str, Number]
    unwritten: list[NotWritten] = field(default_factory=list)

    def block(self, block: Block, headings: Mapping[str, str]) -> Iterator[Written]:
        try:
            match block:
                case Heading():
                    title = f"{headings[block.id]}{bare_title(block.text)}"
                    yield WrittenBlock((title,), block.level, "body", block.id)
                case Paragraph():
                    yield WrittenBlock(self._parts(block.parts, block.id), 0, "body", block.id)
                case ListBlock():
                    for position, item in enumerate(block.items, start=1):
                        mark = f"（{position}）" if block.numbered else "· "
                        name = block.id if position == 1 else f"{block.id}-{position}"
                        yield WrittenBlock((mark, *self._parts(item, block.id)), 0, "item", name)
                case DataTable():
                    source = block.source or "本报告数据表"
                    yield WrittenTable(
                        block.id, self.captions[block.id], block.caption, fill_table(block, self.sources), source
                    )
                case OwnTable():
                    rows = (tuple(self._cell(cell, block.id) for cell in row) for row in block.rows)
                    table = TableText(block.header, tuple(rows))
                    yield WrittenTable(block.id, self.captions[block.id], block.caption, table, block.source)
                case Chart():
                    drawn = draw(block, self.sources)
                    yield WrittenPicture(
                        block.id,
                        self.captions[block.id],
                        block.caption,
                        drawn.alternative,
                        specification=drawn.specification,
                        source=block.source or "本报告数据表",
                        indicators=drawn.indicators,
                    )
                case Picture():
                    yield self._picture(block)
                case Case():
                    yield from self._case(block)
                case Note():
                    pass
        except Problem as problem:
            name = getattr(block, "caption", block.id)
            self.unwritten.append(NotWritten(block.id, name, problem))
            yield WrittenBlock((f"〔待补：{name}〕",), 0, "body", block.id)

    def _picture(self, block: Picture) -> WrittenPicture:
        if block.file not in self.pictures:
            raise Problem(
                "picture-missing",
                f"没有图片文件“{block.file}”。请放进稿件的 pictures 文件夹。",
                f"There is no picture {block.file}. Put it into the folder pictures.",
            )
        return WrittenPicture(
            block.id,
            self.captions[block.id],
            block.caption,
            block.alternative or block.caption,
            image=self.pictures[block.file],
            source=block.rights,
        )

    def _case(self, block: Case) -> Iterator[Written]:
        hidden = () if block.consent else block.people
        opening, closing = CASE_WORDS
        title = f"{opening}{self.captions[block.id]}{closing}{masked(block.title, hidden)}"
        told_by = f"　（{block.organisation}）" if block.organisation else ""
        yield WrittenBlock((title + told_by,), 0, "case", block.id)
        for name, word in CASE_PARTS:
            parts = getattr(block, name)
            if parts:
                written = (
                    masked(part, hidden) if isinstance(part, str) else part for part in self._parts(parts, block.id)
                )
                yield WrittenBlock((f"{word}：", *written), 0, "told", f"{block.id}-{name}")
        if block.evidence:
            evidence = ("佐证：", masked(block.evidence, hidden))
            yield WrittenBlock(evidence, 0, "told", f"{block.id}-evidence")

    def _cell(self, text: str, block: str) -> str:
        """A cell typed by hand, in which links may stand as they do in a sentence."""
        if LINK.search(text) is None:
            return text
        written = self._parts(read_inlines(text), block)
        return "".join(part if isinstance(part, str) else part.text for part in written)

    def _parts(self, parts: Sequence[Inline], block: str) -> tuple[str | WrittenFigure | WrittenReference, ...]:
        return tuple(self._part(part, block) for part in parts)

    def _part(self, part: Inline, block: str) -> str | WrittenFigure | WrittenReference:
        try:
            match part:
                case Text(text):
                    return masked(text)
                case Reference(target):
                    if target not in self.captions:
                        raise Problem(
                            "reference-unknown",
                            f"正文提到编号为“{target}”的表、图或案例，报告中没有。",
                            f"The text refers to {target}, which is no table, figure or case of the report.",
                        )
                    return WrittenReference(str(self.captions[target]), target)
                case Link():
                    names = self.sources.names
                    whole = names.find(part.whole) if part.whole else None
                    link = FigureLink(names.find(part.indicator), part.aspect, whole, part.places)
                    if part.aspect is Aspect.RANK:
                        own = self.sources.of(part.organisation)
                        return write_rank(link, own, self.sources.schools, self.sources.catalogue)
                    return write_figure(link, self.sources.of(part.organisation), self.sources.catalogue)
        except Problem as problem:
            asked = written_inlines((part,))
            self.unwritten.append(NotWritten(block, asked, problem))
            return f"〔待补：{asked.strip('[]{}@')}〕"


def _as_draft(content: Content) -> Draft:
    """The same text as the reader of typed numbers and of missing chapters sees it; a block's place is its line."""
    blocks = []
    for line, block in enumerate(content.blocks, start=1):
        if isinstance(block, Heading):
            blocks.append(DraftBlock((block.text,), line, block.level))
        elif parts := tuple(inlines(block)):
            typed = tuple(
                part.text if isinstance(part, Text) else Asked(written_inlines((part,)), line) for part in parts
            )
            blocks.append(DraftBlock(typed, line))
    return Draft(content.title, tuple(blocks))
