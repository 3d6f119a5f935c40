"""Rows of tables that were kept as lines: a name and the figures behind it, each with its place and its kind.

Nobody knows the columns of such a table; what a line says of itself is known all the same, and lines that are
built alike may be compared. A number that counts the rows, a period and what stands within words is no figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.documents.document import Block, BlockKind, Text
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.table_facts import CHANGE_DOWN, CHANGE_UP, TOTAL_WORDS, compact
from nianbao.facts.kept import kept_property
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.unit import LEXICON

_PIECE = as_pattern(r"\S+")
_FIGURE = as_pattern(
    r"(?P<sign>[-−+＋↑↓]?)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<kind>[%％‰]|[:：∶]1)?(?P<unit>[\u4e00-\u9fff]{0,3})"
)
_ORDINAL = as_pattern(r"\d{1,2}[.、]?")
_PERIOD = as_pattern(r"(?:19|20)\d\d(?:[-—–~至](?:20)?\d\d)?")
_UP, _DOWN = frozenset((*CHANGE_UP, "＋")), frozenset((*CHANGE_DOWN, "-", "−"))
_LEVEL = frozenset(("无变化", "持平", "不变"))
_NILS = frozenset(("—", "——", "-", "－", "/", "／", "无", "--"))


@dataclass(frozen=True)
class RawFigure:
    """One figure of a line; ``kind`` is %, :1 or nothing, ``edge`` how far to the right it begins."""

    digits: Decimal
    kind: str
    unit: str
    direction: str  # up, down, level or nothing
    start: int
    end: int
    edge: int
    printed: str


@dataclass(frozen=True, eq=False)
class RawRow:
    """A line of a table: its name, the figures behind it and what stands among them."""

    key: str
    text: Text
    name: str
    figures: tuple[RawFigure, ...]
    kinds: str  # of all pieces behind the name: F for a figure, N for a sign of none, W for words
    pieces: tuple[tuple[int, int], ...]  # where the pieces behind the name stand
    edges: tuple[int, ...]

    def place(self, figure: RawFigure) -> Place:
        return self.text.place(figure.start, figure.end)

    def piece(self, index: int) -> str:
        return self.text.text[slice(*self.pieces[index])]

    @kept_property
    def is_total(self) -> bool:
        return compact(self.name) in TOTAL_WORDS

    @kept_property
    def whole(self) -> Place:
        return self.text.place(0, len(self.text.text))


def raw_tables(manuscript: Manuscript) -> Iterator[tuple[Block, tuple[RawRow, ...]]]:
    """The tables kept as lines, each with those of its lines that hold anything."""
    for block in manuscript.document.blocks:
        if block.kind is BlockKind.TABLE and block.certainty == "unread":
            yield block, tuple(raw_row(f"{block.id}:l{cell.row}", cell.text) for cell in block.cells if cell.text.text.strip())


def raw_row(key: str, text: Text) -> RawRow:
    """A line taken apart.

    >>> row = raw_row("l", Text("3 特色课程 2019 年 26 门 ↑ 4.5% —", ()))
    >>> row.name, [(str(f.digits), f.kind, f.unit, f.direction) for f in row.figures], row.kinds
    ('特色课程2019年', [('26', '', '门', ''), ('4.5', '%', '', 'up')], 'FFN')
    """
    words = half_width(text.text)
    found = [(m[0], m.start(), m.end()) for m in _PIECE.finditer(words)]
    first = 0
    if len(found) > 1 and _ORDINAL.fullmatch(found[0][0]) and _figure(found[1][0]) is None and found[1][0] not in _NILS:
        first = 1
    indent = (text.place(0, 1).column or 1) - 1 if text.spans else 0
    name: list[str] = []
    figures: list[RawFigure] = []
    kinds: list[str] = []
    pieces: list[tuple[int, int]] = []
    direction, begin = "", -1
    index = first
    while index < len(found):
        word, start, end = found[index]
        following = found[index + 1][0] if index + 1 < len(found) else ""
        index += 1
        if word in _UP or word in _DOWN:
            # ↑ 4.5 and 降低 0.05 are one figure with its direction.
            direction, begin = ("up" if word in _UP else "down"), start
            if _figure(following) is not None:
                continue
            direction, begin = "", -1
        parsed = _figure(word)
        if parsed is not None and _PERIOD.fullmatch(word) and not name and following and _figure(following) is None:
            parsed = None  # 2019 年, 2019 招生
        if parsed is None:
            if word in _LEVEL and name:
                figures.append(RawFigure(Decimal(0), "", "", "level", start, end, indent + width(words[:start]), word))
                kinds.append("L")
                pieces.append((start, end))
            elif not kinds and not (name and word in _NILS):
                name.append(word)
            else:
                kinds.append("N" if word in _NILS else "W")
                pieces.append((start, end))
            continue
        digits, kind, unit, sign = parsed
        if not unit and not kind and following in LEXICON and following not in _NILS:
            unit, end, index = following, found[index][2], index + 1
        start = begin if begin >= 0 else start
        figures.append(
            RawFigure(digits, kind, unit, direction or sign, start, end, indent + width(words[:start]), text.text[start:end])
        )  # fmt: skip
        kinds.append("F")
        pieces.append((start, end))
        direction, begin = "", -1
    edges = tuple(indent + width(words[:start]) for start, _ in pieces)
    return RawRow(key, text, "".join(name), tuple(figures), "".join(kinds), tuple(pieces), edges)


def width(words: str) -> int:
    """How far words reach: a Han character takes two columns.

    >>> width("合计 1")
    6
    """
    return sum(2 if "\u2e80" <= character <= "\uffef" else 1 for character in words)


def _figure(word: str) -> tuple[Decimal, str, str, str] | None:
    match = _FIGURE.fullmatch(word)
    if match is None or (match["unit"] and match["unit"] not in LEXICON) or len(match["digits"]) > 15:
        return None
    if match["unit"] == "年" and _PERIOD.fullmatch(match["digits"]):
        return None
    if match["digits"].startswith("0") and match["digits"] not in ("0",) and not match["digits"].startswith("0."):
        return None
    kind = {"％": "%"}.get(match["kind"] or "", (match["kind"] or "").replace("：", ":").replace("∶", ":"))
    sign = "up" if match["sign"] in ("+", "＋", "↑") else "down" if match["sign"] else ""
    return Decimal(match["digits"].replace(",", "")), kind, match["unit"], sign
