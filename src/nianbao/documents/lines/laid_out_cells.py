"""The cells of a table laid out in lines: whose a loose piece is, and which rows a label beside several names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from nianbao.documents.document import Text
from nianbao.documents.lines.laid_out_head import TOTALS
from nianbao.documents.running_text import display_width, joined, tidy

_BLANK = 0.5
_NAMELESS = 2.0  # a row with a serial number
_GOES_ON = 0.4  # a full line before a loose piece goes on in it
_CLOSING = tuple("（(）)、，,/%％")
_HUNDRED = (Decimal("99.95"), Decimal("100.05"))


Cells = Mapping[int, Text]
_Rows = tuple[tuple[int, int, dict[int, Text]], ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """The cells of the rows by column, what speaks against them, and the lines each reaches above and below."""

    cost: float
    rows: list[dict[int, Text]]
    reaches: list[tuple[int, int]]


def shared_out(
    own: Sequence[Cells],
    gaps: Sequence[Sequence[Cells]],
    columns: Sequence[int],
    style: str,
    *,
    serial: int | None = None,
    goes_on: bool = False,
) -> Shared:
    """The rows with these words on their own lines, and these lines of pieces before, between and behind them.

    A line belongs to one row with all its pieces. ``style`` is ``centred`` or ``top``: where the words of a cell stand
    that has more lines than its row's figures. Where the table ``goes_on`` on the next page, so may its last row.

    >>> from nianbao.documents.running_text import text_at
    >>> from nianbao.facts.place import Place
    >>> said = lambda words: {0: text_at(words, Place(line=1, column=1))}
    >>> found = shared_out([said("电工"), {}], [[], [said("社区居民智能手机")], [said("应用")]], [0], "centred")
    >>> [cells[0].text for cells in found.rows]
    ['电工', '社区居民智能手机应用']
    """
    lines = [*own, *(line for gap in gaps for line in gap)]
    edges = {c: max((display_width(line[c].text) for line in lines if c in line), default=0) for c in columns}
    # states[n]: the least cost of the rows so far where the last of them took n lines of the gap below it.
    states: dict[int, tuple[float, _Rows]] = {0: (0.0, ())}
    for row, words in enumerate(own):
        last = row + 1 == len(own)
        behind = gaps[row + 1]
        following: dict[int, tuple[float, _Rows]] = {}
        for taken, (cost, before) in states.items():
            above = gaps[row][taken:]
            for below in [len(behind)] if last else range(len(behind) + 1):
                total, cells = cost, {}
                for column in columns:
                    over = [line[column] for line in above if column in line]
                    under = [line[column] for line in behind[:below] if column in line]
                    said = [words[column]] if column in words else []
                    pieces = [*over, *said, *under]
                    if column == serial:
                        total += 0.1 * (len(pieces) - len(said)) + 5.0 * (len(pieces) > 1)
                    else:
                        torn = goes_on and last and len(over) > len(under)
                        even = len(over) if torn else len(under)
                        total += _doubt(pieces, len(over), bool(said), even, edges[column], style) + 0.2 * torn
                        full = bool(pieces) and display_width(pieces[-1].text) + 2 > edges[column]
                        total += _GOES_ON * (full and any(column in line for line in behind[below:]))
                    if pieces:
                        cells[column] = joined(pieces)
                if serial is not None and serial in cells and serial + 1 not in cells:
                    total += _NAMELESS
                if below not in following or total < following[below][0] - 1e-9:
                    following[below] = total, (*before, (len(above), below, cells))
        states = following
    cost, rows = min(states.values(), key=lambda state: state[0])
    return Shared(cost, [cells for _, _, cells in rows], [(above, below) for above, below, _ in rows])


def _doubt(pieces: Sequence[Text], above: int, own: bool, below: int, edge: int, style: str) -> float:
    """What speaks against a cell of these pieces."""
    if not pieces:
        return _BLANK
    if style == "top":
        cost = float(above) if own else 2.0
    elif own:
        cost = 0.35 if abs(above - below) == 1 else float(abs(above - below))
    else:
        cost = 0.5 * (above + below == 1) + 1.5 * max(0, abs(above - below) - (above + below == 1))
    texts = [piece.text for piece in pieces]
    for text in texts[:-1]:
        cost += min(max(0, edge - display_width(text) - 2) / 2, 3.0)  # only a full line is broken
    for position, text in enumerate(texts):
        if position and (text.startswith("其中") or tidy(text) in TOTALS):
            cost += 3.0
    whole = "".join(texts)
    cost += 3.0 * whole.startswith(_CLOSING) * (len(texts) > 1)
    return cost + 2.0 * abs(sum(whole.count(c) for c in "（(") - sum(whole.count(c) for c in "）)"))


def group_starts(
    rows: Sequence[tuple[int, int]], labels: Sequence[tuple[float, Text]], figures: Sequence[Sequence[str]]
) -> dict[int, Text] | None:
    """The first row of each label that stands beside several rows, at their middle or top; None where that is doubtful.

    ``rows`` are the first and last lines of all rows, ``labels`` the lines where the labels stand. Which rows a label
    names is proven by ``figures``: in a column of counts all groups come to one sum, in one of shares to a hundred.
    """
    ways: list[tuple[float, tuple[int, ...]]] = []

    def extend(starts: tuple[int, ...], cost: float) -> None:
        number, start = len(starts), starts[-1]
        for end in range(start, len(rows)):
            off = abs((rows[start][0] + rows[end][1]) / 2 - labels[number - 1][0])
            if off > 0.5:
                continue
            if number == len(labels):
                if end + 1 == len(rows):
                    ways.append((cost + off, starts))
            elif end + 1 < len(rows):
                extend((*starts, end + 1), cost + off)

    if labels and len(rows) <= 60:
        extend((0,), 0.0)
    found = {starts for _, starts in ways}
    at_top = tuple(row for row, (first, _) in enumerate(rows) if any(first == line for line, _ in labels))
    if len(at_top) == len(labels) and at_top[:1] == (0,):
        found.add(at_top)
    proven = [starts for starts in sorted(found) if _is_proven(starts, len(rows), figures)]
    if len(proven) != 1 and (proven or len(found) != 1):
        return None
    (chosen,) = proven or found
    return {start: text for start, (_, text) in zip(chosen, labels, strict=True)}


def _is_proven(starts: Sequence[int], count: int, figures: Sequence[Sequence[str]]) -> bool:
    """True where the groups come to one sum in a column of figures."""
    if len(starts) < 2:
        return False
    ends = [*starts[1:], count]
    for column in figures:
        try:
            values = [Decimal(text.rstrip("%％").replace(",", "")) for text in column]
        except InvalidOperation:
            continue
        sums = [sum(values[a:b]) for a, b in zip(starts, ends, strict=True)]
        if len(set(sums)) == 1 or all(_HUNDRED[0] <= total <= _HUNDRED[1] for total in sums):
            return True
    return False
