"""Labels at the middle of their rows, put to the first of them where the figures prove which rows are theirs.

A merged cell printed without lines leaves its label on a row in the middle of the group. Read as it stands, the rows
above it would go to the group before. Groups of one table divide the same whole (学历, 职称, 年龄), so their figures
come to one sum, or their shares to a hundred: where just one way to share out the rows does so, that is the way.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from nianbao.documents.document import Text
from nianbao.documents.passage import Grid
from nianbao.documents.ragged_row import TOTALS
from nianbao.documents.running_text import EMPTY, tidy
from nianbao.documents.values import is_value

_MOST_ROWS = 60
_OFF_HUNDRED = Decimal("0.1")
Figures = Sequence[Sequence[Decimal | None]]  # by column, then by row


def with_labels_at_top(grid: Grid) -> Grid:
    """The grid with the labels of its first column on the first rows of their groups, where these are proven."""
    rows = [[text or EMPTY for text in row] for row in grid.rows()]
    spanned = {cell.row + down for cell in grid.cells if cell.column == 0 for down in range(1, cell.row_span)}
    spanned |= {cell.row for cell in grid.cells if cell.column == 0 and (cell.row_span > 1 or cell.column_span > 1)}
    first = next((n for n, row in enumerate(rows) if any(is_value(text.text) for text in row[2:])), len(rows))
    if grid.width < 3 or len(rows) > 4 * _MOST_ROWS or any(is_value(row[1].text) for row in rows[first:]):
        return grid
    moves: dict[int, int] = {}
    for start, end in _blocks(rows, first, spanned):
        labelled = [n - start for n in range(start, end) if rows[n][0].text]
        if not labelled or len(labelled) == end - start or end - start > _MOST_ROWS:
            continue
        figures = [[_number(rows[n][c].text) for n in range(start, end)] for c in range(2, grid.width)]
        above = [n for n in range(first, start) if not rows[n][1].text]
        wholes = [{_number(rows[n][c].text) for n in above} for c in range(2, grid.width)]
        starts = proven_starts(labelled, end - start, figures, wholes)
        if starts is not None:
            moves.update({start + old: start + new for old, new in zip(labelled, starts, strict=True) if old != new})
    if not moves:
        return grid
    labels: dict[int, Text] = {new: rows[old][0] for old, new in moves.items()}
    return replace(
        grid,
        cells=[
            replace(cell, text=labels.get(cell.row, EMPTY))
            if cell.column == 0 and (cell.row in moves or cell.row in labels)
            else cell
            for cell in grid.cells
        ],
    )


def _blocks(rows: Sequence[Sequence[Text]], first: int, spanned: set[int]) -> list[tuple[int, int]]:
    """Stretches of rows that have a name of their own in the second column."""
    blocks: list[tuple[int, int]] = []
    for number in range(first, len(rows)):
        label, name = tidy(rows[number][0].text), tidy(rows[number][1].text)
        if not name or number in spanned or label in TOTALS or name in TOTALS:
            continue
        if blocks and blocks[-1][1] == number:
            blocks[-1] = blocks[-1][0], number + 1
        else:
            blocks.append((number, number + 1))
    return blocks


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip().rstrip("%％").replace(",", ""))
    except InvalidOperation:
        return None


def proven_starts(
    labelled: Sequence[int], count: int, figures: Figures, wholes: Sequence[Collection[Decimal | None]] = ()
) -> tuple[int, ...] | None:
    """Where the group of each label begins; None where the figures prove no way, or several.

    A way is proven where two groups or more come to one sum, or one group to a figure that stands for all (``wholes``,
    by column), and at most the last group comes to another.

    >>> proven_starts([1, 4], 5, [[Decimal(n) for n in (72, 118, 10, 50, 150)]])
    (0, 3)
    """
    found: set[tuple[int, ...]] = set()
    for number, column in enumerate(figures):
        last = labelled[1] if len(labelled) > 1 else count
        for end in range(max(labelled[0] + 1, 2), last + 1):
            whole = _sum(column[:end])
            if whole:
                needed = 1 if wholes and whole in wholes[number] else 2
                found |= _ways((0,), end, whole, labelled, column, needed)
    return next(iter(found)) if len(found) == 1 else None


def _ways(
    starts: tuple[int, ...],
    at: int,
    whole: Decimal,
    labelled: Sequence[int],
    column: Sequence[Decimal | None],
    needed: int,
) -> set[tuple[int, ...]]:
    """The ways to go on from row ``at`` with groups that come to this whole; so many of them prove it."""
    number, count = len(starts), len(column)
    if number == len(labelled):
        return {starts} if at == count and number >= needed else set()
    found: set[tuple[int, ...]] = set()
    least = labelled[number] + 1
    most = labelled[number + 1] if number + 1 < len(labelled) else count
    for end in range(max(least, at + 1), most + 1):
        total = _sum(column[at:end])
        if total is not None and abs(total - whole) <= _slack(whole):
            found |= _ways((*starts, at), end, whole, labelled, column, needed)
    if not found and number + 1 == len(labelled) and number >= needed and at <= labelled[number]:
        found.add((*starts, at))  # the last group may go on behind the page, or hold rows of another kind
    return found


def _slack(whole: Decimal) -> Decimal:
    """Shares are rounded; counts are not."""
    return _OFF_HUNDRED if abs(whole - 100) <= _OFF_HUNDRED and whole != whole.to_integral_value() else Decimal(0)


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    total = Decimal(0)
    for value in values:
        if value is None:
            return None
        total += value
    return total
