"""Means in sentences."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "prose-means"


@pytest.mark.parametrize(
    "text",
    [
        "奖学金共发放36万元，获奖学生120人，人均3200元。",
        "全市中职学校8所，在校生9600人，校均1300人。",
        "企业实践教师25人，累计1000天，人均45天。",
    ],
)
def test_a_wrong_mean_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text", ["奖学金共发放36万元，获奖学生120人，人均3000元。", "现有教学班24个，学生960人，班均40人。"]
)
def test_a_right_mean_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    ["投入36万元，受益学生120人，生均公用经费标准4200元。", "全年投入36万元，培训教师20人、学生120人，人均3000元。"],
)
def test_a_rule_and_an_unclear_number_of_sharers_prove_nothing(text: str) -> None:
    assert failing(FAMILY, text) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("受助学生350人，每人每年2000元，共发放70万元。", ("70万元", "7万元")),
        ("14所学校开办夜校，全年办班448期，平均每所学校办班32期。", ("32期", "23期")),
        ("横向课题86项，到款1032万元，项均12万元。", ("12万元", "21万元")),
        ("240名兼职教师授课21600课时，平均每人90课时。", ("90课时", "60课时")),
        ("享受国家助学金168人，人均2000元，合计33.6万元。", ("33.6万元", "36.3万元")),
        ("行业导师165人，全年授课13200学时，人均授课80学时。", ("80学时", "88学时")),
    ],
)
def test_what_each_gets_makes_the_whole(right: str, wrong: tuple[str, str]) -> None:
    assert is_confirmed(FAMILY, right)
    assert is_contradicted(FAMILY, right.replace(*wrong))


@pytest.mark.parametrize(
    "text",
    [
        "受助学生350人，每人每年标准2000元，另支出奖学金12万元。",
        "14所学校开办夜校，平均每个班招收32人，全年招收448人。",
    ],
)
def test_another_amount_is_not_shared(text: str) -> None:
    assert failing(FAMILY, text) == []


STUDENTS = "# 一、基本情况\n\n全校在校生3480人，专任教师187人。\n\n"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("参加学生1216人次，共组织32次，平均每次3.8人次。", "参加学生1216人次，共组织32次，平均每次38人次。"),
        ("在校生1512人，36个班，平均班额24人。", "在校生1512人，36个班，平均班额42人。"),
        ("教师参训420人次，专任教师210人，人均3次。", "教师参训420人次，专任教师210人，人均2次。"),
        ("全年接待咨询2,400人次，按240天计，每天平均12人次。", "全年接待咨询2,400人次，按240天计，每天平均10人次。"),
        ("平均班额45.3人（36个班，在校生1512人）。", "平均班额42.0人（36个班，在校生1512人）。"),
        ("班级：36个，在校生：1512人，班均：45人。", "班级：36个，在校生：1512人，班均：42人。"),
        (f"{STUDENTS}平均班额45人（87个班）。", f"{STUDENTS}平均班额40人（87个班）。"),
        (
            f"{STUDENTS}全年完成教学任务52360课时，专任教师人均208课时。",
            f"{STUDENTS}全年完成教学任务52360课时，专任教师人均280课时。",
        ),
    ],
)
def test_a_mean_is_worked_out_wherever_its_figures_stand(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, wrong)
    assert failing(FAMILY, right) == []


_CLASSES = "表1 基本情况\n\n项目\t单位\t2021年\t2022年\n在校生数\t人\t7035\t7318\n班级数\t个\t160\t165\n\n"


def test_the_classes_may_be_counted_in_a_table() -> None:
    said = f"{_CLASSES}2022年，在校生7318人，比上年增加283人；平均班额{{}}人。"
    assert is_contradicted(FAMILY, said.format("45.34"))
    assert not is_contradicted(FAMILY, said.format("44.35"))
    assert not is_contradicted(FAMILY, f"{_CLASSES}2022年各年级平均班额都低于50人的规定上限。")


NUMBERS_AND_UNITS = (
    "值守的有64人，累计服务1 920小时，人均30小时。",
    "在校生2 436人，分布在58个教学班，平均每班42人。",
    "发放助学金1 240 000元，惠及620人，人均2000元。",
    "指标\t单位\t本学年\t上学年\t比上学年\n财政拨款\t万元\t9820\t9360\t+460\n设备值\t万元\t8110\t7730\t+380\n在校生\t人\t5230\t5108\t+122\n",
    "三年投入4120万元、4380万元、4650万元。新楼总造价2860万元，已付1700万元，余款1160万元下年支付。",
)


@pytest.mark.parametrize("text", [*NUMBERS_AND_UNITS])
def test_what_is_said_of_others_is_left_alone(text: str) -> None:
    assert not is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", ["值守的有64人，累计服务1 920小时，人均40小时。"])
def test_what_is_said_of_the_same_is_judged(text: str) -> None:
    assert is_contradicted(FAMILY, text)


def test_what_each_has_is_no_mean_of_fewer() -> None:
    text = "{}，编成26个教学班，平均每班{}人。"
    assert failing(FAMILY, text.format("班主任26人", "38.5")) == []
    assert is_contradicted(FAMILY, text.format("学生1240人", "38.5"))
    assert is_contradicted(FAMILY, text.format("学生104人", "40")), "a point that was moved is a slip"


def test_what_falls_to_each_is_not_shared_out_again() -> None:
    text = "外聘教师20人，全年授课1200课时，人均60课时，支付课酬15.60万元，平均每课时{}元。"
    assert is_contradicted(FAMILY, text.format("150"))
    assert failing(FAMILY, text.format("130")) == []
