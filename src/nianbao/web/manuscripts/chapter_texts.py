"""The chapters of a report as one text that changes are put into, and the chapters that it comes to afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.manuscripts.text import as_json, whole_content
from nianbao.writing.content import Block, Heading
from nianbao.writing.returned.proposal import Step
from nianbao.writing.returned.stepwise import Row, chapter_at


@dataclass
class ChapterTexts:
    """``blocks`` is the whole text with ids that are told apart; ``own`` has, by such an id, the chapter's own."""

    manuscript: Manuscript
    chapters: Sequence[Chapter]
    blocks: tuple[Block, ...]
    own: dict[str, tuple[int, str]]  # the place of the chapter and the block's id in it

    @classmethod
    def read(cls, manuscript: Manuscript) -> ChapterTexts:
        return cls.of(manuscript, list(manuscript.chapters.prefetch_related("assignments")))

    @classmethod
    def locked(cls, manuscript: Manuscript) -> ChapterTexts:
        """With the chapters kept from others until the transaction ends."""
        chapters = manuscript.chapters.select_for_update(of=("self",)).prefetch_related("assignments")
        return cls.of(manuscript, list(chapters))

    @classmethod
    def of(cls, manuscript: Manuscript, chapters: Sequence[Chapter]) -> ChapterTexts:
        for chapter in chapters:
            chapter.manuscript = manuscript
        blocks = whole_content(manuscript, chapters).blocks
        stored = [(place, block["id"]) for place, chapter in enumerate(chapters) for block in chapter.blocks]
        own = {block.id: where for block, where in zip(blocks, stored, strict=True)}
        return cls(manuscript, chapters, blocks, own)

    def chapter_of(self, heading: str) -> Chapter | None:
        """The chapter with this first-level heading."""
        place = self.own.get(heading, (-1, ""))[0]
        return self.chapters[place] if place >= 0 else None

    def touched(
        self, after: Sequence[Block], order: Sequence[Row], step: Step, done: Collection[str]
    ) -> tuple[Chapter, ...]:
        """The chapters whose text would be another, and the one in which the change stands where none would."""
        before = {block[0].id: block for block in _parts(self.blocks)}
        now = {block[0].id: block for block in _parts(after)}
        names = [name for name, blocks in before.items() if now.get(name) != blocks]
        names = names or [chapter_at(step, order, self.blocks, done)]
        return tuple(chapter for name in names if (chapter := self.chapter_of(name)) is not None)

    def divided(self) -> Iterator[tuple[Chapter | None, list[Any]]]:
        """Each chapter with its blocks as they are stored; None for one that is not there yet."""
        for part in _parts(self.blocks):
            place = self.own.get(part[0].id, (-1, ""))[0]
            named = []
            for block in part:
                home, name = self.own.get(block.id, (place, block.id))
                named.append(block if home != place or name == block.id else msgspec.structs.replace(block, id=name))
            yield (self.chapters[place] if place >= 0 else None), as_json(named)


def _parts(blocks: Sequence[Block]) -> list[list[Block]]:
    """A text divided at its first-level headings."""
    parts: list[list[Block]] = []
    for block in blocks:
        if not parts or (isinstance(block, Heading) and block.level == 1):
            parts.append([])
        parts[-1].append(block)
    return parts
