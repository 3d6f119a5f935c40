"""The family of rows that are parts of others, on tables of its own."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "part-rows"


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("其中：专利授权数量* 项\t5", "发明专利授权数量* 项\t6"),
        ("非学历培训学时* 学时\t928", "公益项目培训学时* 学时\t1448"),
        ("毕业生初次就业人数 人\t139", "D 类：到大型企业就业 人\t400"),
        ("专业课教师\t94", "“双师型”教师\t105"),
        ("教职工总数 人\t326", "其中：专任教师总数 人\t362"),
        ("专任教师总数 人\t26", "思政课教师数 人\t41"),
    ],
)
def test_a_part_greater_than_its_whole_is_told(whole: str, part: str) -> None:
    form = "指标\t2023年\n{}\n{}\n合作企业\t40\n"
    assert failing(FAMILY, form.format(whole, part))
    assert failing(FAMILY, form.format(whole, part.rpartition("\t")[0] + "\t4")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("教职工\t120", "培训教师\t220"),
        ("专任教师总数 人\t26", "思政课教师数增加\t41"),
        ("专业数量 个\t12", "课程数量 门\t40"),
        ("教职工总数 人\t0", "专任教师总数 人\t26"),
    ],
)
def test_rows_of_other_things_are_silent(one: str, other: str) -> None:
    assert failing(FAMILY, f"指标\t2023年\n{one}\n{other}\n合作企业\t40\n") == []


def test_a_column_of_changes_is_not_compared() -> None:
    assert failing(FAMILY, "项目\t2022年\t2023年\t增加\n专业课教师\t178\t184\t6\n双师型教师\t139\t152\t13\n") == []


def test_a_whole_of_two_surveys_is_more_than_the_first() -> None:
    form = "指标\t单位\t2023年\t调查人次\t方式\n毕业生满意度\t%\t94.6\t{}\t网上\n其中：应届毕业生满意度\t%\t95.1\t742\t网上\n毕业三年内毕业生满意度\t%\t93.2\t270\t电话\n教职工满意度\t%\t97.4\t431\t网上\n"
    assert failing(FAMILY, form.format(742))
    assert failing(FAMILY, form.format(1012)) == []
