"""Tables in the order in which a PDF gives out its text: labels in pieces of lines, figures of a row on one line.

A narrow column breaks its labels over lines. In a copy these pieces stand above the row's figures, or above and
below them where cells are centred, and a serial number may have a line to itself. Which piece belongs to which row
is decided for the whole table at once: a label is only broken where its line is full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from nianbao.documents.document import Certainty, Text
from nianbao.documents.passage import Grid, grid_of
from nianbao.documents.ragged_row import TOTALS
from nianbao.documents.running_text import EMPTY, display_width, joined, tidy
from nianbao.documents.values import is_ordinal, is_value

_SERIAL = frozenset(["序号", "编号", "序", "号", "No.", "No"])
_MOST_PIECES = 6  # lines between two rows of figures
_MOST_SHAPES = 6
_MOST_HEADS = 24  # words above the first row
_STYLES = ("above", "centred", "below")  # where a label stands that has more lines than its row's figures
_MOST_COST = 3.0  # a row
_CLOSING = tuple("（(）)、，,/%％")


# The rows so far, the last one first: each is kept once, however many ways there are to go on.
_Chain = tuple["_Chain", "_Label"] | None


@dataclass(frozen=True)
class FlowLine:
    """The words of a line with their left edges, and whether figures end it."""

    words: tuple[Text, ...]
    lefts: tuple[int, ...]
    is_row: bool

    @property
    def texts(self) -> list[str]:
        return [word.text for word in self.words]

    @cached_property
    def together(self) -> Text:
        return joined(self.words, " ")


@dataclass(frozen=True, slots=True)
class _Label:
    """The pieces of a row's label as one way to share them out has it; put together only for the way that is chosen."""

    serial: Text
    parts: list[Text]

    def cells(self, shape: _Shape) -> list[Text]:
        label = joined(self.parts)
        if not shape.place:
            return [label]
        return [label, EMPTY] if not self.serial.text and tidy(label.text) in TOTALS else [self.serial, label]


@dataclass(slots=True)
class _Row:
    """A row of figures: its serial number, the words of its label on its own line, its other cells."""

    serial: Text = EMPTY
    own: list[Text] = field(default_factory=list)
    cells: list[Text] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Shape:
    """How wide a table is, whether serial numbers lead it, and which columns behind the label hold figures."""

    width: int
    place: int  # of the label
    holds_value: tuple[bool, ...]  # columns behind the label

    @property
    def tail(self) -> int:
        return self.width - 1 - self.place


@dataclass(frozen=True, slots=True)
class Flow:
    """The grid of a flowing table and how many of the lines above its first row of figures are its own."""

    grid: Grid
    above: int
    behind: int  # pieces of the last label below the last row of figures


def flowing_table(above: Sequence[FlowLine], lines: Sequence[FlowLine], *, blanks: bool = True) -> Flow | None:
    """The table whose first row of figures is the first of ``lines``, or None where they are not of one form.

    ``above`` are the lines before it that may be heads or the beginning of its first label; without
    ``blanks`` every row must fill every column.
    """
    for shape in _shapes(above, lines):
        if not blanks and not all(_fits(line.texts, shape.holds_value) for line in lines if line.is_row):
            continue
        rows = [_row(line, shape) for line in lines if line.is_row]
        if any(row is None for row in rows):
            continue
        whole = [row for row in rows if row is not None]
        gaps = _gaps(lines)
        ends = [gaps[-1][:behind] for behind in range(len(gaps[-1]) + 1)]
        tried = [_headed(above, shape, whole, [*gaps[:-1], end], style) for end in ends for style in _STYLES]
        found = [entry for entry in tried if entry is not None]
        if found:
            cost, flow = min(found, key=lambda entry: entry[0])
            if cost <= _MOST_COST * len(whole):
                return flow
    return None


def _shapes(above: Sequence[FlowLine], lines: Sequence[FlowLine]) -> list[_Shape]:
    """The widths worth trying, the likeliest first."""
    rows = [line for line in lines if line.is_row]
    counts = Counter(len(line.words) for line in rows)
    expected = 1
    for line in lines:
        if _serial_number(line.texts[0]) == expected:
            expected += 1
    counted = expected > max(2, len(rows) * 0.4) or any(tidy(word) in _SERIAL for line in above for word in line.texts)
    place = 1 if counted else 0
    candidates = {len(line.words) for line in above[-3:]} | set(counts) | {n + 1 for n in counts}
    shapes: list[tuple[tuple[int, int, int], _Shape]] = []
    for width in sorted(candidates):
        tail = width - 1 - place
        if tail < 1 or width > 30:
            continue
        full = [line.texts[-tail:] for line in rows if len(line.words) >= tail]
        whole = [texts for texts in full if is_value(texts[-1]) or any(map(is_value, texts))]
        if not whole:
            continue
        holds = tuple(sum(is_value(texts[c]) for texts in whole) * 2 > len(whole) for c in range(tail))
        misfits = sum(not _fits(line.texts, holds) for line in rows)
        headed = not any(len(line.words) == width for line in above[-3:])
        shapes.append(
            (
                (misfits, int(headed), abs(width - max(counts, key=lambda n: (counts[n], n)))),
                _Shape(width, place, holds),
            )
        )
    shapes.sort(key=lambda entry: entry[0])
    return [shape for (misfits, _, _), shape in shapes if misfits * 4 <= len(rows)][:_MOST_SHAPES]


def _serial_number(text: str) -> int:
    digits = "".join(character for character in text if character.isdecimal())
    return int(digits) if digits and is_ordinal(text) else 0


def _fits(texts: Sequence[str], holds: Sequence[bool]) -> bool:
    """True where the words end in one cell of the right sort for every column, and no figure is left over."""
    tail = len(holds)
    if len(texts) < tail:
        return False
    before, behind = texts[: len(texts) - tail], texts[len(texts) - tail :]
    if any(is_value(text) and not (i == 0 and is_ordinal(text)) for i, text in enumerate(before)):
        return False
    return all(is_value(text) == held for text, held in zip(behind, holds, strict=True))


def _row(line: FlowLine, shape: _Shape) -> _Row | None:
    """The cells of a line of figures; None where they stand in no clear order."""
    words, texts = list(line.words), line.texts
    row = _Row()
    if _fits(texts, shape.holds_value):
        split = len(words) - shape.tail
        row.own, row.cells = words[:split], words[split:]
    else:
        # Words before the first cell that can only be a figure are the label; blank cells are those that nothing fits.
        best: tuple[int, int, list[int]] | None = None
        for split in range(len(words)):
            placed = _placed(texts[split:], shape.holds_value)
            if placed is None or any(is_value(t) for t in texts[(1 if shape.place and split else 0) : split]):
                continue
            if best is None or len(placed) > best[0]:
                best = (len(placed), split, placed)
        if best is None:
            return None
        row.own = words[: best[1]]
        row.cells = [EMPTY] * shape.tail
        for word, column in zip(words[best[1] :], best[2], strict=True):
            row.cells[column] = word
    if shape.place and row.own and is_ordinal(row.own[0].text):
        row.serial, row.own = row.own[0], row.own[1:]
    return row


def _placed(texts: Sequence[str], holds: Sequence[bool]) -> list[int] | None:
    """The leftmost columns, in order, that can hold these words."""
    columns, column = [], 0
    for text in texts:
        while column < len(holds) and holds[column] != is_value(text):
            column += 1
        if column == len(holds):
            return None
        columns.append(column)
        column += 1
    return columns


def _gaps(lines: Sequence[FlowLine]) -> list[list[FlowLine]]:
    """The pieces of labels behind each row of figures."""
    gaps: list[list[FlowLine]] = []
    for line in lines:
        if line.is_row:
            gaps.append([])
        else:
            gaps[-1].append(line)
    return gaps


def _headed(
    above: Sequence[FlowLine], shape: _Shape, rows: Sequence[_Row], gaps: Sequence[list[FlowLine]], style: str
) -> tuple[float, Flow] | None:
    """The table under those lines above it that fill its head; what stands between head and figures is a label."""
    best: tuple[float, int, list[list[Text]], list[list[Text]]] | None = None
    for first in range(min(len(above), _MOST_PIECES) + 1):
        pieces, rest = list(above[len(above) - first :]), above[: len(above) - first]
        if any(len(line.words) > 2 for line in pieces):
            break
        head, used, price = _head(rest, shape.width)
        if head is None or (not head and (len(rows) < 3 or sum(shape.holds_value) < 2)):
            continue  # two lines of a list with a number each are no table
        body, cost = _body(shape, rows, [pieces, *gaps], style)
        if body is None:
            continue
        total = cost + price
        if best is None or total < best[0]:
            best = (total, first + used, head, body)
    if best is None:
        return None
    return best[0], Flow(grid_of([*best[2], *best[3]], Certainty.GUESSED), best[1], len(gaps[-1]))


def _body(
    shape: _Shape, rows: Sequence[_Row], gaps: Sequence[list[FlowLine]], style: str
) -> tuple[list[list[Text]] | None, float]:
    """The rows with their labels, and how unlikely these are; ``gaps`` stand before each row and behind the last."""
    edge = max(
        [display_width(line.texts[-1]) for gap in gaps for line in gap]
        + [display_width(row.own[-1].text) for row in rows if row.own],
        default=0,
    )
    # best[n]: the least cost of all rows so far where n pieces of the gap before this row belong to the row above it.
    states: dict[int, tuple[float, _Chain]] = {0: (0.0, None)}
    for index, row in enumerate(rows):
        last = index + 1 == len(rows)
        following: dict[int, tuple[float, _Chain]] = {}
        behind = gaps[index + 1]
        for taken, (cost, above) in states.items():
            for below in [len(behind)] if last else range(len(behind) + 1):
                built = _labelled(row, gaps[index][taken:], behind[:below], shape, edge)
                if built is None:
                    continue
                over = len(gaps[index]) - taken
                total = cost + built[0] + 0.4 * {"above": below, "below": over}.get(style, abs(over - below))
                if below not in following or total < following[below][0] - 1e-9:
                    following[below] = (total, (above, built[1]))
        states = following
    if not states:
        return None, 0.0
    cost, chain = min(states.values(), key=lambda state: state[0])
    found: list[list[Text]] = []
    for row in reversed(rows):
        if chain is None:
            break
        chain, label = chain
        found.append([*label.cells(shape), *row.cells])
    return found[::-1], cost


def _labelled(
    row: _Row, above: Sequence[FlowLine], below: Sequence[FlowLine], shape: _Shape, edge: int
) -> tuple[float, _Label] | None:
    serial = row.serial
    parts: list[Text] = []
    for position, line in enumerate(above):
        if shape.place and is_ordinal(line.words[0].text):
            if position or serial.text:
                return None  # a serial number begins a row
            serial = line.words[0]
            if len(line.words) > 1:
                parts.append(joined(line.words[1:], " "))
        else:
            parts.append(line.together)
    if row.own:
        parts.append(joined(row.own, " "))
    for line in below:
        if shape.place and is_ordinal(line.texts[0]):
            return None
        parts.append(line.together)
    cost = 0.0
    if not parts:
        cost += 8.0
    for position, part in enumerate(parts):
        if position + 1 < len(parts):
            cost += min(max(0, edge - display_width(part.text)) / 2, 6.0)
        if position == 0 and part.text.startswith(_CLOSING):
            cost += 5.0
        if position and (part.text.startswith("其中") or tidy(part.text) in TOTALS):
            cost += 6.0
    cost += 4.0 * abs(sum(_depth(part.text) for part in parts))
    return cost, _Label(serial, parts)


def _depth(text: str) -> int:
    return text.count("（") + text.count("(") - text.count("）") - text.count(")")


def _head(above: Sequence[FlowLine], width: int) -> tuple[list[list[Text]] | None, int, float]:
    """The header rows that the nearest lines above fill, how many lines they take, and a price for doubt."""
    if not above:
        return [], 0, 2.0
    found: list[tuple[float, int, list[list[Text]]]] = []
    for used in range(1, len(above) + 1):
        lines = above[len(above) - used :]
        if sum(len(line.words) for line in lines) > _MOST_HEADS + width:
            break
        head = _head_of(lines, width)
        if head is None:
            continue
        # A unit is no head, and one word below several is rather the beginning of the first label.
        price = 2.0 if any(_is_unit(word.text) for row in head for word in row) else 0.0
        price += 1.0 if len(lines[-1].words) == 1 < width and not _is_unit(lines[-1].texts[0]) else 0.0
        price += 0.5 if found and len(head) == 1 else 0.0
        found.append((price, used, head))
        if len(found) > 2:
            break
    if not found:
        return None, 0, 0.0
    price, used, head = min(found, key=lambda entry: (entry[0], -len(entry[2])))
    return head, used, price


def _is_unit(text: str) -> bool:
    return text.startswith(("（", "("))


def _head_of(lines: Sequence[FlowLine], width: int) -> list[list[Text]] | None:
    """One or two header rows out of exactly these lines, or None."""
    levels = _with_units(lines)
    laid_out = any(left for line in lines for left in line.lefts)
    flat = [entry for level in levels for entry in level]
    if len(flat) == width:
        return [[word for _, word in (sorted(flat, key=_by_left) if laid_out else flat)]]
    lower = levels[-1]
    upper = [entry for level in levels[:-1] for entry in level]
    wide = len(flat) - width
    # Heads of one level may stand on the line of the lower one: 学校 beside 研究生 本科.
    beside = next((n for n in range(len(lower)) if wide >= 1 and (len(lower) - n) % wide == 0), None)
    if beside is None or (beside and not laid_out):
        return None
    upper, lower = [*upper, *lower[:beside]], lower[beside:]
    if laid_out:
        upper.sort(key=_by_left)
    if not 1 <= wide <= len(upper) or not wide < len(lower) < width:
        return None
    single = len(upper) - wide
    top = [word for _, word in upper[:single]]
    for _, word in upper[single:]:
        top.extend([word, *[EMPTY] * (len(lower) // wide - 1)])
    return [top, [*[EMPTY] * single, *(word for _, word in lower)]]


def _with_units(lines: Sequence[FlowLine]) -> list[list[tuple[int, Text]]]:
    """The words of each line with their left edges; units （人） （%） on a line of their own go to the words above."""
    levels: list[list[tuple[int, Text]]] = []
    for line in lines:
        entries = list(zip(line.lefts, line.words, strict=True))
        units = [entry for entry in entries if _is_unit(entry[1].text)]
        over = next((level for level in reversed(levels) if len(level) == len(units)), None)
        if units and over is not None:
            over[:] = [(left, joined([word, unit])) for (left, word), (_, unit) in zip(over, units, strict=True)]
        elif units and levels:
            for at, unit in units:
                if any(line.lefts):
                    _, level, place = min(
                        (abs(left - at), n, i) for n, level in enumerate(levels) for i, (left, _) in enumerate(level)
                    )
                else:
                    level, place = len(levels) - 1, len(levels[-1]) - 1
                left, word = levels[level][place]
                levels[level][place] = (left, joined([word, unit]))
        else:
            units = []
        rest = [entry for entry in entries if entry not in units]
        if rest:
            levels.append(rest)
    return levels


def _by_left(entry: tuple[int, Text]) -> int:
    return entry[0]
