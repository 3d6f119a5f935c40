"""A firm, a studio or the school itself bears one name."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "near-bodies"
_TABLE = "学校\t人数\n永定桥职业学校\t812\n石景职教中心\t640\n现代服务学校\t588\n\n永定桥职业学校地处城西。"
PAIRS = (
    ("川岷精密机械有限公司投入60万元。\n\n学校与{}开办订单班。", "川岷精密制造有限公司", "川岷精密机械有限公司"),
    ("潇成精密机械公司接收实习生45人。实习结束后，{}录用28人。", "潇成精密电子公司", "潇成精密机械公司"),
    ("企业\t实习人数\n潇成精密机械有限公司\t45\n天宇酒店有限公司\t22\n\n与{}共建实训室。", "潇成精密电子有限公司", "潇成精密机械有限公司"),
    ("汽车专业与{}合作开设“嘉驰班”，每年招生40人。", "京北嘉诚汽车服务有限公司", "京北嘉驰汽车服务有限公司"),
    ("与江海智联科技有限公司合作办班。{}选派导师6人。", "江海智连科技有限公司", "江海智联科技有限公司"),
    ("与远航物流集团共建基地，远航物流集团投入设备。\n\n{}录用毕业生。", "远杭物流集团", "远航物流集团"),
    ("周长河烹饪大师工作室接待学员。\n\n周长河烹饪大师\n工作室开发菜品。\n\n{}开放一次。", "周长江烹饪大师工作室", "周长河烹饪大师工作室"),
    ("建有沈若兰幼教工作室和周长河烹饪工作室。\n\n{}成果被借鉴。", "沈若蓝幼教工作室", "沈若兰幼教工作室"),
    ("云平县职教中心招生。云平县职教中心有教师。云平县职教中心实训。\n\n{}升学率为62%。", "云屏县职教中心", "云平县职教中心"),
    ("安岷县中医医院接收实习生，安岷县中医医院派出医生。\n\n{}为实习基地。", "安泯县中医医院", "安岷县中医医院"),
    (_TABLE + "{}开展了社区培训。", "永宁桥职业学校", "永定桥职业学校"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "wrong", "right"), PAIRS)
def test_a_body_called_otherwise_once_is_seen(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "华北电力设备有限公司投入60万元。\n\n与东北电力设备有限公司开办订单班。",
        "江苏一建有限公司投入60万元。\n\n与江苏二建有限公司开办订单班。",
        "与川岷精密机械有限公司、川岷精密制造有限公司签约。",
        "毕业生升入江苏财经职业技术学院12人。\n\n另有5人升入江苏财会职业技术学院。",
        "青山职业学校招生。青山职业学校就业。青山职业学校升学。\n\n与青城职业学校结对帮扶。",
        "北京机械有限公司接收实习生。\n\n北京电子有限公司接收实习生。",
        "学校与川岷精密机械有限公司开办“工匠班”。",
    ],
)
def test_bodies_that_may_be_two_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
