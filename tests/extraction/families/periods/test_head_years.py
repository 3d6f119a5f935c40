"""Years at the head of a table that come in groups."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "head-years"
ROWS = "\n机电\t120\t130\t40\t42\n护理\t180\t180\t60\t58\n"


@pytest.mark.parametrize(
    "head",
    [
        "\t教师数\t教师数\t占比\t占比\n类别\t2021年\t2022年\t2021年\t2021年",
        "\t招生\t招生\t毕业\t毕业\n专业\t２０２１\t２０２２\t２０２２\t２０２２",
        "\t招生\t招生\t毕业\t毕业\n专业\t2022年\t2022年\t2021年\t2022年",
    ],
)
def test_a_year_twice_in_one_group_is_told(head: str) -> None:
    assert failing(FAMILY, head + ROWS)


@pytest.mark.parametrize(
    "head",
    [
        "\t教师数\t教师数\t占比\t占比\n类别\t2021年\t2022年\t2021年\t2022年",
        "\t招生\t招生\t毕业\t毕业\n专业\t2021年\t2022年\t2020年\t2021年",
        "\t2021年\t2021年\t2022年\t2022年\n专业\t招生\t毕业\t招生\t毕业",
        "专业\t2019年\t2020年\t2021年\t2022年",
    ],
)
def test_groups_that_agree_and_groups_of_other_spans_are_left_alone(head: str) -> None:
    assert not failing(FAMILY, head + ROWS)
