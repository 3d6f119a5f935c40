"""The family of columns that add up line by line, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "table-signatures"
WRONG = (
    "专业\t毕业\t就业\t升学\n甲\t68\t11\t57\n乙\t13\t12\t1\n丙\t72\t12\t15\n丁\t11\t4\t7\n戊\t13\t3\t10\n",
    "学校\t教师\t男\t女\n甲校\t50\t20\t30\n乙校\t41\t15\t25\n",
)
RIGHT = ("专业\t毕业\t就业\t升学\n甲\t68\t11\t57\n乙\t13\t12\t1\n丙\t27\t12\t15\n丁\t11\t4\t7\n",)
NO_CLAIM = (
    "指标\t甲\t乙\t全区\n招生\t40\t30\t70\n在校\t120\t80\t200\n毕业\t38\t26\t64\n教师\t20\t10\t30\n高级职称比例%\t35\t32\t34\n",
    "专业\t一班\t二班\t三班\n甲\t40\t41\t39\n乙\t38\t40\t42\n丙\t45\t44\t40\n丁\t30\t33\t31\n",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_line_that_breaks_the_sum_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_lines_that_add_up_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_columns_side_by_side_are_not_added(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_a_group_of_ages_holds_counts_in_each_of_its_rows() -> None:
    ages = "项目\t类别\t2016年\t2017年\t增减\n职称\t高级\t88\t91\t+3\n\t中级\t121\t118\t-3\n\t初级\t87\t80\t-7\n年龄\t35岁及以下\t{}\t64\t-7\n\t36—50岁\t158\t{}\t-1\n\t51岁及以上\t67\t68\t+1\n"
    assert is_contradicted(FAMILY, ages.format(17, 157))
    assert is_contradicted(FAMILY, ages.format(71, 517))
    assert is_confirmed(FAMILY, ages.format(71, 157))
