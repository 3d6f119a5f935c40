"""One list does not name the same thing twice."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "repeated-entries"
PAIRS = (
    ("三所学校中，商贸学校招生320人，卫生学校招生280人，{}招生150人。", "商贸学校", "工业学校"),
    ("学生来源：固安65人、永清40人、{}32人。", "固安", "容城"),
    ("各镇培训情况为：石桥镇320人，柳河镇280人，{}150人，白塔镇90人。", "石桥镇", "青龙镇"),
    ("获奖学生分布在机电专业（12人）、会计专业（8人）、{}（5人）。", "机电专业", "护理专业"),
    ("其中护理专业120人、会计专业80人、药剂专业60人、{}45人。", "会计专业", "物流专业"),
    ("其中护理１２０人，会计８０人，药剂６０人，{}４５人。", "会计", "旅游"),
    ("三个教学点分别为河西3,200平方米、河东2,800平方米、{}1,500平方米。", "河西", "河北"),
    ("各校实训设备值：一职1200万元；二职980万元；{}450万元。", "一职", "三职"),
    ("与华远物流、天宇酒店、{}、金桥汽修等企业签订协议。", "华远物流", "德胜物流"),
    ("开设机电技术、护理服务员、{}、会计事务四个专业。", "机电技术", "工业机器人"),
    ("校区\t人数\n东校区\t320\n西校区\t280\n{}\t150\n合计\t750\n", "东校区", "北校区"),
    ("专业\t人数\n护理\t320\n会计\t280\n{}\t150\n物流\t90\n", "护理", "旅游"),
    ("序号\t学校\t招生\t毕业\n1\t汶阳职专\t480\t410\n2\t商贸学校\t380\t350\n3\t{}\t290\t270\n", "商贸学校", "工业学校"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "wrong", "right"), PAIRS)
def test_a_name_that_comes_again_in_one_list_is_seen(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "校本部男生120人、女生98人，分校男生60人、女生72人。",
        "护理专业招生120人、毕业98人，会计专业招生60人、毕业72人。",
        "开设学徒制班和订单班9个，其中学徒制班4个、订单班5个。",
        "2021年石桥镇320人，柳河镇280人；2022年石桥镇350人，柳河镇290人。",
        "设有产品设计、环境设计、产品设计（双学位）三个方向。",
        "护理\t人数\t学制\n护理\t320\t3\n会计\t280\t3\n护理\t150\t5\n",
        "项目\t人数\n在校生\t320\n男\t160\n女\t160\n毕业生\t100\n男\t60\n女\t40\n",
        "指标\t单位\t数量\n课程门数\t门\t12\n学时\t学时\t320\n网络课程\t门\t5\n学时\t学时\t80\n",
    ],
)
def test_kinds_of_several_bodies_may_bear_one_name(text: str) -> None:
    assert failing(FAMILY, text) == []


LISTS_OF_TWO_KINDS = (
    "甲镇农校、明德学校引进木版年画、柳编两个省级项目，建成工坊2个。",
    "第一职校、第二职校联合申报智能焊接、绿色建筑两个培训项目。",
    "明年要做好四件事：扩大护理、机电专业招生，计划各增加一个班；支持校企合作，稳住生源；安排教师培训；建立季度发布制度，全年4次。",
    "学校实习221人、对口207人，艺校实习91人、对口80人，两校对口率分别为93.67%和87.91%。",
    "课题立项12项，结题8项；上年立项10项，结题9项。",
    "收到作品268件，其中一职96件、二职102件、艺校70件，评出一等奖20件、二等奖40件、三等奖60件，获奖作品120件。",
)


@pytest.mark.parametrize("text", [*LISTS_OF_TWO_KINDS])
def test_what_is_said_of_others_is_left_alone(text: str) -> None:
    assert not is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", ["石桥镇320人、柳河镇280人，石桥镇150人、白塔镇90人。"])
def test_what_is_said_of_the_same_is_judged(text: str) -> None:
    assert is_contradicted(FAMILY, text)
