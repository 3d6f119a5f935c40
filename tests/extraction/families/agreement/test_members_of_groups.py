"""Members that a sentence lists for a group, and tables that put them under another."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "members-of-groups"
SAID = (
    "学校组建3个专业群。城轨与装备专业群包括城市轨道交通车辆运用与检修、机电技术应用、焊接技术应用3个专业，"
    "康养服务专业群涵盖护理、智慧健康养老服务、中医养生保健，数字文创专业群由动漫与游戏制作、艺术设计与制作2个专业组成。"
)
TABLE = "\n\n附表 专业群一览\n\n专业群名称\t核心专业\t负责人数\n城轨与装备专业群\t{}\t3\n康养服务专业群\t{}\t2\n数字文创专业群\t{}\t2\n"
CLUBS = "\n\n| 社团 | 所属类别 |\n|---|---|\n| 足球社 | 体育类社团 |\n| 合唱团 | {} |\n"


@pytest.mark.parametrize(
    "text",
    [
        SAID + TABLE.format("护理", "智慧健康养老服务", "艺术设计与制作"),
        SAID + TABLE.format("机电技术应用", "护理、焊接技术应用", "艺术设计与制作"),
        SAID + TABLE.format("机电技术应用", "护理", "中医养生保健"),
        "体育类社团包括足球社、篮球社、武术社，艺术类社团包括合唱团、民乐团。" + CLUBS.format("体育类社团"),
        "体育类社团包括足球社、篮球社等2个，艺术类社团包括合唱团、民乐团。" + CLUBS.format("体育类社团"),
    ],
)
def test_a_member_of_another_group_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


def test_members_of_their_own_group_are_confirmed() -> None:
    assert is_confirmed(FAMILY, SAID + TABLE.format("机电技术应用", "护理、中医养生保健", "艺术设计与制作"))
    clubs = "体育类社团包括足球社、篮球社，艺术类社团包括合唱团、民乐团。"
    assert is_confirmed(FAMILY, clubs + CLUBS.format("艺术类社团"))


@pytest.mark.parametrize(
    "text",
    [
        SAID + TABLE.format("汽车运用与维修", "护理", "艺术设计与制作"),
        SAID.replace("3个专业，康", "等专业，康") + TABLE.format("护理", "护理", "艺术设计与制作"),
        SAID.replace("康养服务专业群涵盖", "康养服务专业群拟调整，涵盖")
        + TABLE.format("护理", "护理", "艺术设计与制作"),
        SAID.replace("2个专业组成", "、护理组成") + TABLE.format("护理", "护理", "艺术设计与制作"),
        SAID.split("，康")[0] + "。" + TABLE.format("护理", "机电技术应用", "艺术设计与制作"),
    ],
)
def test_what_may_be_otherwise_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text)[1] == []
