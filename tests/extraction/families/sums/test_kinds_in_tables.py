"""The family of kinds that are no more than what they are kinds of, in tables of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "kinds-in-tables"
TABLES = (
    ("指标\t单位\t2023年\n在校生总数\t人\t1400\n住校生\t人\t{}\n教学班\t个\t35\n", "1840", "840"),
    ("项目\t数量\n编写教材数\t21本\n校企合作编写教材\t{}本\n", "37", "12"),
    ("序号\t指标\t单位\t2023年\n1\t开设专业数\t个\t12\n2\t招生专业数\t个\t{}\n3\t教学班\t个\t40\n", "17", "9"),
    ("学校\t毕业生\t就业人数\t对口就业人数\n甲校\t120\t118\t110\n乙校\t230\t215\t{}\n丙校\t80\t77\t60\n", "251", "205"),
    ("专业\t招生计划\t实际招生\t报到人数\n会计\t60\t58\t55\n电商\t80\t77\t{}\n护理\t120\t118\t112\n", "79", "75"),
    (
        "对象\t发放问卷\t回收问卷\t有效问卷\n学生\t500\t488\t480\n家长\t500\t470\t{}\n教师\t120\t118\t118\n",
        "475",
        "465",
    ),
    ("年级\t学生数\t男生\t团员\n一年级\t360\t210\t58\n二年级\t377\t200\t{}\n三年级\t320\t180\t118\n", "487", "87"),
    ("指标\t2022年\t2023年\n专任教师\t141\t140\n双师型教师\t80\t84\n高级职称教师\t40\t{}\n", "410", "41"),
    ("序号\t指标\t单位\t2023年\n1\t非学历培训学时*\t学时\t900\n2\t公益项目培训学时*\t学时\t{}\n", "1448", "448"),
    ("专业\t应考人数\t实考人数\t合格人数\n会计\t60\t58\t55\n电商\t77\t{}\t70\n护理\t120\t118\t112\n", "87", "76"),
    ("项目\t甲校\t乙校\n占地面积（平方米）\t32000\t21000\n绿化面积（平方米）\t9000\t{}\n", "81000", "8100"),
    ("指标\t单位\t甲校\t乙校\n毕业生人数\t人\t210\t180\n升入本科人数\t人\t37\t{}\n", "937", "41"),
)
NO_CLAIM = (
    "指标\t2022年\t2023年\n专任教师\t141\t140\n兼职教师\t180\t184\n",
    "指标\t上年\t本年\t增加\n专任教师\t131\t140\t9\n双师型教师\t71\t84\t13\n",
    "专业\t就业率\t对口就业率\n会计\t95%\t96%\n电商\t94%\t97%\n",
    "指标\t单位\t数量\n非学历培训\t人次\t900\n公益性非学历培训\t人日\t1448\n",
    "学校\t招生计划\t实际招生\n甲校\t60\t68\n乙校\t80\t91\n",
    "学校\t专任教师\t双师型教师\n甲校\t60\t68\n乙校\t80\t91\n丙校\t30\t31\n",
)


@pytest.mark.parametrize(("table", "wrong", "right"), TABLES)
def test_a_kind_larger_than_its_whole_is_seen(table: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, table.format(wrong))
    assert failing(FAMILY, table.format(right)) == []
    assert is_confirmed(FAMILY, table.format(right))


@pytest.mark.parametrize("table", NO_CLAIM)
def test_what_is_no_kind_or_has_another_meaning_is_left_alone(table: str) -> None:
    assert failing(FAMILY, table) == []
