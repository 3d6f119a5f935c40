"""A cell left empty although the rest of its line proves that a number belongs there."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

from nianbao.documents.reading import read_document
from nianbao.extraction.families.values.table_blanks import find
from nianbao.extraction.manuscript import Manuscript

FAMILY = "table-blanks"
_SCHOOLS = (
    "学校\t男生\t女生\t合计\n一职\t320\t310\t630\n二职\t280\t290\t570\n三职\t100\t120\t220\n合计\t700\t720\t1420\n"
)


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        ("合计\t700\t720", "合计\t\t720"),
        ("合计\t700\t720", "合计\t700\t"),
        ("二职\t280", "二职\t"),
        ("二职\t280", "二职\t—"),
        ("三职\t100\t120", "三职\t100\t/"),
        ("三职\t100\t120", "三职\t100\t无"),
    ],
)
def test_what_the_totals_prove_is_missed(printed: str, left: str) -> None:
    assert is_contradicted(FAMILY, _SCHOOLS.replace(printed, left))


@pytest.mark.parametrize(
    "text",
    [
        _SCHOOLS,
        _SCHOOLS.replace("二职\t280\t290\t570", "二职\t—\t570\t570").replace("700\t720\t1420", "420\t1000\t1420"),
        "基地\t规模\t工位\n玉米田\t320亩\t48\n大棚\t18栋\t26\n养殖场\t160头\t32\n合计\t\t106\n",
        "指标\t2022年\t2023年\t增长率\n招生\t320\t310\t-3.1%\n毕业\t280\t290\t\n在校\t900\t920\t2.2%\n班级\t30\t31\t3.3%\n",
        "专业\t毕业生\t就业率\t备注\n护理\t300\t95.2%\t\n会计\t0\t\t停招\n机电\t100\t97.1%\t\n药剂\t30\t98.0%\t\n",
    ],
)
def test_an_empty_cell_that_nothing_proves_is_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_the_only_empty_cell_of_a_full_table_is_missed() -> None:
    rows = "对象\t发放\t回收\t满意度\n学生\t300\t290\t95.2%\n家长\t200\t180\t{}\n教师\t100\t98\t97.1%\n企业\t30\t28\t98.0%\n"

    assert is_contradicted(FAMILY, rows.format(""))
    assert failing(FAMILY, rows.format("96.0%")) == []


def test_two_empty_cells_may_mean_none() -> None:
    rows = "对象\t发放\t回收\t满意度\n学生\t300\t290\t95.2%\n家长\t200\t180\t\n教师\t100\t98\t97.1%\n企业\t30\t28\t\n"

    assert failing(FAMILY, rows) == []


def test_what_a_merged_cell_covers_is_not_empty() -> None:
    html = (
        "<table><tr><td>对象</td><td>发放</td><td>回收</td><td>满意度</td></tr>"
        "<tr><td>学生</td><td>300</td><td>290</td><td rowspan='2'>95.2%</td></tr>"
        "<tr><td>家长</td><td>200</td><td>180</td></tr>"
        "<tr><td>教师</td><td>100</td><td>98</td><td>97.1%</td></tr>"
        "<tr><td>企业</td><td>30</td><td>28</td><td>98.0%</td></tr></table>"
    )
    manuscript = Manuscript.of(read_document(html.encode(), name="report.html"))

    assert list(find(manuscript)) == []


@pytest.mark.parametrize(
    ("full", "figure"),
    [
        ("项目\t2020年\t2021年\t增减额\n公用经费\t912.6\t948.3\t35.7\n专项经费\t655.0\t742.5\t87.5\n基建\t100\t90\t-10\n合计\t1667.6\t1780.8\t{}\n", "113.2"),
        ("学校\t男生\t女生\t小计\n一职\t320\t310\t630\n二职\t280\t290\t570\n三职\t100\t120\t220\n合计\t700\t720\t{}\n", "1420"),
        ("专业\t人数\t比例\n会计\t58\t23.2%\n电商\t62\t24.8%\n护理\t80\t{}\n汽修\t50\t20.0%\n合计\t250\t100%\n", "32.0%"),
        ("序号\t指标\t单位\t2022年\t2023年\n1\t毕业生人数\t人\t320\t330\n2\t升学人数\t人\t200\t{}\n3\t就业人数\t人\t100\t90\n4\t升学率\t%\t60.3\t65.2\n5\t专任教师\t人\t110\t112\n", "215"),
    ],
)  # fmt: skip
def test_what_every_other_line_gives_is_missed_where_one_leaves_it_out(full: str, figure: str) -> None:
    assert is_contradicted(FAMILY, full.format(""))
    assert failing(FAMILY, full.format(figure)) == []


def test_a_row_that_heads_its_kinds_needs_no_figure() -> None:
    form = (
        "序号\t指标\t单位\t2023年\n1\t毕业生人数\t人\t330\n2\t面向三次产业就业人数\t人\t\n\t其中：面向第一产业\t人\t3\n"
        "\t面向第二产业\t人\t30\n\t面向第三产业\t人\t60\n3\t专任教师\t人\t112\n"
    )
    assert failing(FAMILY, form) == []


def test_a_row_with_a_figure_for_last_time_heads_nothing() -> None:
    form = (
        "序号\t指标\t单位\t2022年\t2023年\n1\t毕业生人数\t人\t320\t330\n2\t参加测试人数\t人\t98\t{}\n\t其中：合格率\t%\t94.1\t94.7\n"
        "3\t专任教师\t人\t110\t112\n4\t班主任\t人\t30\t31\n5\t行业导师\t人\t12\t13\n"
    )
    assert is_contradicted(FAMILY, form.format(""))
    assert failing(FAMILY, form.format("99")) == []


def test_a_dash_below_kinds_that_cannot_be_added_is_meant_so() -> None:
    table = "项目\t次数\t人数\n技术服务\t5\t621\n农民培训\t8\t123\n支教\t12\t482\n合计\t—\t1226\n"
    assert failing(FAMILY, table) == []


@pytest.mark.parametrize(
    "table",
    [
        "项目\t年初数\t本年增加\t本年减少\t年末数\n实训一室\t370\t\t114\t256\n实训二室\t176\t\t48\t128\n"
        "实训三室\t\t445\t52\t393\n实训四室\t435\t\t102\t333\n",
        "专业\t报名\t通过\t通过率\t缺考率\n护理\t120\t60\t50%\t5%\n会计\t80\t60\t75%\t2%\n汽修\t50\t10\t20%\t4%\n合计\t250\t130\t\t\n",
    ],
)
def test_a_row_that_is_whole_without_the_cell_owes_nothing(table: str) -> None:
    assert not is_contradicted(FAMILY, table)


@pytest.mark.parametrize(
    "table",
    [
        "项目\t本期\t上期\n办公\t2140\t2875\n差旅\t8730\t9120\n接待\t\t640\n维修\t3310\t2980\n合计\t14180\t15615\n其中：境外\t310\t295\n",
        "项目\t原值\t折旧\t减值\t净值\n房屋\t52300\t11800\t\t40500\n设备\t7420\t5110\t160\t2150\n图书\t1630\t1240\t85\t305\n",
        "事项\t年初\t解除\t年末\n甲\t0\t0\t120\n乙\t0\t0\t135\n丙\t0\t0\t148\n合计\t\t\t403\n",
        "项目\t本年\t上年\t变动（%）\n拨款\t1850.2\t1420.6\t30.24\n学费\t730.4\t561.8\t30.01\n培训\t318.6\t254.3\t25.29\n利息净支出\t-12.4\t-10.7\t\n",
    ],
)
def test_what_is_nothing_or_cannot_be_reckoned_may_be_left_empty(table: str) -> None:
    assert failing("table-blanks", table) == []


def test_the_whole_needs_no_share_of_itself() -> None:
    table = (
        "类别\t人数\t比重\n在校生\t1200\t\n男生\t692\t57.7%\n女生\t508\t42.3%\n住校生\t800\t66.7%\n走读生\t400\t33.3%\n"
    )
    assert not is_contradicted(FAMILY, table)
