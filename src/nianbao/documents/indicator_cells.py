"""Indicator tables whose cells stand on lines of their own: serial number, indicator, unit, values, row after row.

Programs that copy a PDF cell by cell leave the official annex so. What its columns hold tells them apart: every row ends
in a unit and as many values as the head names, serial numbers count up, and the words in between are indicators. Where
a serial number is missing, a value is left over or a label may be another row's, the whole table stays unread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nianbao.documents.copied_stretch import is_of_table
from nianbao.documents.copied_words import Word, is_unit
from nianbao.documents.document import Certainty, Note, Text
from nianbao.documents.line import Line
from nianbao.documents.passage import grid_of
from nianbao.documents.running_text import EMPTY, joined, tidy
from nianbao.documents.shared_pieces import LabelRow, shared_pieces
from nianbao.documents.spaced_table import SpacedTable, words_of
from nianbao.documents.values import is_calendar, is_value
from nianbao.facts.pattern import as_pattern

_SERIAL = frozenset(["序号", "编号"])
_INDICATOR = frozenset(["指标", "指标名称", "指标项", "项目", "内容"])
_UNIT = frozenset(["单位", "计量单位"])
_NAMES = _SERIAL | _INDICATOR | _UNIT
_OF_VALUES = as_pattern(r"年|数|值|内容")
_HALF = frozenset("数率量号序次人额式")
_NAMES_WORDS = as_pattern(r"(?:式|型|类别|名称|备注|说明)$")
_TWO_UNITS = frozenset([("门", "学时"), ("门", "课时"), ("个", "学时"), ("个", "课时")])
_MOST_VALUES = 6
_LEAST_ROWS = 3
_MOST_LINES = 1500
_WIDEST = 60
_MOST_TAIL = 2
_MOST_PIECES = 4


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that stand together in a line, and that line."""

    word: Word
    index: int

    @property
    def plain(self) -> str:
        return tidy(self.word.plain).replace(" ", "")

    @property
    def is_unit(self) -> bool:
        return self.word.number is None and is_unit(self.word.plain)


@dataclass(frozen=True, slots=True)
class _Head:
    """The cells of a head, the place of its first word and of the first one behind it."""

    cells: list[Text]
    start: int
    end: int

    @property
    def names(self) -> list[str]:
        return [tidy(cell.text).replace(" ", "") for cell in self.cells]

    @property
    def lead(self) -> int:
        return int(self.names[0] in _SERIAL)

    @property
    def values(self) -> int:
        return len(self.cells) - self.lead - 2


@dataclass(slots=True)
class _Rows:
    """Rows so far: what of each is certain, and the pieces behind the last one."""

    labels: list[LabelRow] = field(default_factory=list)
    serials: list[Text] = field(default_factory=list)
    rests: list[list[Text]] = field(default_factory=list)  # unit and values
    tail: list[_Piece] = field(default_factory=list)
    end: int = 0  # behind the last value


def indicator_cells(lines: Sequence[Line], kinds: Sequence[str]) -> list[SpacedTable]:
    """The indicator tables of one cell to a line, or nearly so, in those lines that are prose so far."""
    found: list[SpacedTable] = []
    heads: list[list[str]] = []
    taken = 0
    for index, kind in enumerate(kinds):
        if kind != "prose" or index < taken or "单位" not in lines[index].plain or lines[index].width > _WIDEST:
            continue
        words = _words(lines, kinds, index, taken)
        for head in _heads(words, index):
            table = _table(lines, words, head, heads)
            if table is not None:
                found.append(table)
                heads.append(head.names)
                taken = table.end
                break
    return found


def _words(lines: Sequence[Line], kinds: Sequence[str], index: int, floor: int) -> list[_Piece]:
    """The words from a few lines above this one to where running text begins, those of one label as one."""
    start = index
    above = 0
    while start > floor and above < 4 and (kinds[start - 1] == "blank" or _is_cell(lines[start - 1], kinds[start - 1])):
        start -= 1
        above += kinds[start] != "blank"
    words: list[_Piece] = []
    for place in range(start, min(len(lines), start + _MOST_LINES)):
        if kinds[place] == "blank":
            continue
        if not _is_cell(lines[place], kinds[place]):
            break
        words.extend(_pieces(lines[place], place))
    return words


def _is_cell(line: Line, kind: str) -> bool:
    return kind == "prose" and line.width <= _WIDEST and is_of_table(line)


def _pieces(line: Line, index: int) -> Iterator[_Piece]:
    """The words of a line; those that are neither numbers nor units nor names of columns belong together."""
    texts = words_of(line)
    words = [Word.of(text, n == 0, n + 1 == len(texts)) for n, text in enumerate(texts)]
    is_head = any(word.plain in _NAMES or is_calendar(word.plain) for word in words)
    loose: list[Text] = []
    for number, word in enumerate(words):
        alone = is_head or word.is_value or word.number is not None or is_unit(word.plain)
        if not alone:
            loose.append(word.text)
            if number + 1 < len(words):
                continue
        if loose:
            yield _Piece(Word.of(joined(loose, " "), True, True), index)
        if alone or not loose:
            yield _Piece(word, index)
        loose = []


def _heads(words: Sequence[_Piece], index: int) -> Iterator[_Head]:
    """The heads that this line may hold the unit of, with all numbers of values that they may name."""
    for place, word in enumerate(words):
        if word.index != index or word.plain not in _UNIT or not place or words[place - 1].plain not in _INDICATOR:
            continue
        start = place - 1 - (place > 1 and words[place - 2].plain in _SERIAL)
        lead = [piece.word.text for piece in words[start : place + 1]]
        for count in range(1, _MOST_VALUES + 1):
            names = words[place + 1 : place + 1 + count]
            if len(names) < count or any(not _names_value(piece) for piece in names):
                break
            if not any(piece.plain in _HALF for piece in names) and _OF_VALUES.search(names[0].plain):
                yield _Head([*lead, *(piece.word.text for piece in names)], start, place + 1 + count)
        return


def _names_value(piece: _Piece) -> bool:
    return not (is_value(piece.word.plain) or (piece.is_unit and piece.plain not in _HALF)) and len(piece.plain) <= 12


def _table(
    lines: Sequence[Line], words: Sequence[_Piece], head: _Head, before: Sequence[Sequence[str]]
) -> SpacedTable | None:
    kinds = _kinds(words, head)
    rows = _rows(words, head, kinds) if "v" in kinds else None
    if rows is None or len(rows.labels) < (1 if head.names in before else _LEAST_ROWS):
        return None
    shared = shared_pieces(rows.labels, [piece.word.text for piece in rows.tail])
    if shared is None:
        return None
    labels, tail = shared
    body = [
        [*([serial] if head.lead else []), joined(label) if label else EMPTY, *rest]
        for serial, label, rest in zip(rows.serials, labels, rows.rests, strict=True)
    ]
    last = rows.tail[tail - 1].index if tail else words[rows.end - 1].index
    first = words[head.start].index
    note = Note(
        f"第{lines[first].number}–{lines[last].number}行每行一格，已按各列内容拼成表格，请核对。",
        f"Lines {lines[first].number} to {lines[last].number} hold one cell each; they were put together by what "
        "the columns hold.",
    )
    return SpacedTable(first, last + 1, grid_of([head.cells, *body], Certainty.GUESSED), note)


def _kinds(words: Sequence[_Piece], head: _Head) -> str:
    """Whether each column of values holds figures ``v`` or words ``t``, as most of its rows have it."""
    counts = [[0, 0] for _ in range(head.values)]
    for place in range(head.end, len(words) - head.values):
        if words[place].is_unit:
            for column, piece in enumerate(words[place + 1 : place + 1 + head.values]):
                counts[column][is_value(piece.word.plain)] += 1
    kinds = "".join("v" if figures >= other else "t" for other, figures in counts)
    names = head.names[head.lead + 2 :]
    if any(_NAMES_WORDS.search(name) and kind == "v" for name, kind in zip(names, kinds, strict=True)):
        return ""
    return kinds


def _rows(words: Sequence[_Piece], head: _Head, kinds: str) -> _Rows | None:
    """The rows below a head; None where a word has no place in any."""
    rows = _Rows(end=head.end)
    names, values = set(head.names), head.values
    loose: list[_Piece] = []
    serial: Text | None = None
    own_from = 0  # pieces behind the serial number
    counted, again = 0, False
    place = head.end
    while place < len(words):
        piece = words[place]
        if piece.plain in _UNIT and _is_other_head(words, place, head, counted):
            loose = [other for other in loose if other.plain not in names]
            break
        if piece.plain in names:
            again = True
        elif piece.is_unit and _fits(words[place + 1 : place + 1 + values], kinds):
            label = LabelRow([p.word.text for p in (loose[:own_from] if serial else loose)], has_serial=bool(serial))
            label.own = [p.word.text for p in loose[own_from:]] if serial else []
            label.on_new_page = again
            label.may_be_bare = bool(rows.rests) and (rows.rests[-1][0].text, piece.word.plain) in _TWO_UNITS
            rows.labels.append(label)
            rows.serials.append(serial or EMPTY)
            rows.rests.append([p.word.text for p in words[place : place + 1 + values]])
            loose, serial, own_from, again = [], None, 0, False
            place += values
            rows.end = place + 1
        elif head.lead and piece.word.number == counted + 1 and serial is None:
            serial, own_from, counted = piece.word.text, len(loose), counted + 1
        elif is_value(piece.word.plain) or is_calendar(piece.plain) or (piece.is_unit and len(piece.plain) < 2):
            return None
        else:
            loose.append(piece)
        place += 1
    if serial is not None or (head.lead and not counted):
        return None
    rows.tail = loose[:_MOST_TAIL]
    return rows


def _is_other_head(words: Sequence[_Piece], place: int, head: _Head, counted: int) -> bool:
    """True where behind 单位 other columns are named than in this head, or serial numbers begin anew."""
    names = head.names[head.lead + 2 :]
    behind = words[place + 1 : place + 2 + len(names) + _MOST_PIECES]
    if counted and next((p.word.number for p in behind if p.word.number is not None or p.is_unit), None) == 1:
        return True
    following = [piece.plain for piece in behind[: len(names)]]
    if not following or not (is_calendar(following[0]) or following[0] in names):
        return False  # the rest of the head stands elsewhere
    return sorted(following) != sorted(names)


def _fits(cells: Sequence[_Piece], kinds: str) -> bool:
    """True where these cells hold what the columns hold; one word may stand where a figure belongs, 网上调查."""
    if len(cells) < len(kinds):
        return False
    held = ["v" if is_value(cell.word.plain) else "t" for cell in cells]
    off = sum(a != b for a, b in zip(held, kinds, strict=True))
    if any(cell.is_unit and len(cell.plain) < 2 for cell in cells) or "v" not in held:
        return False
    return not off or (off == 1 and len(kinds) > 1 and any(a == b == "v" for a, b in zip(held, kinds, strict=True)))
