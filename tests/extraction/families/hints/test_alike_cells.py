"""A figure of the text beside the cell that its words name."""

from __future__ import annotations

import pytest
from family_reading import is_contradicted

FORM = "\n\n表5 服务贡献\n\n序号\t指标\t单位\t2023年\n1\t校企共建产业学院\t个\t3\n2\t聘请行业导师人数\t人\t42\n3\t技能鉴定人次\t人次\t1286\n4\t捐赠设备值\t万元\t186.5\n"
GRADES = "\n\n表1 在校生情况\n\n学校\t一年级\t二年级\t三年级\t合计\n东校\t210\t198\t186\t594\n西校\t96\t88\t67\t251\n合计\t306\t286\t253\t845\n"
COURSES = "\n\n项目\t班次（期）\t人次\n信息化\t9\t132\n班主任\t4\t58\n师德\t10\t252\n合计\t23\t442\n"


@pytest.mark.parametrize(
    "text",
    [
        f"2023年，学校聘请行业导师24人，定期来校授课。{FORM}",
        f"2023年，学校完成技能鉴定1826人次。{FORM}",
        f"2023年，企业捐赠设备值168.5万元，用于实训。{FORM}",
        f"2023年，全县一年级306人，三年级235人，在校生共845人。{GRADES}",
        f"2023年举办各类培训班26期，培训教师442人次，具体情况见下表。{COURSES}",
        f"2023年学校聘请的行业导师有47人。{FORM}",
    ],
)
def test_two_figures_of_one_thing_are_told(text: str) -> None:
    assert is_contradicted("alike-cells", text)


@pytest.mark.parametrize(
    "text",
    [
        f"2023年，学校聘请行业导师42人，定期来校授课。{FORM}",
        f"2023年，学校新聘请行业导师24人。{FORM}",
        f"2023年，学校计划聘请行业导师50人。{FORM}",
        f"2022年，学校聘请行业导师24人，2023年有所增加。{FORM}",
        f"2023年，学校聘请行业导师增加4人。{FORM}",
        f"2023年，学校聘请行业导师约40人。{FORM}",
        f"2023年，学校聘请行业导师42人，其中劳动模范24人。{FORM}",
        f"2023年，捐赠设备值187万元，全部用于实训。{FORM}",
        f"2023年，全县一年级306人，三年级253人。{GRADES}",
        f"2023年，参赛选手中一年级36人，二年级28人，三年级25人。{GRADES}",
        f"2023年举办各类培训班23期，培训教师442人次。{COURSES}",
        f"2023年学校聘请行业导师24人，行业导师聘请费2.4万元。\n\n学校聘请行业导师24人。{FORM}",
        "2023年，学校聘请行业导师24人，定期来校授课。",
    ],
)
def test_another_figure_is_left_alone(text: str) -> None:
    assert not is_contradicted("alike-cells", text)


def test_under_the_short_name_of_a_school_anything_is_counted() -> None:
    table = "\n\n表6 教师职称（人）\n\n学校\t高级\t中级\t合计\n市农校\t23\t61\t84\n市工校\t51\t84\t135\n合计\t74\t145\t219\n"
    assert not is_contradicted("alike-cells", f"收到作品282件，其中市工校179件、市农校103件。{table}")
