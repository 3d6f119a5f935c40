"""The family of odd pieces, on copies of its own."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "odd-pieces"
SURVEY = "表 2 满意度（%）\n学校\n在校生满\n意度\n调查\n人次\n第一\n职业\n学校\n95.81 860 96.02 226 97.45 196\n信息\n学校\n96.27 590 95.00 160 98.57 140\n现代\n服务\n{} 480 96.21 132 97.44 117\n外事\n学校\n95.71 210 93.33 60 94.55 55\n全区 95.56 2140 95.50 578 97.44 508\n"
COLUMN = "教职工满意度\n家长满意度\n企业满意度\n\n97.06\n{}\n95.68\n\n238\n86\n1344\n\n网上问卷\n电话访谈\n网上问卷\n"
PAIR = "出口带宽\n主干带宽\n生均工位数\n生均设备值\n\n1000\n10000\n1.16\n45330.42\n\n2000\n10000\n1.20\n{}\n"
SHORT = "项目\n免学费\n助学金\n奖学金\n合计\n\n人数\n6512\n1384\n14\n7910\n\n标准（元/人）\n2000\n1000\n6000\n—\n\n金额（万元）\n1302.40\n138.40\n8.40\n{}\n"
AREAS = (
    "项目\t上年\t本年\n单位\t亩\t{}\t万元\t万册\n上年度\t618.5\t21.36\t7842\t19.8\n本年度\t618.5\t22.84\t8615\t20.6\n"
)


def test_a_word_where_other_lines_have_a_figure_is_told() -> None:
    assert failing(FAMILY, SURVEY.format("网上问卷"))
    assert failing(FAMILY, SURVEY.format("94.17")) == []


def test_a_word_among_figures_of_a_column_is_told() -> None:
    assert failing(FAMILY, COLUMN.format("电话访谈"))
    assert failing(FAMILY, COLUMN.format("97.67")) == []


def test_a_total_in_a_column_of_means_is_told() -> None:
    assert failing(FAMILY, PAIR.format("82456000"))
    assert failing(FAMILY, PAIR.format("47662.43")) == []


@pytest.mark.parametrize(
    "row", ["生均教学科研仪器设备值* 元/生\t42865000", "生均图书 册/生\t86000", "生均工位数 个/生\t1200"]
)
def test_a_total_in_a_row_for_each_pupil_is_told(row: str) -> None:
    assert failing(FAMILY, f"指标 单位\t2023年\n{row}\n教职工 人\t120\n专业 个\t12\n")


@pytest.mark.parametrize(
    "row", ["生均教学科研仪器设备值* 元/生\t42865", "教学科研仪器设备值 元\t42865000", "生均图书 册/生\t86"]
)
def test_figures_of_their_own_size_are_silent(row: str) -> None:
    assert failing(FAMILY, f"指标 单位\t2023年\n{row}\n教职工 人\t120\n专业 个\t12\n") == []


@pytest.mark.parametrize("text", ["企业捐赠设备折合126.5元。", "全年专项资金投入86.42元，用于实训室建设。"])
def test_machines_for_a_hundred_yuan_are_told(text: str) -> None:
    assert failing(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "企业捐赠设备折合126.5万元。",
        "人均培训经费126.5元。",
        "每课时补助资金126.5元。",
        "设备单价126.5元。",
        "捐款126元。",
    ],
)
def test_prices_and_means_are_silent(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_a_column_cut_short_is_told() -> None:
    text = "在校生受资助情况如下。\n\n"
    assert failing(FAMILY, text + SHORT.format("1449.20")) == []
