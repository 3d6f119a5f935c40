"""A mean lies between the least and the greatest of what it is the mean of."""

import pytest
from family_reading import failing, is_confirmed, is_contradicted, outcomes

FAMILY = "mean-ranges"


@pytest.mark.parametrize(
    "text",
    [
        "毕业生月薪最高2800元，最低1500元，平均2960元。",
        "起薪最高达４５００元，平均4800元。",
        "最低的专业起薪2600元，最高的专业5200元，平均起薪2300元。",
        "平均起薪5,900元，最高5,200元，最低2,600元。",
        "教师年龄最大58岁，最小24岁，平均年龄61岁。",
        "教师平均年龄38岁，最年轻的42岁，年龄最大的59岁。",
        "成绩最高98分，最低61分，平均分为99.2分。",
        "满意度最高的班次96.9分，最低的班次92.1分，平均97.6分。",
        "班额最大52人，最小31人，平均58人。",
        "就业率在92%至98%之间，平均为99.1%。",
        "各专业起薪介于2800元至4200元之间，平均4500元。",
        "各校满意度为90.2%～96.4%，均值97.1%。",
        "最高分78分，最低分92分。",
        "最高98.2%，最低99.1%。",
    ],
)
def test_a_mean_outside_its_range_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "甲校92.1分，乙校93.5分，丙校91.9分，三校平均93.5分。",
        "近五年招生分别为780、800、820、790、810人，五年平均每年810人。",
        "2016—2020年招生依次为780人、800人、820人、790人、810人，平均每年招生810人。",
        "学生满意度94.2%，家长满意度96.0%，企业满意度95.1%，三者平均96.1%。",
        "实训考核甲组92.5分、乙组88.1分，两组平均95.3分。",
    ],
)
def test_the_plain_mean_of_all_that_is_listed_is_worked_out(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "毕业生月薪最高2800元，最低1500元，平均1960元。",
        "教师平均年龄38岁，最年轻的22岁，年龄最大的59岁。",
        "各校满意度为90.2%～96.4%，均值95.1%。",
        "近五年招生分别为780、800、820、790、810人，五年平均每年800人。",
        "学生满意度94.2%，家长满意度96.0%，企业满意度95.1%，三者平均95.1%。",
    ],
)
def test_a_mean_within_its_range_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "毕业生月薪最高2800元，高于全市平均2960元。",
        "就业率最高98.2%，平均满意度99.1%。",
        "班额最大52人，平均每名教师授课58人次。",
        "机电专业起薪最高4500元；护理专业平均4800元。",
        "最低生活保障家庭学生120人，最高资助额5000元。",
        "2020年最高98.2%，2021年平均99.1%。",
    ],
)
def test_means_of_something_else_are_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])


def test_a_gift_and_a_price_are_no_two_ends_of_a_range() -> None:
    assert failing("mean-ranges", "本次活动最高可获11000元的购书卡，学习机最低51800元起售。") == []


def test_the_mean_of_the_steps_is_no_mean_of_the_values() -> None:
    assert failing(FAMILY, "教师工资总额2020年为773万元，2025年达到983万元，平均每年增加42万元。") == []
