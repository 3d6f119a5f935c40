from decimal import Decimal

import pytest

from nianbao.facts.cell import Cell, CellState, read_cell
from nianbao.facts.printed_number import read_number
from nianbao.facts.unit import unit_by_id


@pytest.mark.parametrize(
    ("raw", "state"),
    [
        ("无", CellState.NONE),
        (" 无 ", CellState.NONE),
        ("-", CellState.NONE),
        ("——", CellState.NONE),
        ("/", CellState.NOT_APPLICABLE),
        ("不适用", CellState.NOT_APPLICABLE),
        ("N/A", CellState.NOT_APPLICABLE),
        ("缺报", CellState.MISSING),
        ("", CellState.BLANK),
        ("　", CellState.BLANK),
        ("0", CellState.VALUE),
        ("网上调查", CellState.VALUE),
    ],
)
def test_every_way_of_answering_has_its_state(raw: str, state: CellState) -> None:
    assert read_cell(raw).state is state


def test_a_blank_is_not_a_zero() -> None:
    assert read_cell("").interval() is None
    zero = read_cell("0", unit_by_id("person")).interval()
    assert zero is not None
    assert zero.contains(Decimal(0))


def test_text_where_a_number_belongs_is_kept_as_text() -> None:
    cell = read_cell("网上调查", unit_by_id("percent"))

    assert cell.text == "网上调查"
    assert not cell.is_numeric


def test_a_state_without_value_carries_none() -> None:
    number = read_number("3")
    with pytest.raises(ValueError, match="does not go with"):
        Cell(CellState.BLANK, number=number)
    with pytest.raises(ValueError, match="does not go with"):
        Cell(CellState.VALUE)
