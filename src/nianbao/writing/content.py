"""A report's text as an editor keeps it: chapters of blocks with stable ids, figures as links, kept as validated JSON.

The types below are the one description of that JSON: ``content.schema.json`` is made
from them for whoever is no Python program, and reading checks every field against them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any

import msgspec

from nianbao.facts.problem import Problem
from nianbao.writing.link import Aspect

FORMAT = 1
Identifier = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Places = Annotated[int, msgspec.Meta(ge=0, le=9)]


class Piece(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind"):
    """What all parts of the content share; fields at their default are not written."""


class Text(Piece, frozen=True, tag="text"):
    text: str


class Link(Piece, frozen=True, tag="figure"):
    """A figure in a sentence; ``indicator``, ``whole`` and ``organisation`` are names as the author wrote them."""

    indicator: str
    aspect: Aspect = Aspect.VALUE
    whole: str = ""
    places: Places | None = None
    organisation: str = ""


class Reference(Piece, frozen=True, tag="reference"):
    """表2-1 or 图2-1, wherever the block with this id comes to stand."""

    block: Identifier


Inline = Text | Link | Reference


class ChartKind(StrEnum):
    BAR = "bar"
    LINE = "line"
    STACKED = "stacked"
    SHARE = "share"


class Heading(Piece, frozen=True, tag="heading"):
    """``node`` is the part of the edition's outline that the heading stands for; without a number of its own."""

    id: Identifier
    level: Annotated[int, msgspec.Meta(ge=1, le=4)]
    text: str
    node: str = ""


class Paragraph(Piece, frozen=True, tag="paragraph"):
    id: Identifier
    parts: tuple[Inline, ...]


class ListBlock(Piece, frozen=True, tag="list"):
    id: Identifier
    items: tuple[tuple[Inline, ...], ...]
    numbered: bool = False


class DataTable(Piece, frozen=True, tag="data-table"):
    """Indicators as rows; as columns what is said of each (``columns``), or one school each (``organisations``)."""

    id: Identifier
    caption: str
    indicators: tuple[str, ...]
    columns: tuple[str, ...] = ("本年",)
    organisations: tuple[str, ...] = ()
    source: str = ""


class OwnTable(Piece, frozen=True, tag="own-table"):
    id: Identifier
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str = ""


class Chart(Piece, frozen=True, tag="chart"):
    id: Identifier
    caption: str
    type: ChartKind
    indicators: tuple[str, ...]
    organisations: tuple[str, ...] = ()
    periods: tuple[str, ...] = ("本年",)
    source: str = ""


class Picture(Piece, frozen=True, tag="picture"):
    id: Identifier
    file: str
    caption: str
    alternative: str = ""
    rights: str = ""


class Case(Piece, frozen=True, tag="case"):
    """典型案例. ``consent`` says that persons named in it agreed to be named, and on what paper."""

    id: Identifier
    title: str
    organisation: str = ""
    background: tuple[Inline, ...] = ()
    practice: tuple[Inline, ...] = ()
    result: tuple[Inline, ...] = ()
    evidence: str = ""
    people: tuple[str, ...] = ()
    consent: str = ""


class Note(Piece, frozen=True, tag="note"):
    """For the authors alone; never printed."""

    id: Identifier
    text: str


Block = Heading | Paragraph | ListBlock | DataTable | OwnTable | Chart | Picture | Case | Note


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """内容真实性责任声明: printed behind the cover, signed by hand."""

    text: str
    signatory: str = "负责人"


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A whole report of a school, a district or a city."""

    title: str
    blocks: tuple[Block, ...]
    format: int = FORMAT
    compiled: str = ""  # 二〇二五年十二月, on the cover
    style: str = ""  # a style pack; the outline's numbering decides without one
    statement: Statement | None = None

    def by_id(self) -> Mapping[str, Block]:
        return {block.id: block for block in self.blocks}


CASE_PARTS = (("background", "背景"), ("practice", "做法"), ("result", "成效"))


def read_content(data: str | bytes) -> Content:
    """The content that a JSON text holds; raises Problem saying where it departs from the schema.

    >>> read_content('{"title": "年报", "blocks": [{"kind": "note", "id": "n1", "text": "待核"}]}').blocks[0].text
    '待核'
    """
    try:
        content = msgspec.json.decode(data, type=Content)
    except msgspec.DecodeError as error:
        raise Problem(
            "content-invalid",
            f"正文内容不合格式：{error}。请用编辑器重新保存，或按 content.schema.json 改正。",
            f"The content departs from its schema: {error}. Save it again in the editor, or correct it.",
        ) from error
    if content.format != FORMAT:
        raise Problem(
            "content-format",
            f"正文内容的格式是 {content.format}，本程序只认 {FORMAT}。请更新程序。",
            f"The content has format {content.format}; this program knows {FORMAT}. Update the program.",
        )
    seen: set[str] = set()
    for block in content.blocks:
        if block.id in seen:
            raise Problem(
                "content-id-twice",
                f"正文里有两处的编号都是“{block.id}”，无法分辨。请改其中一个。",
                f"Two blocks have the id {block.id}. Change one of them.",
            )
        seen.add(block.id)
    return content


def write_content(content: Content) -> str:
    """The same content as JSON, one field a line, so that two versions can be laid beside each other."""
    return json.dumps(msgspec.to_builtins(content), ensure_ascii=False, indent=1) + "\n"


def schema() -> Mapping[str, Any]:
    """The JSON schema of a report's content, as ``content.schema.json`` holds it."""
    made = msgspec.json.schema(Content)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "nianbao-content-1", **made}


def inlines(block: Block) -> Iterator[Inline]:
    """Every part of a block's sentences, in printed order."""
    match block:
        case Paragraph():
            yield from block.parts
        case ListBlock():
            for item in block.items:
                yield from item
        case Case():
            for name, _ in CASE_PARTS:
                yield from getattr(block, name)
        case _:
            pass
