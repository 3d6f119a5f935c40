"""Rows of tables that were kept as lines: a name and the figures behind it, each with its place and its kind.

Nobody knows the columns of such a table; what a line says of itself is known all the same, and lines that are
built alike may be compared. A number that counts the rows, a period and what stands within words is no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.documents.document import Block, BlockKind, Certainty, Text
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import CHANGE_DOWN, CHANGE_UP, TOTAL_WORDS, Sheet, compact
from nianbao.extraction.wording import CHANGE_HEAD
from nianbao.facts.kept import kept, kept_property
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.quickly_made import quickly_made
from nianbao.facts.unit import LEXICON

_PIECE = as_pattern(r"\S+")
_FIGURE = as_pattern(
    r"(?P<sign>[-−+＋↑↓]?)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<kind>[%％‰]|[:：∶]1)?(?P<unit>[\u4e00-\u9fff]{0,3})"
)
_ORDINAL = as_pattern(r"\d{1,2}[.、]?")
# 5参加国家学生体质健康标准测试人数: a print sets Han and digits a little apart by itself, so the blank between is lost.
_SERIAL_AT_NAME = as_pattern(r"^\d{1,2}(?=[\u4e00-\u9fff]{4})(?!\d+(?:年[级以制内]|[个人月]))")
_PERIOD = as_pattern(r"(?:19|20)\d\d(?:[-—–~至](?:20)?\d\d)?")
_PERIOD_ENDS = ("年", "学", "级", "届")
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


@kept
def raw_tables(manuscript: Manuscript) -> tuple[tuple[Block, tuple[RawRow, ...]], ...]:
    """The tables kept as lines, each with those of its lines that hold anything."""
    return tuple(
        (block, tuple(raw_row(f"{block.id}:l{cell.row}", cell.text) for cell in block.cells if cell.text.text.strip()))
        for block in manuscript.document.blocks
        if block.kind is BlockKind.TABLE and block.certainty is Certainty.UNREAD
    )


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
        is_period = parsed is not None and _PERIOD.fullmatch(word) is not None
        if is_period and (following[:1] in _PERIOD_ENDS or (not name and following and _figure(following) is None)):
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


@quickly_made
@dataclass(frozen=True)
class RowValue:
    """One figure of a named row, wherever the row was read from."""

    key: str
    value: Decimal
    kind: str  # %, :1 or nothing
    place: Place
    printed: str


@dataclass(frozen=True)
class NamedRow:
    """A row by the bare words of its name, with its unit where one stands behind the name."""

    name: str
    unit: str
    values: tuple[RowValue, ...]
    is_part: bool = False  # 其中 stands before the name


_NAME_DROSS = as_pattern(r"[*★☆“”\"'「」\s]|\((?:[^()]{1,3})\)")
_AMONG = as_pattern(r"^(?:其中|#)[:,、]?")
_UNIT_BEHIND = as_pattern(
    rf"(?:{'|'.join(sorted((re.escape(word) for word in LEXICON if not word.isascii() or '/' in word), key=len, reverse=True))}|%|:1?)$"
)
_NAME_ENDS = (
    "数", "量", "额", "值", "率", "例", "度", "总数", "人数", "学时", "课时", "水平", "拨款", "收入", "经费", "效益", "就业", "带宽", "比", "工位数", "面积"
)  # fmt: skip
_NAMED = as_pattern(r"[\u4e00-\u9fff]{2}")


@kept
def named_rows(manuscript: Manuscript) -> tuple[tuple[str, tuple[NamedRow, ...]], ...]:
    """The rows of every table by their names, those of tables kept as lines too; each table with its id."""
    return (
        *((sheet.id, tuple(_rows_of(sheet))) for sheet in manuscript.sheets),
        *((block.id, tuple(_rows_of_lines(rows))) for block, rows in raw_tables(manuscript)),
    )


def _is_change(head: str) -> bool:
    return head.startswith(("增加", "减少", "增长")) or CHANGE_HEAD.search(head) is not None


def _rows_of(sheet: Sheet) -> Iterator[NamedRow]:
    columns = [
        c for c in range(sheet.column_count)
        if c not in (sheet.ordinal_column, sheet.unit_column, *sheet.code_columns) and not _is_change(compact(sheet.head(c)))
    ]  # fmt: skip
    for row in sheet.data_rows:
        figures = [figure for c in columns if (figure := sheet.figures.get((row, c))) is not None]
        first = figures[0].column if figures else 0
        labels = [sheet.text(row, c) for c in columns if c < first and not _ORDINAL.fullmatch(sheet.text(row, c))]
        name = _named("".join(labels))
        if name is None or not figures or any(figure.direction for figure in figures):
            continue
        unit = compact(sheet.text(row, sheet.unit_column)) if sheet.unit_column is not None else name[1]
        values = tuple(
            RowValue(f.key, f.number.digits, "%" if f.is_percent else ":1" if f.number.raw.endswith(":1") else "", f.place, f.number.raw.strip())
            for f in figures
        )  # fmt: skip
        yield NamedRow(name[0], unit, values, name[2])


def _rows_of_lines(rows: Sequence[RawRow]) -> Iterator[NamedRow]:
    for index, row in enumerate(rows):
        figures, words = row.figures, row.name
        if not figures and row.name and not row.kinds:
            # A cell of each line: the name, its unit, its figures.
            behind = rows[index + 1 : index + 4]
            units = [r for r in behind[:1] if r.name in LEXICON and not r.figures]
            lines = [r for r in behind[len(units) :] if not r.name and r.kinds == "F"]
            if units and lines and len(lines) == len(behind) - len(units):
                name = _named(row.name)
                if name is not None:
                    yield NamedRow(name[0], units[0].name, tuple(_value(r, r.figures[0]) for r in lines), name[2])
            continue
        name = _named(_SERIAL_AT_NAME.sub("", words))
        if name is None or not figures or set(row.kinds) - {"F"} or any(f.direction for f in figures):
            continue
        yield NamedRow(name[0], name[1], tuple(_value(row, figure) for figure in figures), name[2])


def _value(row: RawRow, figure: RawFigure) -> RowValue:
    return RowValue(f"{row.key}:{figure.start}", figure.digits, figure.kind, row.place(figure), figure.printed)


def _named(words: str) -> tuple[str, str, bool] | None:
    """The bare name, the unit behind it and whether it is a part; nothing where no name is left.

    >>> _named("其中：发明专利授权数量* 项")
    ('发明专利授权数量', '项', True)
    """
    name = _NAME_DROSS.sub("", compact(words))
    is_part = _AMONG.match(name) is not None
    name = _AMONG.sub("", name)
    unit = _UNIT_BEHIND.search(name) if len(name) > 3 else None
    # 人数 and 专业课学时 end in what might be a unit: 学时 behind 学时, 人 behind 人数 is one.
    if unit is not None and name[: unit.start()].endswith(_NAME_ENDS):
        name = name[: unit.start()]
    else:
        unit = None
    return (name, unit[0] if unit is not None else "", is_part) if _NAMED.search(name) else None
