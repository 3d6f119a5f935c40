"""The family of captions, references and the periods they name, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "captions"
WRONG = (
    "表1 学生情况\n\n项目\t人数\n甲\t10\n乙\t20\n\n表2 教师情况\n\n项目\t人数\n甲\t1\n乙\t2\n\n表2 经费情况\n\n项目\t金额\n甲\t1\n乙\t2\n",
    "表2-1 学生情况\n\n项目\t人数\n甲\t10\n乙\t20\n\n表2-3 教师情况\n\n项目\t人数\n甲\t1\n乙\t2\n",
    "详见表7的数据，规模稳步扩大。\n\n表1 学生情况\n\n项目\t人数\n甲\t10\n乙\t20\n",
    "表1 2022年学生规模\n\n指标\t2020年\t2021年\n招生\t10\t20\n在校\t30\t60\n",
)
RIGHT = (
    "表1 学生情况\n\n项目\t人数\n甲\t10\n乙\t20\n\n表2 教师情况\n\n项目\t人数\n甲\t1\n乙\t2\n\n表3 经费情况\n\n项目\t金额\n甲\t1\n乙\t2\n",
    "表1-1 学生\n\n项目\t人数\n甲\t10\n乙\t20\n\n表1-2 教师\n\n项目\t人数\n甲\t1\n乙\t2\n\n表2-1 经费\n\n项目\t金额\n甲\t1\n乙\t2\n",
)
NO_CLAIM = (
    "附件：\n\n表 1 学生情况表\n\n表 2 教师情况表\n\n表 1 学生情况表\n\n项目\t人数\n甲\t10\n乙\t20\n\n表 2 教师情况表\n\n项目\t人数\n甲\t1\n乙\t2\n",
    "如图3所示，学校布局合理，设施齐全。",
    "2022年学生规模\n\n指标\t2021年\t2022年\n招生\t10\t20\n在校\t30\t60\n",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_caption_out_of_place_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_captions_in_order_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_a_list_of_attachments_or_a_lost_picture_is_no_fault(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_a_head_torn_over_two_lines_still_names_both_periods() -> None:
    text = "表6 2021—2022年培训情况\n\n项目\t2022年人次\t人次\n（类）\t（人）\t2021年\n电工\t120\t110\n焊工\t80\t70\n"
    assert failing("captions", text) == []
