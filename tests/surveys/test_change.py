"""A change is said only where it is more than noise."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.framework.loader import load_catalogue
from nianbao.surveys.answer import AnswerSheet
from nianbao.surveys.change import Direction, change_since
from nianbao.surveys.estimate import Estimate, estimate, tally

STAFF = load_catalogue().instruments["staff/1"]


def rate(satisfied: int, n: int) -> Estimate:
    sheets = [AnswerSheet("----5")] * satisfied + [AnswerSheet("----2")] * (n - satisfied)
    return estimate(STAFF, STAFF.measures[0], tally(sheets))


@pytest.mark.parametrize(
    ("satisfied", "n", "before", "n_before", "direction"),
    [
        (180, 200, "80.00", 200, Direction.UP),
        (160, 200, "90.00", 200, Direction.DOWN),
        (175, 200, "85.00", 200, Direction.NOISE),
        (18, 20, "80.00", 20, Direction.NOISE),  # ten points, but of twenty people
        (18, 20, None, 20, Direction.UNKNOWN),
        (18, 20, "80.00", None, Direction.UNKNOWN),
        (18, 20, "180.00", 20, Direction.UNKNOWN),
    ],
)
def test_ten_points_of_twenty_people_are_noise(
    satisfied: int, n: int, before: str | None, n_before: int | None, direction: Direction
) -> None:
    found = change_since(rate(satisfied, n), Decimal(before) if before else None, n_before)

    assert found.direction is direction


def test_the_difference_is_told_in_points() -> None:
    found = change_since(rate(180, 200), Decimal("80.00"), 200)

    assert found.points == 10
    assert found.points_range is not None
    assert 2 < found.points_range.low < found.points_range.high < 18


def test_nobody_changed_into_anybody() -> None:
    assert change_since(rate(0, 0), Decimal(80), 100).direction is Direction.UNKNOWN
