"""A draft with its figures written in: what is printed, what could not be written, what is still typed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.framework.model import Catalogue, OutlineNode
from nianbao.writing.draft import Asked, Draft, missing_nodes
from nianbao.writing.link import Names, read_link
from nianbao.writing.loose_number import LooseNumber, loose_numbers
from nianbao.writing.sentence import WrittenFigure, write_figure


@dataclass(frozen=True, slots=True)
class WrittenReference:
    """The number of a table, a figure or a case elsewhere in the report."""

    text: str
    block: str


@dataclass(frozen=True, slots=True)
class WrittenBlock:
    """A heading (``level`` 1 and more) or a paragraph (0) as it will be printed."""

    parts: tuple[str | WrittenFigure | WrittenReference, ...]
    level: int = 0
    role: str = "body"  # body | item | case (its title) | told (what stands under it; the first part is its word)
    identifier: str = ""  # of the block in the content

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A link that has no words: where it stands and why."""

    line: int
    link: str
    problem: Problem


@dataclass(frozen=True)
class Composition:
    title: str
    blocks: tuple[WrittenBlock, ...]
    unwritten: tuple[Unwritten, ...]
    loose: tuple[LooseNumber, ...]
    missing: tuple[OutlineNode, ...]  # of the edition's outline

    def figures(self) -> Iterator[WrittenFigure]:
        return (part for block in self.blocks for part in block.parts if isinstance(part, WrittenFigure))


def compose(draft: Draft, record: Record, catalogue: Catalogue) -> Composition:
    """The draft with its figures. A link that cannot be written is printed as 〔待补：…〕, never left out."""
    edition = catalogue.editions[record.edition]
    names = Names(edition, catalogue)
    unwritten: list[Unwritten] = []

    def written(asked: Asked) -> str | WrittenFigure:
        try:
            return write_figure(read_link(asked.text, names), record, catalogue)
        except Problem as problem:
            unwritten.append(Unwritten(asked.line, asked.text, problem))
            return f"〔待补：{asked.text}〕"

    blocks = tuple(
        WrittenBlock(tuple(part if isinstance(part, str) else written(part) for part in block.parts), block.level)
        for block in draft.blocks
    )
    outline = catalogue.outlines.get(edition.outline) if edition.outline else None
    return Composition(
        draft.title,
        blocks,
        tuple(unwritten),
        loose_numbers(draft, record, catalogue),
        missing_nodes(draft, outline) if outline is not None else (),
    )
