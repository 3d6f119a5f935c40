"""What may be one cell among the words of a copy."""

from __future__ import annotations

from words_of_a_copy import words

from nianbao.documents.lines.copied_words import Span, Word, is_torn_figure, is_unit, spans_from, whole


def as_one(cell: list[Word], end: int) -> Span:
    return list(spans_from(cell, 0, end))[-1]


def test_a_line_is_broken_where_its_column_is_full() -> None:
    label = words("其中：一般公共预", "算教育经费")
    assert as_one(label, 2).price_in(18) < 0.5
    short = words("教育费附加", "其他收入")
    assert as_one(short, 2).price_in(18) > 3


def test_a_unit_may_have_a_line_of_its_own() -> None:
    assert as_one(words("毕业生数", "（人）"), 2).price_in(20) < 0.5


def test_a_bracket_is_closed_in_its_own_cell() -> None:
    assert as_one(words("公共基础课（不含思想"), 1).price_in(20) >= 3


def test_a_narrow_column_breaks_a_figure() -> None:
    halves = words("112697", "9.79")
    assert is_torn_figure(*halves)
    assert is_torn_figure(*words("14.34:", "1"))
    assert not is_torn_figure(*words("17 18"))


def test_a_sum_begins_a_cell() -> None:
    assert as_one(words("园林技术", "合计"), 2).price > 3


def test_words_on_a_line_keep_their_blank_and_lines_are_joined() -> None:
    assert whole(words("会 计", "事务")).text == "会 计事务"


def test_units_are_known() -> None:
    assert all(map(is_unit, ("人", "%", ":1", "元/生", "Mbps", "学时", "平方米")))
    assert not is_unit("专业数量")


def test_an_age_names_a_row() -> None:
    assert not words("30岁及以下")[0].is_value
