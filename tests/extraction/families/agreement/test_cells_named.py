"""The family of sentences that name a row of a table and leave its column to the reader."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "cells-named"
HEAD = "某县职业中学2023年度质量报告\n\n一、基本情况\n\n"
TITLES = (
    "\n\n表1 专任教师职称结构\n\n职称\t人数\t占比\n高级\t85\t48.6%\n中级\t60\t34.3%\n初级\t30\t17.1%\n合计\t175\t100%\n"
)
DEGREES = "\n\n表1 专任教师学历情况\n\n学历\t人数\n研究生\t13\n本科\t148\n专科\t14\n合计\t175\n"
MAJORS = "\n\n表2 各专业在校生情况\n\n专业\t在校生数\n护理\t263\n机电\t180\n会计\t95\n合计\t538\n"
SEXES = "\n\n表1 教师情况\n\n性别\t人数\n男\t75\n女\t100\n合计\t175\n"
INCOME = "\n\n表6 经费收入\n\n项目\t金额（万元）\n财政拨款\t2200\n事业收入\t156.8\n合计\t2356.8\n"
PAY = "\n\n表3 毕业生起薪\n\n专业\t平均起薪（元）\n会计\t3860\n机电\t3500\n护理\t3420\n"
WRONG = (
    f"学校高级职称教师58人。{TITLES}",
    f"高级职称教师占比为46.8%。{TITLES}",
    f"专任教师中，研究生学历31人，本科学历148人。{DEGREES}",
    f"护理专业在校生最多，有236人。{MAJORS}",
    f"护理专业在校生最多，共283人。{MAJORS}",
    f"全校在校生583人。{MAJORS}",
    f"男教师85人。{SEXES}",
    f"教师平均年龄42岁，高级职称教师58人。{TITLES}",
    f"2023年学校总收入2536.8万元。{INCOME}",
    f"其中会计专业起薪最高，为3680元。{PAY}",
)
RIGHT = (
    f"学校高级职称教师85人，占48.6%。{TITLES}",
    f"专任教师中，研究生学历13人，本科学历148人。{DEGREES}",
    f"护理专业在校生最多，有263人。{MAJORS}",
    f"男教师75人，女教师100人。{SEXES}",
)
NO_CLAIM = (
    f"护理专业毕业生有236人，新招机电专业教师18人。{MAJORS}",
    f"副高级及以上职称教师58人，中级以上145人。{TITLES}",
    f"护理专业教师36人，机电专业获奖18人。{MAJORS}",
    f"改扩建实训室4个，其中护理2个、机电2个。{MAJORS}",
    f"2022年护理专业在校生236人，比上年增加26人。{MAJORS}",
    f"护理专业在校生中女生236人，护理专业在校生的36%来自外县。{MAJORS}",
    f"2023年事业收入占15.68%，比预算多15.68万元。{INCOME}",
)


@pytest.mark.parametrize("text", WRONG)
def test_another_figure_than_the_row_has_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, HEAD + text)


@pytest.mark.parametrize("text", RIGHT)
def test_the_figure_of_the_row_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, HEAD + text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_what_the_table_does_not_count_is_left_alone(text: str) -> None:
    assert failing(FAMILY, HEAD + text) == []


def test_those_who_went_on_to_learn_are_not_all_who_left() -> None:
    table = (
        "\n\n表6 毕业生升学去向\n\n升学类型\t人数\n应用型本科\t112\n高职对口单招\t486\n高职分类考试\t850\n合计\t1448\n"
    )
    assert failing(FAMILY, "毕业生2316人。" + table) == []


def test_parts_are_of_what_their_whole_counts() -> None:
    table = "\n\n表1 各校在校生\n\n学校\t在校生数\n岭前职业学校\t386\n溪口工艺学校\t97\n湖东农业学校\t75\n合计\t558\n"
    text = "{}，其中岭前职业学校368人。" + table
    assert failing(FAMILY, HEAD + text.format("招收教师52名")) == []
    assert is_contradicted(FAMILY, HEAD + text.format("现有学生558名"))
