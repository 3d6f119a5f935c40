"""The family of lone blanks, on tables of its own."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "lone-blanks"
NAMES = ["一职", "二职", "三职", "四职", "五职", "六职", "七职", "八职"]


def table(blank: int, head: str = "在校生", last: str = "") -> str:
    rows = [f"{name}\t{20 + n}\t{'' if n == blank else 300 + n}\n" for n, name in enumerate(NAMES)]
    return f"学校\t教师\t{head}\n{''.join(rows)}{last}"


@pytest.mark.parametrize("blank", [0, 3, 6])
def test_the_one_empty_cell_of_a_column_is_told(blank: int) -> None:
    assert failing(FAMILY, table(blank))


@pytest.mark.parametrize(
    ("blank", "head"), [(7, "在校生"), (3, "备注"), (3, "排名"), (3, "比上年增减"), (-1, "在校生")]
)
def test_what_may_be_empty_is_silent(blank: int, head: str) -> None:
    assert failing(FAMILY, table(blank, head)) == []


def test_an_answer_is_no_blank() -> None:
    for answer in ("—", "无", "0", "/"):
        assert failing(FAMILY, table(-1).replace("303", answer)) == []


def test_a_row_with_two_blanks_is_of_another_kind() -> None:
    rows = "".join(f"{name}\t{20 + n}\t{300 + n}\t{90 + n}\n" for n, name in enumerate(NAMES))
    assert failing(FAMILY, f"项目\t甲\t乙\t丙\n比值\t15\t\t\n{rows}") == []


def test_a_short_column_says_nothing() -> None:
    assert failing(FAMILY, "学校\t教师\t在校生\n一职\t20\t300\n二职\t21\t\n三职\t22\t310\n四职\t22\t310\n") == []


def test_a_blank_beside_parts_that_make_the_whole_is_a_nought() -> None:
    rows = "".join(f"{name}\t{50 + n}\t{30 + n}\t20\n" for n, name in enumerate(NAMES))
    assert failing(FAMILY, f"学校\t小计\t男\t女\n{rows}九职\t44\t44\t\n十职\t60\t40\t20\n") == []
    assert failing(FAMILY, f"学校\t小计\t男\t女\n{rows}九职\t44\t30\t\n十职\t60\t40\t20\n")
