"""Words of the field that tell how a figure behaves: whether it adds up, what it is a part of, which way it goes."""

from __future__ import annotations

import re

# Figures under these heads are quotients; adding them up means nothing.
QUOTIENT = re.compile(
    r"率|比例|占比|比重|百分比|生均|人均|师均|校均|班均|课均|均值|平均|每[生人百千]|比$|比\(|生师比|招生比|师生比|%|满意度|起薪|月收入|薪酬|指数|得分|分数|单价|增幅|增速|排名|名次|带宽|年份|学制|年龄|温度|占.{1,8}[比的]"
)
SHARE_HEAD = re.compile(r"率|比例|占比|比重|百分比|%|满意度")
CHANGE_HEAD = re.compile(
    r"增减|增量|增长|增幅|变化|同比|环比|较上[年学一]|比上[年学一]|较去年|比去年|差值|差额|变动|升降|涨幅|净增|±|\+/-"
)
GROWTH_HEAD = re.compile(r"率|增幅|幅度|%|同比|环比|比例|百分")
STRUCTURE = re.compile(r"结构|构成|分布|组成|类型|来源")

# Kinds that together make the whole and do not overlap.
PARTITIONS: tuple[tuple[str, ...], ...] = (
    ("第一产业", "第二产业", "第三产业"),
    ("一等奖", "二等奖", "三等奖"),
    ("人员经费", "公用经费", "项目经费"),
    ("人员经费", "公用经费", "专项经费"),
    ("国家级", "省级", "市级"),
    ("国家级", "省级", "校级"),
    ("国家级", "省级", "市级", "校级"),
    ("国家级", "市级", "区级", "校级"),
    ("国家级", "市级", "校级"),
    ("国家级", "省部级", "市级"),
    ("男", "女"),
    ("男生", "女生"),
    ("公办", "民办"),
    ("京籍", "非京籍"),
    ("本市户籍", "非本市户籍"),
    ("本地", "外地"),
    ("城镇", "农村"),
    ("一年级", "二年级", "三年级"),
    ("高一", "高二", "高三"),
    ("公共基础课", "专业课"),
    ("专任教师", "兼职教师"),
    ("校内", "校外"),
    ("线上", "线下"),
)
REST = re.compile(r"^(?:其他|其它|其余|另有|另外|剩余|余下)|等(?:其他|其它)")
# An exhaustive enumeration: what follows makes up the whole.
EXHAUSTIVE = re.compile(r"分别|包括|由.{0,40}(?:组成|构成)|即[:：]?|依次")

UP = (
    "增加",
    "增长",
    "上升",
    "提高",
    "提升",
    "升高",
    "增至",
    "增加到",
    "升至",
    "上涨",
    "扩大",
    "增多",
    "净增",
    "多招",
    "攀升",
    "增",
)
DOWN = ("减少", "下降", "降低", "下滑", "降至", "减至", "回落", "缩小", "缩减", "减")
LEVEL = ("持平", "稳定", "不变", "一致", "相当")


def letters_in_order(short: str, long: str) -> bool:
    """True where every character of ``short`` comes up in ``long`` in the same order.

    >>> letters_in_order("对口率", "对口就业率"), letters_in_order("就业对口率", "对口就业率")
    (True, False)
    """
    position = 0
    for character in short:
        position = long.find(character, position) + 1
        if not position:
            return False
    return True
