"""Rows of indicator tables in lines without tabs: serial number, indicator, unit, values.

The official annex has this form everywhere, and what its columns hold tells them apart better than where they stand:
from the right each row is as many values as the head names, a unit, an indicator, and perhaps a serial number. A long
indicator takes several lines; a line of it was broken only where it was full, so one that was not is its last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from nianbao.documents.document import Text
from nianbao.documents.headings import read_numbering
from nianbao.documents.lines.copied_words import SLACK, is_unit
from nianbao.documents.lines.laid_out_cells import shared_out
from nianbao.documents.lines.line import Line
from nianbao.documents.lines.spaced_table import words_of
from nianbao.documents.lines.text_table import Row
from nianbao.documents.running_text import EMPTY, display_width, joined, tidy
from nianbao.documents.values import is_ordinal, is_value
from nianbao.documents.wording import ends_sentence, is_table_caption
from nianbao.facts.pattern import as_pattern

_SERIAL = frozenset(["序号", "序", "号", "编号"])  # in a narrow column 序 and 号 stand on two lines
_INDICATOR = frozenset(["指标", "指标名称", "指标项", "项目", "内容"])
_UNIT = frozenset(["单位", "计量单位"])
_OF_VALUES = as_pattern(r"年|数|值|内容")
_NO_DIGIT = as_pattern(r"\D")
_LEAST_ROWS = 3
_MOST_VALUES = 6
_MOST_PIECES = 6  # lines between two rows
_MOST_BETWEEN = 16  # with heads said again
_LONGEST_VALUE = 16
_WIDEST = 60
_MOST_TAIL = 3  # lines below the last row
_MOST_SKIPPED = 3  # serial numbers, the next one with them
_DEAR = 0.6  # a row: what speaks against labels that were put together
Rows = dict[int, Row | None]


@dataclass(frozen=True, slots=True)
class _Head:
    """The cells of a head, the lines they stand in, and how many of them name values."""

    cells: list[Text]
    lines: tuple[int, ...]
    values: int

    @property
    def has_serial(self) -> bool:
        return len(self.cells) - self.values == 3


@dataclass(slots=True)
class _Line:
    """A line that ends in a unit and values: [serial, indicator, unit, values …] and the pieces before it."""

    index: int
    serial: Text
    label: Text
    rest: list[Text]
    above: list[tuple[int, Text]]
    on_new_page: bool = False  # a head was said again before these pieces


def indicator_rows(lines: Sequence[Line], kinds: Sequence[str]) -> Rows:
    """The prose lines that are heads or rows of such a table; None for those whose words went to another row."""
    found: Rows = {}
    written = [index for index, kind in enumerate(kinds) if kind == "prose"]
    heads: list[list[str]] = []
    place = 0
    while place < len(written):
        head = _head(lines, written[place : place + 2])
        if head is not None:
            names = [cell.text for cell in head.cells]
            rows, count = _below(lines, written, place + len(head.lines), head)
            if len(rows) >= (1 if names in heads else _LEAST_ROWS):
                heads.append(names)
                found[head.lines[0]] = Row(head.cells, lines[head.lines[0]])
                found.update((index, None) for index in head.lines[1:])
                found.update(rows)
            place += count
        place += 1
    return found


def _head(lines: Sequence[Line], here: Sequence[int]) -> _Head | None:
    """The head that begins with the first of these lines; 序号 of a high head may stand on the next one."""
    if "单位" not in lines[here[0]].plain:
        return None
    cells, used = words_of(lines[here[0]]), 1
    if len(here) > 1 and lines[here[1]].stripped in _SERIAL:
        cells, used = [lines[here[1]].text(), *cells], 2
    names = [tidy(cell.text).replace(" ", "") for cell in cells]
    lead = int(bool(names) and names[0] in _SERIAL)
    values = len(names) - lead - 2
    if not 1 <= values <= _MOST_VALUES or names[lead] not in _INDICATOR or names[lead + 1] not in _UNIT:
        return None
    if not _OF_VALUES.search(names[lead + 2]):
        return None  # a name in several lines is no head yet
    return None if any(is_value(name) for name in names) else _Head(cells, tuple(here[:used]), values)


def _below(lines: Sequence[Line], written: Sequence[int], start: int, head: _Head) -> tuple[Rows, int]:
    """The rows below a head and how many lines they take; no rows where words are left over."""
    said = sorted(cell.text for cell in head.cells if cell.text not in _SERIAL)
    rows: list[_Line] = []
    again: list[int] = []
    loose: list[tuple[int, Text]] = []
    count = 0
    for number, position in enumerate(range(start, len(written)), 1):
        if number - count > _MOST_BETWEEN:
            break
        index = written[position]
        words = words_of(lines[index])
        if sorted(word.text for word in words if word.text not in _SERIAL) in (said, []):
            again.append(index)
            continue
        row = _row(index, words, head)
        if row is not None:
            row.on_new_page = bool(rows and again) and again[-1] > rows[-1].index
            row.above, loose, count = loose, [], number
            rows.append(row)
        elif len(loose) < _MOST_PIECES and _is_piece(lines[index], words):
            serials = words[:1] if head.has_serial and len(words) > 1 and is_ordinal(words[0].text) else []
            loose.extend((index, text) for text in (*serials, joined(words[len(serials) :], " ")))
        else:
            break
    if not rows:
        return {}, max(0, len(again) - 1)
    found: Rows = {index: None for index in again if index <= rows[-1].index}
    found.update((index, None) for row in rows for index, text in row.above if is_ordinal(text.text))
    _with_serials(rows)
    loose = list(takewhile(lambda entry: read_numbering(entry[1].text) is None, loose))
    labelled = list(_labelled(rows, loose))
    if not labelled:
        return {}, 0
    for row, label, used in labelled:
        cells = [*([row.serial] if head.has_serial else []), label, *row.rest]
        found[row.index] = Row(cells, lines[row.index], pieced=bool(used))
        found.update((index, None) for index in used)
    last = max(found)
    while start + count < len(written) and written[start + count] <= last:
        count += 1
    return found, count


def _row(index: int, words: Sequence[Text], head: _Head) -> _Line | None:
    unit = len(words) - head.values - 1
    if unit < 0 or not is_unit(words[unit].text) or is_ordinal(words[unit].text):
        return None
    told, label, serial = words[unit + 1 :], list(words[:unit]), EMPTY
    valued = any(is_value(word.text) for word in told)  # 网上调查 may stand where a figure belongs
    if any(len(word.text) > _LONGEST_VALUE for word in told) or not (valued or label):
        return None
    if head.has_serial and label and is_ordinal(label[0].text):
        serial, label = label[0], label[1:]
    if any(is_value(word.text) for word in label):
        return None
    return _Line(index, serial, joined(label, " ") if label else EMPTY, list(words[unit:]), [])


def _is_piece(line: Line, words: Sequence[Text]) -> bool:
    text = line.stripped
    if ends_sentence(text) or is_table_caption(text) or line.width > _WIDEST:
        return False
    return len(words) <= 2 and not any(is_value(word.text) for word in words[1:])


def _with_serials(rows: Sequence[_Line]) -> None:
    """Put serial numbers that stand on lines of their own, or before a piece of an indicator, to their rows.

    One with a piece behind it belongs to the row below; one alone stands beside the middle of its rows, so the row
    above it is one of them.
    """
    counted = 0
    for number, row in enumerate(rows):
        serials = [place for place, (_, text) in enumerate(row.above) if is_ordinal(text.text)]
        if serials:
            text = row.above[serials[-1]][1]
            before = rows[number - 1] if number else None
            value = int(_NO_DIGIT.sub("", text.text))
            if not counted < value <= counted + _MOST_SKIPPED:
                continue  # the number of a page
            if before is not None and not before.serial.text and serials[-1] + 1 == len(row.above):
                before.serial, counted = text, value
            elif not row.serial.text:
                row.serial = text
        counted = int(_NO_DIGIT.sub("", row.serial.text) or counted)


def _labelled(rows: Sequence[_Line], loose: Sequence[tuple[int, Text]]) -> Iterator[tuple[_Line, Text, list[int]]]:
    """Each row with its whole indicator and the lines whose words went into it.

    A copy in reading order has every piece before its figures; one that kept the places of words has them around these.
    Nothing where neither is likely.
    """
    texts = [row.label for row in rows] + [text for row in rows for _, text in row.above] + [text for _, text in loose]
    full = max(display_width(text.text) for text in texts) - SLACK
    gaps = [[entry for entry in row.above if not is_ordinal(entry[1].text)] for row in rows]
    reaches = _in_reading_order(rows, gaps, full)
    tail: list[tuple[int, Text]] = []
    if not reaches:
        own = [{0: row.label} if row.label.text else {} for row in rows]
        inner = [[{0: text} for _, text in gap] for gap in gaps]
        ways = [
            shared_out(own, [*inner, [{0: text} for _, text in loose[:count]]], [0], "centred")
            for count in range(min(len(loose), _MOST_TAIL) + 1)
        ]
        best = min(ways, key=lambda way: way.cost)
        if best.cost > _DEAR * len(rows):
            return
        reaches, tail = best.reaches, list(loose[: ways.index(best)])
    gaps.append(tail)
    behind = 0
    for number, (row, (above, below)) in enumerate(zip(rows, reaches, strict=True)):
        pieces = gaps[number][behind:] + gaps[number + 1][:below]
        behind = below
        label = [text for _, text in pieces[:above]] + ([row.label] if row.label.text else [])
        label += [text for _, text in pieces[above:]]
        yield row, joined(label) if label else EMPTY, [index for index, _ in pieces]


def _in_reading_order(
    rows: Sequence[_Line], gaps: Sequence[Sequence[tuple[int, Text]]], full: int
) -> list[tuple[int, int]]:
    """How many pieces above and below each row are its own where all stand above; none where lines were broken early.

    A page break may tear the last row: what is left of it stands behind the head that is said again.
    """
    found: list[tuple[int, int]] = []
    for row, gap in zip(rows, gaps, strict=True):
        widths = [display_width(text.text) for _, text in gap]
        short = [
            place for place, width in enumerate(widths) if width < full and (row.label.text or place + 1 < len(gap))
        ]
        torn = 0
        if short and row.on_new_page and found:
            torn, short = short[0] + 1, short[1:]
            found[-1] = found[-1][0], torn
        if short:
            return []
        found.append((len(gap) - torn, 0))
    return found
