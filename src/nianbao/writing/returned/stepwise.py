"""The changes of a returned file taken one at a time, into a text that others may have changed since it was printed.

Only the blocks that a change speaks of are touched: whatever else was typed, moved or removed in the meantime stays
as it is. ``apply`` lays a whole file over the text that it was printed from; this lays one change into the text of now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec

from nianbao.facts.problem import Problem
from nianbao.writing.content import Block, Heading
from nianbao.writing.returned.proposal import Change, Proposal, Step, decided, fresh

NOBODY: frozenset[str] = frozenset()


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """A step by the ids of its blocks: enough to know where in the file its neighbours stand."""

    id: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    moved: bool = False


def order_of(proposal: Proposal) -> tuple[Row, ...]:
    """Every step of a file, kept ones too, in the file's order."""
    return tuple(
        Row(step.id, tuple(block.id for block in step.before), tuple(block.id for block in step.after), step.moved)
        for step in proposal.steps
    )


def take(
    step: Step,
    order: Sequence[Row],
    blocks: Sequence[Block],
    *,
    done: Collection[str] = NOBODY,
    unlink: Collection[str] = NOBODY,
) -> tuple[Block, ...]:
    """The blocks with one change taken; ``done`` are the steps taken before, ``unlink`` numbers that become text.

    Taking a change again changes nothing. Raises Problem where a chapter would lose its heading by it.
    """
    now = {block.id: block for block in blocks}
    names = {block.id for block in step.before}
    if step.change is Change.KEPT:
        return tuple(blocks)
    if step.change is Change.DELETED:
        left = tuple(block for block in blocks if block.id not in names)
        _require_chapters(blocks, left)
        return left
    # A block that nobody changed in Word keeps what was changed in the text since.
    made = [now.get(one.id, one) if one in step.before else one for one in decided(step, unlink)]
    standing = {one.id for one in made if now.get(one.id) == one}
    rest = [block for block in blocks if block.id not in names and block.id not in standing]
    taken = {block.id for block in rest}
    for position, one in enumerate(made):
        if one.id in taken:
            made[position] = msgspec.structs.replace(one, id=fresh(one.id, taken))
        taken.add(made[position].id)
    at = _place(step, order, blocks, rest, done)
    left = (*rest[:at], *made, *rest[at:])
    _require_chapters(blocks, left)
    return left


def stands(step: Step, order: Sequence[Row], blocks: Sequence[Block], *, done: Collection[str] = NOBODY) -> bool:
    """Whether the text says already what a change asks for; a number typed over always asks for a decision."""
    if step.figures:
        return False
    now = {block.id: block for block in blocks}
    gone = {block.id for block in step.before} - {block.id for block in step.after}
    if not gone.isdisjoint(now) or any(now.get(block.id) != block for block in decided(step, ())):
        return False
    return not step.moved or take(step, order, blocks, done=done) == tuple(blocks)


def is_disputed(step: Step, blocks: Iterable[Block]) -> bool:
    """Whether the blocks of a change were changed or removed in the text since the file was printed."""
    if step.change in (Change.KEPT, Change.NEW):
        return False
    now = {block.id: block for block in blocks}
    if step.change is Change.MOVED:
        return any(block.id not in now for block in step.before)
    return any(now.get(block.id) != block for block in step.before)


def chapter_at(step: Step, order: Sequence[Row], blocks: Sequence[Block], done: Collection[str] = NOBODY) -> str:
    """The id of the first-level heading under which a change stands or lands; nothing in a text without one."""
    names = {block.id for block in step.before}
    if step.moved or not any(block.id in names for block in blocks):
        rest = [block for block in blocks if block.id not in names]
        at = _place(step, order, blocks, rest, done)
    else:
        rest = list(blocks)
        at = next(place for place, block in enumerate(rest) if block.id in names) + 1
    return next((block.id for block in reversed(rest[:at]) if _begins(block)), "")


def _place(
    step: Step, order: Sequence[Row], blocks: Sequence[Block], rest: Sequence[Block], done: Collection[str]
) -> int:
    """Where among the other blocks the change belongs: where its first block stands, else behind its neighbour."""
    names = {block.id for block in step.before}
    at = {block.id: place for place, block in enumerate(rest)}
    if not step.moved:
        behind = 0
        for block in blocks:
            if block.id in names:
                return behind
            behind = at.get(block.id, behind - 1) + 1
    place = next((number for number, row in enumerate(order) if row.id == step.id), 0)
    for row in reversed(order[:place]):
        if row.moved and row.id not in done:
            continue  # it still stands where it stood
        for name in (*reversed(row.after), *reversed(row.before)):
            if name in at:
                return at[name] + 1
    for row in order[place + 1 :]:
        for name in (*row.before, *row.after):
            if name in at and not row.moved:
                return _behind_heading(at[name], step, rest)
    return _behind_heading(0, step, rest)


def _behind_heading(at: int, step: Step, rest: Sequence[Block]) -> int:
    """A text begins with a chapter's heading; what was typed before it comes behind."""
    begins = bool(step.after) and _begins(step.after[0])
    return at + 1 if at < len(rest) and _begins(rest[at]) and not begins else at


def _begins(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 1


def _require_chapters(before: Sequence[Block], after: Sequence[Block]) -> None:
    """Chapters are made, moved and removed by those who arrange the report, never by an edited file."""
    had = [block.id for block in before if _begins(block)]
    has = [block.id for block in after if _begins(block)]
    if [name for name in has if name in set(had)] != had:
        raise Problem(
            "return-chapter-heading",
            "这一处会去掉或移动一章的标题，没有采纳。章的增减和次序请在报告首页安排，文字的改动可以照常采纳。",
            "This would remove or move a chapter's heading and was not taken. Arrange chapters on the report's page; "
            "changes to the text can be taken as usual.",
        )
