from __future__ import annotations

from nianbao.documents.lines.wide_heads import reached

EVEN = [(40.0 * n, 40.0 * n + 20) for n in range(7)]


def test_columns_between_two_heads_are_parted_at_their_middles() -> None:
    assert reached([50, 170], [[1], [4]], [2, 3, 5, 6], EVEN) == {2: 1, 3: 1, 5: 1, 6: 1}


def test_a_column_at_the_edge_may_have_no_head_over_it() -> None:
    assert reached([90, 210], [[2], [5]], [0, 1, 3, 4, 6], EVEN) == {1: 0, 3: 0, 4: 1, 6: 1}


def test_a_head_alone_stands_over_two_columns_at_least() -> None:
    assert reached([132], [[3]], [0, 1, 2, 4, 5, 6], EVEN) in ({2: 0, 4: 0}, {2: 0})
    assert reached([], [], [0], EVEN) == {}


def test_beside_heads_of_single_columns_every_column_has_a_head() -> None:
    assert reached([302], [[3]], [2, 4, 5], [(40.0 * n, 40.0 * n + 20) for n in range(8)], beside=True) == {
        2: 0,
        4: 0,
        5: 0,
    }
