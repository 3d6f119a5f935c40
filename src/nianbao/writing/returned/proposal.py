"""What a Word file that came back proposes, a step for each block, and what the content becomes by accepting."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum

import msgspec

from nianbao.facts.problem import Problem
from nianbao.writing.content import (
    CASE_PARTS,
    Block,
    Case,
    Content,
    Inline,
    ListBlock,
    OwnTable,
    Paragraph,
    Text,
)


class Change(StrEnum):
    KEPT = "kept"
    CHANGED = "changed"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    DELETED = "deleted"
    NEW = "new"


class Piece(msgspec.Struct, frozen=True):
    """A stretch of the text difference; ``kind`` is same, removed or added."""

    kind: str
    text: str


class ChangedFigure(msgspec.Struct, frozen=True, omit_defaults=True):
    """A linked number that was typed over. The data win until somebody changes them or unlinks the number.

    ``block`` and ``part`` say which inline of the step's blocks it is; a table's has its row and column instead.
    """

    id: str
    asked: str  # the link as an author writes it, or the table's row and column
    printed: str
    found: str
    block: str
    part: int = -1


class Trace(msgspec.Struct, frozen=True, omit_defaults=True):
    """A tracked change or a comment that came along; ``quote`` is what a comment is about."""

    kind: str  # inserted | deleted | moved-here | moved-away | comment
    author: str
    date: str
    text: str
    quote: str = ""


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """What becomes of the blocks ``before``: they turn into ``after``. ``moved`` may come with any other change."""

    id: str
    change: Change
    before: tuple[Block, ...]
    after: tuple[Block, ...]
    difference: tuple[Piece, ...] = ()
    moved: bool = False
    chapter: str = ""
    figures: tuple[ChangedFigure, ...] = ()
    removed_figures: tuple[str, ...] = ()  # links that are gone with the words around them
    traces: tuple[Trace, ...] = ()
    typed: OwnTable | None = None  # a table from data with the cells that were typed over


class Unplaced(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something of the file that has no place in the content; nothing else is left out."""

    where: str
    text: str
    message: str
    message_en: str
    before: str = ""
    traces: tuple[Trace, ...] = ()


class Proposal(msgspec.Struct, frozen=True):
    """``steps`` stand in the order of the file, deletions behind what stood before them."""

    steps: tuple[Step, ...]
    unplaced: tuple[Unplaced, ...] = ()
    pictures: Mapping[str, bytes] = {}

    def changes(self) -> tuple[Step, ...]:
        """The steps that ask for a decision or bring something along."""
        return tuple(step for step in self.steps if step.change is not Change.KEPT or step.traces)

    def figures(self) -> Iterator[ChangedFigure]:
        return (figure for step in self.steps for figure in step.figures)


def apply(
    proposal: Proposal,
    content: Content,
    *,
    accept: Collection[str] | None = None,
    unlink: Collection[str] = (),
) -> Content:
    """The content with the accepted steps (all without a list); numbers in ``unlink`` become plain text.

    Blocks that were added to the content since the file was printed stay behind their neighbour, those changed
    since stay as they are now unless a step changes them.
    """
    known = {step.id for step in proposal.steps}
    if wrong := sorted(set(accept or ()) - known) + sorted(set(unlink) - {one.id for one in proposal.figures()}):
        raise Problem(
            "read-back-unknown-step",
            f"没有编号为 {'、'.join(wrong)} 的修改。编号见对照表。",
            f"There is no change numbered {', '.join(wrong)}; the numbers stand in the list of changes.",
        )
    now = content.by_id()
    placed: list[Block] = []
    taken: set[str] = set()
    gone: set[str] = set()
    for step in proposal.steps:
        accepted = accept is None or step.id in accept
        names = [block.id for block in step.before]
        if accepted and step.change is Change.DELETED:
            gone.update(names)
        elif step.change is Change.KEPT or not accepted:
            if not step.moved and step.change not in (Change.NEW, Change.DELETED):
                kept = [now[name] for name in names if name in now]
                placed.extend(block for block in kept if block.id not in taken)
                taken.update(names)
        else:
            for block in decided(step, unlink):
                # A block that nobody changed in Word keeps what was changed in the content since.
                block = now.get(block.id, block) if block in step.before else block
                placed.append(block if block.id not in taken else _renamed(block, taken | set(now)))
                taken.add(placed[-1].id)
            gone.update(name for name in names if name not in taken)
    return msgspec.structs.replace(content, blocks=tuple(_with_the_rest(content.blocks, placed, taken | gone)))


def conflicts(proposal: Proposal, content: Content) -> tuple[str, ...]:
    """The steps whose blocks were changed or removed in the content since the file was printed."""
    now = content.by_id()
    return tuple(
        step.id
        for step in proposal.steps
        if step.change not in (Change.KEPT, Change.MOVED, Change.NEW)
        and any(now.get(block.id) != block for block in step.before)
    )


def with_part(block: Block, position: int, part: Inline) -> Block:
    """The block with one of its inlines, counted over the whole block, replaced."""
    match block:
        case Paragraph():
            return msgspec.structs.replace(block, parts=_replaced(block.parts, position, part))
        case ListBlock():
            items = []
            for item in block.items:
                items.append(_replaced(item, position, part))
                position -= len(item)
            return msgspec.structs.replace(block, items=tuple(items))
        case Case():
            changed = {}
            for name, _ in CASE_PARTS:
                parts = getattr(block, name)
                changed[name] = _replaced(parts, position, part)
                position -= len(parts)
            return msgspec.structs.replace(block, **changed)
        case _:
            return block


def joined(parts: Sequence[Inline]) -> tuple[Inline, ...]:
    """The same sentence with neighbouring texts made one.

    >>> joined([Text("全"), Text(""), Text("区")])
    (Text(text='全区'),)
    """
    made: list[Inline] = []
    for part in parts:
        if isinstance(part, Text) and not part.text:
            continue
        last = made[-1] if made else None
        if isinstance(part, Text) and isinstance(last, Text):
            made[-1] = Text(last.text + part.text)
        else:
            made.append(part)
    return tuple(made)


def decided(step: Step, unlink: Collection[str]) -> Iterator[Block]:
    """The blocks that a step comes to, the numbers in ``unlink`` as they were typed."""
    for block in step.after:
        for figure in step.figures:
            if figure.id in unlink and figure.block == block.id:
                if figure.part >= 0:
                    block = with_part(block, figure.part, Text(figure.found))
                elif step.typed is not None:
                    block = step.typed
        yield _tidied(block)


def _tidied(block: Block) -> Block:
    match block:
        case Paragraph():
            return msgspec.structs.replace(block, parts=joined(block.parts))
        case ListBlock():
            return msgspec.structs.replace(block, items=tuple(joined(item) for item in block.items))
        case Case():
            return msgspec.structs.replace(block, **{name: joined(getattr(block, name)) for name, _ in CASE_PARTS})
        case _:
            return block


def _replaced(parts: tuple[Inline, ...], position: int, part: Inline) -> tuple[Inline, ...]:
    if not 0 <= position < len(parts):
        return parts
    return (*parts[:position], part, *parts[position + 1 :])


def _with_the_rest(original: Sequence[Block], placed: list[Block], done: Collection[str]) -> list[Block]:
    """What was neither placed nor given up, each behind the block that stood before it."""
    before: Block | None = None
    for block in original:
        if block.id not in done:
            at = 0
            if before is not None:
                at = next((n for n, one in enumerate(placed) if one.id == before.id), len(placed) - 1) + 1
            placed.insert(at, block)
        if any(one.id == block.id for one in placed):
            before = block
    return placed


def _renamed(block: Block, taken: Collection[str]) -> Block:
    return msgspec.structs.replace(block, id=fresh(block.id, taken))


def fresh(stem: str, taken: Collection[str]) -> str:
    """An id that is not taken yet.

    >>> fresh("p1", {"p1", "p1-b"})
    'p1-c'
    """
    if stem not in taken:
        return stem
    letters = "bcdefghijklmnopqrstuvwxyz"
    number = 0
    while True:
        suffix = letters[number] if number < len(letters) else str(number)
        if (name := f"{stem[:58]}-{suffix}") not in taken:
            return name
        number += 1
