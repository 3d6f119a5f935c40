"""The head of a table laid out in lines: words above the columns, one level or two, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nianbao.documents.document import Text
from nianbao.documents.running_text import EMPTY, display_width, joined, tidy
from nianbao.documents.values import is_calendar, is_value
from nianbao.facts.pattern import as_pattern

_UNIT = as_pattern(r"[（(][^（）()]*[）)]")
_UNIT_TAIL = as_pattern(r"[（(][^（）()]*[）)]$")
TOTALS = frozenset(["合计", "总计", "共计", "小计"])  # 总数 may be the second line of a label
_OFF_GROUP = 2.5  # characters that the middle of a head may lie beside the middle of its columns
_TOO_DEAR = 3.0
_CLOSE = 0.3  # two ways so near to each other are not told apart


@dataclass(frozen=True, slots=True)
class Piece:
    """A word with the characters it takes up: from ``left`` to ``right`` (not included)."""

    left: int
    right: int
    text: Text

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(slots=True)
class Band:
    """A column: the strip its cells take up, and whether they are ``words``, ``figures`` or ``serial`` numbers."""

    left: int
    right: int
    holds: str = "words"

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class _Stack:
    """Words above each other that are one head so far."""

    pieces: tuple[Piece, ...]

    @property
    def left(self) -> int:
        return min(piece.left for piece in self.pieces)

    @property
    def right(self) -> int:
        return max(piece.right for piece in self.pieces)

    @property
    def middle(self) -> float:
        return self.pieces[-1].middle

    @property
    def text(self) -> Text:
        return joined([piece.text for piece in self.pieces])


# Cells of the upper row with how many columns each spans, and what speaks against them.
_Way = tuple[float, tuple[tuple[Text, int], ...]]


def head_rows(lines: Sequence[Sequence[Piece]], bands: Sequence[Band]) -> list[list[Text]] | None:
    """One or two rows of heads over these columns, or None where they could be read in two ways or in none."""
    if not lines or any(is_value(piece.text.text) for line in lines for piece in line):
        return None
    found: dict[tuple[str, ...], tuple[float, list[list[Text]]]] = {}
    for count in range(1, len(lines) + 1):
        lower = _lower(lines[len(lines) - count :], bands)
        if lower is None:
            continue
        for cost, cells in _ways(0, 0, _stacks(lines[: len(lines) - count]), lower, bands):
            total = cost + _misfit(cells, lower)
            rows = _rows(cells, lower)
            said = tuple(f"{number}:{text.text}" for row in rows for number, text in enumerate(row))
            if total < _TOO_DEAR and (said not in found or total < found[said][0]):
                found[said] = total, rows
    ways = sorted(found.values(), key=lambda way: way[0])
    if not ways or (len(ways) > 1 and ways[1][0] - ways[0][0] < _CLOSE):
        return None
    return ways[0][1]


def _rows(cells: Sequence[tuple[Text, int]], lower: Sequence[Sequence[Piece]]) -> list[list[Text]]:
    top: list[Text] = []
    under: list[Text] = []
    for text, span in cells:
        at = len(top)
        top += [text, *[EMPTY] * (span - 1)]
        under += [_text(lower[n]) for n in range(at, at + span)] if span > 1 else [EMPTY]
    return [top, under] if any(span > 1 for _, span in cells) else [top]


def _lower(lines: Sequence[Sequence[Piece]], bands: Sequence[Band]) -> list[list[Piece]] | None:
    """The words of the lowest lines by the column they stand over."""
    found: list[list[Piece]] = [[] for _ in bands]
    for line in lines:
        over = _over(line, bands)
        if over is None:
            return None
        for pieces, more in zip(found, over, strict=True):
            pieces += more
    return found


def _over(line: Sequence[Piece], bands: Sequence[Band]) -> list[list[Piece]] | None:
    """The words of a line by the column they stand over: in their order, and each as near as can be."""
    if len(line) > len(bands):
        return None
    # best[n]: the least distance of the words so far where the last of them stands over column n.
    best: dict[int, tuple[float, tuple[int, ...]]] = {-1: (0.0, ())}
    for piece in line:
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for column, band in enumerate(bands):
            if not _stands_over(piece.left, piece.right, band):
                continue
            before = [state for n, state in best.items() if n < column]
            if before:
                cost, chosen = min(before)
                following[column] = cost + _apart(piece, band), (*chosen, column)
        best = following
    if not best:
        return None
    _, chosen = min(best.values())
    found: list[list[Piece]] = [[] for _ in bands]
    for piece, column in zip(line, chosen, strict=True):
        found[column].append(piece)
    return found


def _apart(piece: Piece, band: Band) -> float:
    """How far a word stands from a column: how wide the gap is, then how far their middles are or their left edges."""
    gap = max(0, band.left - piece.right, piece.left - band.right)
    return gap + 0.1 * min(abs(band.middle - piece.middle), abs(band.left - piece.left))


def _stands_over(left: float, right: float, band: Band) -> bool:
    """True where words and column overlap, or nearly."""
    return left <= band.right + 2 and band.left <= right + 2


def _stacks(lines: Sequence[Sequence[Piece]]) -> list[_Stack]:
    """The words above the lowest line, those below each other as one, from left to right."""
    stacks: list[_Stack] = []
    for line in lines:
        for piece in line:
            for number, stack in enumerate(stacks):
                low = stack.pieces[-1]
                if abs(low.middle - piece.middle) <= 1.5 and not any(p in line for p in stack.pieces):
                    stacks[number] = _Stack((*stack.pieces, piece))
                    break
            else:
                stacks.append(_Stack((piece,)))
    return sorted(stacks, key=lambda stack: stack.middle)


def _ways(
    column: int, used: int, stacks: Sequence[_Stack], lower: Sequence[list[Piece]], bands: Sequence[Band]
) -> list[_Way]:
    """All ways to share out heads from this column on."""
    if column == len(bands):
        return [(0.0, ())] if used == len(stacks) else []
    found: list[_Way] = []

    def add(cost: float, text: Text, span: int, taken: int) -> None:
        for rest, cells in _ways(column + span, used + taken, stacks, lower, bands):
            if cost + rest < 2 * _TOO_DEAR:
                found.append((cost + rest, ((text, span), *cells)))

    below = lower[column]
    if below:
        add(_torn(below, bands[column]) + (0.2 if stacks else 0.0), _text(below), 1, 0)
    if used < len(stacks):
        stack = stacks[used]
        if _stands_over(stack.left, stack.right, bands[column]):
            pieces = [*stack.pieces, *below]
            dated = bool(below) and is_calendar(tidy(stack.text.text)) and not _UNIT.fullmatch(_text(below).text)
            add(_torn(pieces, bands[column]) + 3.0 * dated, joined([piece.text for piece in pieces]), 1, 1)
        for end in range(column + 1, len(bands)):
            if not below or not all(_is_grouped(lower[n], bands[n]) for n in (column, end)):
                break
            left = min(bands[column].left, *(piece.left for piece in below))
            right = max(bands[end].right, *(piece.right for piece in lower[end]))
            middle = (left + right) / 2
            off = min(*(abs(piece.middle - middle) for piece in stack.pieces), abs(stack.left - left) + 0.5)
            if off <= _OFF_GROUP and len(tidy(stack.text.text)) > 1:
                torn = sum(_torn(lower[n], bands[n]) for n in range(column, end + 1))
                torn += _torn(stack.pieces, Band(0, 0))
                add(0.2 * off + torn, stack.text, end - column + 1, 1)
    return found


def _is_grouped(pieces: Sequence[Piece], band: Band) -> bool:
    """True for a head that may stand below another: over figures, and neither a unit alone nor a name of all."""
    name = tidy(_text(pieces).text)
    return bool(name) and band.holds == "figures" and not _UNIT.fullmatch(name) and name not in ("合计", "总计")


def _torn(pieces: Sequence[Piece], band: Band) -> float:
    """What speaks against these words as one head: a line is only broken where it was full, or before a unit."""
    widths = [display_width(piece.text.text) for piece in pieces]
    edge = max([*widths, band.right - band.left])
    cost = 0.0
    for number, (above, below) in enumerate(pairwise(pieces)):
        if _UNIT_TAIL.search(above.text.text):
            cost += 3.0
        elif not _UNIT.fullmatch(below.text.text):
            cost += 0.1 + min(max(0, edge - widths[number] - 1) / 2, 3.0)
    return cost


def _misfit(cells: Sequence[tuple[Text, int]], lower: Sequence[list[Piece]]) -> float:
    """What speaks against groups of columns: that they do not say the same, or are years beside other words."""
    groups: list[tuple[str, list[str]]] = []
    column = 0
    for text, span in cells:
        if span > 1:
            groups.append((tidy(text.text), [_text(lower[n]).text for n in range(column, column + span)]))
        column += span
    if not groups:
        return 0.0
    cost = 0.0
    if len(groups) > 1 and any(names != groups[0][1] for _, names in groups):
        cost += 2.0
    dated = {is_calendar(_UNIT_TAIL.sub("", name)) for name, _ in groups}
    return cost + (1.0 if len(dated) > 1 else 0.0)


def _text(pieces: Sequence[Piece]) -> Text:
    return joined([piece.text for piece in pieces]) if pieces else EMPTY
