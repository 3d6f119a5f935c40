"""A part of people that is larger than every figure told of those it is taken from."""

from __future__ import annotations

import pytest
from family_reading import is_contradicted

GAP = "\n\n第五章 队伍建设\n\n"
TABLE = "\n\n表2 毕业生去向\n\n专业\t毕业生数\t就业人数\n护理\t120\t48\n机电\t90\t60\n合计\t210\t108\n"


@pytest.mark.parametrize(
    "text",
    [
        f"学校现有党员56人。{GAP}党员中专任教师146人，占了多数。",
        f"两校共有中共党员84名。{GAP}其中专任教师党员164名。",
        f"本届毕业生210人。{GAP}毕业生中取得技能等级证书的有310人。",
        f"在就业的学生中，留在本县的160人。{TABLE}",
        f"毕业生中升入本科院校的有240人。{TABLE}",
        f"教职工共236人。{GAP}教职工中具有研究生学历的有263人。",
    ],
)
def test_more_than_all_of_them_is_told(text: str) -> None:
    assert is_contradicted("loose-wholes", text)


@pytest.mark.parametrize(
    "text",
    [
        f"学校现有党员56人。{GAP}党员中专任教师46人，占了多数。",
        f"学校发展党员3人。{GAP}教职工党员164名，占教职工的一半。",
        f"学校现有党员56人。{GAP}党员志愿者中，累计服务群众160人。",
        f"本届毕业生210人。{GAP}近三年毕业生中取得技能等级证书的有510人。",
        f"在就业的学生中，留在本县的60人。{TABLE}",
        f"本届毕业生210人。{GAP}上年毕业生中取得证书的有231人。",
        "教职工中有党员96人。",
        f"教职工共236人。{GAP}教职工中参加培训的有263人次。",
        f"本届毕业生210人。{GAP}初中毕业生中报考职业学校的有360人。",
        f"本届毕业生约210人。{GAP}毕业生中取得证书的约有205人。",
        f"学校现有党员56人。{GAP}党员中有1460人。",
    ],
)
def test_what_may_be_told_of_others_is_left_alone(text: str) -> None:
    assert not is_contradicted("loose-wholes", text)
