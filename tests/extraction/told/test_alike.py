"""Words that figures have in common, and slips of the hand between two figures."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.told.alike import (
    OTHER_FIGURE,
    are_one_rounded,
    distance,
    firsts_of_each,
    is_slip,
    own_words,
    pairs_outside,
    pieces_of,
    printed_cells,
    told_figures,
    weights_of,
)
from nianbao.facts.printed_number import PrintedNumber, read_number


def number(words: str) -> PrintedNumber:
    found = read_number(words)
    assert found is not None
    return found


def test_a_figure_has_the_words_before_it_its_noun_and_its_measure() -> None:
    text = "全年聘请行业导师24人，约80人受益。共接待游客96人次"
    told = told_figures(Manuscript.of(read_document(text.encode(), name="report.txt")))
    assert [each.mention.raw.strip() for each in told] == ["24人", "96人次"]
    assert {"行业", "导师"} <= told[0].own
    assert "人次" not in told[1].near


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("42", "24", True),
        ("148", "158", True),
        ("71", "171", True),
        ("23.5", "2.35", True),
        ("42", "96", False),
        ("7", "171", False),
    ],
)
def test_slips_of_the_hand(one: str, other: str, slips: bool) -> None:
    assert is_slip(number(one), number(other)) is slips


def test_the_coarser_figure_may_stand_for_the_finer() -> None:
    assert are_one_rounded(number("1.05万人"), number("10498人"))
    assert are_one_rounded(number("42人"), number("42人"))
    assert not are_one_rounded(number("42人"), number("43人"))


def test_what_lies_far_apart_is_hardly_one_figure() -> None:
    assert distance(Decimal(40), Decimal(42)) == 0
    assert distance(Decimal(42), Decimal(100)) == 0.5
    assert distance(Decimal(0), Decimal(42)) == distance(Decimal(10), Decimal(42)) == 1.5


def test_rare_pieces_weigh_more() -> None:
    weights = weights_of([pieces_of("行业导师"), pieces_of("行业学院"), pieces_of("行业培训")])
    assert weights["导师"] > weights["行业"] > 0
    assert weights["无人"] >= weights["导师"]


@pytest.mark.parametrize("words", ["比上年增加", "新聘请教师", "计划招生", "汽修、护理"])
def test_words_of_another_figure(words: str) -> None:
    assert OTHER_FIGURE.search(words)


@pytest.mark.parametrize("words", ["聘请行业导师", "、教师培训", "占比达到", "录取比例为"])
def test_words_of_a_plain_figure(words: str) -> None:
    assert not OTHER_FIGURE.search(words)


def test_each_figure_is_told_of_once() -> None:
    pairs = [("a", "b"), ("c", "a"), ("c", "d"), ("b", "e"), ("f", "g")]
    assert list(firsts_of_each(pairs, set, 3)) == [("a", "b"), ("c", "d"), ("f", "g")]
    assert list(firsts_of_each(pairs, set, 1)) == [("a", "b")]
    assert list(firsts_of_each([], set, 3)) == []


def test_a_clause_without_words_of_its_own_goes_on_from_the_one_before() -> None:
    text = "聘请行业导师，共有24人；接待游客96人次"
    one, other = Manuscript.of(read_document(text.encode(), name="report.txt")).mentions
    assert own_words(one, pieces_of("共有")) == "聘请行业导师,共有"
    assert own_words(one, frozenset()) == "共有"
    assert own_words(other, pieces_of("共有")) == "接待游客"


def test_pairs_do_not_reach_over_what_is_left_out() -> None:
    assert pairs_outside(re.compile("的"), "我的家乡") == {"家乡"}


def test_a_row_that_is_named_by_a_figure_was_read_one_off_and_names_no_cell() -> None:
    text = "表1 学生情况\n\n学校\t类别\t招生\t毕业\n一职\t京籍\t96\t87\n合计\t358\t187\t122\n"
    cells = printed_cells(Manuscript.of(read_document(text.encode(), name="report.txt")))
    assert [cell.figure.number.raw.strip() for cell in cells] == ["96", "87"]
