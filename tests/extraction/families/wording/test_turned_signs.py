"""Codes, quoted terms and persons whose signs stand in another order, or with another numeral."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "turned-signs"


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("党总支建立246N工作体系。\n\n264N工作体系获评优秀案例。", "264N"),
        ("引入TKV公司课程。\n\n32名学生通过TVK认证。\n\nTKV公司派出讲师。", "TVK"),
        ("围绕“1+5”产业布局设置专业，“1+5”产业布局需要工匠。\n\n“5+1”产业布局提出新要求。", "5+1"),
        ("“强技能、强品德、强体魄”活动开展三年。\n\n“强品德、强技能、强体魄”活动获奖。", "强品德、强技能、强体魄"),
        ("孟春晓老师主持课题。孟春晓老师获奖。\n\n企业导师与孟晓春结对。", "孟晓春"),
        ("孟晓春大师工作室挂牌。\n\n教师孟春晓带队参赛，孟春晓再获一等奖。", "孟晓春"),
        ("贯彻“滨江十二条”。\n\n落实“滨江十二条”。\n\n解读“滨江十三条”。", "滨江十三条"),
    ],
)
def test_the_odd_form_is_told(text: str, odd: str) -> None:
    (message,) = failing(FAMILY, text)
    assert message.startswith(f"此处「{odd}」")


@pytest.mark.parametrize(
    "text",
    [
        "建设“校中厂”，“校中厂”有设备20台。\n\n建设“厂中校”。",
        "推行“3+2”贯通培养。\n\n试点“2+3”分段教学。",
        "“1+5”产业布局与“5+1”产业布局并行，“1+5”产业布局在先。",
        "“十三五”时期投入。“十三五”完成。\n\n编制“十四五”规划。",
        "“三个一”活动开展。“三个一”活动总结。\n\n“三个一”活动表彰。",
        "学习“两个确立”。学习“两个确立”。\n\n做到“两个维护”。",
        "孟春晓老师任教。\n\n孟春明老师任教。",
    ],
)
def test_terms_that_are_two_are_left_alone(text: str) -> None:
    assert not failing(FAMILY, text)
