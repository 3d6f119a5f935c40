"""A sum that is missed by one slip is told from one that nobody meant."""

from __future__ import annotations

from decimal import Decimal

import pytest
from family_reading import read

from nianbao.extraction.sum_slips import are_one_class, near_miss, one_slip


@pytest.mark.parametrize(
    ("printed", "intended"), [("127", "172"), ("25", "15"), ("238.3", "233.8"), ("1280", "128"), ("1205", "125")]
)
def test_one_slip_parts_two_numbers(printed: str, intended: str) -> None:
    assert one_slip(Decimal(printed), Decimal(intended))


@pytest.mark.parametrize(("printed", "intended"), [("127", "209"), ("5", "6"), ("12", "0"), ("12", "12.4")])
def test_more_than_a_slip_parts_two_numbers(printed: str, intended: str) -> None:
    assert not one_slip(Decimal(printed), Decimal(intended))


@pytest.mark.parametrize(
    ("text", "is_near"),
    [
        ("教师152人，党员57人，女教师60人", False),
        ("教师152人，机电系57人，信息系68人", True),
        ("职工1520人，在编870人，聘用380人，返聘270人", True),
        ("职工1520人，在编811人，聘用302人，返聘209人", False),
    ],
)
def test_a_total_is_missed_by_a_slip(text: str, is_near: bool) -> None:
    total, *parts = read(text).mentions
    added = sum((part.number.value for part in parts), start=Decimal(0))
    assert near_miss(total.number.value, added, total, parts) is is_near


def test_kinds_of_one_class_do_not_overlap() -> None:
    assert are_one_class(["种植类", "养殖类", "加工类"])
    assert not are_one_class(["种植类", "种植类"])
    assert not are_one_class(["双师型教师", "高级教师"])
