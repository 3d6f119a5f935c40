"""The year of the title beside the years of tables and sentences."""

from __future__ import annotations

import pytest
from family_reading import failing, holding

FAMILY = "title-years"
DONE = "2022年，全县招收新生410人。\n\n2022年9月，两校启用新校区。\n\n2022年组织社会培训1200人次。"
TABLES = "表1 学生\n\n项目\t2021年\t2022年\n在校生\t880\t900\n毕业生\t290\t300\n\n表2 教师\n\n项目\t2021年\t2022年\n专任教师\t90\t95\n外聘教师\t9\t12\n"


@pytest.mark.parametrize(
    "text",
    [
        f"某县中等职业教育质量年度报告（2021）\n\n{DONE}",
        f"某县中等职业教育质量年度报告\n\n（2021年度）\n\n{DONE}",
        f"某校质量年度报告（2020年度）\n\n2021年以来，学校稳步发展。\n\n{DONE}",
        f"某校质量年度报告（2021年度）\n\n2022年培训320人次。\n\n{TABLES}",
    ],
)
def test_a_title_before_its_data_is_told(text: str) -> None:
    assert failing(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        f"某县中等职业教育质量年度报告（2023）\n\n{DONE}",
        f"某校质量年度报告（2021年度）\n\n2021年招生400人。\n\n2021年培训320人次。\n\n2021年毕业290人。\n\n{DONE}",
        "某校质量年度报告（2021年度）\n\n2022年将新建实训楼。\n\n计划2022年招生400人。\n\n到2022年，力争培训1200人次。",
        "某校质量年度报告（2021年度）\n\n2022年1月，各校汇总数据。\n\n2022年2月完成审核。\n\n2022年3月公布。",
        "某校质量年度报告\n\n2022年招生400人。\n\n2022年培训320人次。\n\n2022年毕业290人。",
        f"某校质量年度报告（2018年度）\n\n{DONE}",
    ],
)
def test_a_title_of_the_year_of_printing_a_look_ahead_and_a_text_of_another_kind_are_left_alone(text: str) -> None:
    assert not failing(FAMILY, text)


def test_a_title_that_fits_is_verified() -> None:
    assert holding(FAMILY, f"某县中等职业教育质量年度报告（2022）\n\n{DONE}")
