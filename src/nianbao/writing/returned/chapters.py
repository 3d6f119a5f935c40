"""Content that changed, put back into the files that its chapters came from."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from nianbao.writing.content import Block, Content
from nianbao.writing.returned.matching import in_order


def distributed(chapters: Sequence[Content], content: Content) -> tuple[Content, ...]:
    """The same files with the new blocks: each in the file that it came from, a new one where its neighbour is.

    >>> from nianbao.writing.content import Note
    >>> files = [Content("年报", (Note("a", ""),)), Content("", (Note("b", ""),))]
    >>> [len(one.blocks) for one in distributed(files, Content("年报", (Note("a", ""), Note("b", ""), Note("c", ""))))]
    [1, 2]
    """
    home = {block.id: position for position, chapter in enumerate(chapters) for block in chapter.blocks}
    shares: list[list[Block]] = [[] for _ in chapters]
    known = [home[block.id] * len(content.blocks) + at for at, block in enumerate(content.blocks) if block.id in home]
    settled = in_order(known)
    at = 0
    for position, block in enumerate(content.blocks):
        # A block that was moved into another chapter goes where its new neighbours are.
        own = home.get(block.id)
        if own is not None and own * len(content.blocks) + position in settled:
            at = own
        shares[at].append(block)
    return tuple(
        msgspec.structs.replace(chapter, blocks=tuple(share)) for chapter, share in zip(chapters, shares, strict=True)
    )
