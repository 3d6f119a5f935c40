"""The family of percentages beside their counts, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "table-shares"
WRONG = (
    "项目\t人数\t占比\n企业\t120\t60.00%\n机关\t50\t25.00%\n创业\t30\t51.00%\n",
    "学校\t教职工\t专任教师\t专任教师占比\n甲校\t120\t98\t81.67%\n乙校\t88\t70\t79.55%\n丙校\t102\t85\t38.33%\n丁校\t95\t77\t81.05%\n",
    "结构\t类别\t人数\t占比\n\t专任教师\t200\t\n学历结构\t研究生\t50\t25.0%\n\t本科\t140\t70.0%\n\t专科\t20\t10.0%\n",
)
RIGHT = (
    "项目\t人数\t占比\n企业\t120\t60.00%\n机关\t50\t25.00%\n创业\t30\t15.00%\n合计\t200\t100%\n",
    "结构\t类别\t人数\t占比\n\t专任教师\t200\t\n学历结构\t研究生\t50\t25.0%\n\t本科\t130\t65.0%\n\t专科\t20\t10.0%\n",
)
NO_CLAIM = (
    "类别\t人数\t占比\n研究生\t62\t26.84%\n本科\t169\t73.16%\n正高级\t6\t2.60%\n高级\t78\t33.77%\n双师型\t128\t55.41%\n",
    "项目\t人数\t满意度\n学生\t120\t96.0%\n家长\t90\t97.1%\n教师\t60\t98.3%\n",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_share_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_shares_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_shares_of_another_whole_are_not_judged(text: str) -> None:
    assert failing(FAMILY, text) == []


FEW_LINES = (
    ("学历\t人数\t占比\n研究生\t36\t24%\n本科\t108\t{}\n专科\t6\t4%\n合计\t150\t100%\n", "72%", "78%"),
    ("学历\t人数\t比例（%）\n研究生\t36\t24.0\n本科\t108\t{}\n专科\t6\t4.0\n", "72.0", "78.0"),
    ("\t研究生\t本科\t专科\n人数\t36\t108\t6\n比例（%）\t24.00\t{}\t4.00\n", "72.00", "27.00"),
    ("项目\t研究生\t本科\t专科\t合计\n人数\t36\t108\t6\t150\n占比\t24.0%\t{}\t4.0%\t100%\n", "72.0%", "78.0%"),
    ("性别\t男\t女\n人数\t1240\t760\n比例\t62%\t{}\n", "38%", "48%"),
    ("学校\t专任教师\t高级职称\t占专任教师比例\n甲校\t120\t36\t30.0%\n乙校\t80\t20\t{}\n", "25.0%", "52.0%"),
    ("专业\t毕业生\t就业\t就业率\n护理\t210\t205\t97.6%\n汽修\t96\t90\t{}\n", "93.8%", "97.3%"),
    ("年度\t录取人数\t报到人数\t报到率\n2021\t800\t760\t95.0%\n2022\t840\t798\t{}\n", "95.0%", "59.0%"),
)


@pytest.mark.parametrize(("layout", "right", "wrong"), FEW_LINES)
def test_small_tables_whose_heads_name_the_whole_are_checked(layout: str, right: str, wrong: str) -> None:
    assert is_contradicted("table-shares", layout.format(wrong))
    assert not is_contradicted("table-shares", layout.format(right))


@pytest.mark.parametrize(
    "text",
    [
        "项目\t调查人数\t占比\n教学满意\t320\t94%\n后勤满意\t310\t86%\n管理满意\t330\t91%\n",
        "学校\t在校生\t占比\n甲校\t1200\t35%\n乙校\t900\t26%\n",
        "项目\t男\t女\n人数\t1240\t760\n近视比例\t52%\t58%\n",
        "年级\t人数\t住宿比例\n一年级\t600\t80%\n二年级\t500\t82%\n三年级\t400\t60%\n",
        "学校\t专任教师\t双师占比\n甲校\t120\t75.0%\n乙校\t80\t62.5%\n丙校\t60\t70.0%\n合计\t260\t70.0%\n",
        "指标\t2021年\t2022年\n在校生数\t2800\t3000\n占全区比例\t35.0%\t36.2%\n",
    ],
)
def test_shares_of_a_whole_outside_the_table_are_left_alone(text: str) -> None:
    assert not is_contradicted("table-shares", text)


_BY_KIND = (
    "项目\t类别\t人数\t比例\n总量\t专任教师\t296\t\n学历\t研究生\t32\t10.81%\n学历\t本科\t258\t87.16%\n学历\t专科\t6\t2.03%\n"
    "职称\t高级\t88\t29.73%\n职称\t中级\t121\t40.88%\n职称\t初级\t87\t29.39%\n双师\t双师型教师\t138\t{}\n"
)


def test_a_row_that_stands_alone_may_have_a_whole_of_its_own() -> None:
    noted = f"{_BY_KIND}\n注：双师型教师比例为占专业课教师（168人）的比例，其他为占专任教师的比例。\n"
    assert not is_contradicted("table-shares", noted.format("82.14%"))
    assert is_contradicted("table-shares", noted.format("81.24%"))
    assert not is_contradicted("table-shares", _BY_KIND.format("82.14%"))
    assert is_contradicted("table-shares", _BY_KIND.format("46.26%"))


def test_those_who_hold_two_certificates_may_be_a_share_of_any_row_above() -> None:
    table = (
        "类别\t人数\t占比\n专任教师\t200\t100.0%\n硕士以上\t50\t25.0%\n高级职称\t60\t30.0%\n"
        "专业课教师\t120\t60.0%\n{}\t90\t{}\n"
    )
    assert failing(FAMILY, table.format("双师型教师", "75.0%")) == []
    assert failing(FAMILY, table.format("双师型教师", "45.0%")) == []
    assert is_contradicted(FAMILY, table.format("双师型教师", "57.0%"))
    assert is_contradicted(FAMILY, table.format("青年教师", "75.0%"))


def test_the_total_is_the_whole_where_a_part_fits_as_many_shares() -> None:
    table = "类型\t人数\t比例（%）\n编外\t5240\t0.52\n其中：聘用\t5240\t0.52\n在编\t1001760\t99.48\n其中：专任\t1001760\t99.48\n教职工\t1007000\t100\n"
    assert failing("table-shares", table) == []


@pytest.mark.parametrize(
    "table",
    [
        "项目\t金额（万元）\t占比（%）\n教学\t997136\t99.70\n管理\t2556\t0.26\n后勤\t154\t0.02\n其他\t154\t0.02\n合计\t1000000\t100.00\n",
        "项目\t金额（万元）\t占比（%）\n实训\t7205\t14.42\n图书\t5216\t10.44\n体育\t6140\t12.29\n专项小计\t18561\t37.14\n日常\t31415\t62.85\n合计\t49976\t100.00\n",
    ],
)
def test_a_share_moved_by_a_unit_so_that_all_make_a_hundred_is_right(table: str) -> None:
    assert failing("table-shares", table) == []


def test_a_share_may_be_the_sum_of_the_rounded_shares_of_its_kinds() -> None:
    table = "项目\t金额\t占比（%）\n专项\t13854\t67.75\n实训\t4378\t21.41\n图书\t6681\t32.67\n体育\t2795\t13.67\n日常\t6598\t32.26\n合计\t20452\t100.00\n"
    assert failing("table-shares", table) == []
