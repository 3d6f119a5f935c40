"""What is hidden cannot be worked out from what is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nianbao.surveys.suppression import SMALLEST, hidden

COUNTS = st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 30), max_size=9)
GRID = st.lists(st.lists(st.integers(0, 20), min_size=3, max_size=3), min_size=2, max_size=4)


def assert_safe(counts: dict[object, int], line: list[object], away: set[object]) -> None:
    """A total less what is shown tells of five people or more, in two groups or more; else nothing is shown."""
    inside = [key for key in line if key in away]
    shown = [key for key in line if counts[key] and key not in away]
    if inside and shown:
        assert len(inside) >= 2
        assert sum(counts[key] for key in inside) >= SMALLEST


@given(COUNTS)
def test_a_small_group_is_never_shown_and_never_left_over(counts: dict[object, int]) -> None:
    away = hidden(counts)

    assert {key for key, count in counts.items() if 0 < count < SMALLEST} <= away
    assert_safe(counts, list(counts), away)


@given(GRID)
def test_rows_and_columns_keep_each_others_secret(grid: list[list[int]]) -> None:
    counts: dict[object, int] = {(r, c): count for r, row in enumerate(grid) for c, count in enumerate(row)}
    rows: list[list[object]] = [[(r, c) for c in range(3)] for r in range(len(grid))]
    columns: list[list[object]] = [[(r, c) for r in range(len(grid))] for c in range(3)]

    away = hidden(counts, [*rows, *columns])

    for line in (*rows, *columns):
        assert_safe(counts, line, away)


@given(COUNTS)
def test_large_groups_alone_are_all_shown(counts: dict[object, int]) -> None:
    assert not hidden({key: count + SMALLEST for key, count in counts.items()})


def test_an_empty_group_hides_nothing() -> None:
    assert hidden({"a": 0, "b": 9}) == set()
    assert hidden({}) == set()
