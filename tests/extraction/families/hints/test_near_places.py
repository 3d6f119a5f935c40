"""A name that stands once and is nearly another that the report knows is perhaps that one."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "near-places"
OWN = "清川县职业教育质量年度报告（2023年度）\n\n清川县有中等职业学校3所。清川县投入3100万元。\n\n"
DISTRICTS = "\n\n表1 各地情况\n\n区域\t学校数\t在校生数\n云浦区\t3\t5210\n灌石县\t2\t3120\n洪阳县\t2\t2870\n\n灌石县投入最多。灌石县学校建成实训楼，灌石县招生增加。\n"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("学校与安顺达物流集团签约。\n\n{}物流集团接收实习生42人。", "安达顺", "安顺达"),
        ("紧扣“一轴两带三区”布局。\n\n服务“{}”建设。", "一轴三带两区", "一轴两带三区"),
        ("牵头组建浙北纺织产教融合共同体。\n\n{}产教融合共同体召开年会。", "浙北物流", "浙北纺织"),
        ("与{}安和县职教中心结对。\n\n来自云南省安和县的学生到校学习。", "贵州省", "云南省"),
        (OWN + "企业动力不足，{}尚未出台奖补办法。", "平安县", "清川县"),
        ("{}中等专业学校新校区完工。" + DISTRICTS, "灌水", "灌石"),
        (
            "学校帮扶石塘村。石塘村种茶。\n\n毕业生小秦2019年回到{}种茶。后来，石塘村合作社请他当顾问。",
            "石桥村",
            "石塘村",
        ),
    ],
)
def test_a_name_that_is_nearly_another_is_hinted_at(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "牵头组建智能制造产教融合共同体。\n\n加入健康养老产教融合共同体。",
        "学校加入浙北纺织产教融合共同体和浙北物流产教融合共同体。",
        "推进“以赛促教”。\n\n坚持“以教促赛”“以赛促教”并举。",
        "与云南省安和县结对。\n\n来自贵州省平和县的学生到校学习。",
        OWN + "选派4名教师到平安县支教。平安县职教中心派人跟岗。",
        OWN + "全县尚未出台奖补办法，各县存在差距。",
        "云浦区第一医院接收实习生。\n\n云浦区第二医院接收实习生。" + DISTRICTS,
        "学校帮扶石塘村和石桥村。",
    ],
)
def test_names_of_several_things_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
