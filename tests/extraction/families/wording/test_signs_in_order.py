"""A name, a code or a quoted term keeps the order of its signs."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "signs-in-order"
PAIRS = (
    ("特级教师周明远主持课题三项。\n\n建成{}工作室，带徒12人。", "周远明", "周明远"),
    ("{}老师指导学生获奖3项。\n\n成立周明远名师工作站，周明远老师任负责人。", "周远明", "周明远"),
    ("对接全县“2+5”产业布局。\n\n提升服务“{}”产业布局的能力。", "5+2", "2+5"),
    ("实施231N育人体系。231N育人体系写入规划。\n\n推广{}育人体系。", "213N", "231N"),
    ("形成{}工作体系：两个中心：教学与科研；三个平台：实训、竞赛、服务；一支队伍：双师；N个团队支撑。", "213N", "231N"),
    ("推行“{}”管理机制，一个目标、四项制度、两级考核，学生满意度98%。", "124", "142"),
    ("助力“乡村振兴”战略。“乡村振兴”写入规划。\n\n服务“{}”战略的能力提高。", "振兴乡村", "乡村振兴"),
    ("三、助力“一县一品”建设\n\n加强“{}”建设，资助学生120人。", "一品一县", "一县一品"),
    ("1. 助力“一镇一业”发展\n\n深化“{}”乡镇的校地合作，惠及学生120人。", "一业一镇", "一镇一业"),
)


@pytest.mark.parametrize(("text", "wrong", "right"), PAIRS)
def test_exchanged_signs_are_seen(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "推行“3+2”中高职贯通培养。\n\n形成“2+3”课程结构。",
        "推行“3+2”贯通培养120人，“2+3”贯通培养30人。",
        "坚持“以赛促教”。“以赛促教”写入规划。\n\n倡导“以教促赛”。",
        "坚持“以老带新”。“以老带新”写入规划。\n\n倡导“以新带老”。",
        "周明远老师、周远明老师获奖。",
        "学生120人，教师12人。\n\n生学之间多有交流，师教有方。",
        "经费120万元，占12.5%；面积210平方米。",
        "形成231N工作体系：两个中心；三个平台；四支队伍。",
        "推行“3+1”课程，“1+3”课程和“2+2”课程。",
        "开设A12教室与A21教室。",
    ],
)
def test_what_is_two_things_is_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
