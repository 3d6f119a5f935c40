"""Tables whose cells stand on lines of their own, row after row: a label or two, and the same number of figures.

Programs that copy a PDF cell by cell leave tables so. Every row holds equally many figures that stand together, serial
numbers count up, and pieces of labels stand around the figures of their row where its cells are set in the middle.
Only where all words of a stretch, its head with them, find a place in that one way is it read as a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from nianbao.documents.document import Certainty, Note, Text
from nianbao.documents.lines.cell_heads import SERIALS, head_rows
from nianbao.documents.lines.cell_words import CellWord, is_cell
from nianbao.documents.lines.copied_words import SLACK, Word
from nianbao.documents.lines.laid_out_cells import group_starts
from nianbao.documents.lines.line import Line
from nianbao.documents.lines.shared_pieces import LabelRow, shared_pieces
from nianbao.documents.lines.spaced_table import SpacedTable, words_of
from nianbao.documents.lines.stacked_table import stacked_in
from nianbao.documents.lines.unread_table import as_lines
from nianbao.documents.passage import grid_of
from nianbao.documents.running_text import EMPTY, display_width, joined, tidy
from nianbao.documents.values import is_calendar
from nianbao.facts.pattern import as_pattern

_YEARS = frozenset(["年份", "年度"])
_TITLE = as_pattern(r"^附?表[\dA-Z一二三四五六七八九十.-]+$|情况|统计|一览|表$|续表")
_TOTALS = frozenset(["合计", "总计", "小计", "共计"])
_LEAST_WORDS = 10
_MOST_WORDS = 2000
_LEAST_ROWS = 3
_LEAST_REFUSED = 4
_MOST_LABELS = 8  # words before the name of the labels
_MOST_VALUES = 12
_MOST_HEAD = 40
_MOST_TAIL = 2
_CROWDED = 2.5  # words in a line, on the whole
_ALONE = 1.15


@dataclass(slots=True)
class _Row:
    """Words before the serial number, those behind it, and the figures."""

    before: list[CellWord]
    serial: CellWord | None
    own: list[CellWord]
    values: list[CellWord]


@dataclass(slots=True)
class _Body:
    """Rows in order, and the words behind the last one; ``again`` are words of heads that were said again."""

    rows: list[_Row] = field(default_factory=list)
    tail: list[CellWord] = field(default_factory=list)

    @property
    def figures(self) -> list[list[Text]]:
        return [[word.word.text for word in row.values] for row in self.rows]


def cell_rows(lines: Sequence[Line], kinds: Sequence[str]) -> list[SpacedTable]:
    """The tables of one cell to a line in those lines that are prose so far."""
    found: list[SpacedTable] = []
    for words in _stretches(lines, kinds):
        if _is_plain(lines, words):
            found.extend(stacked_in(lines, sorted({word.index for word in words})))
            continue
        table = _table(lines, words)
        if table is not None:
            found.append(table)
    return found


def _is_plain(lines: Sequence[Line], words: Sequence[CellWord]) -> bool:
    """True where rows that all have the same cells take up every figure: that is read elsewhere."""
    run = sorted({word.index for word in words})
    tables = stacked_in(lines, run) if len(run) == len(words) else []
    figures = [word.index for word in words if word.is_value]
    if tables and any(word.index < tables[0].start and not _TITLE.search(word.plain) for word in words):
        return False
    return bool(figures) and all(any(table.start <= index < table.end for table in tables) for index in figures)


def _stretches(lines: Sequence[Line], kinds: Sequence[str]) -> Iterator[list[CellWord]]:
    """The words of neighbouring lines that may be cells, where figures are among them."""
    stretch: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and kinds[index] == "blank":
            continue
        if index < len(lines) and is_cell(lines[index], kinds[index]):
            stretch.append(index)
            continue
        if len(stretch) * 2 >= _LEAST_WORDS:
            words = [
                CellWord(Word.of(text, number == 0, True), place)
                for place in stretch
                for number, text in enumerate(words_of(lines[place]))
            ]
            if _LEAST_WORDS <= len(words) <= min(_MOST_WORDS, _CROWDED * len(stretch)):
                yield words
        stretch = []


def _table(lines: Sequence[Line], words: Sequence[CellWord]) -> SpacedTable | None:
    serial = any(word.plain in SERIALS for word in words[:_MOST_HEAD])
    if any(word.plain in _YEARS for word in words[:_MOST_LABELS]):
        words = [_as_label(word) if word.is_bare_year else word for word in words]
    first = next((n for n, word in enumerate(words) if word.is_value and not _is_head_year(words, n)), len(words))
    if not 2 <= first <= _MOST_HEAD:
        return None
    for values in _widths(words[first:], serial):
        for way in ("flat", "lines", "levels"):
            for start, end in _heads(words, first, serial):
                body = _body(words, end, words[start:end], values, serial)
                if body is None or len(body.rows) < _LEAST_ROWS:
                    continue
                for labels in (1, 2):
                    head = head_rows(words[start:end], serial, labels, body.figures, way)
                    told = _labelled(body, labels, serial) if head is not None else None
                    if head is not None and told is not None:
                        return _made(lines, words[start].index, body, head, *told)
    return _refused(lines, words, first, serial)


def _refused(lines: Sequence[Line], words: Sequence[CellWord], first: int, serial: bool) -> SpacedTable | None:
    """Rows that are all alike below a head of which nobody knows what stands over which column: not to be guessed."""
    if len(words) > _ALONE * len({word.index for word in words}):
        return None  # which words share a line tells more
    for values in _widths(words[first:], serial)[:1]:
        body = _body(words, first, (), values, serial)
        if body is None or len(body.rows) < _LEAST_REFUSED:
            continue
        said = {len(row.own if serial else row.before) for row in body.rows[1:]}
        if all(first - (0 if serial else count) > serial + count + values for count in said):
            return as_lines(lines, words[0].index, body.rows[-1].values[-1].index + 1)
    return None


def _made(
    lines: Sequence[Line],
    first: int,
    body: _Body,
    head: Sequence[Sequence[Text]],
    rows: Sequence[Sequence[Text]],
    tail: int,
) -> SpacedTable:
    last = (body.tail[tail - 1] if tail else body.rows[-1].values[-1]).index
    note = Note(
        f"第{lines[first].number}–{lines[last].number}行每行一格，已按各列内容拼成表格，请核对。",
        f"Lines {lines[first].number} to {lines[last].number} hold one cell each; they were put together by what the "
        "columns hold.",
    )
    table = [list(row) for row in (*head, *rows)]
    if tidy(table[0][0].text) in _YEARS and all(is_calendar(tidy(cell.text)) for cell in table[0][1:]):
        table = [list(column) for column in zip(*table, strict=True)]  # it was given out column after column
    return SpacedTable(first, last + 1, grid_of(table, Certainty.GUESSED), note)


def _as_label(word: CellWord) -> CellWord:
    """A year that names a row."""
    return CellWord(replace(word.word, is_value=False, number=None), word.index, is_label=True)


def _is_head_year(words: Sequence[CellWord], place: int) -> bool:
    """True for 2023 among the names of a head: words or years stand on both sides."""
    return words[place].is_bare_year and not any(
        word.is_value and not word.is_bare_year for word in words[max(0, place - 1) : place + 2]
    )


def _widths(words: Sequence[CellWord], serial: bool) -> list[int]:
    """How many figures a row may have, the likeliest first."""
    runs: Counter[int] = Counter()
    length = 0
    for word in (*words, None):
        if word is not None and word.is_value:
            length += 1
        elif length:
            runs[length] += 1
            length = 0
    counts: Counter[int] = Counter()
    for length, times in runs.items():
        for off in (0, 1, 2) if serial else (0,):
            if 2 <= length - off <= _MOST_VALUES:
                counts[length - off] += times
    return [values for values, times in counts.most_common(3) if times >= 2]


def _heads(words: Sequence[CellWord], first: int, serial: bool) -> Iterator[tuple[int, int]]:
    """Where a head may begin and end before the first figure or number; what stands behind is the first label's."""
    titles = {word.index for word in words[:first] if _TITLE.search(word.plain)}
    title = next((n for n in range(first) if words[n].index not in titles), first)
    for behind in (0, 1, 2) if serial else (1, 2, 3):
        for start in range(title + 1):
            if first - behind - start >= 2:
                yield start, first - behind


def _body(words: Sequence[CellWord], start: int, head: Sequence[CellWord], values: int, serial: bool) -> _Body | None:
    """The rows from here on; None where figures or numbers are left over or lacking."""
    body = _Body()
    names = [word.plain for word in head]
    loose: list[CellWord] = []
    number: CellWord | None = None
    own_from, counted, place = 0, 0, start
    while place < len(words):
        word = words[place]
        run = 0
        while place + run < len(words) and words[place + run].is_value:
            run += 1
        begins = serial and number is None and word.word.number == counted + 1 and run in (1, values + 1, values + 2)
        if begins and (run > 1 or not loose or not body.rows or place + 1 < len(words)):
            number, counted, own_from = word, counted + 1, len(loose)
            place += 1
        elif run in (values, values + 1) and (
            run == values or (serial and words[place + values].word.number == counted + 1)
        ):
            before, own = (loose[:own_from], loose[own_from:]) if number else (loose, [])
            if not serial or number is not None or _is_total(loose):
                body.rows.append(_Row(before, number, own, list(words[place : place + values])))
            else:
                return None
            loose, number, own_from = [], None, 0
            place += values
        elif run:
            if number is None and body.rows and not serial:
                break
            return None
        elif len(names) > 2 and [w.plain for w in words[place : place + len(names)]] == names:
            if loose or number is not None:
                return None
            place += len(names)
        else:
            loose.append(word)
            place += 1
    if number is not None:
        return None
    body.tail = loose
    return body if place == len(words) else None


def _is_total(words: Sequence[CellWord]) -> bool:
    return "".join(word.plain for word in words)[-2:] in _TOTALS


def _labelled(body: _Body, labels: int, serial: bool) -> tuple[list[list[Text]], int] | None:
    """The rows with their labels, and how many words behind the last figure are the last row's."""
    if labels == 1:
        found = shared_pieces(
            [LabelRow(_texts(row.before), _texts(row.own), row.serial is not None) for row in body.rows],
            _texts(body.tail[:_MOST_TAIL]),
        )
        cells = ([[joined(pieces)] for pieces in found[0]], found[1]) if found is not None else None
        first, *others = found[0] if found is not None else [[]]
        if len(first) > 1 and (all(len(pieces) < 2 for pieces in others) or len(first[0].text) < 2):
            return None  # the end of the head rather
    else:
        cells = _in_two_columns(body) if serial else _beside(body)
    if cells is None:
        return None
    told, tail = cells
    if any(
        "".join(cell.text for cell in row).count(a) != "".join(cell.text for cell in row).count(b)
        for row in told
        for a, b in ("（）", "()")
    ):
        return None
    rows = []
    for row, label in zip(body.rows, told, strict=True):
        number = [row.serial.word.text if row.serial else EMPTY] if serial else []
        rows.append([*number, *label, *(word.word.text for word in row.values)])
    return rows, tail


def _texts(words: Sequence[CellWord]) -> list[Text]:
    return [word.word.text for word in words]


def _in_two_columns(body: _Body) -> tuple[list[list[Text]], int] | None:
    """Rows with a number and two cells of words, of which one or both may stand in two lines around their row."""
    whole = [row.own for row in body.rows if len(row.own) == 2]
    if len(whole) * 2 < len(body.rows):
        return None
    edges = [max(display_width(own[column].word.plain) for own in whole) for column in (0, 1)]
    said = [{own[column].plain for own in whole} for column in (0, 1)]
    gaps = [*(row.before for row in body.rows), body.tail[:_MOST_TAIL]]
    rows: list[list[Text]] = []
    taken = 0
    for number, row in enumerate(body.rows):
        above, below = gaps[number][taken:], gaps[number + 1]
        if row.serial is None and _is_total(above):
            if number + 1 < len(body.rows):
                return None
            rows.append([joined(_texts(above)), EMPTY])
            return rows, 0
        lacking = 2 - len(row.own)
        if lacking < 0 or len(above) != lacking or len(below) < lacking:
            return None
        cells = _texts(row.own)
        pairs = [joined(_texts([a, b])) for a, b in zip(above, below[:lacking], strict=True)]
        if lacking == 1:
            column = _lacking(above[0], row.own[0], edges, said)
            if column is None:
                return None
            cells.insert(column, pairs[0])
        elif lacking == 2:
            cells = pairs
        rows.append(cells)
        taken = lacking
    return rows, taken


def _lacking(piece: CellWord, own: CellWord, edges: Sequence[int], said: Sequence[set[str]]) -> int | None:
    """Which of two columns the piece begins a cell of, the other one being there; None where it may be either."""
    if (own.plain in said[0]) != (own.plain in said[1]):
        return int(own.plain in said[0])
    full = [display_width(piece.word.plain) >= edge - SLACK for edge in edges]
    return full.index(True) if sum(full) == 1 else None


def _beside(body: _Body) -> tuple[list[list[Text]], int] | None:
    """Rows of which some have a second word: that of a group, beside its first or its middle row."""
    counts = [len(row.before) for row in body.rows]
    if body.tail or any(count not in (1, 2) for count in counts):
        return None
    if all(count == 2 for count in counts):
        return [_texts(row.before) for row in body.rows], 0
    groups = [(float(n), row.before[0].word.text) for n, row in enumerate(body.rows) if len(row.before) == 2]
    last = len(body.rows) - (counts[-1] == 1 and body.rows[-1].before[0].plain in _TOTALS - {"小计"})
    figures = [
        [row.values[column].word.plain for row in body.rows[:last]] for column in range(len(body.rows[0].values))
    ]
    ends = [n - 1 for n in range(1, last) if counts[n] == 2] + [last - 1]
    if counts[0] == 2 and all(_is_total(body.rows[n].before) for n in ends):
        starts: dict[int, Text] | None = {int(n): text for n, text in groups}  # each group ends in its sum
    else:
        starts = group_starts([(n, n) for n in range(last)], groups, figures)
    if len(groups) < 2 or starts is None:
        return None
    rows = []
    for n, row in enumerate(body.rows):
        label = row.before[-1].word.text
        rows.append([label, EMPTY] if n >= last else [starts.get(n, EMPTY), label])
    return rows, 0
