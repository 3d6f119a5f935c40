"""What a report says of the time of its own data."""

from __future__ import annotations

import pytest
from family_reading import failing, holding

FAMILY = "data-dates"
TITLE = (
    "某区职业教育质量年度报告（2023年度）\n\n2023年招生多，2023年培训多，2023届毕业生稳定，2023届升学较多。\n\n"
    "表1 规模\n\n指标\t2022年\t2023年\n招生数\t300\t310\n毕业生数\t280\t290\n\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "学生、教师数据以2022年9月30日为时点，经费数据为2023自然年数据。",
        "本报告毕业生数据截至2022年8月31日。",
        "本报告所用数据，学生和办学条件为2022—2023学年初统计数。",
        "文中毕业生数据为2022届毕业生数据。",
        "报告中在校生、教职工数据时点为2024年9月1日。",
        "学生数据以2021年秋季学期开学后的统计报表为准。",
        "数据采集时间为2022年11月。",
        "本报告教学数据统计口径为2021—2022学年。",
        "附件：某区职业教育质量年度报告数据表（2022年）",
        "附件：2022年某区职业教育质量年度报告数据表",
        "截至2025年底，学校有专任教师95人。",
        "截至2022年9月，学校有专任教师95人。\n\n截至2023年9月，在校生2000人。\n\n截至2023年底，有图书3万册。",
    ],
)
def test_data_of_another_year_are_told(text: str) -> None:
    assert failing(FAMILY, TITLE + text)


@pytest.mark.parametrize(
    "text",
    [
        "学生、教师数据以2023年9月30日为时点，经费数据为2023自然年数据。",
        "本报告毕业生数据截至2023年8月31日。",
        "文中学生数据为2022—2023学年数据。",
        "附件：某区职业教育质量年度报告数据表（2023年）",
        "本报告数据统计时段为2022年9月1日至2023年8月31日。",
    ],
)
def test_data_of_the_year_hold(text: str) -> None:
    assert not failing(FAMILY, TITLE + text)


@pytest.mark.parametrize(
    "text",
    [
        "除特别说明外，上年数据均取自2022年的年度报告。",
        "经费数据为2022年决算数。",
        "近三年数据显示，2021年以来投入逐年增加。",
        "根据全省第三次普查，统计时点为2020年11月1日。",
        "截至2022年底，平台曾服务企业95家。",
        "截至2022年底，学校有图书3万册，2022年新购2000册。",
    ],
)
def test_other_data_stay_silent(text: str) -> None:
    assert not failing(FAMILY, TITLE + text)


def test_a_title_that_nothing_agrees_with_is_no_measure() -> None:
    assert not failing(FAMILY, "某校质量年度报告（2023年度）\n\n本报告学生数据以2022年9月30日为时点。")


def test_what_holds_is_told() -> None:
    assert holding(FAMILY, TITLE + "学生、教师数据以2023年9月30日为时点。")


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("学生数据以2023年9月1日为时点，毕业生数据以2023届为对象、以{}年8月31日为截止日期。", "2022", "2023"),
        ("数据来源：全国学籍系统（截至{}年8月31日）", "2021", "2023"),
        ("本报告数据的截止时间为{}年12月31日。", "2021", "2023"),
        ("全校师生共同努力。\n\n某区职业教育中心\n\n{}年12月8日", "2022", "2023"),
        ("全区职业教育再上台阶。\n\n某区教育局\n{}年1月", "2022", "2024"),
    ],
)
def test_the_end_of_the_data_and_the_signature(text: str, wrong: str, right: str) -> None:
    assert failing(FAMILY, TITLE + text.format(wrong))
    assert failing(FAMILY, TITLE + text.format(right)) == []


def test_what_a_year_pays_for_is_not_closed_before_it() -> None:
    said = "2023年下达奖补资金260万元，用于专业群建设。截至{}年12月31日，资金已全部拨付到位。"
    assert failing(FAMILY, TITLE + said.format("2022"))
    assert failing(FAMILY, TITLE + said.format("2023")) == []
    assert failing(FAMILY, TITLE + "2021年下达奖补资金260万元。截至2022年12月31日，资金已全部拨付到位。") == []
