"""The family of figures that cannot be of that size."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "sizes"
WRONG = (
    "2023年学校总收入2.22万元，总支出2.19亿元。",
    "学校教学仪器设备总值达到4578.6元，比上年增加413.4万元。",
    "教学仪器设备总值6870.0元，生均25000元。",
    "国家助学金每生每学年2元，惠及312人。",
    "生均公用经费标准2.4元。",
    "毕业生平均月收入38.6元。",
    "毕业生初次就业月收入385600元。",
    "校园占地面积86平方米，环境优美。",
    "家长满意度达到102.5%。",
    "毕业生就业率为985%。",
    "投入1.36千万元（即136万元），惠及全体学生。",
    "全年到账0.85亿元（即850万元）。",
)
RIGHT = (
    "2023年学校总收入2.22亿元，总支出2.19亿元。",
    "教学仪器设备总值6870.0万元，生均25000元。",
    "国家助学金每生每学年2000元，惠及312人。",
    "投入1.36千万元（即1360万元），惠及全体学生。",
    "家长满意度达到100%。",
)
NO_CLAIM = (
    "新建实训车间一座，建筑面积480平方米，已投入使用。",
    "学校新建食堂，建筑面积560平方米。",
    "实训中心建筑面积120平方米，生均校舍建筑面积21.82平方米。",
    "生均实训设备值1.07万元，新增仪器设备值3.2万元。",
    "招生增长率102.5%，招生计划完成率为104%。",
    "校方责任险保费由每生每年5元提高到6元。",
    "总收入比上年增加2.22万元。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_figure_beyond_all_bounds_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_figures_of_the_usual_size_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_parts_means_and_changes_have_no_such_bounds(text: str) -> None:
    assert failing(FAMILY, text) == []
