"""The edited parts of one block, put together to a block again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from nianbao.documents.word.annotated import Unit
from nianbao.writing.content import (
    CASE_PARTS,
    Block,
    Case,
    Chart,
    DataTable,
    Heading,
    Inline,
    ListBlock,
    OwnTable,
    Paragraph,
    Picture,
    Text,
)
from nianbao.writing.data_table import GROUPED
from nianbao.writing.draft import bare_title
from nianbao.writing.link import LINK
from nianbao.writing.markdown import written_inlines
from nianbao.writing.returned.new_blocks import DEEPEST, cell_text, clean, own_table
from nianbao.writing.returned.proposal import ChangedFigure, Unplaced, fresh
from nianbao.writing.returned.roles import Role, caption_text, case_title, prefix, source_text
from nianbao.writing.returned.wording import Placed, changed_cells

Floating = TypeVar("Floating", DataTable | OwnTable, Chart | Picture)


@dataclass(slots=True)
class Slot:
    """The words of a paragraph, of an item, of a part of a case; ``pieces`` and ``level`` None: as they were."""

    part: str
    pieces: list[Placed] | None
    level: int | None
    unit: int


@dataclass
class Entry:
    """What the edited file has of one block, in its order. ``origin`` None: a new block, or the rest of a list."""

    origin: Block | None
    like: Block | None = None
    new: Block | None = None
    merged: list[Block] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    values: dict[str, tuple[Unit, Unit]] = field(default_factory=dict)  # caption, source, grid …: printed, edited
    units: list[int] = field(default_factory=list)
    printed: list[int] = field(default_factory=list)
    new_parts: list[Placed] = field(default_factory=list)


@dataclass
class Finished:
    after: tuple[Block, ...]
    figures: tuple[ChangedFigure, ...] = ()
    typed: OwnTable | None = None
    remarks: list[Unplaced] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)


def finished(entry: Entry, taken: Collection[str], printed: Collection[str]) -> Finished:
    """The blocks that an entry comes to; ``printed`` are the parts of its block that the printed file had."""
    if entry.new is not None:
        figures = tuple(_figures(entry.new.id, _joined(entry.new_parts))) if entry.new_parts else ()
        return Finished((entry.new,), figures)
    block = entry.origin or entry.like
    match block:
        case Heading() | Paragraph():
            return _prose(entry, block, taken)
        case ListBlock():
            return _list(entry, block, taken)
        case Case():
            return _case(entry, block, printed)
        case DataTable() | OwnTable():
            return _table(entry, block, printed)
        case Chart() | Picture():
            return _picture(entry, block, printed)
        case _:
            raise AssertionError(block)


def _prose(entry: Entry, block: Heading | Paragraph, taken: Collection[str]) -> Finished:
    names = set(taken)
    made: list[Block] = []
    figures: list[ChangedFigure] = []
    for position, slot in enumerate(entry.slots):
        if position == 0 and entry.origin is not None:
            name = block.id
        else:
            words = "".join(_shown(one) for one in slot.pieces or ())
            stem = block.id if entry.origin is not None else "p" + hashlib.sha256(words.encode()).hexdigest()[:10]
            name = fresh(stem, names)
        names.add(name)
        own = block.level if isinstance(block, Heading) else 0
        level = own if slot.level is None else slot.level
        if slot.pieces is None:
            made.append(block if level == own else _restyled(block, level))
            continue
        pieces = _joined(slot.pieces)
        if 0 < level <= DEEPEST:
            text = bare_title(clean("".join(_shown(one) for one in pieces)))
            node = block.node if isinstance(block, Heading) and position == 0 else ""
            if text:
                made.append(Heading(name, level, text, node))
        else:
            parts = tuple(one.part for one in pieces)
            made.append(Paragraph(name, parts))
            figures.extend(_figures(name, pieces))
    return Finished(tuple(made), tuple(figures))


def _restyled(block: Heading | Paragraph, level: int) -> Block:
    """A paragraph that was made a heading, a heading of another level, or a heading made a paragraph."""
    if isinstance(block, Paragraph):
        return Heading(block.id, level, written_inlines(block.parts)) if 0 < level <= DEEPEST else block
    if 0 < level <= DEEPEST:
        return msgspec.structs.replace(block, level=level)
    return Paragraph(block.id, (Text(block.text),))


def _list(entry: Entry, block: ListBlock, taken: Collection[str]) -> Finished:
    items: list[tuple[Inline, ...]] = []
    figures: list[ChangedFigure] = []
    name = block.id if entry.origin is not None else fresh(block.id, taken)
    offset = 0
    for slot in entry.slots:
        if slot.pieces is None:
            item = block.items[int(slot.part)]
        else:
            pieces = _joined(slot.pieces)
            item = tuple(one.part for one in pieces)
            figures.extend(_figures(name, pieces, offset))
        if item:
            items.append(item)
            offset += len(item)
    return Finished((ListBlock(name, tuple(items), block.numbered),), tuple(figures))


def _case(entry: Entry, block: Case, printed: Collection[str]) -> Finished:
    remarks: list[Unplaced] = []
    figures: list[ChangedFigure] = []
    changed: dict[str, object] = {}
    offset = 0
    for name, _ in CASE_PARTS:
        slots = [slot for slot in entry.slots if slot.part == name]
        if not slots:
            parts: tuple[Inline, ...] = () if name in printed else getattr(block, name)
        elif len(slots) == 1 and slots[0].pieces is None:
            parts = getattr(block, name)
        else:
            parts = ()
            for slot in slots:
                if slot.pieces is None:
                    parts += getattr(block, name)
                else:
                    pieces = _joined(slot.pieces)
                    figures.extend(_figures(block.id, pieces, offset + len(parts)))
                    parts += tuple(one.part for one in pieces)
            if len(slots) > 1:
                remarks.append(
                    Unplaced(
                        f"案例「{block.title}」",
                        written_inlines(parts),
                        "案例的每一部分只有一段，分成的几段已接为一段。",
                        "Each part of a case is one paragraph; the several were joined.",
                    )
                )
        changed[name] = parts
        offset += len(parts)
    title, organisation = block.title, block.organisation
    if "title" in entry.values:
        old, new = entry.values["title"]
        if old.text != new.text:
            title, organisation = case_title(clean(new.text))
    else:
        remarks.append(_kept(f"案例「{block.title}」", block.title))
    evidence = block.evidence
    if "evidence" in entry.values:
        old, new = entry.values["evidence"]
        if old.text != new.text:
            role = Role(block, "evidence")
            evidence = clean(new.text[prefix(role, new.text) :])
    elif "evidence" in printed:
        evidence = ""
    after = msgspec.structs.replace(block, title=title, organisation=organisation, evidence=evidence, **changed)
    return Finished((after,), tuple(figures), remarks=remarks)


def _table(entry: Entry, block: DataTable | OwnTable, printed: Collection[str]) -> Finished:
    done = Finished(())
    if "grid" not in entry.values and "more" not in entry.values and "gap" not in entry.values:
        return done  # only its caption is left: told as deleted by whoever asks
    block = _captioned(entry, block, printed, done)
    if "grid" in entry.values:
        old, new = entry.values["grid"]
        if old.rows != new.rows and new.rows:
            if isinstance(block, OwnTable):
                typed = _retyped(block, old.rows, new.rows)
                if figures := tuple(_linked_cells(block, old.rows, new.rows)):
                    done.typed, done.figures = typed, figures
                block = typed if not figures else _retyped(block, old.rows, new.rows, keep_links=True)
            else:
                done.typed = own_table(block.id, new.rows, block.caption, block.source)
                done.figures = tuple(
                    ChangedFigure("", place, before, after, block.id)
                    for place, before, after in changed_cells(old.rows, new.rows)
                )
    done.after = (block,)
    return done


def _linked_cells(
    block: OwnTable, old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]
) -> Iterator[ChangedFigure]:
    """The cells with links that were typed over."""
    if [len(row) for row in old] != [len(row) for row in new]:
        return
    heads = len(old) - len(block.rows)
    for place, before, after in changed_cells(old, new):
        asked = next(
            (
                cell
                for line, printed in zip(block.rows, old[heads:], strict=True)
                for cell, text in zip(line, printed, strict=True)
                if text == before and LINK.search(cell)
            ),
            "",
        )
        if asked:
            yield ChangedFigure("", f"{place} {asked}", before, after, block.id)


def _retyped(
    block: OwnTable, old: Sequence[Sequence[str]], new: Sequence[Sequence[str]], *, keep_links: bool = False
) -> OwnTable:
    """The table with the cells that were typed over; grouped columns and cells that span rows stay so."""
    heads = 2 if any(GROUPED in label for label in block.header) else 1
    header = block.header
    if [list(row) for row in old[:heads]] != [list(row) for row in new[:heads]]:
        header = _header(new[:heads])
    if [len(row) for row in old] != [len(row) for row in new]:
        table = own_table(block.id, [header, *new[heads:]])
        return msgspec.structs.replace(block, header=table.header, rows=table.rows)
    rows = tuple(
        tuple(
            kept if one == other or (keep_links and LINK.search(kept)) else cell_text(other)
            for kept, one, other in zip(*lines, strict=True)
        )
        for lines in zip(block.rows, old[heads:], new[heads:], strict=True)
    )
    return msgspec.structs.replace(block, header=header, rows=rows)


def _header(lines: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """One label a column from one or two lines of headings."""
    if len(lines) == 1:
        return tuple(map(cell_text, lines[0]))
    group, labels = "", []
    for above, below in zip(*lines, strict=False):
        group = above or group
        labels.append(cell_text(below if group == below else f"{group}{GROUPED}{below}"))
    return tuple(labels)


def _picture(entry: Entry, block: Chart | Picture, printed: Collection[str]) -> Finished:
    done = Finished(())
    if not {"picture", "gap"} & set(entry.values) and "picture" in printed:
        return done  # the caption alone is no figure
    block = _captioned(entry, block, printed, done, source="rights" if isinstance(block, Picture) else "source")
    if isinstance(block, Picture) and "picture" in entry.values:
        old, new = entry.values["picture"]
        if new.image is not None and old.image != new.image:
            ending = new.image_name.rpartition(".")[2].lower() or "png"
            file = f"picture-{hashlib.sha256(new.image).hexdigest()[:10]}.{ending}"
            done.pictures[file] = new.image
            block = msgspec.structs.replace(block, file=file)
        if new.alternative and new.alternative != old.alternative:
            block = msgspec.structs.replace(block, alternative=clean(new.alternative))
    done.after = (block,)
    return done


def _captioned(
    entry: Entry, block: Floating, printed: Collection[str], done: Finished, source: str = "source"
) -> Floating:
    """The block with its caption and source as they were typed."""
    changed: dict[str, str] = {}
    caption = getattr(block, "caption", "")
    if "caption" in entry.values:
        old, new = entry.values["caption"]
        if old.text != new.text:
            changed["caption"] = caption_text(clean(new.text))
    elif "caption" in printed:
        done.remarks.append(_kept(f"「{caption}」", caption))
    if "source" in entry.values:
        old, new = entry.values["source"]
        if old.text != new.text:
            changed[source] = source_text(clean(new.text))
    elif "source" in printed:
        if getattr(block, source):
            changed[source] = ""
        else:
            done.remarks.append(_kept(f"「{caption}」", "数据来源：本报告数据表"))
    return msgspec.structs.replace(block, **changed) if changed else block


def _kept(where: str, text: str) -> Unplaced:
    return Unplaced(
        where,
        "",
        "这一行由程序印出，在 Word 里删去了，仍会印出。",
        "This line is printed by the program; it was deleted in Word and will be printed again.",
        text,
    )


def _joined(pieces: Sequence[Placed]) -> list[Placed]:
    """Neighbouring plain texts made one, as the content has them."""
    made: list[Placed] = []
    for one in pieces:
        last = made[-1] if made else None
        if last is not None and isinstance(last.part, Text) and isinstance(one.part, Text):
            made[-1] = Placed(last.start, one.end, Text(last.part.text + one.part.text))
        elif not isinstance(one.part, Text) or one.part.text:
            made.append(one)
    return made


def _figures(block: str, pieces: Sequence[Placed], offset: int = 0) -> Iterator[ChangedFigure]:
    for position, one in enumerate(pieces):
        if one.is_changed and not isinstance(one.part, Text):
            yield ChangedFigure("", written_inlines((one.part,)), one.printed, one.found, block, offset + position)


def _shown(one: Placed) -> str:
    return one.part.text if isinstance(one.part, Text) else one.found
