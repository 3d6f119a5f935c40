"""What is said of all the figures of a sentence holds for each of them."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "bounds"


@pytest.mark.parametrize(
    "text",
    [
        "五个专业就业率分别为95.1%、96.2%和94.0%，均在95%以上。",
        "三所学校在校生均超过1000人：一职高1320人，二职高980人，卫校1150人。",
        "近三年就业率稳定在98%以上，2021年98.1%，2022年97.6%，2023年98.4%。",
        "超过一半的毕业生（46.2%）选择升学。",
        "毕业生1050人，升学482人，过半数毕业生选择升学。",
        "专任教师210人，双师型教师135人，占比达到七成以上。",
        "外省学生占52.3%，近一半。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "五个专业就业率分别为95.1%、96.2%和95.0%，均在95%以上。",
        "超过一半的毕业生（56.2%）选择升学。",
        "外省学生占46.3%，近一半。",
    ],
)
def test_what_agrees_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "对口就业率达到80%以上，其中护理85.2%，会计78.6%。",
        "生均图书42册，高于40册的标准。",
        "其他专业均在95%以上，会计专业94.0%。",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("甲校96.1%、乙校94.2%、丙校97.5%，三校均在95%以上。", "甲校96.1%、乙校95.2%、丙校97.5%，三校均在95%以上。"),
        ("三项满意度均高于95%，分别为96.1%、94.2%和97.5%。", "三项满意度均高于95%，分别为96.1%、95.2%和97.5%。"),
        (
            "各专业就业率都不低于95%（护理98.2%、机电94.1%、会计95.0%）。",
            "各专业就业率都不低于95%（护理98.2%、机电95.1%、会计95.0%）。",
        ),
        ("班额全部控制在50人以内，最大班额54人。", "班额全部控制在50人以内，最大班额49人。"),
        ("各校就业率均在96%以上，最低的甲校为95.2%。", "各校就业率均在96%以上，最低的甲校为96.2%。"),
        ("连续三年就业率超过97%，分别为97.2%、96.8%、98.0%。", "连续三年就业率超过97%，分别为97.2%、97.8%、98.0%。"),
        ("近三年就业率97.2%、96.8%、98.0%，每年都在97%以上。", "近三年就业率97.2%、97.8%、98.0%，每年都在97%以上。"),
        ("专任教师210人，双师型95人，占比过半。", "专任教师210人，双师型115人，占比过半。"),
        ("绝大多数学生（42.3%）在本地就业。", "绝大多数学生（92.3%）在本地就业。"),
        ("共有教师200人，中级教师正好一半，为120人。", "共有教师200人，中级教师正好一半，为100人。"),
        ("约四分之三的毕业生（62.3%）留在本县。", "约四分之三的毕业生（74.3%）留在本县。"),
    ],
)
def test_a_bound_is_read_wherever_its_figures_stand(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, wrong)
    assert outcomes(FAMILY, right)[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "补充耕地39.08万亩，累计建成高标准农田4128万亩，粮食播种面积稳定在6200万亩以上。",
        "城镇调查失业率控制在5.5%左右，物价涨幅3%左右，居民收入均增长9%以上。",
        "护理85.2%，会计78.6%，机电83.0%，其他专业均在90%以上。",
    ],
)
def test_a_bound_of_something_else_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text)[1] == []
