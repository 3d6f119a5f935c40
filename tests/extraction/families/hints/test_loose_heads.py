"""The family of loose heads, on tables of its own."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "loose-heads"
HEAD = "学校\t{}年招生\t{}年招生\t{}年在校\t{}年在校\n一职\t563\t600\t1500\t1510\n二职\t500\t510\t1400\t1420\n"
ROWS = "年份\t招生\t在校\n{}年\t563\t1600\n{}年\t500\t1510\n{}年\t520\t1520\n"


@pytest.mark.parametrize("years", [(2020, 2022, 2021, 2022), (2021, 2022, 2021, 2023), (2021, 2024, 2021, 2022)])
def test_groups_of_other_years_are_told(years: tuple[int, ...]) -> None:
    assert failing(FAMILY, HEAD.format(*years))


@pytest.mark.parametrize("years", [(2018, 2021, 2022), (2020, 2021, 2023), (2022, 2021, 2022)])
def test_rows_out_of_step_are_told(years: tuple[int, ...]) -> None:
    assert failing(FAMILY, ROWS.format(*years))


def test_years_in_step_are_silent() -> None:
    assert failing(FAMILY, HEAD.format(2021, 2022, 2021, 2022)) == []
    assert failing(FAMILY, ROWS.format(2020, 2021, 2022)) == []
    assert failing(FAMILY, ROWS.format(2022, 2021, 2020)) == []
