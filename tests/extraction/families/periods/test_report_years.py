"""What a report says of its own data lies in the years of the report."""

import pytest
from family_reading import failing, is_contradicted

FAMILY = "report-years"
_TITLE = "丰水县职业教育质量年度报告（2022年度）\n\n一、基本情况\n\n"


@pytest.mark.parametrize(
    "said",
    [
        "经费数据统计时段为2012自然年。",
        "财务数据取自2012财政年度，其他数据取自2021—2022学年。",
        "数据统计截止时间为2012年12月31日。",
        "学生、教师数据统计时点为2032年9月1日。",
        "本报告数据采集于2012年9月，由各校填报。",
        "毕业生数据为2012届。",
        "护理专业2032届毕业生小冉，现为区医院护士。",
        "落实《实施方案》（发〔2029〕4号）要求。",
        "2022年是建党一百零一周年，也是“十三五”规划的关键之年。",
        "今年是“十五五”开局之年，学校全力以赴。",
        "2022年，是第十三个五年规划的第二年。",
        "2022年是“十四五”开局之年。",
        "2021年，作为“十三五”收官之年，成绩显著。",
        "“十三五”规划承上启下之年，2022年学校谋划发展。",
    ],
)
def test_a_year_out_of_the_report_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, _TITLE + said)


@pytest.mark.parametrize(
    "said",
    [
        "经费数据统计时段为2021自然年。",
        "财务数据取自2022财政年度，其他数据取自2021—2022学年。",
        "教学数据为2020—2021学年（2020年9月1日至2021年8月31日）。",
        "毕业生数据为2022届。",
        "数据统计范围为近五年，2018年以来的数据均已核对。",
        "据2010年全国普查数据统计，人口为42万人。",
        "2025届毕业生将全部参加等级认定。",
        "落实《实施方案》（发〔2019〕4号）要求。",
        "2022年是“十四五”规划承上启下之年。",
        "2021年是“十四五”开局之年。",
        "2020年，作为“十三五”收官之年，成绩显著。",
        "为“十五五”开好局，2022年启动前期研究。",
    ],
)
def test_years_round_the_report_are_its_own(said: str) -> None:
    assert failing(FAMILY, _TITLE + said) == []


_CLASSES = "2022届毕业生812人。\n\n2022届毕业生中升学402人。\n\n2022届就业情况良好。\n\n"
_TABLE = "去向\t人数\n升学\t402\n就业\t380\n其他\t30\n"


def test_a_caption_of_a_class_that_nothing_else_names_is_told() -> None:
    assert is_contradicted(FAMILY, f"{_TITLE}{_CLASSES}表3 2021届毕业生去向\n\n{_TABLE}")
    assert failing(FAMILY, f"{_TITLE}{_CLASSES}表3 2022届毕业生去向\n\n{_TABLE}") == []
    assert failing(FAMILY, f"{_TITLE}{_CLASSES}2021届毕业生790人。\n\n表3 2021届毕业生去向\n\n{_TABLE}") == []


def test_the_class_of_the_data_is_the_one_that_the_text_tells_of() -> None:
    text = (
        "某区质量年度报告（2023年度）\n\n一、说明\n\n毕业生数据为{}届毕业生。\n\n二、学生\n\n2023届毕业生共310人。2023届升学201人。"
        "全区2023届毕业生满意度较高。\n"
    )
    assert is_contradicted("report-years", text.format(2022))
    assert failing("report-years", text.format(2023)) == []
