"""A builder of lines from what people typed, for the tests of this folder."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from nianbao.checks.columnar.line import Flags, Line
from nianbao.checks.measure import NOT_COUNTED
from nianbao.facts.cell import CellState, read_cell
from nianbao.facts.columns import STATE_NUMBER, Columns
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.facts.unit import unit_by_id

Builder = Callable[..., Line]


def build(unit: str, *typed: str) -> Line:
    """A line of cells as typed under a column of this unit."""
    cells = [read_cell(raw, unit_by_id(unit)) for raw in typed]
    records = [
        Record(Organisation(str(n), str(n), "school"), "e", {"x": Fact("x", str(n), Period.data_year(2023), cell)})
        for n, cell in enumerate(cells)
    ]
    columns = Columns.from_records(records, ["x"])
    rounded = bool(((columns.state[0] == STATE_NUMBER) & ~columns.is_count[0]).any())

    def where(test: Sequence[bool]) -> Flags | None:
        return np.array(test, np.bool_) if any(test) else None

    return Line(
        scaled=columns.scaled[0],
        ulp=np.where(columns.is_count[0], 0, columns.ulp[0]) if rounded else None,
        exponent=int(columns.exponents[0]),
        largest=int(np.abs(columns.scaled[0]).max(initial=0) + columns.ulp[0].max(initial=0)),
        factor=unit_by_id(unit).factor,
        is_rate=unit_by_id(unit).dimension in NOT_COUNTED,
        nothing=where([cell.state is CellState.NONE for cell in cells]),
        absent=where([cell.state is CellState.NOT_APPLICABLE for cell in cells]),
        empty=where([cell.state in (CellState.BLANK, CellState.MISSING) for cell in cells]),
        text=where([cell.text is not None for cell in cells]),
        apart=where([(0, n) in columns.held_apart for n in range(len(cells))]),
        cells=cells,
    )


@pytest.fixture(scope="session")
def line() -> Builder:
    return build
