from decimal import Decimal

import pytest

from nianbao.facts.cell import read_cell
from nianbao.facts.unit import find_unit
from nianbao.rendering.printed_text import printed_decimal, printed_text, visible


def test_a_blank_prints_as_nothing_and_zero_as_zero() -> None:
    assert printed_text(read_cell("")) == ""
    assert printed_text(read_cell("0")) == "0"


@pytest.mark.parametrize(("raw", "printed"), [("无", "无"), ("-", "无"), ("/", "不适用"), ("未报", "缺报")])
def test_the_ways_of_having_no_value_print_in_their_own_words(raw: str, printed: str) -> None:
    assert printed_text(read_cell(raw)) == printed


def test_trailing_zeros_are_kept_because_they_were_entered() -> None:
    assert printed_text(read_cell("98.50"), find_unit("%")) == "98.50"


def test_a_unit_in_the_cell_is_not_printed_twice() -> None:
    unit = find_unit("%")
    assert printed_text(read_cell("98.5%", unit), unit) == "98.5"


def test_an_answer_in_another_unit_is_converted_exactly() -> None:
    unit = find_unit("万元")
    assert printed_text(read_cell("3306559.17元", unit), unit) == "330.655917"


def test_a_number_of_another_dimension_stays_as_written() -> None:
    unit = find_unit("人")
    assert printed_text(read_cell("12人次", unit), unit) == "12人次"
    assert printed_decimal(read_cell("12人次", unit), unit) is None


def test_a_hedged_number_keeps_its_hedge() -> None:
    assert printed_text(read_cell("近300人", find_unit("人")), find_unit("人")) == "近300人"


def test_large_numbers_print_all_their_digits() -> None:
    cell = read_cell("27,452,834.91")
    assert printed_text(cell) == "27452834.91"
    assert printed_decimal(cell, None) == Decimal("27452834.91")


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\u202e", "\u2066", "\ufffe", "\ud800"])
def test_characters_that_cannot_be_seen_are_spelled_out(character: str) -> None:
    assert character not in visible(f"甲{character}乙")
    assert visible(f"甲{character}乙").isprintable()
