"""Where in a text tables stand that only the order of their words tells, and which lines they take."""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.documents.copied_table import copied_table
from nianbao.documents.copied_words import Word, is_unit
from nianbao.documents.document import Note, Text
from nianbao.documents.headings import read_numbering
from nianbao.documents.line import Line
from nianbao.documents.paragraph import starts_something
from nianbao.documents.spaced_table import SpacedTable, words_of
from nianbao.documents.values import is_value
from nianbao.facts.pattern import as_pattern

_SENTENCE = as_pattern(r"[。；！？，：](?:(?<=[。；！？，])|(?<!其中：).{12})")  # from sign to sign
_LAID_OUT = as_pattern(r"^[ \u3000]{3}|\S(?:[ \u00a0]{2,}|[ \u00a0]*\u3000[ \u00a0\u3000]*)\S")
_MORE_CELLS = as_pattern(r"\D\d|\S(?:[ \u00a0]{2,}|[ \u00a0]*\u3000[ \u00a0\u3000]*)\S")
_MOST_LINES = 500
_LEAST_FIGURES = 4
_MOST_TRIES = 4


def copied_tables(lines: Sequence[Line], kinds: Sequence[str], *, stacked: bool = False) -> list[SpacedTable]:
    """The tables in those lines that are prose so far; with ``stacked`` those with one cell or less to a line."""
    found: list[SpacedTable] = []
    stretch: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and kinds[index] == "blank":
            continue
        if index < len(lines) and kinds[index] == "prose" and is_of_table(lines[index]):
            stretch.append(index)
            continue
        if 4 <= len(stretch) <= _MOST_LINES:
            found.extend(_in_stretch(lines, stretch, stacked))
        stretch = []
    return found


def is_of_table(line: Line) -> bool:
    text = line.stripped
    if text in ("序", "号"):
        return True  # a head in a narrow column, and no preface
    if line.contents or len(text) > 120 or _SENTENCE.search(text) or starts_something(text):
        return False
    numbering = read_numbering(text)
    if numbering is not None and numbering.scheme == "single" and not _MORE_CELLS.search(text):
        return False  # 5. 社会贡献 behind the row of totals is the next heading
    return numbering is None or numbering.scheme in ("single", "spaced")


def _in_stretch(lines: Sequence[Line], stretch: list[int], stacked: bool) -> list[SpacedTable]:
    cells = [words_of(lines[index]) for index in stretch]
    figures = [sum(is_value(word.text) for word in line) for line in cells]
    if sum(figures) < _LEAST_FIGURES or sum(map(bool, figures)) < 2:
        return []
    if stacked != all(len(line) == 1 for line in cells):
        return []
    rows = [lines[index].raw for index, count in zip(stretch, figures, strict=True) if count]
    if sum(_LAID_OUT.search(row) is not None for row in rows) * 3 > len(rows):
        return []  # where things stand says more than their order, which centred labels upset
    first = next(position for position, count in enumerate(figures) if count)
    starts = [0]
    for position in range(1, first):
        before = lines[stretch[position - 1]].stripped
        if read_numbering(before) is not None:
            starts.append(position)
    for start in starts[-_MOST_TRIES:]:
        again = _said_again(lines, stretch, start)
        order = [position for position in range(start, len(stretch)) if position not in again]
        for torn in (False, True):
            words, of = _words(cells, order, _torn_pieces(cells, order, again) if torn else {})
            table = copied_table(words) if not torn or again else None
            if table is not None:
                begin, end = stretch[of[table.first]], stretch[max(of[table.first : table.end])] + 1
                note = Note(
                    f"第{lines[begin].number}行起的表格，单元格分在几行里，已按先后拼合，请核对。",
                    f"Cells of the table from line {lines[begin].number} on stand in pieces; "
                    "they were put together by their order.",
                )
                return [SpacedTable(begin, end, table.grid, note, certain=True)]
    return []


def _words(
    cells: Sequence[Sequence[Text]], order: Sequence[int], moved: dict[int, tuple[int, int]]
) -> tuple[list[Word], list[int]]:
    """The words of these lines with the line of each; ``moved`` lines go behind a word of a line before them."""
    words: list[Word] = []
    of: list[int] = []
    behind: dict[tuple[int, int], list[int]] = {}
    for line, target in moved.items():
        behind.setdefault(target, []).append(line)
    for position in order:
        if position in moved:
            continue
        texts = cells[position]
        for number, text in enumerate(texts):
            tails = behind.get((position, number), [])
            begins = number == 0 or (position, number - 1) in behind
            words.append(Word.of(text, begins, number + 1 == len(texts) or bool(tails)))
            of.append(position)
            for tail in tails:
                words.append(Word.of(cells[tail][0], True, True))
                of.append(tail)
    return words, of


def _torn_pieces(cells: Sequence[Sequence[Text]], order: Sequence[int], again: set[int]) -> dict[int, tuple[int, int]]:
    """Lines of one word right behind a page break, the rest of a label that the break tore, with where they belong."""
    moved: dict[int, tuple[int, int]] = {}
    for place, position in enumerate(order):
        if not place or order[place - 1] == position - 1 or position - 1 not in again:
            continue
        before = order[place - 1]
        labels = [n for n, text in enumerate(cells[before]) if not is_value(text.text) and not is_unit(text.text)]
        if not labels or not is_value(cells[before][-1].text):
            continue
        for piece in order[place : place + 3]:
            if len(cells[piece]) > 1 or is_value(cells[piece][0].text):
                break
            moved[piece] = (before, labels[-1])
            break
    return moved


def _said_again(lines: Sequence[Line], stretch: Sequence[int], start: int) -> set[int]:
    """The lines of a head that the next page says again."""
    said = [lines[index].stripped for index in stretch]
    again: set[int] = set()
    position = start + 1
    while position < len(said):
        length = 0
        while (
            position + length < len(said)
            and start + length < position
            and said[position + length] == said[start + length]
            and not is_value(said[position + length].split()[-1])
        ):
            length += 1
        if length >= 2 or (length == 1 and len(said[position].split()) >= 3):
            again.update(range(position, position + length))
            if said[position - 1].isdecimal() and said[position - 1] != said[start]:
                again.add(position - 1)  # the number of the page before
            position += length
        else:
            position += 1
    return again
