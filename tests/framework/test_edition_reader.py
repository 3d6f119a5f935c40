"""An edition's file gives the printed form, continued lines, several columns and lists with totals."""

from __future__ import annotations

import pytest

from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Edition


@pytest.fixture(scope="module")
def district() -> Edition:
    return load_catalogue().editions["dy2019/beijing-district"]


def test_a_course_row_goes_on_with_its_hours() -> None:
    table = load_catalogue().editions["dy2023/school"].tables[2]
    rows = [(row.label, row.continues, row.cells[0].unit_label, row.cells[0].indicator) for row in table.rows[5:7]]

    assert rows == [
        ("教学计划内课程总数", False, "门", "planned_courses"),
        ("", True, "学时", "planned_courses_hours"),
    ]


def test_a_row_with_three_columns_takes_each_columns_unit() -> None:
    table = load_catalogue().editions["dy2023/school"].tables[1]

    assert [(cell.column, cell.unit_label) for cell in table.rows[0].cells] == [
        ("value", "%"),
        ("respondents", "人次"),
        ("method", ""),
    ]


def test_a_table_by_major_with_totals_can_be_expressed(district: Edition) -> None:
    table = next(one for one in district.tables if one.id == "employment")
    (majors,) = table.lists

    assert majors.position == "above"
    assert [(row.label, [cell.indicator for cell in row.cells]) for row in table.rows] == [
        ("合计", ["graduates_beijing", "graduates_beijing_employed", "graduates_beijing_further_study"])
    ]
    totals = {column.label: column.indicator for column in majors.columns if column.indicator}
    assert totals == {
        "毕业生人数": "graduates_beijing",
        "就业人数": "graduates_beijing_employed",
        "考取相关高校人数": "graduates_beijing_further_study",
    }
    assert {column.unit.id for column in majors.columns if column.unit} == {"person"}


def test_a_header_of_two_lines_keeps_its_groups(district: Edition) -> None:
    columns = district.tables[0].columns

    assert [(column.group, column.label) for column in columns[:4]] == [
        ("全日制中等职业学生", "小计"),
        ("全日制中等职业学生", "京籍"),
        ("全日制中等职业学生", "非京籍"),
        ("业余成人中等职业学生", "小计"),
    ]


def test_a_count_and_its_share_stand_in_one_row(district: Edition) -> None:
    table = next(one for one in district.tables if one.id == "teachers")
    row = next(one for one in table.rows if one.label == "研究生")

    assert [(cell.indicator, cell.unit_label) for cell in row.cells] == [
        ("teachers_postgraduate", "人"),
        ("teachers_postgraduate_share", "%"),
    ]
    assert row.prefix == "学历结构："


def test_titles_and_data_years_are_kept_apart() -> None:
    editions = load_catalogue().editions

    assert (editions["dy2021/beijing-district"].cover_label, editions["dy2021/beijing-district"].data_year) == (
        "2022年",
        "dy2021",
    )
    assert editions["dy2021/beijing-district"].previous is None
