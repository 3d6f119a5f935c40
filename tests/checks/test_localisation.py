from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.checks.engine import judge
from nianbao.checks.kind import kinds
from nianbao.checks.localisation import Knot, localise
from nianbao.checks.outcome import Verdict
from nianbao.checks.typo import Slip
from nianbao.facts.cell import read_cell
from nianbao.facts.relation import Operand, Reading
from nianbao.facts.unit import find_unit


def operand(key: str, printed: object, unit: str | None = None, trust: float = 1.0) -> Operand:
    return Operand(key, key, read_cell(str(printed), find_unit(unit) if unit else None), trust=trust)


def knots_of(readings: Sequence[Reading]) -> tuple[Knot, ...]:
    return localise([(reading, judge(reading)) for reading in readings], judge)


def suggestions(knot: Knot) -> list[tuple[tuple[str, str], ...]]:
    return [tuple((change.key, change.suggested) for change in repair.changes) for repair in knot.repairs]


def table_relations(rows: Sequence[Sequence[int]], totals: Sequence[int]) -> list[Reading]:
    """Rows a = b + c, with a total under each column."""
    cells = [[operand(f"r{r}c{c}", value) for c, value in enumerate(row)] for r, row in enumerate(rows)]
    sums = [operand(f"total c{c}", value, trust=0.5) for c, value in enumerate(totals)]
    readings = [Reading("sum", {"total": (row[0],), "parts": tuple(row[1:])}) for row in [*cells, sums]]
    for column, total in enumerate(sums):
        readings.append(Reading("sum", {"total": (total,), "parts": tuple(row[column] for row in cells)}))
    return readings


CONSISTENT = [(68, 11, 57), (13, 12, 1), (27, 12, 15), (11, 4, 7), (18, 14, 4)]
TOTALS = (137, 53, 84)


def test_a_consistent_table_has_no_knot() -> None:
    assert knots_of(table_relations(CONSISTENT, TOTALS)) == ()


def test_a_wrong_cell_is_found_where_its_row_and_its_column_cross() -> None:
    rows = [list(row) for row in CONSISTENT]
    rows[2][2] = 25

    (knot,) = knots_of(table_relations(rows, TOTALS))

    assert suggestions(knot) == [(("r2c2", "15"),)]
    assert knot.repairs[0].changes[0].slip is Slip.DIGIT
    assert knot.repairs[0].satisfies == 2


def test_a_wrong_total_is_found_where_two_sums_meet() -> None:
    (knot,) = knots_of(table_relations(CONSISTENT, (137, 58, 84)))

    assert suggestions(knot) == [(("total c1", "53"),)]


def test_two_wrong_cells_in_one_knot_are_found_together() -> None:
    rows = [list(row) for row in CONSISTENT]
    rows[0][1], rows[3][1] = 17, 9

    (knot,) = knots_of(table_relations(rows, TOTALS))

    assert (("r0c1", "11"), ("r3c1", "4")) in suggestions(knot)


def test_faults_that_share_nothing_are_separate_knots() -> None:
    first = Reading("sum", {"total": (operand("a", 10),), "parts": (operand("b", 4), operand("c", 7))})
    second = Reading("same", {"values": (operand("d", 5), operand("e", 6))})

    assert [knot.relations for knot in knots_of([first, second])] == [(0,), (1,)]


def test_a_number_that_other_relations_confirm_is_not_blamed() -> None:
    wrong = Reading("sum", {"total": (operand("total", 30),), "parts": (operand("a", 10), operand("b", 19))})
    confirmed = Reading("same", {"values": (operand("total", 30), operand("said again", 30))})

    (knot,) = knots_of([wrong, confirmed])

    # 10 for 11 is a wrong digit, 19 for 20 a miscount by one: nothing tells them apart, but 30 stands.
    assert suggestions(knot) == [(("a", "11"),), (("b", "20"),)]


def test_a_derived_figure_is_blamed_before_the_figures_it_is_made_from() -> None:
    share = Reading(
        "share",
        {
            "share": (operand("share", "48.5", "%", trust=0.5),),
            "part": (operand("part", 124, "人"),),
            "whole": (operand("whole", 256, "人"),),
        },
    )

    (knot,) = knots_of([share])

    assert suggestions(knot)[0] == (("share", "48.4"),)


def test_a_limit_alone_names_no_value() -> None:
    limit = Reading("at_most", {"parts": (operand("part", 2248),), "whole": (operand("whole", 2228),)})

    (knot,) = knots_of([limit])

    assert knot.repairs == ()


def test_several_limits_convict_the_number_that_they_share() -> None:
    asked = operand("asked", 24)
    limits = [Reading("at_most", {"parts": (operand(f"part {n}", n),), "whole": (asked,)}) for n in (290, 334)]

    (knot,) = knots_of(limits)

    assert (knot.repairs, knot.suspect) == ((), "asked")
    assert knot.reason is not None
    assert "「asked」24" in knot.reason.zh
    assert "“asked” (24)" in knot.reason.en


def test_beyond_a_limit_a_shifted_point_is_offered() -> None:
    limit = Reading("at_most", {"parts": (operand("part", 3560),), "whole": (operand("whole", 400),)})

    (knot,) = knots_of([limit])

    assert (("part", "356"),) in suggestions(knot)
    assert {change.slip for repair in knot.repairs for change in repair.changes} == {Slip.POINT}


def test_an_empty_form_does_not_tie_a_wrong_figure_to_all_others() -> None:
    wrong = Reading("sum", {"total": (operand("total", 27),), "parts": (operand("a", 12), operand("b", 25))})
    other = Reading("sum", {"total": (operand("c", 37),), "parts": (operand("b", 25), operand("a", 12))})
    missing = Reading("missing", {"required": (operand("total", 27), operand("b", 25), operand("d", ""))})

    first, second = knots_of([wrong, missing, other])

    assert (first.relations, suggestions(first)) == ((0,), [(("total", "37"),)])
    assert (second.relations, second.repairs) == ((1,), ())


def test_a_size_that_the_same_repair_mends_comes_along_and_decides() -> None:
    wrong = Reading("sum", {"total": (operand("total", 35),), "parts": (operand("a", 10), operand("b", 250))})
    size = Reading("magnitude", {"value": (operand("b", 250),)}, {"high": Decimal(100)})

    (knot,) = knots_of([wrong, size])

    assert (knot.relations, suggestions(knot)) == ((0, 1), [(("b", "25"),)])
    assert knot.repairs[0].satisfies == 2


def test_too_many_equal_answers_say_nothing() -> None:
    parts = tuple(operand(f"part {index}", 20) for index in range(8))
    (knot,) = knots_of([Reading("sum", {"total": (operand("total", 170),), "parts": parts})])

    assert knot.is_undecided


def test_hedged_numbers_are_never_blamed() -> None:
    total = Operand("total", "total", read_cell("约100人"))
    reading = Reading("sum", {"total": (total,), "parts": (operand("a", 30), operand("b", 40))})
    for knot in knots_of([reading]):
        assert all(change.key != "total" for repair in knot.repairs for change in repair.changes)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_repair_always_makes_everything_hold(data: st.DataObject) -> None:
    rows = [list(row) for row in CONSISTENT]
    row, column = data.draw(st.integers(0, 4)), data.draw(st.integers(1, 2))
    rows[row][column] = data.draw(st.integers(0, 200))
    readings = table_relations(rows, TOTALS)

    for knot in knots_of(readings):
        assert knot.repairs
        for repair in knot.repairs:
            mended = {change.key: change.suggested for change in repair.changes}
            for reading in readings:
                repaired = Reading(
                    reading.kind,
                    {
                        role: tuple(operand(o.key, mended.get(o.key, o.cell.raw)) for o in members)
                        for role, members in reading.operands.items()
                    },
                )
                assert judge(repaired).verdict is Verdict.PASS


def examples_that_hold() -> list[Reading]:
    return [
        Reading("sum", {"total": (operand("t", 30),), "parts": (operand("a", 10), operand("b", 20))}),
        Reading(
            "at_most",
            {"parts": (operand("a", 10),), "whole": (operand("w", 40),), "less": (operand("l", 20),)},
        ),
        Reading(
            "share",
            {
                "share": (operand("s", "25.0", "%"),),
                "part": (operand("a", 10, "人"),),
                "whole": (operand("w", 40, "人"),),
            },
        ),
        Reading(
            "ratio",
            {"ratio": (operand("r", "12.5"),), "numerator": (operand("a", 100),), "denominator": (operand("w", 8),)},
        ),
        Reading(
            "difference", {"difference": (operand("d", 5),), "new": (operand("n", 15),), "old": (operand("o", 10),)}
        ),
        Reading(
            "growth",
            {"rate": (operand("r", "50", "%"),), "new": (operand("n", 15, "人"),), "old": (operand("o", 10, "人"),)},
        ),
        Reading("same", {"values": (operand("a", 7), operand("b", 7))}),
        Reading("mean", {"mean": (operand("m", 15),), "values": (operand("a", 10), operand("b", 20))}),
    ]


@pytest.mark.parametrize("reading", examples_that_hold(), ids=lambda reading: reading.kind)
def test_what_a_kind_would_allow_includes_the_value_that_holds(reading: Reading) -> None:
    assert judge(reading).verdict is Verdict.PASS
    solve = kinds()[reading.kind].solve
    assert solve is not None
    for member in reading.members():
        allowed = solve(reading, member.key)
        number = member.cell.number
        assert number is not None
        assert allowed is None or allowed.overlaps(number.interval()), member.key


def test_kinds_that_can_be_solved_are_all_tried_here() -> None:
    assert {name for name, kind in kinds().items() if kind.solve} == {r.kind for r in examples_that_hold()}


def test_exchanged_digits_are_mended_where_any_digit_would_do() -> None:
    difference = Reading(
        "difference",
        {
            "difference": (operand("change", "7.63"),),
            "new": (operand("now", "24.16", trust=0.9),),
            "old": (operand("then", "16.8", trust=0.9),),
        },
        {"signed": False},
    )

    (knot,) = knots_of([difference])

    assert suggestions(knot)[0] == (("change", "7.36"),)


def test_a_share_over_the_whole_is_itself_wrong() -> None:
    share = Reading(
        "share",
        {
            "share": (operand("share", "4974", "%"),),
            "part": (operand("part", "95", "人", trust=0.9),),
            "whole": (operand("whole", "191", "人", trust=0.9),),
        },
    )

    (knot,) = knots_of([share])

    assert suggestions(knot) == [(("share", "49.74"),)]
