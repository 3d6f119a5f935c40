"""Small things the laws are built from; each law has a broken fixture in test_loader."""

from __future__ import annotations

from nianbao.framework.laws import lists_of, words_of
from nianbao.framework.loader import load_catalogue


def test_words_are_counted_over_all_ids() -> None:
    assert words_of(["graduates_placed", "graduates", "yearly-report"]) == {
        "graduates": 2,
        "placed": 1,
        "yearly": 1,
        "report": 1,
    }


def test_lists_at_tables_and_beside_them_are_both_lists_of_an_edition() -> None:
    assert [one.id for one in lists_of(load_catalogue().editions["dy2023/school"])] == [
        "major_group_list",
        "major_list",
    ]
