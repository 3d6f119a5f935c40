"""Tables whose cells stand one below the other, each on a line of its own, as a copy from a web page leaves them.

A run is taken for such a table only where its lines repeat one order of words and values at
least three times behind a head of as many words: labels where labels stood, values where values stood.
"""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.documents.document import Certainty, Note
from nianbao.documents.headings import read_numbering
from nianbao.documents.lines.cell_heads import LABELS
from nianbao.documents.lines.line import Line
from nianbao.documents.lines.paragraph import starts_something
from nianbao.documents.lines.spaced_table import SpacedTable
from nianbao.documents.passage import grid_of
from nianbao.documents.values import is_value

_WIDEST = 36  # half-width columns of a cell
_MOST_COLUMNS = 8
_LEAST_ROWS = 3  # of three columns and more; a table of two needs one more, because lists look like it


def stacked_tables(lines: Sequence[Line], kinds: Sequence[str]) -> list[SpacedTable]:
    """The tables of one cell to a line in those lines that are prose so far."""
    found: list[SpacedTable] = []
    run: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and kinds[index] == "blank":
            continue
        if index < len(lines) and kinds[index] == "prose" and _is_cell(lines[index]):
            run.append(index)
            continue
        if len(run) >= 8:
            found.extend(stacked_in(lines, run))
        run = []
    return found


def _is_cell(line: Line) -> bool:
    text = line.stripped
    return (
        line.width <= _WIDEST
        and not line.contents
        and not any(mark in text for mark in "，。；！？：")
        and not starts_something(text)
    )


def stacked_in(lines: Sequence[Line], run: Sequence[int]) -> list[SpacedTable]:
    """The tables in these lines, of which each holds one cell."""
    found: list[SpacedTable] = []
    heads = [not is_value(lines[index].stripped) for index in run]
    # Four digits may head a column (2019) and may be a figure (在校生 1935): the place decides.
    values = [not head or lines[i].stripped.isdecimal() for head, i in zip(heads, run, strict=True)]
    start = 0
    while start < len(run):
        width, rows = _table_at(heads, values, start)
        names = [lines[index].stripped for index in run[start : start + width]]
        above = {lines[index].stripped for index in run[max(0, start - _MOST_COLUMNS) : start]}
        if rows and (read_numbering(names[0]) is not None or len(set(names)) < width or above & LABELS):
            rows = (
                0  # two columns of one name, or the name of labels above: what stands here is the lower half of a head
            )
        if not rows:
            start += 1
            continue
        stop = start + width * (rows + 1)
        cells = [lines[index].text() for index in run[start:stop]]
        grid = grid_of([cells[at : at + width] for at in range(0, len(cells), width)], Certainty.GUESSED)
        first, last = lines[run[start]].number, lines[run[stop - 1]].number
        note = Note(
            f"第{first}–{last}行每行一格，已按{width}列{rows + 1}行的表格读入。",
            f"Lines {first} to {last} hold one cell each; read as a table of {width} columns and {rows + 1} rows.",
        )
        found.append(SpacedTable(run[start], run[stop - 1] + 1, grid, note))
        start = stop
    return found


def _table_at(heads: Sequence[bool], values: Sequence[bool], start: int) -> tuple[int, int]:
    """Columns and rows below the head of a table that starts here; no rows where none does."""
    for width in range(2, _MOST_COLUMNS + 1):
        body = start + width
        if body + width > len(values) or not all(heads[start:body]):
            break  # a head is words alone, and a longer one would hold the same value
        order = values[body : body + width]
        if not any(order) or all(order) or order[0]:
            continue
        rows = 1
        while values[body + rows * width : body + (rows + 1) * width] == order:
            rows += 1
        if rows >= _LEAST_ROWS + (width == 2):
            return width, rows
    return 0, 0
