from __future__ import annotations

from nianbao.documents.ragged_row import best_columns, column_profile, moved_columns

ROWS = [[str(n), f"指标{n}", "人", str(n * 7)] for n in range(1, 9)] + [["", "", "学时", "30"], ["", "", "学时", "无"]]
PROFILE = column_profile(ROWS, 4)


def test_a_row_that_lost_its_first_tab_moves_right() -> None:
    assert moved_columns(["接入平台数量", "人", "无", ""], PROFILE) == [1, 2, 3]


def test_a_row_with_a_blank_between_finds_both_places() -> None:
    assert moved_columns(["学时", "", "无", ""], PROFILE) == [2, 3]


def test_a_row_that_stands_well_stays() -> None:
    assert moved_columns(["9", "指标9", "人", "63"], PROFILE) is None


def test_a_total_under_the_serial_numbers_stays() -> None:
    assert moved_columns(["合计", "", "", "252"], PROFILE) is None


def test_ties_go_to_the_left() -> None:
    assert best_columns(["5"], column_profile([["甲", "1", "2"]] * 3, 3)) == [1]
