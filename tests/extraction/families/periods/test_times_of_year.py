"""A month lies in the part of the year that it is told of."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "times-of-year"


@pytest.mark.parametrize(
    "text",
    [
        "寒假期间（7月18日至20日），班主任参加了线上研修。",
        "2022年上半年的9月，学校举办技能节。",
        "2022年4月暑假期间，教师赴企业实践。",
        "2023年春季学期（9月至次年1月），开展跟岗学习。",
        "第一季度（7月）完成采购。",
        "2021-2022学年第一学期(2022年10月)举行期中考试。",
        "2021—2022学年第二学期（2021年2月至7月），开展教研12次。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "暑假期间（7月18日至20日），班主任参加了线上研修。",
        "2023年春季学期（2月至7月），开展跟岗学习。",
        "2022年下半年，于11月举办技能节。",
        "2021年7月的暑期中，学校组织学生社会实践。",
        "2021—2022学年第二学期（2022年2月至7月），开展教研12次。",
        "2021—2022学年第一学期，2021年9月举行开学典礼。",
    ],
)
def test_what_agrees_is_verified(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "寒假期间，学校布置任务，7月完成验收。",
        "2022年8月，秋季学期招生工作启动。",
        "暑期于4月就开始筹备。",
        "上半年7月工资如期发放。",
    ],
)
def test_what_may_be_otherwise_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])
