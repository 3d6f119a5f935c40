from __future__ import annotations

from nianbao.documents.paged.rules import Rule, Rules, lattices


def grid(xs: list[float], ys: list[float]) -> Rules:
    return Rules([Rule(y, xs[0], xs[-1]) for y in ys], [Rule(x, ys[0], ys[-1]) for x in xs])


def test_crossing_rules_are_a_table() -> None:
    (lattice,) = lattices(grid([0, 50, 100], [0, 20, 40]))
    assert len(lattice.cells) == 4


def test_a_missing_wall_is_a_wide_cell() -> None:
    rules = Rules(
        [Rule(0, 0, 100), Rule(20, 0, 100), Rule(40, 0, 100)], [Rule(0, 0, 40), Rule(50, 0, 20), Rule(100, 0, 40)]
    )
    (lattice,) = lattices(rules)
    assert (0, 0, 0, 1) in lattice.cells


def test_a_missing_floor_is_a_tall_cell() -> None:
    rules = Rules(
        [Rule(0, 0, 100), Rule(20, 50, 100), Rule(40, 0, 100)], [Rule(0, 0, 40), Rule(50, 0, 40), Rule(100, 0, 40)]
    )
    (lattice,) = lattices(rules)
    assert (0, 0, 1, 0) in lattice.cells


def test_a_table_open_at_its_sides_is_closed_by_its_rules() -> None:
    rules = Rules([Rule(0, 0, 100), Rule(20, 0, 100)], [Rule(50, 0, 20)])
    (lattice,) = lattices(rules)
    assert lattice.xs == [0, 50, 100]


def test_lines_that_do_not_touch_are_no_table() -> None:
    assert lattices(Rules([Rule(0, 0, 100), Rule(20, 0, 100)], [])) == []


def test_a_row_that_a_page_break_leaves_open_is_one_of_its_table() -> None:
    rules = Rules([Rule(y, 0, 100) for y in (0, 20, 40)], [Rule(x, 0, 60) for x in (0, 50, 100)])
    (lattice,) = lattices(rules)
    assert lattice.ys == [60, 40, 20, 0]
    assert len(lattice.cells) == 6
