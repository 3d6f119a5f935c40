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


_CASES = "【案例1】双元育人\n\n内容甲。\n\n【案例2】教学改革\n\n内容乙。\n\n"
_ATTACHED = "附件1 计分卡\n\n内容甲。\n\n附件2 资源表\n\n内容乙。\n\n"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("典型案例1 甲\n\n内容。\n\n典型案例3 乙\n\n内容。", "典型案例1 甲\n\n内容。\n\n典型案例2 乙\n\n内容。"),
        (f"{_ATTACHED}附件4 贡献表\n\n内容。", f"{_ATTACHED}附件3 贡献表\n\n内容。"),
        (f"做法如案例5所示。\n\n{_CASES}", f"做法如案例2所示。\n\n{_CASES}"),
        (f"数据详见附件6。\n\n{_ATTACHED}", f"数据详见附件2。\n\n{_ATTACHED}"),
        (f"做法见典型案例四。\n\n{_CASES}", f"做法见典型案例一。\n\n{_CASES}"),
    ],
)
def test_cases_and_attachments_are_numbered_and_found_like_tables(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, wrong)
    assert is_confirmed(FAMILY, right)


@pytest.mark.parametrize("text", ["数据详见附件6。", "附件1所列项目均已完成。\n\n附件3中的数据另行公布。"])
def test_attachments_that_are_printed_elsewhere_are_no_fault(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_pictures_beside_each_other_bear_their_captions_in_one_line() -> None:
    text = "图1 招生\n\n图2 就业　　　　图3 升学图4 培训\n\n图5 竞赛\n\n就业情况如图3所示，培训情况见图4。\n"
    assert failing("captions", text) == []
    assert failing("captions", text.replace("图5 竞赛", "图6 竞赛")) != []


def test_a_sentence_about_a_picture_is_no_caption() -> None:
    assert failing("captions", "图1是近三年招生的变化，总体平稳。\n\n图1 招生变化\n\n图2 就业变化\n") == []
