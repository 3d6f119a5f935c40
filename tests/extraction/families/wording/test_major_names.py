"""A major is called as the tables call it."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "major-names"
_TABLE = "\n\n表1 各专业在校生\n\n专业名称\t人数\n机电技术应用\t220\n旅游服务与管理\t180\n中餐烹饪\t150\n电子商务\t90\n"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("{}专业在市级比赛中获奖。", "旅游管理与服务", "旅游服务与管理"),
        ("电子商务、{}两个专业招生稳定。", "机电设备应用", "机电技术应用"),
        ("招生较多的是{}、电子商务，分别为120人和98人，专业布局合理。", "机电技能应用", "机电技术应用"),
        ("其中{}专业招生60人。中餐烹饪实训室投入使用。", "中餐烹任", "中餐烹饪"),
        ("从专业看，升学率较高的专业有电子商务、{}。", "旅游服务与治理", "旅游服务与管理"),
    ],
)
def test_a_major_called_otherwise_is_seen(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong) + _TABLE)
    assert failing(FAMILY, text.format(right) + _TABLE) == []


@pytest.mark.parametrize(
    "text",
    [
        "拟新增机电设备应用专业。",
        "毕业生升入高职机电设备应用专业学习。",
        "机电设备应用专业由机电技术应用专业更名而来。",
        "学校开设机电技术应用等四个专业，旅游服务与管理专业规模较大。",
        "机电类专业群包括四个专业，智能制造专业群正在建设。",
    ],
)
def test_what_may_be_another_major_is_left_alone(text: str) -> None:
    assert failing(FAMILY, text + _TABLE) == []
