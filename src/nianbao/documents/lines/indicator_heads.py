"""The head of an indicator table that stands one cell to a line: 序号, 指标, 单位, and what the values are called.

How many names of values there are shows in the rows alone, so all numbers that may be are offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.documents.document import Text
from nianbao.documents.lines.cell_words import CellWord
from nianbao.documents.running_text import joined, tidy
from nianbao.documents.values import is_value
from nianbao.facts.pattern import as_pattern

SERIALS = frozenset(["序号", "编号"])
_INDICATOR = frozenset(["指标", "指标名称", "指标项", "项目", "内容"])
UNITS = frozenset(["单位", "计量单位"])
NAMES = SERIALS | _INDICATOR | UNITS
_OF_VALUES = as_pattern(r"年|数|值|内容")
_HALF = frozenset("数率量号序次人额式")
_MOST_VALUES = 6


@dataclass(frozen=True, slots=True)
class IndicatorHead:
    """The cells of a head, the place of its first word and of the first one behind it."""

    cells: list[Text]
    start: int
    end: int
    halves: frozenset[str] = frozenset()  # of a name in two lines

    @property
    def names(self) -> list[str]:
        return [tidy(cell.text).replace(" ", "") for cell in self.cells]

    @property
    def lead(self) -> int:
        return int(self.names[0] in SERIALS)

    @property
    def values(self) -> int:
        return len(self.cells) - self.lead - 2


def indicator_heads(words: Sequence[CellWord], index: int) -> Iterator[IndicatorHead]:
    """The heads that this line may hold the unit of, with all numbers of values that they may name."""
    for place, word in enumerate(words):
        if word.index != index or word.plain not in UNITS or not place or words[place - 1].plain not in _INDICATOR:
            continue
        start = place - 1 - (place > 1 and words[place - 2].plain in SERIALS)
        lead = [piece.word.text for piece in words[start : place + 1]]
        yield from _high_heads(words, start, place)
        following = words[place + 1 : place + 1 + _MOST_VALUES]
        most = next((n for n, piece in enumerate(following) if not _names_value(piece)), len(following))
        for count in range(most, 0, -1):  # what fewer names take up leaves the others over
            names = following[:count]
            if not any(piece.plain in _HALF for piece in names) and _OF_VALUES.search(names[0].plain):
                yield IndicatorHead([*lead, *(piece.word.text for piece in names)], start, place + 1 + count)
        return


def _high_heads(words: Sequence[CellWord], start: int, place: int) -> Iterator[IndicatorHead]:
    """Heads with one name in two lines, whose halves stand above and below: 调查人, 序号 … 调查方式, 次."""
    if not start or not _names_value(words[start - 1]):
        return
    upper = words[start - 1].word.text
    lead = [piece.word.text for piece in words[start : place + 1]]
    for count in range(1, _MOST_VALUES):
        names = words[place + 1 : place + 2 + count]
        if len(names) <= count or any(not _names_value(piece) for piece in names):
            return
        if names[-1].plain not in _HALF or any(piece.plain in _HALF for piece in names[:-1]):
            continue
        whole = joined([upper, names[-1].word.text])
        told = [piece.word.text for piece in names[:-1]]
        for at in range(count, -1, -1):
            cells = [*lead, *told[:at], whole, *told[at:]]
            if _OF_VALUES.search(tidy(cells[len(lead)].text)):
                yield IndicatorHead(cells, start - 1, place + 2 + count, frozenset([tidy(upper.text), names[-1].plain]))


def _names_value(piece: CellWord) -> bool:
    return not (is_value(piece.word.plain) or (piece.is_unit and piece.plain not in _HALF)) and len(piece.plain) <= 12
