"""The family of totals and sub-totals, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "table-totals"
WRONG = (
    "项目\t2022年\t2023年\n财政拨款\t5230\t5460\n事业收入\t860\t920\n其他收入\t120\t150\n收入合计\t6210\t6350\n",
    "项目\t2022年\t2023年\n总收入\t6210\t6350\n财政拨款\t5230\t5460\n事业收入\t860\t920\n其他收入\t120\t150\n",
    "年级\t班数\t人数\n一年级\t16\t560\n二年级\t15\t512\n三年级\t14\t479\n全校\t45\t1515\n",
    "学校\t专业数\t招生\t在校\n甲校\t12\t430\t1286\n乙校\t8\t268\t790\n三校合计\t20\t698\t2067\n",
    "资金来源\t金额（万元）\n中央\t450\n市级\t1280\n区级\t360\n总投入\t2900\n",
    "级别\t年度\t一等奖\t二等奖\t合计\n省级\t2019年\t1\t4\t5\n\t2020年\t2\t5\t7\n市级\t2019年\t9\t17\t\n\t2020年\t11\t18\t29\n",
    "项目\t人次\n电工\t120\n焊工\t80\n总计\t210\n",
    "项目\t一季度\t二季度\t合计\n电工\t20\t30\t50\n焊工\t15\t25\t45\n",
    "学校\t人数\n甲校\t40\n乙校\t50\n小计\t80\n丙校\t60\n小计\t60\n合计\t150\n",
    "科目\t金额\n拨款\t4000\n学费\t3120\n本年收入合计\t7120\n上年结余\t264\n总计\t7348\n",
    "科目\t金额\n拨款\t4000\n学费\t3120\n本年收入合计\t7120\n总计\t7210\n",
    "编码\t科目\t金额\n3\t职业教育\t930\n302\t中专\t300\n303\t技校\t600\n4\t成人教育\t100\n402\t夜校\t100\n合计\t\t1030\n",
    "类\t项\t科目\t金额\n201\t\t教学\t900\n201\t01\t实训\t300\n201\t02\t教材\t600\n202\t\t后勤\t100\n202\t01\t水电\t100\n合计\t\t\t1100\n",
    "类型\t全日制\t业余\t联合\n分类在校生（人）\t458\t722\t559\n在校生（人）\t1793\t\t\n",
)
RIGHT = (
    "项目\t人次\n电工\t120\n焊工\t80\n总计\t200\n",
    "项目\t一季度\t二季度\t合计\n电工\t20\t30\t50\n焊工\t15\t25\t40\n合计\t35\t55\t90\n",
    "科目\t金额\n拨款\t4000\n学费\t3120\n本年收入合计\t7120\n上年结余\t264\n总计\t7384\n",
    "科目\t金额\n拨款\t7120\n学费\t\n本年收入合计\t7120\n上年结余\t\n总计\t7120\n",
    "科目\t金额\n拨款\t4000\n学费\t3120\n本年收入合计\t7120\n上年结余\t264\n一、专项\t264\n二、基本\t\n总计\t7384\n",
    "编码\t科目\t金额\n3\t职业教育\t900\n302\t中专\t300\n303\t技校\t600\n4\t成人教育\t100\n402\t夜校\t100\n合计\t\t1000\n",
    "指标\t人数\n教职工\t120\n其中：专任教师\t90\n外聘教师\t30\n合计\t150\n",
)
NO_CLAIM = (
    "学校\t教师\t校均规模\t开办年\n甲校\t96\t1286\t1985\n乙校\t70\t790\t1992\n全区\t203\t1038\t2001\n",
    "序号\t指标\t单位\t2023年\n1\t年财政专项拨款\t万元\t910.0\n2\t教职工额定编制\t人\t240\n\t总数\t\t\n3\t教师\t人\t214\n",
    "项目\t满意度\t平均分\n甲\t98%\t92\n乙\t96%\t90\n合计\t97%\t91\n",
    "项目\t人次\n电工\t120\n焊工\t\n合计\t200\n",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_total_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_totals_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_rates_and_blanks_are_not_added(text: str) -> None:
    assert failing(FAMILY, text) == []


_SECTIONS = (
    "项目\t本年（万元）\t上年（万元）\n一、日常：\t\t\n水电\t31.2\t30.1\n保洁\t12.4\t11.9\n日常支出小计\t43.6\t42.0\n日常结余\t8.8\t7.5\n"
    "二、建设：\t\t\n楼宇\t{}\t60.3\n设备\t40.6\t30.2\n建设支出小计\t140.8\t90.5\n"
)


def test_a_title_without_figures_opens_what_its_subtotal_adds() -> None:
    assert failing("table-totals", _SECTIONS.format("100.2")) == []
    assert is_contradicted("table-totals", _SECTIONS.format("120.2"))


def test_a_total_may_add_subtotals_and_the_rows_behind_the_last_of_them() -> None:
    table = "工龄\t人数\n上学期入职\t12\n下学期入职\t9\n1年以内小计\t21\n1至3年\t30\n3年以上\t55\n合计\t{}\n"
    assert is_confirmed("table-totals", table.format("106"))
    assert is_contradicted("table-totals", table.format("160"))


def test_a_kind_that_is_all_of_the_row_above_is_counted_once() -> None:
    table = "存放时间\t金额（元）\n1年以内\t810250.40\n1至2年\t64120.15\n2年以上\t37205.45\n2至3年\t37205.45\n合计\t911576.00\n"
    assert failing("table-totals", table) == []


def test_what_is_taken_off_is_not_added() -> None:
    table = "项目\t金额（万元）\n学费\t310.4\n培训费\t52.3\n减：退费\t6.1\n上缴\t12.0\n合计\t{}\n"
    assert is_confirmed("table-totals", table.format("344.6"))
    assert is_contradicted("table-totals", table.format("334.6"))


def test_amounts_in_brackets_are_below_zero() -> None:
    table = "项目\t本年（元）\t上年（元）\t增（减）额\n培训\t52,400\t50,100\t2,300\n教材\t30,150\t31,350\t(1,200)\n耗材\t8,220\t8,240\t(20)\n合计\t90,770\t89,690\t1,080\n"
    assert failing("table-totals", table) == []


def test_a_total_without_a_head_may_add_the_page_before() -> None:
    table = "项目\t金额（元）\t来源\n实训室\t41000\t省\n图书馆\t52000\t市\n\n下页\n\n录播室\t13000\t市\n机房\t22000\t省\n小计\t128000\t\n"
    assert failing("table-totals", table) == []


def test_what_is_left_of_two_subtotals_is_no_part_of_the_second() -> None:
    table = "项目\t2023年（元）\t2022年（元）\n收入小计\t640000\t512300\n支出小计\t588200\t530100\n收支净额\t51800\t-17800\n年末净增加额\t33500\t-26400\n"
    assert failing("table-totals", table) == []


MONEY = (
    "表5 经费来源\n\n单位：万元\n\n项目\t本年收入合计\t财政拨款\t事业收入\t其他收入\n实训设备\t120.50\t120.50\t\t\n教师培训\t36.20\t30.00\t6.20\t\n"
    "学生资助\t88.40\t88.40\t\t\n校园维修\t45.75\t\t45.75\t\n图书购置\t8.60\t8.60\t\t\n信息化\t{}\t{}\t\t\n"
)


@pytest.mark.parametrize(("total", "part"), [("67.30", "63.70"), ("67.03", "67.30")])
def test_a_total_under_a_name_of_its_own_and_a_single_part_agree(total: str, part: str) -> None:
    assert is_contradicted("table-totals", MONEY.format(total, part))
    assert not is_contradicted("table-totals", MONEY.format(part, part))


def test_an_empty_cell_may_hide_a_part_unless_many_lines_add_up_without_it() -> None:
    few = "专业\t合计\t一年级\t二年级\n护理\t120\t60\t60\n会计\t80\t40\t40\n汽修\t66\t30\t\n"
    many = "专业\t合计\t一年级\t二年级\n护理\t60\t60\t\n会计\t40\t40\t\n汽修\t66\t30\t36\n保育\t35\t35\t\n烹饪\t28\t\t28\n美发\t54\t45\t\n"
    assert not is_contradicted("table-totals", few)
    assert is_contradicted("table-totals", many)


@pytest.mark.parametrize(("total", "is_wrong"), [("860", False), ("890", True)])
def test_kinds_that_have_subtotals_are_added_by_them(total: str, is_wrong: bool) -> None:
    table = (
        "类别\t全日制\t\t\t业余\t\t\n\t小计\t男\t女\t小计\t男\t女\n"
        f"分类在校生（人）\t520\t300\t220\t340\t150\t190\n在校生（人）\t{total}\t\t\t\t\t\n"
    )
    assert is_contradicted("table-totals", table) is is_wrong
