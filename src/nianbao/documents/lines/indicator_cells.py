"""Indicator tables whose cells stand on lines of their own: serial number, indicator, unit, values, row after row.

Programs that copy a PDF cell by cell leave the official annex so. What its columns hold tells them apart: every row
ends in a unit and as many values as the head names, serial numbers count up, and the words in between are indicators.
Where a serial number is missing, a value is left over or a label may be another row's, the whole table stays unread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nianbao.documents.document import Certainty, Note, Text
from nianbao.documents.lines.cell_words import CellWord, is_cell
from nianbao.documents.lines.copied_words import Word, is_unit
from nianbao.documents.lines.indicator_heads import NAMES, UNITS, IndicatorHead, indicator_heads
from nianbao.documents.lines.line import Line
from nianbao.documents.lines.shared_pieces import LabelRow, parted_pieces, shared_pieces
from nianbao.documents.lines.spaced_table import SpacedTable, words_of
from nianbao.documents.passage import grid_of
from nianbao.documents.running_text import EMPTY, joined
from nianbao.documents.values import is_calendar
from nianbao.facts.pattern import as_pattern

_NAMES_WORDS = as_pattern(r"(?:式|型|类别|名称|备注|说明)$")
_TWO_UNITS = frozenset([("门", "学时"), ("门", "课时"), ("个", "学时"), ("个", "课时")])
_RULE = as_pattern(r"[-—─=]{2,}")
_LEAST_ROWS = 3
_MOST_LINES = 1500
_WIDEST = 60
_MOST_TAIL = 2
_MOST_TRIES = 12  # heads without rows
_MOST_PIECES = 4


@dataclass(slots=True)
class _Rows:
    """Rows so far: what of each is certain, and the pieces behind the last one."""

    labels: list[LabelRow] = field(default_factory=list)
    serials: list[Text] = field(default_factory=list)
    rests: list[list[Text]] = field(default_factory=list)  # unit and values
    numbers: list[int] = field(default_factory=list)  # all serial numbers in the order in which they stand
    tail: list[CellWord] = field(default_factory=list)
    end: int = 0  # behind the last value

    @property
    def waiting(self) -> int:
        """How many rows have no value yet."""
        return sum(len(rest) == 1 for rest in self.rests)

    def add(self, label: LabelRow, serial: Text | None, rest: Sequence[CellWord]) -> None:
        self.labels.append(label)
        self.serials.append(serial or EMPTY)
        self.rests.append([piece.word.text for piece in rest])

    def filled_up(self, values: Sequence[Text]) -> None:
        """Give the rows without a value these, in their order."""
        for rest, value in zip([rest for rest in self.rests if len(rest) == 1], values, strict=True):
            rest.append(value)

    def are_counted(self) -> bool:
        """True where the numbers of all rows are there, wherever they stand, and none was taken for a value.

        One or two that were left out are another's mistake, where no value says the same.
        """
        found = sorted(self.numbers)
        lost = set(range(1, max(found, default=0) + 1)) - set(found)
        told = {value.text for rest in self.rests for value in rest[1:]}
        return bool(found) and len(set(found)) == len(found) and len(lost) <= 2 and told.isdisjoint(map(str, lost))

    def settled(self, values: int) -> None:
        """Fill what is blank up; where some numbers stand elsewhere, none says where a row begins."""
        for rest in self.rests:
            rest.extend([EMPTY] * (values + 1 - len(rest)))
        placed = [serial.text for serial in self.serials if serial.text]
        if self.numbers != sorted(self.numbers) or len(placed) != len(self.numbers):
            self.serials = [EMPTY] * len(self.serials)
            for label in self.labels:
                label.pieces, label.own, label.has_serial = [*label.pieces, *label.own], [], False


@dataclass(slots=True)
class _Page:
    """What stands between the last row and the next, and the rows of this page that have no label."""

    loose: list[CellWord] = field(default_factory=list)
    serial: Text | None = None
    own_from: int = 0  # pieces behind the serial number
    is_new: bool = False  # a head was said again
    bare: list[LabelRow] = field(default_factory=list)
    edge: int = 0  # the widest line of a label

    def label(self, rows: _Rows, unit: CellWord) -> LabelRow:
        """The label of the row that ends in this unit."""
        own_from = self.own_from if self.serial else len(self.loose)
        texts = [piece.word.text for piece in self.loose]
        label = LabelRow(texts[:own_from], texts[own_from:], self.serial is not None, on_new_page=self.is_new)
        label.may_be_bare = bool(rows.rests) and (rows.rests[-1][0].text, unit.word.plain) in _TWO_UNITS
        self.edge = max([self.edge, *(piece.word.width for piece in self.loose)])
        if not (texts or label.may_be_bare):
            self.bare.append(label)
        return label

    def begun(self) -> None:
        self.loose, self.serial, self.own_from, self.is_new = [], None, 0, False

    def turned(self) -> None:
        """At the end of a page: as many labels left over as rows without one are theirs."""
        if self.is_new:
            return
        parted = parted_pieces([piece.word.text for piece in self.loose], len(self.bare), self.edge)
        if parted is not None:
            for label, pieces in zip(self.bare, parted, strict=True):
                label.own = pieces
            self.loose, self.own_from = [], 0
        self.is_new, self.bare = True, []


def indicator_cells(lines: Sequence[Line], kinds: Sequence[str]) -> list[SpacedTable]:
    """The indicator tables of one cell to a line, or nearly so, in those lines that are prose so far."""
    found: list[SpacedTable] = []
    heads: list[list[str]] = []
    taken = failed = 0
    for index, kind in enumerate(kinds):
        if kind != "prose" or index < taken or "单位" not in lines[index].plain or lines[index].width > _WIDEST:
            continue
        words = _words(lines, kinds, index, taken)
        for head in indicator_heads(words, index):
            table = _table(lines, words, head, heads)
            if table is not None:
                found.append(table)
                heads.append(head.names)
                taken, failed = table.end, 0
                break
        else:
            failed += 1
            if failed >= _MOST_TRIES and words:
                taken, failed = words[-1].index + 1, 0
    return found


def _words(lines: Sequence[Line], kinds: Sequence[str], index: int, floor: int) -> list[CellWord]:
    """The words from a few lines above this one to where running text begins, those of one label as one."""
    start = index
    above = 0
    while start > floor and above < 4 and (kinds[start - 1] == "blank" or is_cell(lines[start - 1], kinds[start - 1])):
        start -= 1
        above += kinds[start] != "blank"
    words: list[CellWord] = []
    for place in range(start, min(len(lines), start + _MOST_LINES)):
        if kinds[place] == "blank":
            continue
        if not is_cell(lines[place], kinds[place]):
            break
        words.extend(_pieces(lines[place], place))
    return words


def _pieces(line: Line, index: int) -> Iterator[CellWord]:
    """The words of a line; those that are neither numbers nor units nor names of columns belong together."""
    texts = words_of(line)
    words = [Word.of(text, n == 0, n + 1 == len(texts)) for n, text in enumerate(texts)]
    is_head = any(word.plain in NAMES or is_calendar(word.plain) for word in words)
    loose: list[Text] = []
    for number, word in enumerate(words):
        alone = is_head or word.is_value or word.number is not None or is_unit(word.plain)
        if not alone:
            loose.append(word.text)
            if number + 1 < len(words):
                continue
        if loose:
            yield CellWord(Word.of(joined(loose, " "), True, True), index)
        if alone or not loose:
            yield CellWord(word, index)
        loose = []


def _table(
    lines: Sequence[Line], words: Sequence[CellWord], head: IndicatorHead, before: Sequence[Sequence[str]]
) -> SpacedTable | None:
    kinds = _kinds(words, head)
    rows = _rows(words, head, kinds) or _rows(words, head, kinds, late=True) if "v" in kinds else None
    if rows is None or len(rows.labels) < (1 if head.names in before else _LEAST_ROWS):
        return None
    shared = shared_pieces(rows.labels, [piece.word.text for piece in rows.tail])
    if shared is None:
        return None
    labels, tail = shared
    if any(_is_open("".join(piece.text for piece in label)) for label in labels):
        return None
    counted = head.lead * any(serial.text for serial in rows.serials)
    body = [
        [*([serial] if counted else []), joined(label) if label else EMPTY, *rest]
        for serial, label, rest in zip(rows.serials, labels, rows.rests, strict=True)
    ]
    last = rows.tail[tail - 1].index if tail else words[rows.end - 1].index
    first = words[head.start].index
    note = Note(
        f"第{lines[first].number}–{lines[last].number}行每行一格，已按各列内容拼成表格，请核对。",
        f"Lines {lines[first].number} to {lines[last].number} hold one cell each; they were put together by what "
        "the columns hold.",
    )
    return SpacedTable(
        first, last + 1, grid_of([head.cells[head.lead - counted :], *body], Certainty.GUESSED), note, whole=True
    )


def _is_open(label: str) -> bool:
    return sum(label.count(c) for c in "（(") != sum(label.count(c) for c in "）)")


def _kinds(words: Sequence[CellWord], head: IndicatorHead) -> str:
    """Whether each column of values holds figures ``v`` or words ``t``, as most of its rows have it."""
    counts = [[0, 0] for _ in range(head.values)]
    for place in range(head.end, len(words) - head.values):
        if words[place].is_unit:
            for column, piece in enumerate(words[place + 1 : place + 1 + head.values]):
                counts[column][piece.is_value] += 1
    kinds = "".join("v" if figures >= other else "t" for other, figures in counts)
    names = head.names[head.lead + 2 :]
    if any(_NAMES_WORDS.search(name) and kind == "v" for name, kind in zip(names, kinds, strict=True)):
        return ""
    return kinds


def _rows(words: Sequence[CellWord], head: IndicatorHead, kinds: str, *, late: bool = False) -> _Rows | None:
    """The rows below a head; None where a word has no place in any.

    ``late`` says that the values of some rows stand behind the last of them.
    """
    rows = _Rows(end=head.end)
    names = {*head.names, *head.halves}
    page = _Page()
    place = head.end
    while place < len(words):
        piece = words[place]
        if piece.plain in UNITS and _is_other_head(words, place, head, max(rows.numbers, default=0)):
            page.loose = [other for other in page.loose if other.plain not in names]
            break
        counted = max(rows.numbers, default=0)
        told = _told(words, place, rows, kinds, counted + 1, late=late)
        if piece.plain in names:
            page.turned()
        elif told is not None:
            rows.add(page.label(rows, piece), page.serial, [piece, *told])
            page.begun()
            place += len(told)
            rows.end = place + 1
        elif rows.waiting and _held(words, place) == rows.waiting and not (late and piece.word.number == counted + 1):
            waited = words[place : place + rows.waiting]
            rows.filled_up([p.word.text for p in waited])
            place += len(waited)
            rows.end = place
            continue
        elif head.lead and piece.word.number is not None:
            rows.numbers.append(piece.word.number)
            rows.end = rows.end if page.loose else place + 1
            page.serial, page.own_from = piece.word.text, len(page.loose)
        elif piece.is_value or is_calendar(piece.plain) or (piece.is_unit and len(piece.plain) < 2):
            return None
        elif not _RULE.fullmatch(piece.plain):
            page.loose.append(piece)
        place += 1
    page.turned()
    if (head.lead and not rows.are_counted()) or rows.waiting == len(rows.rests) or not rows.rests[-1][1:]:
        return None
    rows.settled(head.values)
    rows.tail = page.loose[:_MOST_TAIL]
    return rows


def _told(
    words: Sequence[CellWord], place: int, rows: _Rows, kinds: str, following: int, *, late: bool
) -> Sequence[CellWord] | None:
    """The values behind the unit at this place; none where they stand elsewhere, and None where it is no unit."""
    if not words[place].is_unit:
        return None
    cells = words[place + 1 : place + 1 + len(kinds)]
    if len(kinds) > 1:
        return cells if _fits(cells, kinds) else None
    run = _held(words, place + 1)
    if not run or (rows.waiting and run - rows.waiting == 1):
        return []  # the values of some rows stand together behind the last of them
    if (
        late
        and run == 1
        and cells[0].word.number == following
        and len(words) > place + 2
        and not words[place + 2].is_unit
    ):
        return []
    return cells


def _held(words: Sequence[CellWord], place: int) -> int:
    """How many values stand together from this place on."""
    end = place
    while end < len(words) and words[end].is_value:
        end += 1
    return end - place


def _is_other_head(words: Sequence[CellWord], place: int, head: IndicatorHead, counted: int) -> bool:
    """True where behind 单位 other columns are named than in this head, or serial numbers begin anew."""
    names = head.names[head.lead + 2 :]
    behind = words[place + 1 : place + 2 + len(names) + _MOST_PIECES]
    if counted and next((p.word.number for p in behind if p.word.number is not None or p.is_unit), None) == 1:
        return True
    following = [piece.plain for piece in behind[: len(names)]]
    if not following or not (is_calendar(following[0]) or following[0] in names):
        return False  # the rest of the head stands elsewhere
    return sorted(following) != sorted(names)


def _fits(cells: Sequence[CellWord], kinds: str) -> bool:
    """True where these cells hold what the columns hold; one word may stand where a figure belongs, 网上调查."""
    if len(cells) < len(kinds):
        return False
    held = ["v" if cell.is_value else "t" for cell in cells]
    off = sum(a != b for a, b in zip(held, kinds, strict=True))
    if any(cell.is_unit and len(cell.plain) < 2 for cell in cells) or "v" not in held:
        return False
    return not off or (off == 1 and len(kinds) > 1 and any(a == b == "v" for a, b in zip(held, kinds, strict=True)))
