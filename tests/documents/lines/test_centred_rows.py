from __future__ import annotations

from nianbao.documents.lines.centred_rows import centred_rows, one_level
from nianbao.documents.running_text import text_at
from nianbao.facts.place import Place

EM = 10.0


def lines(*rows: tuple[float, dict[int, str]]) -> list[tuple[float, list[tuple[int, float, object]]]]:
    """Lines of a height and what stands in each column."""
    return [(y, [(c, EM * len(words), text_at(words, Place())) for c, words in row.items()]) for y, row in rows]


def test_rows_that_touch_are_told_apart_by_the_middles_of_their_cells() -> None:
    table = lines(
        (0, {0: "指标", 1: "人数"}),
        (20, {0: "毕业生"}),
        (40, {0: "初次就", 1: "213"}),
        (60, {0: "业人数"}),
        (80, {0: "留在当"}),
        (90, {1: "168"}),
        (100, {0: "地就业"}),
        (120, {0: "基层", 1: "119"}),
    )
    found = centred_rows(table, [2, 5, 7], EM)
    assert found is not None
    assert (found.start, found.rows) == (1, [(1, 4), (4, 7), (7, 8)])


def test_words_that_are_in_no_middle_settle_nothing() -> None:
    at_top = lines((0, {0: "毕业生", 1: "213"}), (20, {0: "初次就"}), (40, {0: "业", 1: "168"}))
    assert centred_rows(at_top, [0, 2], EM) is None


def test_short_names_above_and_below_a_row_are_none_of_its_lines() -> None:
    groups = lines(
        (0, {0: "城市"}), (20, {0: "专任教师人数", 1: "213"}), (40, {0: "农村"}), (60, {0: "教师", 1: "168"})
    )
    assert centred_rows(groups, [1, 3], EM) is None


def test_heads_in_the_middle_of_one_height_are_one_row() -> None:
    assert one_level(lines((0, {0: "第一"}), (10, {1: "全区"}), (20, {0: "学校"})), EM)
    assert not one_level(lines((0, {0: "数量", 1: "指标"}), (20, {0: "2023年"})), EM)


def test_the_last_row_of_a_page_may_have_its_cells_at_the_top() -> None:
    table = lines(
        (0, {0: "专业", 1: "人数"}),
        (20, {0: "会计", 1: "86"}),
        (40, {0: "电子", 1: "79"}),
        (60, {0: "现代农", 1: "36"}),
        (80, {0: "艺"}),
    )
    found = centred_rows(table, [1, 2, 3], EM)
    assert found is not None
    assert found.rows == [(1, 2), (2, 3), (3, 5)]
