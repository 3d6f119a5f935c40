"""A report's text as pages show it: found for those who may read it, its printed blocks, its outline."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpRequest
from django.urls import reverse

from nianbao.facts.problem import Problem
from nianbao.rendering.chart_image import svg_of
from nianbao.web.manuscripts.actions import may_write
from nianbao.web.manuscripts.frozen import may_read, with_state
from nianbao.web.manuscripts.models import Assignment, Chapter, Manuscript, RevisionState
from nianbao.web.manuscripts.text import characters_by_heading, link_key, nodes_of, outline_of, read_blocks
from nianbao.web.organisations.permissions import Standing
from nianbao.web.presentation.lookup import standing_in
from nianbao.writing.composition import WrittenBlock, WrittenReference
from nianbao.writing.content import Block, Heading, Link, Picture
from nianbao.writing.link import Aspect
from nianbao.writing.printing import Written, WrittenPicture, WrittenTable
from nianbao.writing.sentence import WrittenFigure

NO_ADDRESSES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Shown:
    """One printed block: heading | text | item | case | table | picture."""

    kind: str
    block: str
    level: int = 0
    parts: tuple[tuple[str, str, str], ...] = ()  # what it is (text | figure | reference), its words, what is behind
    caption: str = ""
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    image: str = ""
    alternative: str = ""
    source: str = ""


@dataclass(frozen=True)
class OutlineLine:
    """A heading of a chapter with what the edition says about it and how much stands under it."""

    heading: Heading
    characters: int
    prompt: str = ""
    is_required: bool = False
    limits: Mapping[str, int] = field(default_factory=dict)

    @property
    def most(self) -> int | None:
        return self.limits.get("characters_max")

    @property
    def least(self) -> int | None:
        return self.limits.get("characters_min")

    @property
    def is_long(self) -> bool:
        return self.most is not None and self.characters > self.most


@dataclass(frozen=True)
class OutlineChapter:
    """A chapter in the outline: its lines, who writes it, how far it is."""

    chapter: Chapter
    lines: tuple[OutlineLine, ...]
    is_mine: bool

    @property
    def state(self) -> str:
        """Finished, drafted, or empty."""
        if self.chapter.is_finished:
            return "finished"
        return "drafted" if self.chapter.characters else "empty"


def read_manuscript(request: HttpRequest, number: int) -> Manuscript:
    """A report that the person may read; for everybody else it does not exist."""
    known = Manuscript.objects.select_related("organisation", "campaign__district")
    found = with_state(known.filter(pk=number)).first()
    if found is None or not may_read(found, standing_in(request)):
        raise Http404
    return found


def read_chapter(request: HttpRequest, number: int) -> Chapter:
    """A chapter of such a report with who has it open, and how many proposals wait."""
    found = (
        Chapter.objects.select_related(
            "manuscript__organisation", "manuscript__campaign__district", "changed_by", "open_with"
        )
        .annotate(waiting=Count("revisions", filter=Q(revisions__state=RevisionState.PROPOSED)))
        .filter(pk=number)
        .first()
    )
    if found is None or not may_read(found.manuscript, standing_in(request)):
        raise Http404
    return found


def outline_chapters(manuscript: Manuscript, standing: Standing) -> tuple[OutlineChapter, ...]:
    """Every chapter in order with its headings, in two queries."""
    assigned = Prefetch("assignments", Assignment.objects.select_related("person"))
    nodes = nodes_of(outline_of(manuscript))
    found = []
    for chapter in manuscript.chapters.select_related("changed_by", "open_with").prefetch_related(assigned):
        chapter.manuscript = manuscript
        blocks = read_blocks(chapter.blocks)
        counts = characters_by_heading(blocks, chapter.spoken)
        lines = []
        for block in blocks:
            if isinstance(block, Heading):
                node = nodes.get(block.node)
                lines.append(
                    OutlineLine(block, counts[block.id], node.prompt, node.required, node.limits)
                    if node is not None
                    else OutlineLine(block, counts[block.id])
                )
        found.append(OutlineChapter(chapter, tuple(lines), may_write(chapter, standing)))
    return tuple(found)


def picture_addresses(manuscript: Manuscript, blocks: Iterable[Block]) -> dict[str, str]:
    """By block, where its picture is to be had."""
    known = {one.file: one.pk for one in manuscript.pictures.all()}
    return {
        block.id: reverse("manuscript-picture", args=[manuscript.pk, known[block.file]])
        for block in blocks
        if isinstance(block, Picture) and block.file in known
    }


def shown_blocks(written: Iterable[Written], addresses: Mapping[str, str] = NO_ADDRESSES) -> Iterator[Shown]:
    """Printed blocks as a template can lay them out; ``addresses`` says where pictures are, by block."""
    for one in written:
        match one:
            case WrittenBlock():
                kind = "heading" if one.level else {"body": "text", "told": "text"}.get(one.role, one.role)
                yield Shown(kind, one.identifier, one.level, tuple(_part(part) for part in one.parts))
            case WrittenTable():
                caption = f"{one.number} {one.caption}"
                yield Shown(
                    "table", one.identifier, caption=caption, header=one.table.header, rows=one.table.whole_rows(),
                    source=one.source,
                )  # fmt: skip
            case WrittenPicture():
                yield Shown(
                    "picture", one.identifier, caption=f"{one.number} {one.caption}",
                    image=addresses.get(one.identifier) or image_address(one),
                    alternative=one.alternative, source=one.source,
                )  # fmt: skip


def image_address(picture: WrittenPicture) -> str:
    """The picture inside the page; nothing where this machine draws no charts."""
    if picture.specification is not None:
        try:
            return _data_address("svg+xml", svg_of(picture.specification).encode())
        except Problem:
            return ""
    image = picture.image or b""
    return _data_address("png" if image.startswith(b"\x89PNG") else "jpeg", image) if image else ""


def key_of(figure: WrittenFigure) -> str:
    """The link behind printed words, by the indicator's id."""
    link = figure.link
    return link_key(Link(link.indicator, link.aspect, link.whole or "", link.places))


def aspects() -> Sequence[str]:
    """What a sentence may say of a figure, as an author writes it."""
    return tuple(aspect.value for aspect in Aspect)


def _part(part: str | WrittenFigure | WrittenReference) -> tuple[str, str, str]:
    if isinstance(part, WrittenFigure):
        return "figure", part.text, part.formula or key_of(part)
    if isinstance(part, WrittenReference):
        return "reference", part.text, part.block
    return "text", part, ""


def _data_address(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
