from __future__ import annotations

from nianbao.documents.document import GridCell
from nianbao.documents.passage import Grid, grid_of
from nianbao.documents.running_text import text_at
from nianbao.facts.place import Place


def test_a_grid_is_as_large_as_its_spans_reach() -> None:
    grid = Grid([GridCell(0, 0, text_at("甲", Place()), row_span=3, column_span=2)])
    assert (grid.height, grid.width) == (3, 2)
    assert grid.rows()[1] == [None, None]


def test_rows_become_cells_in_order() -> None:
    grid = grid_of([[text_at("甲", Place()), text_at("1", Place())]])
    assert [(cell.row, cell.column) for cell in grid.cells] == [(0, 0), (0, 1)]
