from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.facts.cell import BLANK, Cell, CellState, read_cell
from nianbao.facts.columns import LARGEST, STATE_HELD_APART, STATE_NUMBER, STATE_TEXT, Columns
from nianbao.facts.period import Period
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.facts.unit import BY_ID, unit_by_id

PERIOD = Period.data_year(2023)


def record(code: str, **cells: Cell) -> Record:
    organisation = Organisation(code, code, "school")
    return Record(organisation, "dy2023/school", {k: Fact(k, code, PERIOD, v) for k, v in cells.items()})


def test_zero_and_blank_and_none_stay_apart() -> None:
    columns = Columns.from_records(
        [record("a", graduates=read_cell("0")), record("b"), record("c", graduates=read_cell("无"))], ["graduates"]
    )

    assert [columns.state_of("graduates", column) for column in range(3)] == [
        CellState.VALUE,
        CellState.BLANK,
        CellState.NONE,
    ]
    assert [columns.value("graduates", column) for column in range(3)] == [Decimal(0), None, None]


def test_a_percentage_keeps_its_last_place_though_it_is_zero() -> None:
    percent = unit_by_id("percent")
    columns = Columns.from_records(
        [record("a", share=read_cell("100.00", percent)), record("b", share=read_cell("96.5", percent))], ["share"]
    )

    assert columns.value("share", 1) == Decimal("0.965")
    assert columns.exponents[0] == 4
    assert columns.ulp.tolist() == [[1, 10]]
    assert not columns.is_count.any()


def test_text_is_a_value_without_a_number() -> None:
    columns = Columns.from_records([record("a", method=read_cell("网上调查"))], ["method"])

    assert columns.state.tolist() == [[STATE_TEXT]]
    assert columns.state_of("method", 0) is CellState.VALUE


@pytest.mark.parametrize(
    "number",
    [
        PrintedNumber("约300", Decimal(300), hedge=Hedge.ABOUT),
        PrintedNumber("大", Decimal(LARGEST)),
        PrintedNumber("细", Decimal("1e-19")),
        PrintedNumber("巨", Decimal("1e999999")),
    ],
)
def test_what_an_array_cannot_hold_exactly_is_held_apart(number: PrintedNumber) -> None:
    cell = Cell.of_number(number)

    columns = Columns.from_records([record("a", funds=cell), record("b", funds=read_cell("7"))], ["funds"])

    assert columns.state.tolist() == [[STATE_HELD_APART, STATE_NUMBER]]
    assert columns.held_apart == {(0, 0): cell}
    assert columns.value("funds", 0) == number.value
    assert columns.value("funds", 1) == 7
    assert not columns.is_plain.any()


def test_shapes_that_do_not_fit_are_refused() -> None:
    good = Columns.from_records([record("a")], ["graduates"])

    with pytest.raises(ValueError, match="shape"):
        Columns(good.indicators, ("a", "b"), good.state, good.scaled, good.ulp, good.is_count, good.exponents)


def test_an_indicator_that_is_not_held_is_named() -> None:
    columns = Columns.from_records([record("a")], ["graduates"])

    assert columns.holds("graduates")
    assert not columns.holds("staff")
    with pytest.raises(KeyError, match="staff"):
        columns.line("staff")


numbers = st.builds(
    lambda digits, unit: PrintedNumber(str(digits), digits, unit.factor, unit),
    st.decimals(-(10**14), 10**14, places=4, allow_nan=False) | st.integers(-(10**20), 10**20).map(Decimal),
    st.sampled_from(sorted(BY_ID.values(), key=lambda unit: unit.id)),
)
cells = (
    numbers.map(Cell.of_number)
    | st.sampled_from([state for state in CellState if state is not CellState.VALUE]).map(Cell.without_value)
    | st.just(Cell.of_text("问卷"))
)


@given(st.lists(cells, min_size=1, max_size=8))
def test_columns_say_exactly_what_the_cells_say(answers: list[Cell]) -> None:
    records = [
        record(str(place), x=cell) if cell is not BLANK else record(str(place)) for place, cell in enumerate(answers)
    ]

    columns = Columns.from_records(records, ["x"])

    for column, cell in enumerate(answers):
        assert columns.state_of("x", column) is cell.state
        if cell.number is None:
            assert columns.value("x", column) is None
            continue
        assert columns.value("x", column) == cell.number.value
        if columns.state[0, column] == STATE_NUMBER:
            assert Decimal(int(columns.ulp[0, column])).scaleb(-int(columns.exponents[0])) == cell.number.ulp
            assert columns.is_count[0, column] == cell.number.is_count
            assert columns.scaled.dtype == np.int64


def test_some_of_the_organisations_keep_their_cells() -> None:
    answers = ["7", "约300", "无", "12"]
    columns = Columns.from_records([record(raw, x=read_cell(raw)) for raw in answers], ["x"])

    some = columns.selected(np.array([3, 1]))

    assert some.organisations == ("12", "约300")
    assert [some.value("x", column) for column in range(2)] == [12, 300]
    assert set(some.held_apart) == {(0, 1)}


def test_some_of_the_organisations_keep_their_traits_and_units() -> None:
    people = unit_by_id("person")
    made = [record(raw, x=read_cell(raw, people)) for raw in ("7", "1.2万", "12")]
    school = Organisation("b", "b", "school", has_graduates=False)
    columns = Columns.from_records([*made, Record(school, "dy2023/school", {})], ["x"])

    some = columns.selected(np.array([3, 1]))

    assert some.traits["has_graduates"].tolist() == [False, True]
    assert some.traits["has_students"].tolist() == [True, True]
    assert some.units == columns.units == (frozenset({people}),)
    assert some.scales == columns.scales == (frozenset({Decimal(1), Decimal(10000)}),)
