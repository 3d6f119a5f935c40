from decimal import Decimal

import pytest

from nianbao.checks.typo import Slip, distance


@pytest.mark.parametrize(
    ("printed", "intended", "slip"),
    [
        ("25", "15", Slip.DIGIT),
        ("132", "123", Slip.SWAP),
        ("12", "123", Slip.DROPPED),
        ("1123", "123", Slip.ADDED),
        ("0.41", "41", Slip.POINT),
        ("18541.01", "1.854101", Slip.POINT),
        ("-5", "5", Slip.SIGN),
        ("20", "19", Slip.CARRY),
        ("99.9", "100.0", Slip.CARRY),
        ("48", "15", Slip.OTHER),
    ],
)
def test_one_slip_is_recognised(printed: str, intended: str, slip: Slip) -> None:
    assert distance(Decimal(printed), Decimal(intended)).slip is slip


def test_a_neighbours_value_may_have_been_copied() -> None:
    assert distance(Decimal(48), Decimal(15), frozenset({Decimal(48)})).slip is Slip.COPIED


def test_a_slip_is_always_cheaper_than_a_wholly_different_number() -> None:
    assert distance(Decimal(25), Decimal(15)).cost < distance(Decimal(98), Decimal(15)).cost


def test_an_unchanged_number_costs_nothing() -> None:
    assert distance(Decimal("3.60"), Decimal("3.6")).cost == 0


def test_exchanged_digits_and_a_digit_typed_twice_are_likelier_than_another_digit() -> None:
    assert distance(Decimal("7.63"), Decimal("7.36")).cost < distance(Decimal("7.63"), Decimal("7.33")).cost
    assert distance(Decimal(1155), Decimal(155)).cost < distance(Decimal(4155), Decimal(155)).cost


def test_the_nought_before_the_point_is_typed_too() -> None:
    assert distance(Decimal("1.18"), Decimal("0.18")).slip is Slip.DIGIT


@pytest.mark.parametrize(
    ("printed", "intended", "cost"),
    [("1847", "1374", 6), ("1847", "1249", 4), ("12", "97", 6), ("61234", "41", 6), ("5231", "8237", 4)],
)
def test_two_slips_in_a_long_number_are_likelier_than_another_number(printed: str, intended: str, cost: int) -> None:
    found = distance(Decimal(printed), Decimal(intended))
    assert (found.slip, found.cost) == (Slip.OTHER, cost)
