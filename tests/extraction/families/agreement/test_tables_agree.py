"""The family of cells that stand in two tables."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "tables-agree"
ENROLMENT = "表1 招生情况\n\n专业\t招生数\n护理\t300\n机电\t190\n会计\t100\n合计\t590\n\n"
MAJORS = "表2 专业情况\n\n专业\t招生数\t在校生数\n护理\t300\t820\n机电\t{}\t500\n会计\t100\t260\n合计\t{}\t1580\n"
FORM = "表{} {}\n\n指标\t单位\t2023年\n专任教师总数\t人\t{}\n{}\t人\t283\n\n"
WRONG = (
    ENROLMENT + MAJORS.format("180", "590"),
    ENROLMENT + MAJORS.format("190", "509"),
    FORM.format(1, "基本情况", 175, "教职工总数") + FORM.format(2, "师资", 157, "外聘教师"),
)
RIGHT = (
    ENROLMENT + MAJORS.format("190", "590"),
    FORM.format(1, "基本情况", 175, "教职工总数") + FORM.format(2, "师资", 175, "教职工总数"),
)
NO_CLAIM = (
    "表1 2022年招生情况\n\n专业\t2022年\n护理\t300\n机电\t190\n\n表2 2023年招生情况\n\n专业\t2023年\n护理\t280\n机电\t190\n",
    "表1 男生情况\n\n专业\t招生数\n护理\t300\n机电\t190\n会计\t100\n\n表2 女生情况\n\n专业\t招生数\n护理\t280\n机电\t190\n会计\t100\n",
    FORM.format(1, "甲县职业学校", 175, "教职工总数") + FORM.format(2, "乙县职业学校", 157, "教职工总数"),
)


@pytest.mark.parametrize("text", WRONG)
def test_the_odd_cell_of_two_tables_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_common_cells_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_other_years_schools_and_groups_are_other_cells(text: str) -> None:
    assert failing(FAMILY, text) == []


_SERVICES = "表1 社会服务\n\n项目\t2022年\t\t2023年\t\n\t期数\t人次\t期数\t人次\n市民课堂\t18\t1984\t46\t4870\n职工培训\t14\t1236\t9\t573\n老年教育\t26\t1140\t12\t496\n\n"


@pytest.mark.parametrize(
    ("row", "is_wrong"),
    [
        ("其中：职工培训\t人次\t1236\t537", True),
        ("职工培训\t人次\t1263\t573", True),
        ("市民课堂\t人次\t1984\t7840", True),
        ("其中：职工培训\t人次\t1236\t573", False),
        ("其中：职工培训\t人次\t998\t537", False),
        ("其中：职工培训\t期\t14\t537", False),
        ("其中：企业职工培训\t人次\t1236\t537", False),
        ("其中：职工培训\t学时\t1236\t537", False),
    ],
)
def test_a_list_with_units_and_a_table_with_the_unit_for_its_head(row: str, is_wrong: bool) -> None:
    form = f"附表 服务贡献\n\n指标\t单位\t2022年\t2023年\n{row}\n支教教师\t人\t5\t6\n"
    assert is_contradicted("tables-agree", _SERVICES + form) is is_wrong


def test_a_table_without_a_unit_is_in_that_of_the_other() -> None:
    text = "表1 收入\n\n（人民币万元）\n\n项目\t2023年\n学费收入\t540\n捐赠收入\t106\n\n表2 决算\n\n项目\t2023年\n学费收入\t540\n捐赠收入\t106\n利息\t3\n"
    assert failing("tables-agree", text) == []
