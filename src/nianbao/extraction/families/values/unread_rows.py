"""In a copied table that could not be read as one, the line that is unlike all others shows what slid or was left out.

Cue: lines of one copy with a name, the same number of pieces behind it and figures at the same places; one line with a word or a unit
where the others have a figure (教职工满意度 % 网络问卷 214), or, behind the unit, with one figure less (测试人数 人 4098). Why it should hold in any
report: the lines of a table are built alike. Guards: only tables that are kept as lines, whose columns nobody knows; nearly all lines must
be built alike, and one alone may differ; 无, — and / are answers; a name that breaks over two lines makes no line of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from nianbao.documents.document import Block, BlockKind, Certainty, Text
from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.facts.cell import CellState, read_cell
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.unit import LEXICON

FAULT = "cell-type"
_HEAD = "表 3 2022年满意度调查结果\n调查对象 有效问卷数 满意和基本满意数 满意度\n"
EXAMPLES = (
    Example("fail", f"{_HEAD}在校学生 1600 1512 94.50%\n学生家长 1200 满意 94.50%\n用人单位 40 38 95.00%\n教职工 170 161 94.71%\n"),
    Example("silent", f"{_HEAD}在校学生 1600 1512 94.50%\n学生家长 1200 1134 94.50%\n用人单位 40 38 95.00%\n教职工 170 161 94.71%\n"),
)  # fmt: skip
_FIGURE = as_pattern(r"[-−+↑↓]?\d[\d,]*(?:\.\d+)?(?:[%％‰]|:1|：1)?")
_ANSWER = (CellState.NONE, CellState.NOT_APPLICABLE, CellState.MISSING, CellState.BLANK)
_LEAST_ALIKE = 3  # lines without a unit that are built alike
_LEAST_WITH_UNIT = 5
_ODD = 8  # times as many lines must be built alike as one that lacks a figure


@dataclass(frozen=True)
class _Line:
    """The pieces of a line behind its name, each F for a figure, N for a sign of none, W for words; ``unit`` where one parts them."""

    text: Text
    name: str
    unit: str
    pieces: tuple[str, ...]
    kinds: str

    def place(self, index: int) -> Place:
        """Of the piece, or of the whole line where the piece is missing."""
        words = self.text.text
        if index >= len(self.pieces):
            return self.text.place(0, len(words))
        at = len(words)
        for piece in reversed(self.pieces[index:]):
            at = words.rfind(piece, 0, at)
        return self.text.place(at, at + len(self.pieces[index]))


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Tables kept as lines, in reading order."""
    for block in manuscript.document.blocks:
        if block.kind is BlockKind.TABLE and block.certainty is Certainty.UNREAD:
            lines = [line for cell in block.cells if (line := _line(cell.text)) is not None]
            with_unit = [line for line in lines if line.unit]
            yield from _slid(block, with_unit, _LEAST_WITH_UNIT)
            yield from _slid(block, [line for line in lines if not line.unit], _LEAST_ALIKE)
            yield from _left_out(block, with_unit)


def _line(text: Text) -> _Line | None:
    """
    >>> _line(Text("3 教职工满意度 % 96.2 214 网络问卷", ())).kinds
    'FFW'
    """
    pieces = half_width(text.text).split()
    if any(before[-4:].isdecimal() and after == "年" for before, after in pairwise(pieces)):
        return None  # 2023 年: a head of years
    if len(pieces) > 1 and re.fullmatch(r"\d{1,2}[.、]?", pieces[0]) and not _FIGURE.fullmatch(pieces[1]):
        pieces = pieces[1:]
    unit = next((n for n, piece in enumerate(pieces[1:], 1) if piece in LEXICON and n + 1 < len(pieces)), 0)
    if unit and not any(_FIGURE.fullmatch(piece) for piece in pieces[:unit]):
        name, behind, sign = "".join(pieces[:unit]), pieces[unit + 1 :], pieces[unit]
    else:
        first = next((n for n, piece in enumerate(pieces) if _FIGURE.fullmatch(piece)), 0)
        if first != 1:
            return None
        name, behind, sign = pieces[0], pieces[1:], ""
    if not behind or not re.search(r"[\u4e00-\u9fff]{2}", name):
        return None
    raw = text.text.split()[-len(behind) :]
    return _Line(text, name, sign, tuple(raw), "".join(map(_kind, behind)))


def _kind(piece: str) -> str:
    if _FIGURE.fullmatch(piece):
        return "F"
    return "N" if read_cell(piece).state in _ANSWER else "W"


def _slid(block: Block, lines: list[_Line], least: int) -> Iterator[Remark]:
    """One word where every other line of the length has a figure."""
    for length in sorted({len(line.kinds) for line in lines}):
        alike = [line for line in lines if len(line.kinds) == length]
        # A table of another number of pieces has other columns.
        if len(alike) <= least or len(alike) * 2 <= len(lines):
            continue
        for index in range(length):
            odd = [line for line in alike if line.kinds[index] == "W"]
            if len(odd) != 1 or any(line.kinds[index] == "N" for line in alike):
                continue
            others = Counter(line.kinds for line in alike if line is not odd[0])
            usual, times = others.most_common(1)[0]
            if times < least or times * 4 < (len(alike) - 1) * 3 or usual[index] != "F":
                continue
            piece = odd[0].pieces[index]
            yield _remark(
                block, odd[0], index, "cell-type", f"「{odd[0].name}」一行写的是「{piece}」，其余各行此处都是数字，疑似错列或填错",
                f"the row of {odd[0].name} has {piece} where every other row has a figure", piece,
            )  # fmt: skip


def _left_out(block: Block, lines: list[_Line]) -> Iterator[Remark]:
    """One figure less behind the unit than in nearly all lines."""
    counted = Counter(line.kinds for line in lines)
    if not counted:
        return
    usual, times = counted.most_common(1)[0]
    odd = [line for line in lines if line.kinds != usual]
    if len(odd) != 1 or times < _ODD or usual.count("F") < 2:
        return
    line = odd[0]
    if len(line.kinds) + 1 == len(usual) and any(
        usual[:n] + usual[n + 1 :] == line.kinds for n in range(len(usual)) if usual[n] == "F"
    ):
        yield _remark(
            block, line, len(line.pieces), "missing", f"「{line.name}」一行比其余各行少一个数，疑似漏填，请核对",
            f"the row of {line.name} has a figure less than every other row", line.text.text.strip(),
        )  # fmt: skip


def _remark(block: Block, line: _Line, index: int, kind: str, zh: str, en: str, reported: str) -> Remark:
    place = line.place(index)
    return Remark(
        f"unread-rows:{block.id}:{line.name}:{index}", "unread-rows", kind, (place,), zh, en, severity="warning",
        reported=reported, expected="数字", formula=f"「{reported}」≠ 数字",
    )  # fmt: skip
