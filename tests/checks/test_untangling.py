from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.checks.engine import judge
from nianbao.checks.localisation import Knot, localise
from nianbao.checks.outcome import Verdict
from nianbao.checks.untangling import NOT_DETERMINED, WITHOUT_SOLVER, untangle
from nianbao.facts.cell import read_cell
from nianbao.facts.relation import Operand, Reading
from nianbao.facts.unit import find_unit

pytest.importorskip("highspy", reason="the extra milp is not installed")

ROWS = ((68, 11, 57), (13, 12, 1), (27, 12, 15), (11, 4, 7), (18, 14, 4), (95, 40, 55))
TOTALS = tuple(sum(row[column] for row in ROWS) for column in range(3))
Faults = Mapping[tuple[int, int], object]  # by row and column; row 6 holds the totals


def table(faults: Faults, unit: str | None = "人") -> list[Reading]:
    """Rows a = b + c, with a total under each column."""
    found = find_unit(unit) if unit else None

    def cell(row: int, column: int, value: object) -> Operand:
        key = f"r{row}c{column}"
        trust = 0.5 if row == len(ROWS) else 1.0
        return Operand(key, key, read_cell(str(faults.get((row, column), value)), found), trust=trust)

    cells = [[cell(r, c, value) for c, value in enumerate(row)] for r, row in enumerate((*ROWS, TOTALS))]
    readings = [Reading("sum", {"total": (row[0],), "parts": tuple(row[1:])}) for row in cells]
    for column, total in enumerate(cells[-1]):
        readings.append(Reading("sum", {"total": (total,), "parts": tuple(row[column] for row in cells[:-1])}))
    return readings


def knots_of(readings: Sequence[Reading]) -> tuple[Knot, ...]:
    judged = [(reading, judge(reading)) for reading in readings]
    return untangle(localise(judged, judge), judged, judge)


def suggestions(knot: Knot) -> list[dict[str, str]]:
    return [{change.key: change.suggested for change in repair.changes} for repair in knot.repairs]


def test_three_wrong_cells_of_a_table_are_found_together() -> None:
    (knot,) = knots_of(table({(0, 1): 17, (2, 2): 25, (3, 1): 9}))

    assert {"r0c1": "11", "r2c2": "15", "r3c1": "4"} in suggestions(knot)
    assert knot.repairs[0].satisfies == len(knot.relations)


def test_four_wrong_cells_of_a_table_are_found_together() -> None:
    (knot,) = knots_of(table({(0, 1): 17, (2, 2): 25, (3, 1): 9, (5, 2): 65}))

    assert suggestions(knot) == [{"r0c1": "11", "r2c2": "15", "r3c1": "4", "r5c2": "55"}]


def test_printed_decimals_are_mended_within_their_rounding() -> None:
    tenths = {(r, c): f"{value / 10:.1f}" for r, row in enumerate((*ROWS, TOTALS)) for c, value in enumerate(row)}
    # 3.9 + 5.5 may make 9.5: all three are rounded.
    rounded = {**tenths, (5, 1): "3.9"}

    assert knots_of(table(rounded, "万元")) == ()
    (knot,) = knots_of(table({**rounded, (0, 1): "7.1", (2, 2): "5.1", (3, 1): "9.4"}, "万元"))

    (found,) = suggestions(knot)
    assert found.keys() == {"r0c1", "r2c2", "r3c1"}
    assert all(abs(Decimal(found[f"r{r}c{c}"]) - Decimal(tenths[r, c])) <= Decimal("0.1") for r, c in
               ((0, 1), (2, 2), (3, 1)))  # fmt: skip


def test_a_knot_that_one_change_unties_is_left_as_it_is() -> None:
    readings = table({(2, 2): 25})
    judged = [(reading, judge(reading)) for reading in readings]
    knots = localise(judged, judge)

    assert untangle(knots, judged, judge) == knots


def test_without_the_solver_the_knot_says_what_to_install() -> None:
    judged = [(reading, judge(reading)) for reading in table({(0, 1): 17, (2, 2): 25, (3, 1): 9})]

    (knot,) = untangle(localise(judged, judge), judged, judge, load=lambda: None)

    assert knot.repairs == ()
    assert knot.reason == WITHOUT_SOLVER
    assert "nianbao[milp]" in WITHOUT_SOLVER.zh
    assert "nianbao[milp]" in WITHOUT_SOLVER.en


def test_as_many_changes_as_failures_explain_nothing() -> None:
    """Three sums that share only a number which others confirm: each may be wrong on its own."""
    shared = Operand("shared", "shared", read_cell("100"))
    readings = [
        Reading("same", {"values": (shared, Operand(f"again {n}", f"again {n}", read_cell("100")))}) for n in range(4)
    ]
    readings += [
        Reading(
            "sum",
            {
                "total": (shared,),
                "parts": tuple(Operand(f"{n}{m}", f"{n}{m}", read_cell(str(40 + n + m))) for m in range(2)),
            },
        )
        for n in range(3)
    ]

    (knot,) = knots_of(readings)

    assert not knot.repairs


def test_values_that_nothing_fixes_are_not_made_up() -> None:
    """Limits say how much too large a number is, never what it should be."""
    wholes = [Operand(f"whole {n}", f"whole {n}", read_cell("10")) for n in range(2)]
    parts = [Operand(f"part {n}", f"part {n}", read_cell("90")) for n in range(3)]
    readings = [Reading("at_most", {"parts": (part,), "whole": (whole,)}) for part in parts for whole in wholes]

    for knot in knots_of(readings):
        assert not knot.repairs or all(len(repair.changes) <= 2 for repair in knot.repairs)
        assert knot.repairs or knot.reason == NOT_DETERMINED


@settings(max_examples=15, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, len(ROWS)), st.integers(0, 2)), st.integers(0, 300), min_size=3, max_size=4
    )
)
def test_whatever_is_offered_makes_everything_hold(faults: Faults) -> None:
    readings = table(faults)

    for knot in knots_of(readings):
        for repair in knot.repairs:
            mended = {change.key: change.suggested for change in repair.changes}
            for place in knot.relations:
                reading = readings[place]
                roles = {
                    role: tuple(
                        Operand(o.key, o.key, read_cell(mended.get(o.key, o.cell.raw), find_unit("人")))
                        for o in members
                    )
                    for role, members in reading.operands.items()
                }
                assert judge(Reading(reading.kind, roles)).verdict is Verdict.PASS
