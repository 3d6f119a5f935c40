"""A sentence that points to a numbered table points to the one that holds what it speaks of."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "table-citations"
_TWO = "表1 各专业招生情况\n\n专业\t招生数\n护理\t320\n会计\t40\n\n表2 各专业就业情况\n\n专业\t就业数\n护理\t300\n会计\t38\n"
_SIX = (
    "表1 学生规模\n\n学校\t招生数\t在校生数\n甲校\t486\t1392\n乙校\t312\t905\n\n"
    "表2 教师队伍结构\n\n学校\t高级职称\t双师型\n甲校\t48\t72\n乙校\t22\t41\n\n"
    "表3 国际影响\n\n指标\t单位\t数值\n接收国外留学生专业数\t个\t0\n国外开办学校数\t所\t1\n\n"
    "表4 落实政策\n\n指标\t单位\t数值\n年财政专项拨款\t万元\t1200\n教职员工额定编制数\t人\t120\n"
)


def test_a_sentence_points_to_the_table_of_its_own_matter() -> None:
    assert is_contradicted(FAMILY, f"各专业就业情况见表1。\n\n{_TWO}")
    assert is_confirmed(FAMILY, f"各专业就业情况见表2。\n\n{_TWO}")


def test_a_table_that_speaks_of_the_matter_anywhere_may_be_meant() -> None:
    text = _TWO.replace("专业\t招生数\n护理\t320\n会计\t40", "专业\t招生数\t上届就业\n护理\t320\t9\n会计\t40\t8")
    assert failing(FAMILY, f"各专业就业情况见表1。\n\n{text}") == []


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("两校教师队伍结构详见表1。", "两校教师队伍结构详见表2。"),
        ("教师队伍结构持续优化（表 4）。", "教师队伍结构持续优化（表 2）。"),
        ("由表4可以看出，教师队伍结构更趋合理。", "由表2可以看出，教师队伍结构更趋合理。"),
        (
            "没有接收国外留学生专业数的变化，国外开办学校数为1所，表4各项与上年相同。",
            "没有接收国外留学生专业数的变化，国外开办学校数为1所，表3各项与上年相同。",
        ),
    ],
)
def test_rows_and_captions_tell_what_a_table_is_about(said: str, right: str) -> None:
    assert is_contradicted(FAMILY, f"{said}\n\n{_SIX}")
    assert failing(FAMILY, f"{right}\n\n{_SIX}") == []


@pytest.mark.parametrize(
    "said",
    [
        "学校教师的年龄与学历见表1。",
        "经费投入逐年增加，见表3。",
        "教师队伍结构见《标准》表1。",
        "教师队伍结构见附件2的表1。",
        "招生数与教师队伍结构见表1和表2。",
        "相关数据见表1。",
    ],
)
def test_what_may_be_meant_is_left_alone(said: str) -> None:
    assert failing(FAMILY, f"{said}\n\n{_SIX}") == []
