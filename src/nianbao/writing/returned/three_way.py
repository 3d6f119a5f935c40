"""One paragraph changed on both sides: put together where the changes keep out of each other's way."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

import msgspec

from nianbao.writing.content import Block, Inline, Paragraph, Text
from nianbao.writing.returned.proposal import Change, Step, decided, joined

Token = str | Inline  # a sign of typed text, or a linked number or a reference as a whole
Region = tuple[int, int, tuple[Token, ...]]  # from and to in the printed text, and what stands there instead


def put_together(step: Step, blocks: Sequence[Block], unlink: Collection[str] = ()) -> Step | None:
    """The change with what was typed in its paragraph since the print; None where both touch the same words, or where
    it is not one paragraph's words that were changed.
    """
    if step.change is not Change.CHANGED or len(step.before) != 1 or len(step.after) != 1:
        return None
    base, (theirs,) = step.before[0], tuple(decided(step, unlink))
    mine = next((block for block in blocks if block.id == base.id), None)
    if not (isinstance(base, Paragraph) and isinstance(mine, Paragraph) and isinstance(theirs, Paragraph)):
        return None
    parts = merged(base.parts, mine.parts, theirs.parts)
    if parts is None:
        return None
    after = msgspec.structs.replace(mine, parts=parts)
    return msgspec.structs.replace(step, after=(after,), figures=())


def merged(base: Sequence[Inline], mine: Sequence[Inline], theirs: Sequence[Inline]) -> tuple[Inline, ...] | None:
    """Both changes of a sentence in one; None where they touch.

    >>> merged([Text("教师上课。")], [Text("教师认真上课。")], [Text("教师上课，学生动手。")])
    (Text(text='教师认真上课，学生动手。'),)
    >>> merged([Text("教师上课。")], [Text("老师上课。")], [Text("教员上课。")]) is None
    True
    """
    printed = _tokens(base)
    regions = sorted({*_regions(printed, _tokens(mine)), *_regions(printed, _tokens(theirs))}, key=lambda one: one[:2])
    made: list[Token] = []
    at = 0
    for place, (start, end, instead) in enumerate(regions):
        if place and start <= regions[place - 1][1]:
            return None
        made += [*printed[at:start], *instead]
        at = end
    made += printed[at:]
    return joined([Text(one) if isinstance(one, str) else one for one in made])


def _tokens(parts: Sequence[Inline]) -> list[Token]:
    found: list[Token] = []
    for part in parts:
        if isinstance(part, Text):
            found += part.text
        else:
            found.append(part)
    return found


def _regions(base: Sequence[Token], other: Sequence[Token]) -> list[Region]:
    opcodes = SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
    return [(first, last, tuple(other[begin:end])) for what, first, last, begin, end in opcodes if what != "equal"]
