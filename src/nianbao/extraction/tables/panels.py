"""Panels: one grid that holds several tables side by side, each with labels and figures of its own.

专业 | 人数 | 专业 | 人数 is a list that was folded to save paper, 收入 | 金额 | 支出 | 金额 two lists that share their lines.
Where the head of the first column comes back further right, over words with figures behind them, a new panel begins there.
Panels with the same heads follow one another as the rows of one table; with heads or totals of their own they are tables apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nianbao.documents.document import GridCell
from nianbao.extraction.tables.table_facts import PERIOD, TOTAL_WORDS, UNIT_HEADS, Sheet, compact
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern

_Row = tuple[GridCell | None, ...]
_TOTAL_NAME = as_pattern(r".{0,10}(?:[合总小共]计|总[和数额量])(?:[(（].*[)）])?")
_DIGITS = as_pattern(r"\d{1,3}")
_NARROWEST, _MOST_HEADS = 4, 6  # columns; rows of heads


def apart(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The sheets with those of several panels taken apart; the first panel keeps the name of its table."""
    return tuple(panel for sheet in sheets for panel in _panels(sheet))


def _panels(sheet: Sheet) -> Sequence[Sheet]:
    starts = _starts(sheet) if _says_twice(sheet) else []
    if not starts:
        return (sheet,)
    bounds = list(zip([0, *starts], [*starts, sheet.column_count], strict=True))
    if not all(_names_figures(sheet, *each) for each in bounds):
        return (sheet,)
    if _is_one_list(sheet, bounds):
        return (replace(sheet, rows=tuple(_folded_out(sheet, bounds))),)
    return tuple(
        replace(sheet, id=f"{sheet.id}+{left}" if left else sheet.id, rows=tuple(_cut(sheet, left, right)))
        for left, right in bounds
    )


def _says_twice(sheet: Sheet) -> bool:
    """True where two cells of one of the first rows bear the same words, as the heads of panels do."""
    if sheet.column_count < _NARROWEST or sheet.row_count < 2:
        return False
    for cells in sheet.rows[:_MOST_HEADS]:
        own = {id(cell): cell.text.text.strip() for cell in cells if cell is not None}
        words = [text for text in own.values() if text and not text[0].isdigit()]
        if len(words) > len(set(words)):
            return True
    return False


def _starts(sheet: Sheet) -> list[int]:
    """The columns at which the head of the first one comes back, in a cell of its own."""
    head = sheet.first_data_row - 1
    first = compact(sheet.head(0))
    if head < 0 or not first or first in UNIT_HEADS | TOTAL_WORDS or PERIOD.fullmatch(half_width(first)):
        return []
    return [
        column
        for column in range(2, sheet.column_count - 1)
        if compact(sheet.head(column)) == first and sheet.cell(head, column) is not sheet.cell(head, column - 1)
    ]


def _names_figures(sheet: Sheet, left: int, right: int) -> bool:
    """True where a column of words stands before a column of figures, or before one that was not filled in yet."""
    words = next(
        (
            column
            for column in range(left, right)
            if column not in sheet.numeric_columns
            and any(sheet.text(row, column) and not sheet.text(row, column).isdigit() for row in sheet.data_rows)
        ),
        None,
    )
    return words is not None and any(
        column in sheet.numeric_columns or not any(sheet.text(row, column) for row in sheet.data_rows)
        for column in range(words + 1, right)
    )


def _is_one_list(sheet: Sheet, bounds: Sequence[tuple[int, int]]) -> bool:
    """True where the heads of all panels are the same, and neither numbers nor totals begin anew in each."""
    heads = {tuple(tuple(map(compact, sheet.column_path(c))) for c in range(*each)) for each in bounds}
    if len(heads) > 1:
        return False
    numbers = _ordinals(sheet, bounds)
    if numbers and len({each[0] for each in numbers}) < len(numbers):
        return False
    return not all(_ends_with_total(sheet, left, right) for left, right in bounds)


def _ordinals(sheet: Sheet, bounds: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The numbers of the rows, panel by panel; nothing where the first columns hold anything else."""
    found = []
    for left, _ in bounds:
        texts = [text for row in sheet.data_rows if (text := sheet.text(row, left))]
        numbers = [int(text) for text in texts if _DIGITS.fullmatch(text)]
        if not numbers or len(numbers) < len(texts) - 1:
            return []
        found.append(numbers)
    return found


def _ends_with_total(sheet: Sheet, left: int, right: int) -> bool:
    filled = [row for row in sheet.data_rows if any(_own_text(sheet, row, c, left, right) for c in range(left, right))]
    return bool(filled) and any(
        _TOTAL_NAME.fullmatch(compact(_own_text(sheet, filled[-1], column, left, right)))
        for column in range(left, right)
    )


def _reaches_over(sheet: Sheet, row: int, left: int) -> bool:
    """True where one cell of the row stands on both sides of the edge of a panel."""
    cell = sheet.cell(row, left)
    return left > 0 and cell is not None and cell is sheet.cell(row, left - 1) and bool(cell.text.text.strip())


def _own_text(sheet: Sheet, row: int, column: int, left: int, right: int) -> str:
    """What stands in the column, unless it is a cell that reaches over the edge of the panel."""
    cell = sheet.cell(row, column)
    over = any(
        edge > 0 and cell is not None and cell is sheet.cell(row, edge) and cell is sheet.cell(row, edge - 1)
        for edge in (left, right)
    )
    return "" if over else sheet.text(row, column)


def _cut(sheet: Sheet, left: int, right: int) -> Iterator[_Row]:
    for row, cells in enumerate(sheet.rows):
        if left and row >= sheet.first_data_row and _reaches_over(sheet, row, left):
            yield (None,) * (right - left)
            continue
        yield tuple((*cells, *(None,) * (right - len(cells)))[left:right])


def _folded_out(sheet: Sheet, bounds: Sequence[tuple[int, int]]) -> Iterator[_Row]:
    """The rows of all panels one below the other; a row that reaches over all of them closes what stands above it."""
    width = bounds[0][1]
    numbers = _ordinals(sheet, bounds)
    by_lines = len(numbers) > 1 and numbers[1][0] == numbers[0][0] + 1 and len(numbers[0]) > 1
    for cells in sheet.rows[: sheet.first_data_row]:
        yield tuple(cells[:width])
    pending: list[int] = []
    for row in range(sheet.first_data_row, sheet.row_count):
        if not any(_reaches_over(sheet, row, left) for left, _ in bounds):
            pending.append(row)
            continue
        yield from _one_below_the_other(sheet, bounds, pending, by_lines=by_lines)
        pending = []
        cells = (*sheet.rows[row], *(None,) * sheet.column_count)[: sheet.column_count]
        # 合计 over both panels names the figures of the last one.
        last = cells[bounds[-1][0] :]
        yield tuple(own if own is not None else cells[n] for n, own in enumerate(last[:width]))
    yield from _one_below_the_other(sheet, bounds, pending, by_lines=by_lines)


def _one_below_the_other(
    sheet: Sheet, bounds: Sequence[tuple[int, int]], rows: Sequence[int], *, by_lines: bool
) -> Iterator[_Row]:
    places = (
        [(row, each) for row in rows for each in bounds]
        if by_lines
        else [(row, each) for each in bounds for row in rows]
    )
    for row, (left, right) in places:
        cells = tuple((*sheet.rows[row], *(None,) * right)[left:right])
        if any(cell is not None and cell.text.text.strip() for cell in cells):
            yield cells
