"""A document with everything that was read out of it: passages, numbers, tables, the period it is about.

Families see a manuscript and nothing else. Reading it is done once, so that two
families never disagree about what a number is.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.documents.document import Block, BlockKind, Document
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables import panels
from nianbao.extraction.tables.reading_sheets import read_sheets
from nianbao.extraction.tables.table_facts import Figure, Sheet
from nianbao.facts.kept import kept_property
from nianbao.facts.pattern import as_pattern

_TITLE_PERIOD = as_pattern(r"(20[0-4]\d)")
_CHINESE_PERIOD = as_pattern(r"二[〇零○O0][一二三四五][〇零一二三四五六七八九]")
_PERIOD_LINE = as_pattern(r"[（(\[【〔]?\s*[二〇零○O\d一三四五六七八九]{4}\s*年?\s*(?:度|版)?\s*[）)\]】〕]?")
_TITLE_CUE = as_pattern(r"年度报告|质量报告|年报|质量年度")
# Other reports of a year, whose title says so: 2023年度部门决算, 2023年度工作总结.
_OTHER_TITLE_CUE = as_pattern(r"\d\s*年度[\u4e00-\u9fff]{0,12}(?:报告|决算|公报|总结)\s*$")
_DIGITS = {character: str(value) for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "O": "0",
    "0": "0",
}


LONGEST_PASSAGE = 20_000  # characters


@dataclass(frozen=True, eq=False)
class Manuscript:
    """``passages`` hold the running text block by block, ``sheets`` the tables, in reading order."""

    document: Document
    passages: tuple[Passage, ...]
    sheets: tuple[Sheet, ...]
    previous: Manuscript | None = None

    @classmethod
    def of(cls, document: Document, previous: Document | None = None) -> Manuscript:
        passages = tuple(
            Passage.of(block.id, block.text, block.kind.value)
            for block in document.blocks
            if block.kind is not BlockKind.TABLE and block.text.text.strip()
        )
        before = Manuscript.of(previous) if previous is not None else None
        sheets = panels.apart(read_sheets(document))
        now = cls(document, passages, sheets)._period_of_now()
        return cls(
            document, passages, sheets if now is None else tuple(sheet.seen_from(now) for sheet in sheets), before
        )

    def let_go(self) -> None:
        """Ends the use of the manuscript: nothing of it may be asked for afterwards.

        Numbers and their passages, figures and their sheets know each other. Where these circles are opened all of it is
        gone at once; left to the collection of garbage that takes three times as long.
        """
        for sheet in self.sheets:
            for passage in vars(sheet).get("cell_passages", ()):
                vars(passage).clear()
            vars(sheet).clear()
        for passage in self.passages:
            vars(passage).clear()
        if self.previous is not None:
            self.previous.let_go()
        vars(self).clear()

    def _period_of_now(self) -> int | None:
        """The calendar year that 本年 at the head of a column stands for: the title's, unless other heads end with another."""
        heads = Counter(latest for sheet in self.sheets if (latest := sheet.latest_head) is not None)
        most = max(heads, key=lambda period: (heads[period], period), default=self.title_period)
        return self.title_period if most == self.title_period else None

    @kept_property
    def blocks(self) -> dict[str, Block]:
        return {block.id: block for block in self.document.blocks}

    @kept_property
    def positions(self) -> dict[str, int]:
        """The how manieth block of the document each is, by its id: what lies how far from what."""
        places = {block.id: position for position, block in enumerate(self.document.blocks)}
        return places | {sheet.id: places[sheet.block.id] for sheet in self.sheets}

    @kept_property
    def title_period(self) -> int | None:
        """The twelve months that the title names: 2023 in 「质量年度报告（2023）」."""
        return self._period_called(_TITLE_CUE) or self._period_called(_OTHER_TITLE_CUE)

    def _period_called(self, cue: re.Pattern[str]) -> int | None:
        opening = self.passages[:12]
        for passage, following in itertools.zip_longest(opening, opening[1:]):
            if passage is not None and cue.search(passage.plain) and len(passage.plain) < 80:
                words = passage.plain
                if following is not None and _PERIOD_LINE.fullmatch(following.plain.strip()):
                    # A title of two lines: 质量年度报告 and below it （2022年度）.
                    words += following.plain
                if match := _TITLE_PERIOD.search(words):
                    return int(match[1])
                if match := _CHINESE_PERIOD.search(words):
                    return int("".join(_DIGITS[character] for character in match[0]))
        return None

    @kept_property
    def data_period(self) -> int | None:
        """The period that most of the text speaks of; the title may be printed a twelvemonth later."""
        if self.title_period is not None:
            return self.title_period
        counted = Counter(
            int(match) for passage in self.passages for match in as_pattern(r"(20[0-4]\d)\s*年").findall(passage.plain)
        )
        return min(counted, key=lambda period: (-counted[period], -period)) if counted else None

    @kept_property
    def too_long(self) -> tuple[Passage, ...]:
        """Passages that no author wrote as a paragraph; claims are not looked for in them."""
        return tuple(passage for passage in self.passages if len(passage.text) > LONGEST_PASSAGE)

    def prose(self) -> Iterator[Passage]:
        """Paragraphs and notes, the passages in which sentences claim something."""
        return iter(self._prose)

    def prose_with(self, *words: str) -> list[Passage]:
        """Those of ``prose()`` that hold one of the words, in reading order.

        A plain search through all of them at once takes a fraction of what a pattern takes that is tried on each. One
        of the words must stand in everything that the pattern may match.
        """
        starts, text = self.prose_in_one
        found: set[int] = set()
        for word in words:
            at = text.find(word)
            while at >= 0:
                index = bisect_right(starts, at)
                found.add(index - 1)
                at = text.find(word, starts[index]) if index < len(starts) else -1
        return [self._prose[index] for index in sorted(found)]

    @kept_property
    def prose_in_one(self) -> tuple[list[int], str]:
        """Where each passage begins in all of them together, one to a line."""
        sizes = (len(passage.plain) + 1 for passage in self._prose)
        return list(itertools.accumulate(sizes, initial=0))[:-1], "\n".join(p.plain for p in self._prose)

    @kept_property
    def _prose(self) -> tuple[Passage, ...]:
        return tuple(
            passage
            for passage in self.passages
            if passage.kind in ("paragraph", "note", "case") and len(passage.text) <= LONGEST_PASSAGE
        )

    @kept_property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(mention for passage in self.passages for mention in passage.mentions)

    @kept_property
    def mention_by_id(self) -> dict[str, Mention]:
        return {mention.id: mention for mention in self.mentions}

    def column_mates(self, key: str) -> tuple[Decimal, ...]:
        """The other figures of the table column that the figure ``key`` stands in, as printed; none outside tables."""
        figure = self._figures.get(key)
        if figure is None:
            return ()
        column = figure.sheet.column_figures(figure.column, figure.sheet.data_rows)
        return tuple(other.number.digits for other in column if other.key != key)

    def figure_of(self, key: str) -> Figure | None:
        """The figure of a table that has this key."""
        return self._figures.get(key)

    @kept_property
    def figures_of_digits(self) -> dict[Decimal, list[Figure]]:
        """All figures of tables by the digits that are printed, in reading order."""
        found: dict[Decimal, list[Figure]] = {}
        for sheet in self.sheets:
            for figure in sheet.figures.values():
                found.setdefault(figure.number.digits, []).append(figure)
        return found

    @kept_property
    def _figures(self) -> dict[str, Figure]:
        found: dict[str, Figure] = {}
        for sheet in self.sheets:
            for figure in sheet.figures.values():
                found.setdefault(figure.key, figure)
        return found
