"""A round part of all that is said of rows of a table is what these rows make up of its total."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "table-fractions"
_TABLE = "\n\n表1 各专业在校生\n\n专业\t在校生\n护理\t310\n会计\t290\n机电\t120\n合计\t720\n"
PAIRS = (
    ("半数以上的学生就读护理专业。", "不足半数的学生就读护理专业。"),
    ("护理和机电两个专业的学生占全校三分之二以上。", "护理和机电两个专业的学生占全校一半以上。"),
    ("会计专业在校生不足三成。", "会计专业在校生超过四成。"),
    ("机电专业学生超过五分之一。", "机电专业学生不足五分之一。"),
    ("护理、会计两个专业在校生超过九成。", "护理、会计两个专业在校生超过八成。"),
)


@pytest.mark.parametrize(("wrong", "right"), PAIRS)
def test_round_words_are_worked_out_from_the_table(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, wrong + _TABLE)
    assert is_confirmed(FAMILY, right + _TABLE)


@pytest.mark.parametrize(
    "said",
    [
        "半数以上的护理专业学生来自农村。",
        "护理专业毕业生占全市一半以上。",
        "护理专业女生超过九成。",
        "教师中半数以上任教护理专业。",
        "其中护理专业学生超过六成。",
    ],
)
def test_another_whole_is_left_alone(said: str) -> None:
    assert failing(FAMILY, said + _TABLE) == []


def test_kinds_of_another_property_are_no_rows_of_the_same_whole() -> None:
    table = "\n\n表2 教师结构\n\n类别\t层次\t教师数\n职称\t高级\t30\n职称\t中级\t60\n职称\t初级\t30\n学历\t硕士\t40\n学历\t本科\t80\n"

    assert failing(FAMILY, f"中级教师正好占一半。{table}") == []
