from dataclasses import replace
from decimal import Decimal

import pytest
from small_catalogue import CATALOGUE, record, school

from nianbao.facts.cell import Cell
from nianbao.facts.printed_number import PrintedNumber
from nianbao.facts.problem import Problem
from nianbao.facts.unit import unit_by_id
from nianbao.packages.fact_table import read_facts, write_facts

ONE = school("1", "一职")
DATA = write_facts(record(ONE, staff="35", graduates="120"), CATALOGUE)


def test_facts_stand_in_the_order_of_the_form() -> None:
    lines = DATA.decode("utf-8-sig").splitlines()

    assert [line.split(",")[0] for line in lines] == ["indicator", "graduates", "staff"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b",35,35,person", b",35,3x5,person"),
        (b",35,35,person", b",35,1e9,person"),
        (b",35,35,person", b",35,35,furlong"),
        (b"staff,", b"graduates,"),
        (b"value,value,35", b"value,perhaps,35"),
        (b"value,value,35", b"value,none,35"),
        (b"data_year,2023,value,value,35", b"data_year,MMXXIII,value,value,35"),
        (b"data_year,2023,value,value,35", b"data_year,2024-01-01/2023-01-01,value,value,35"),
        (b'"{""cell"":""D4""', b'"{""cell"":{}'),
    ],
)
def test_a_line_that_cannot_be_read_is_named(old: bytes, new: bytes) -> None:
    assert old in DATA

    with pytest.raises(Problem, match=r"facts\.csv 第"):
        read_facts(DATA.replace(old, new, 1), "facts.csv", ONE)


def test_a_number_that_no_form_holds_is_a_mistake_of_the_caller() -> None:
    endless = record(ONE, staff=Cell.of_number(PrintedNumber("x", Decimal("Infinity"))))
    strange = replace(unit_by_id("person"), label="头")

    with pytest.raises(ValueError, match="figure"):
        write_facts(endless, CATALOGUE)
    with pytest.raises(ValueError, match="lexicon"):
        write_facts(record(ONE, staff=Cell.of_number(PrintedNumber("1头", Decimal(1), unit=strange))), CATALOGUE)
