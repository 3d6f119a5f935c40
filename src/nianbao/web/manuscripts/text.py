"""A manuscript's chapters as content and back: what the outline asks for, what a chapter holds, how long it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Edition, Outline, OutlineNode
from nianbao.sample.journey import district_edition
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.writing.content import (
    Block,
    Case,
    Chart,
    Content,
    DataTable,
    Heading,
    Link,
    OwnTable,
    Picture,
    Statement,
    Text,
    inlines,
    read_content,
)
from nianbao.writing.draft import bare_title
from nianbao.writing.markdown import read_markdown, write_markdown, written_inlines

_SPACE = re.compile(r"\s+")
CHOSEN = "from-"  # begins the id of a case that a district chose from a school's report
LONGEST_CHAPTER = 300_000  # characters of JSON; a whole report of a hundred pages has fewer


@dataclass(frozen=True)
class Part:
    """One chapter of a whole text."""

    node: str
    blocks: tuple[Block, ...]

    @property
    def heading(self) -> Heading:
        head = self.blocks[0]
        assert isinstance(head, Heading)
        return head


def edition_of(manuscript: Manuscript) -> Edition:
    """The form whose outline the manuscript follows: the district's own where a district writes."""
    catalogue = load_catalogue()
    name = manuscript.campaign.edition
    return catalogue.editions[name if manuscript.organisation.level == "school" else district_edition(name, catalogue)]


def outline_of(manuscript: Manuscript) -> Outline | None:
    edition = edition_of(manuscript)
    return load_catalogue().outlines.get(edition.outline) if edition.outline else None


def nodes_of(outline: Outline | None) -> Mapping[str, OutlineNode]:
    """Every part of an outline by its id."""

    def below(nodes: Iterable[OutlineNode]) -> Iterator[OutlineNode]:
        for node in nodes:
            yield node
            yield from below(node.children)

    return {node.id: node for node in below(outline.nodes)} if outline is not None else {}


def parts_of_outline(outline: Outline | None) -> tuple[Part, ...]:
    """The chapters that an outline asks for, with its headings and nothing under them."""
    if outline is None:
        return (Part("", (Heading("h-text", 1, "正文"),)),)

    def headings(node: OutlineNode, level: int) -> Iterator[Heading]:
        yield Heading(f"h-{node.id.replace('_', '-').lower()}", min(level, 4), node.title, node.id)
        for child in node.children:
            yield from headings(child, level + 1)

    return tuple(Part(node.id, tuple(headings(node, 1))) for node in outline.nodes)


def parts_of_content(content: Content, outline: Outline | None) -> tuple[Part, ...]:
    """A whole text divided at its first-level headings; a heading that the outline has stands for its part of it."""
    titles = {bare_title(node.title): node.id for node in nodes_of(outline).values()}
    parts: list[list[Block]] = []
    for block in content.blocks:
        if isinstance(block, Heading):
            block = replace_node(block, block.node or titles.get(bare_title(block.text), ""))
        if not parts or (isinstance(block, Heading) and block.level == 1):
            parts.append([] if isinstance(block, Heading) and block.level == 1 else [Heading("h-text", 1, "正文")])
        parts[-1].append(block)
    found = []
    for blocks in parts:
        head = blocks[0]
        assert isinstance(head, Heading)
        found.append(Part(head.node, tuple(blocks)))
    return tuple(found)


def replace_node(heading: Heading, node: str) -> Heading:
    return Heading(heading.id, heading.level, heading.text, node)


def read_blocks(data: Sequence[Any]) -> tuple[Block, ...]:
    """A chapter's blocks from JSON; raises Problem where they depart from the schema or are no chapter."""
    text = json.dumps({"title": "", "blocks": data}, ensure_ascii=False)
    if len(text) > LONGEST_CHAPTER:
        raise Problem(
            "chapter-too-long",
            f"这一章太长（{len(text):,} 字符，至多 {LONGEST_CHAPTER:,}）。请分成几章。",
            f"The chapter is too long ({len(text):,} characters of at most {LONGEST_CHAPTER:,}). Divide it.",
        )
    blocks = read_content(text).blocks
    if not blocks or not isinstance(blocks[0], Heading) or blocks[0].level != 1:
        raise Problem(
            "chapter-without-heading",
            "一章要以一级标题开头（Markdown 里写“## 标题”）。请补上标题再保存。",
            "A chapter begins with its first-level heading (“## Title” in Markdown). Add it, then save.",
        )
    for block in blocks[1:]:
        if isinstance(block, Heading) and block.level == 1:
            raise Problem(
                "chapter-second-heading",
                f"这一章里还有一个一级标题“{block.text}”。新的一章请在报告首页添加，这里用二级标题。",
                f"The chapter has another first-level heading, {block.text}. Add chapters on the report's own page.",
            )
    return blocks


def as_json(blocks: Iterable[Block]) -> list[Any]:
    """Blocks as they are stored."""
    found: list[Any] = json.loads(msgspec.json.encode(Content("", tuple(blocks))))["blocks"]
    return found


def as_markdown(blocks: Sequence[Block]) -> str:
    return write_markdown(Content("", tuple(blocks)))


def from_markdown(text: str, before: Sequence[Block]) -> tuple[Block, ...]:
    """A chapter from the text form, which does not say what part of the outline a heading stands for: its id does."""
    nodes = {block.id: block.node for block in before if isinstance(block, Heading)}
    read = read_markdown([text])
    blocks = tuple(
        replace_node(block, nodes.get(block.id, "")) if isinstance(block, Heading) else block for block in read.blocks
    )
    return read_blocks(as_json(blocks))


def whole_content(manuscript: Manuscript, chapters: Iterable[Chapter]) -> Content:
    """The whole text in order. An id that two chapters share is told apart in the later one."""
    seen: set[str] = set()
    blocks: list[Block] = []
    for chapter in chapters:
        for block in read_blocks(chapter.blocks):
            name, number = block.id, 1
            while name in seen:
                number += 1
                name = f"{block.id[:60]}-{number}"
            seen.add(name)
            blocks.append(block if name == block.id else msgspec.structs.replace(block, id=name))
    statement = Statement(manuscript.statement, manuscript.signatory or "负责人") if manuscript.statement else None
    return Content(
        manuscript.title, tuple(blocks), compiled=manuscript.compiled, style=manuscript.style, statement=statement
    )


def links_of(blocks: Iterable[Block]) -> tuple[Link, ...]:
    """Every linked number, each once, in printed order."""
    found = dict.fromkeys(part for block in blocks for part in inlines(block) if isinstance(part, Link))
    return tuple(found)


def link_key(link: Link) -> str:
    """A link as an author would type it, by which its words are kept.

    >>> link_key(Link("毕业生人数"))
    '毕业生人数'
    """
    return written_inlines((link,)).removeprefix("[[").removesuffix("]]")


def count_characters(blocks: Iterable[Block], spoken: Mapping[str, str]) -> int:
    """How many characters of text a reader sees, spaces left out; tables and charts count with their captions."""
    total = 0
    for block in blocks:
        words = [
            part.text if isinstance(part, Text) else spoken.get(link_key(part), "") if isinstance(part, Link) else ""
            for part in inlines(block)
        ]
        match block:
            case Case():
                words += [block.title, block.evidence]
            case DataTable() | Chart() | Picture():
                words.append(block.caption)
            case OwnTable():
                words += [block.caption, *block.header, *(cell for row in block.rows for cell in row)]
            case _:
                pass
        total += sum(len(_SPACE.sub("", word)) for word in words)
    return total


def characters_by_heading(blocks: Sequence[Block], spoken: Mapping[str, str]) -> dict[str, int]:
    """By heading, what stands under it up to the next heading of its level or above."""
    found: dict[str, int] = {}
    headings = [(place, block) for place, block in enumerate(blocks) if isinstance(block, Heading)]
    for number, (place, heading) in enumerate(headings):
        end = next((at for at, later in headings[number + 1 :] if later.level <= heading.level), len(blocks))
        found[heading.id] = count_characters(blocks[place + 1 : end], spoken)
    return found


def renamed(part: Part, taken: set[str]) -> Part:
    """The same chapter with ids that nobody else has; for texts put together from several."""
    blocks = []
    for block in part.blocks:
        name, number = block.id, 1
        while name in taken:
            number += 1
            name = f"{block.id[:60]}-{number}"
        taken.add(name)
        blocks.append(msgspec.structs.replace(block, id=name))
    return replace(part, blocks=tuple(blocks))
