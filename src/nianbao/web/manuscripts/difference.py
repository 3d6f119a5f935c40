"""Two states of a chapter laid beside each other: by block, and inside a block by words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from nianbao.writing.content import Block, Content
from nianbao.writing.markdown import write_markdown

_ID = re.compile(r"\s*\{#[a-z0-9-]+\}")
# A link stays whole, so does a number and a word of Latin letters; everything else is compared sign by sign.
_TOKEN = re.compile(r"\[\[[^\]]*\]\]|[A-Za-z]+|\d+(?:[.,]\d+)*%?|\s+|.", re.DOTALL)
SAME, ADDED, REMOVED = "same", "added", "removed"


@dataclass(frozen=True, slots=True)
class BlockDifference:
    """What became of a block: added | removed | changed | moved; ``parts`` are its words with what happened to each."""

    kind: str
    block: str
    parts: tuple[tuple[str, str], ...]


def block_text(block: Block) -> str:
    """A block as its author would type it, without its id."""
    return _ID.sub("", write_markdown(Content("", (block,)))).strip()


def differences(before: Sequence[Block], after: Sequence[Block]) -> tuple[BlockDifference, ...]:
    """What changed, in the order of the later state; a removed block stands where it stood.

    >>> from nianbao.writing.content import Note
    >>> [(one.kind, one.block, one.parts) for one in differences((Note("a", "甲"),), (Note("b", "乙"),))]
    [('removed', 'a', (('removed', '<!-- 甲 -->'),)), ('added', 'b', (('added', '<!-- 乙 -->'),))]
    """
    old = {block.id: block for block in before}
    new = {block.id: block for block in after}
    matcher = SequenceMatcher(None, list(old), list(new), autojunk=False)
    found: list[BlockDifference] = []
    for what, first, last, begin, end in matcher.get_opcodes():
        if what == "equal":
            for block in after[begin:end]:
                if old[block.id] != block:
                    parts = compared(block_text(old[block.id]), block_text(block))
                    found.append(BlockDifference("changed", block.id, parts))
            continue
        for block in before[first:last]:
            if block.id not in new:
                found.append(BlockDifference("removed", block.id, ((REMOVED, block_text(block)),)))
        for block in after[begin:end]:
            if block.id in old:
                parts = compared(block_text(old[block.id]), block_text(block))
                found.append(BlockDifference("moved", block.id, parts))
            else:
                found.append(BlockDifference("added", block.id, ((ADDED, block_text(block)),)))
    return tuple(found)


def compared(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The words of both texts in one line.

    >>> compared("毕业生120人", "毕业生共125人")
    (('same', '毕业生'), ('removed', '120'), ('added', '共125'), ('same', '人'))
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    parts: list[tuple[str, str]] = []
    for what, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append((SAME, "".join(new[begin:end])))
            continue
        if last > first:
            parts.append((REMOVED, "".join(old[first:last])))
        if end > begin:
            parts.append((ADDED, "".join(new[begin:end])))
    return tuple(parts)
